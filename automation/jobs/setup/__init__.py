"""`setup`: what an office needs in Google, made or completed."""
