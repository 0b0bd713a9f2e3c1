"""`make faults`: every refusal of Google's meets every method that a tick calls; one thing stops, all else goes on."""
