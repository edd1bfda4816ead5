"""From what is said to position drafts: which of it counts, and as which claim."""
