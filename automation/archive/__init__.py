"""Paper that comes back: what a scan says, and where it belongs."""
