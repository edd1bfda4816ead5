"""Evals: the pipeline measured against documents that people have labelled. Calls the pipeline, never an engine."""

from __future__ import annotations

from llmtool.evaluate.agree import agreement, agreement_table, differences
from llmtool.evaluate.cases import CASES, Case, load_case, load_cases
from llmtool.evaluate.readme import gold_schema, refresh_readme
from llmtool.evaluate.results import Run, dump
from llmtool.evaluate.run import gather, run_case, run_cases
from llmtool.evaluate.table import details, overview

__all__ = [
    "CASES",
    "Case",
    "Run",
    "agreement",
    "agreement_table",
    "details",
    "differences",
    "dump",
    "gather",
    "gold_schema",
    "load_case",
    "load_cases",
    "overview",
    "refresh_readme",
    "run_case",
    "run_cases",
]
