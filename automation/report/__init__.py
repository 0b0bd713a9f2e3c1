"""The recap: counts and kept norms."""
