"""`/_workspace/…`: what a test or a person may ask of the workspace itself."""
