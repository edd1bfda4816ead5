"""Speech that needs no cue: turns of a transcript, statements of a body, the voice of the outlet."""
