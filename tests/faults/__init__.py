"""`make faults`: every refusal that Google documents, met by every method a tick calls; one thing stops, all else goes on."""
