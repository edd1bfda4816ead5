"""The trained judge and how its word is weighed with the rules."""
