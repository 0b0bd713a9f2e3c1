"""`make faults`: every refusal meets every method that a tick calls; one thing stops, and all else goes on."""
