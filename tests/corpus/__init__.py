"""Any folder of real mails, read through the real tick."""
