"""Damaged drafts and mutated mails by the thousand, opened by the real process apart."""
