"""Cues of reported speech: verbs, nouns and adjectives, with who speaks and what is said."""
