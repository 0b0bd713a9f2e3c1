"""The register: its rows read, and the tabs that the ledger is projected on."""
