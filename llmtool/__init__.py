"""Compare what the sides of a dispute say, with exact quotations."""

__version__ = "0.1.0"
