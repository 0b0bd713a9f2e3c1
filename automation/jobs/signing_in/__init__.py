"""`masuk`: one person signs in for the office; and what the admin console is to be told."""
