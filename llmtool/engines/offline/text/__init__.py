"""Units, tokens and quotations of a text, and the words that the engine knows."""
