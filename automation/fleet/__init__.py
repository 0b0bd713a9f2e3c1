"""Many offices on one engine: which office ticks when, on which worker, and how all of them are."""
