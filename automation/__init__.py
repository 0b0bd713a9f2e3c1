"""The complaint-handling SOP as one scheduled job over Google Workspace."""
