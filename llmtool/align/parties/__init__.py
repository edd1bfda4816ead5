"""Who is who: names, bodies and states, and for whom each voice speaks."""
