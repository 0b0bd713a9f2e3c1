"""How the job itself fares: the supervisor is told, `doctor` looks."""
