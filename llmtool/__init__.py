"""Compare what the sides of a dispute say, with exact quotations.

>>> from llmtool import compare_documents, render
>>> comparison = compare_documents(["seeds/"], engine="offline")  # doctest: +SKIP
>>> html = render(comparison, "html")  # doctest: +SKIP

Names are loaded when they are first used, so that ``import llmtool`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from llmtool.api import compare_documents
    from llmtool.errors import BudgetError, CacheMissError, CallError, EngineError, InputError, LlmtoolError, UsageError
    from llmtool.report import render, render_bytes
    from llmtool.runs import load_run
    from llmtool.schema import (
        Attribution,
        Certainty,
        Comparison,
        Document,
        EngineInfo,
        Failure,
        Issue,
        Modality,
        Party,
        PartyKind,
        Position,
        Relation,
        RelationKind,
        RelationLabel,
        Scope,
        Span,
        Speaker,
        Stance,
        Ungrounded,
        Usage,
        Verdict,
        VerdictLabel,
    )
    from llmtool.verify import Finding, Verification, verify_run

_HOME = {
    "compare_documents": "api",
    "load_run": "runs",
    "render": "report",
    "render_bytes": "report",
    "Finding": "verify",
    "Verification": "verify",
    "verify_run": "verify",
    **dict.fromkeys(
        ("BudgetError", "CacheMissError", "CallError", "EngineError", "InputError", "LlmtoolError", "UsageError"),
        "errors",
    ),
}

__all__ = [
    "Attribution",
    "BudgetError",
    "CacheMissError",
    "CallError",
    "Certainty",
    "Comparison",
    "Document",
    "EngineError",
    "EngineInfo",
    "Failure",
    "Finding",
    "InputError",
    "Issue",
    "LlmtoolError",
    "Modality",
    "Party",
    "PartyKind",
    "Position",
    "Relation",
    "RelationKind",
    "RelationLabel",
    "Scope",
    "Span",
    "Speaker",
    "Stance",
    "Ungrounded",
    "Usage",
    "UsageError",
    "Verdict",
    "VerdictLabel",
    "Verification",
    "__version__",
    "compare_documents",
    "load_run",
    "render",
    "render_bytes",
    "verify_run",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'llmtool' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"llmtool.{_HOME.get(name, 'schema')}"), name)


def __dir__() -> list[str]:
    return __all__
