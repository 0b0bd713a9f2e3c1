"""What everything stands on: the store, the clock, the people, HTTP itself and its table of addresses."""
