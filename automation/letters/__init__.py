"""Letters and forms: the words each document needs, and Word templates filled with them."""
