"""``python -m llmtool``."""

from llmtool.cli import main

main()
