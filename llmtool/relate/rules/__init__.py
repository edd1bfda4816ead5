"""The readable rules: what agrees, contradicts or has changed, each with a reason."""
