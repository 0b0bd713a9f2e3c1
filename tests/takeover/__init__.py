"""An office that an older commit made, and left in the middle of each kind of effect, taken over by today's code."""
