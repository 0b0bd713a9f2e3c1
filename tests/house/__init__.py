"""What holds of the repository itself: its papers, its packaging, its figures."""
