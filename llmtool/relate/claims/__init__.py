"""What a judge reads in a claim: its statements, concepts, denials, figures and dates."""
