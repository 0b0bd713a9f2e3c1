"""The health of the job itself: the supervisor is told, `doctor` checks."""
