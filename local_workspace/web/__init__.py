"""What people see in the browser, and the controls of the workspace itself."""
