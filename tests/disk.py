"""The ledgers of tests wait for no disk: none plays a power cut, and a commit that waits takes as long as a call."""

from automation.ledger import opening

#: What offices have.
SHIPPED = opening.SYNCHRONOUS


def wait_for_none() -> None:
    """Let no ledger that this process opens wait for the disk."""
    opening.SYNCHRONOUS = "off"
