"""What people are told: staff by notices and digests, complainants one by one."""
