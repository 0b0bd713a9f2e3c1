"""`rebuild`: a lost ledger made anew from the workspace, or an old copy of it completed."""
