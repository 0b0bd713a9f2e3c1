"""Formulas: read as trees, worked out here where that is quick, and by IronCalc where they go beyond this."""

from .calculation import Calculation, Formulas

__all__ = ["Calculation", "Formulas"]
