"""`make bench`: how fast, and how many calls, side by side with what one would use instead.

Every line is measured on the machine that runs it; nothing here is a test.
"""
