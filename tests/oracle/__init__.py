"""Slow and honest answers, for holding the product to; nothing here but `clock_cases` knows the product."""
