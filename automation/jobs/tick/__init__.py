"""`sync`: one tick gathers, decides, acts, and shows the outcome."""
