"""An embedded Google Workspace: Google's REST paths and plain pages from one loopback port and one data folder.

It knows nothing of complaints: anyone who tests Google Workspace code can use it.
"""
