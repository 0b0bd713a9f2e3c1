"""Mail: what it says, and the bytes that say it. Nothing here sends."""
