"""What positions are about: grouped by their words, named by a phrase of theirs, and how each stands to it."""
