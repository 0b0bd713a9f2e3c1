"""Intake: a form answer becomes a complaint."""
