"""What ties a voice to a side: its role, its body, its state, whom it serves, whose paper it speaks in."""
