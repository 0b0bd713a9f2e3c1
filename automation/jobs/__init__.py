"""One file a command: gather, decide, act."""
