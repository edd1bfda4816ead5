"""Bodies: unions, councils, firms and their organs, by full names, short forms and initials."""
