"""Google Drive v3."""
