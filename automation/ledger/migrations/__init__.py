"""The steps by which the ledger's tables grew; run at opening."""
