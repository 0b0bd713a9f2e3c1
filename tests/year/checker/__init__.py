"""Counts from outside what went wrong in an office's year: it shares no code with the product."""
