"""`make crash`: a real process is killed wherever it changes something, and the world must come out the same."""
