"""`impor`: the register that the office had before is taken over, once."""
