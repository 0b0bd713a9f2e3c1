"""The office's reports of its months, quarters and years."""
