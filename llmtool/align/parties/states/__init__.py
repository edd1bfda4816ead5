"""States that no table has, seats of government, and the state or government that a document is at home with."""
