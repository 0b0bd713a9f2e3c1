"""Mail that comes in: read, sorted, settled and filed once."""
