"""Working with a report over time: what differs between two runs, and which findings are known.

Pure functions over comparisons, and one file that people commit.
"""
