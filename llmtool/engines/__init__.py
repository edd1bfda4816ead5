"""The engines: offline rules and an LLM endpoint, siblings behind one protocol."""
