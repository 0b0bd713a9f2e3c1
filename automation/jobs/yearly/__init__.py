"""What was settled long ago moves into yearly workbooks, and comes back when it is asked for."""
