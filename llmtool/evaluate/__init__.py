"""Evals: the pipeline measured against documents that people have labelled. Calls the pipeline, never an engine."""
