"""The nouns of the office: frozen values, no input or output."""
