"""Persons and other voices: their names and spellings, how texts introduce them, and the offices that they hold."""
