"""Comparisons of any shape for property tests: consistent records around arbitrary text."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

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
    Tool,
    Usage,
)

# Pieces that formats stumble over, among arbitrary characters (surrogates can't be in a record).
AWKWARD = [
    "\n",
    "\r",
    "\r\n",
    "\t",
    "|",
    "`",
    "*",
    "<b>",
    "</mark>",
    "&amp;",
    '"',
    "'",
    "=1",
    "1. ",
    "2) ",
    "<!--",
    "<script ",
    " -",
    "\ufeff",
    "\u202e",
    "👩🏽‍🚀",
    "# ",
    "\u2028",
    "](x)",
    "]]>",
    "</script>",
    "::error::x",
    "##[group]",
    "%0A",
    "{0}",
    "_x0041_",
    "\x00",
    "\x1b",
    "\ufffe",
    "http://x",
]
TEXTS: SearchStrategy[str] = (
    st.lists(
        st.one_of(st.sampled_from(AWKWARD), st.text(max_size=8), st.sampled_from(["the quay ", "boats ", "40 "])),
        min_size=1,
        max_size=12,
    )
    .map("".join)
    .filter(bool)
)
DATES = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1))


@st.composite
def comparisons(draw: DrawFn) -> Comparison:
    """One to three documents, up to six positions with spans that may overlap, and relations between any of them."""
    documents: list[Document] = []
    for number in range(draw(st.integers(1, 3))):
        documents.append(
            Document(
                id=f"d-{number}",
                source=draw(TEXTS),
                title=draw(st.none() | TEXTS),
                outlet=draw(st.none() | TEXTS),
                byline=draw(st.none() | TEXTS),
                published=draw(DATES),
                language=draw(st.none() | st.just("en")),
                text=draw(TEXTS),
                copy_of=draw(st.none() | st.sampled_from([d.id for d in documents])) if documents else None,
            )
        )
    parties = [
        Party(id=f"y-{n}", name=draw(TEXTS), kind=draw(st.sampled_from(PartyKind)))
        for n in range(draw(st.integers(1, 3)))
    ]
    speakers = [
        Speaker(id=f"s-{n}", name=draw(TEXTS), role=draw(st.none() | TEXTS), party_id=draw(st.sampled_from(parties)).id)
        for n in range(draw(st.integers(0, 2)))
    ]
    issues = [Issue(id=f"i-{n}", label=draw(TEXTS), question=draw(TEXTS)) for n in range(draw(st.integers(1, 2)))]
    positions = [draw(_positions(n, documents, parties, speakers, issues)) for n in range(draw(st.integers(0, 6)))]
    relations = [
        Relation(
            id=f"r-{n}",
            issue_id=a.issue_id,
            a=a.id,
            b=draw(st.sampled_from([p for p in positions if p.issue_id == a.issue_id])).id,
            label=draw(st.sampled_from(RelationLabel)),
            kind=draw(st.sampled_from(RelationKind)),
            scope=draw(st.sampled_from(Scope)),
            certainty=draw(st.sampled_from(Certainty)),
            rationale=draw(TEXTS),
            decided_by=draw(st.sampled_from(["rule", "model", "llm"])),
            second_reading=draw(st.sampled_from(["confirmed", "not_run"])),
        )
        for n, a in enumerate(draw(st.lists(st.sampled_from(positions), max_size=5)) if positions else [])
    ]
    stages = st.sampled_from(["ingest", "extract", "align", "compare", "second_reading"])
    failures = [
        Failure(stage=draw(stages), subject=draw(TEXTS), error=draw(TEXTS)) for _ in range(draw(st.integers(0, 2)))
    ]
    return Comparison(
        tool=Tool(name="llmtool", version="0"),
        engine=EngineInfo(
            name=draw(st.sampled_from(["offline", "llm"])), model=draw(st.none() | TEXTS), prompts={}, reason="x"
        ),
        documents=tuple(documents),
        parties=tuple(parties),
        speakers=tuple(speakers),
        issues=tuple(issues),
        positions=tuple(positions),
        relations=tuple(relations),
        verdicts=(),
        ungrounded=(),
        failures=tuple(failures),
        usage=Usage(calls=draw(st.integers(0, 9)), cost_usd=draw(st.none() | st.just(0.25))),
    )


@st.composite
def _positions(
    draw: DrawFn,
    number: int,
    documents: list[Document],
    parties: list[Party],
    speakers: list[Speaker],
    issues: list[Issue],
) -> Position:
    document = draw(st.sampled_from(documents))
    length = len(document.text)
    cuts = draw(st.lists(st.tuples(st.integers(0, length - 1), st.integers(1, length)), min_size=1, max_size=3))
    bounds = [(min(a, b - 1), max(a + 1, b)) for a, b in cuts]
    speaker = draw(st.none() | st.sampled_from(speakers)) if speakers else None
    return Position(
        id=f"p-{number}",
        document_id=document.id,
        speaker_id=speaker.id if speaker else None,
        party_id=speaker.party_id if speaker else draw(st.sampled_from(parties)).id,
        issue_id=draw(st.sampled_from(issues)).id,
        claim=draw(TEXTS),
        stance=draw(st.sampled_from(Stance)),
        modality=draw(st.sampled_from(Modality)),
        attribution=draw(st.sampled_from(Attribution)),
        said_on=draw(DATES),
        evidence=tuple(Span(start=a, end=b, exact=document.text[a:b]) for a, b in bounds),
    )
