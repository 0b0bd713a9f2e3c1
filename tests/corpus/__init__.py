"""Any folder of real mails, scans and drafts, read through the real tick."""
