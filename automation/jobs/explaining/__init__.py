"""Why: `explain`, and what `sync --dry-run` foretells."""
