"""Google Forms v1 and its public page."""
