"""An invented dispute as a finished comparison, for tests of what comes after the engines.

The harbour of Kestrel Bay is to be made deeper and longer; everybody and everything in it is made up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

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
    PositionDraft,
    Relation,
    RelationKind,
    RelationLabel,
    Scope,
    Span,
    Speaker,
    Stance,
    Tool,
    Ungrounded,
    Usage,
    Verdict,
    VerdictLabel,
    content_id,
)

COURIER = """Harbour to grow by a third

KESTREL BAY, March 3. The Harbour Authority wants to lengthen the north quay by 240 metres. "The new quay will cost 85 \
million crowns and not a crown more," said Ilse Marrow, the authority's director, on Tuesday.

Dredging would start in September, she added. "Nobody will lose a mooring."

The Fishers' Union fears for its berths. "We were told that forty boats must go," its chair, Tobin Reyes, said.
"""

RADIO = """Morning desk, 5 March

REYES: The expansion will cost at least 130 million. Every crown of it is ours.
HOST: And the boats?
REYES: Forty boats must go. We have it in writing.
HOST: The town council has asked for a new study of the seabed, Mayor Ana Quell told us. She wants the work to wait.
"""

DIGEST = COURIER.replace("Harbour to grow by a third", "Kestrel Bay harbour plan").replace(
    "KESTREL BAY, March 3.", "(Wire)"
)

LEDGER = """Authority moves the start of dredging

The Harbour Authority will not dredge before next March, director Ilse Marrow said on Monday. \
"A study of the seabed comes first."
The council welcomed the delay. "We have asked for that study since the spring," Mayor Ana Quell said.
The north quay is to be 310 metres longer, according to the plans on display.
"""

NASTY = (
    "<script>alert(1)</script> </style> <img src=x onerror=alert(2)> | a | `code` *bold* [x](javascript:alert(3))\n"
    "# =cmd()|' /C calc'!A0 & \"quoted\" &amp; \u202edesrever\u202c مرحبا 👩🏽‍🚀 $x^2$ \x1b[31mred\x07 ~~gone~~\n"
    "=1+1 ends it."
)
"""Text that tries to be markup, a script, a formula, a control sequence, and to turn its surroundings around."""


class Builder:
    """Collects records; names stand for ids, and quotations are looked up in their text."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.parties: dict[str, Party] = {}
        self.speakers: dict[str, Speaker] = {}
        self.issues: dict[str, Issue] = {}
        self.positions: dict[str, Position] = {}
        self.relations: list[Relation] = []

    def document(
        self,
        name: str,
        text: str,
        outlet: str | None,
        published: str | None,
        *,
        copy_of: str | None = None,
        title: str = "",
    ) -> None:
        """Add a text; its first line is the title."""
        self.documents[name] = Document(
            id=content_id("d", name, text),
            source=f"articles/{name}",
            title=title or text.splitlines()[0],
            outlet=outlet,
            byline=None,
            published=dt.date.fromisoformat(published) if published else None,
            language="en",
            text=text,
            copy_of=self.documents[copy_of].id if copy_of else None,
        )

    def party(self, name: str, kind: PartyKind, *speakers: tuple[str, str | None]) -> None:
        """Add a party and those who speak for it."""
        self.parties[name] = Party(id=content_id("y", name), name=name, kind=kind)
        for speaker, role in speakers:
            self.speakers[speaker] = Speaker(
                id=content_id("s", speaker), name=speaker, role=role, party_id=self.parties[name].id
            )

    def issue(self, label: str, question: str) -> None:
        """Add an issue."""
        self.issues[label] = Issue(id=content_id("i", label), label=label, question=question)

    def position(
        self,
        name: str,
        document: str,
        who: str,
        issue: str,
        quotes: str | Sequence[str],
        *,
        claim: str | None = None,
        stance: Stance = Stance.NONE,
        modality: Modality = Modality.ASSERTS,
        attribution: Attribution = Attribution.DIRECT,
        said_on: str | None = None,
    ) -> None:
        """Add a position of a speaker, or of a party in its own voice."""
        quotes = [quotes] if isinstance(quotes, str) else list(quotes)
        record = self.documents[document]
        starts = [record.text.index(quote) for quote in quotes]
        speaker = self.speakers.get(who)
        self.positions[name] = Position(
            id=content_id("p", name),
            document_id=record.id,
            speaker_id=speaker.id if speaker else None,
            party_id=speaker.party_id if speaker else self.parties[who].id,
            issue_id=self.issues[issue].id,
            claim=claim or quotes[0],
            stance=stance,
            modality=modality,
            attribution=attribution,
            said_on=dt.date.fromisoformat(said_on) if said_on else None,
            evidence=tuple(Span(start=s, end=s + len(q), exact=q) for s, q in zip(starts, quotes, strict=True)),
        )

    def relation(
        self,
        a: str,
        b: str,
        label: RelationLabel,
        kind: RelationKind,
        rationale: str,
        *,
        scope: Scope = Scope.CROSS_PARTY,
        certainty: Certainty = Certainty.FIRM,
    ) -> None:
        """Add a relation between two positions."""
        first, second = self.positions[a], self.positions[b]
        self.relations.append(
            Relation(
                id=content_id("r", a, b, label.value),
                issue_id=first.issue_id,
                a=first.id,
                b=second.id,
                label=label,
                kind=kind,
                scope=scope,
                certainty=certainty,
                rationale=rationale,
                decided_by="rule",
                second_reading="not_run",
            )
        )

    def build(
        self,
        *,
        verdicts: Sequence[Verdict] = (),
        failures: Sequence[Failure] = (),
        ungrounded: Sequence[Ungrounded] = (),
        engine: EngineInfo | None = None,
        usage: Usage | None = None,
    ) -> Comparison:
        """The comparison, its records sorted by id."""

        def by_id(records: Sequence[Any]) -> tuple[Any, ...]:
            return tuple(sorted(records, key=lambda record: record.id))

        return Comparison(
            tool=Tool(name="llmtool", version="0.0.0"),
            engine=engine or EngineInfo(name="offline", model=None, prompts={}, reason="asked for"),
            documents=tuple(self.documents.values()),
            parties=by_id(list(self.parties.values())),
            speakers=by_id(list(self.speakers.values())),
            issues=by_id(list(self.issues.values())),
            positions=by_id(list(self.positions.values())),
            relations=by_id(self.relations),
            verdicts=tuple(verdicts),
            ungrounded=tuple(ungrounded),
            failures=tuple(failures),
            usage=usage or Usage(),
        )


COST, MOORINGS, DREDGING, LENGTH = "Cost of the quay", "Moorings", "Start of dredging", "Length of the quay"
AUTHORITY, UNION, COUNCIL = "Harbour Authority", "Fishers' Union", "Kestrel Bay Town Council"


def harbour() -> Builder:
    """The dispute: two firm contradictions, two agreements and one change, and one possible contradiction."""
    b = Builder()
    b.document("courier.txt", COURIER, "The Quayside Courier", "2031-03-03")
    b.document("digest.html", DIGEST, "County Digest", "2031-03-04", copy_of="courier.txt")
    b.document("radio.txt", RADIO, "Northshore Radio", "2031-03-05")
    b.document("ledger.pdf", LEDGER, "Bay Ledger", "2031-03-10")
    b.party(AUTHORITY, PartyKind.ORGANISATION, ("Ilse Marrow", "director"))
    b.party(UNION, PartyKind.ORGANISATION, ("Tobin Reyes", "chair"))
    b.party(COUNCIL, PartyKind.ORGANISATION, ("Ana Quell", "mayor"))
    b.party("Bay Ledger", PartyKind.SOURCE)
    b.party("The Quayside Courier", PartyKind.SOURCE)
    b.issue(COST, "What will the new quay cost?")
    b.issue(MOORINGS, "Will fishing boats lose their moorings?")
    b.issue(DREDGING, "Should dredging start this year?")
    b.issue(LENGTH, "How much longer will the north quay be?")
    cost = "The new quay will cost 85 million crowns and not a crown more,"
    b.position("cost-authority", "courier.txt", "Ilse Marrow", COST, cost, stance=Stance.FAVOR)
    b.position("cost-digest", "digest.html", "Ilse Marrow", COST, cost, stance=Stance.FAVOR)
    b.position(
        "cost-union",
        "radio.txt",
        "Tobin Reyes",
        COST,
        "The expansion will cost at least 130 million.",
        stance=Stance.AGAINST,
    )
    b.position(
        "moor-authority",
        "courier.txt",
        "Ilse Marrow",
        MOORINGS,
        "Nobody will lose a mooring.",
        modality=Modality.DENIES,
        stance=Stance.AGAINST,
    )
    b.position(
        "moor-union",
        "courier.txt",
        "Tobin Reyes",
        MOORINGS,
        "We were told that forty boats must go,",
        stance=Stance.FAVOR,
        claim="The union was told that forty boats must leave the harbour.",
    )
    b.position("moor-digest", "digest.html", "Tobin Reyes", MOORINGS, "forty boats must go,", stance=Stance.FAVOR)
    b.position("moor-radio", "radio.txt", "Tobin Reyes", MOORINGS, "Forty boats must go.", stance=Stance.FAVOR)
    b.position(
        "moor-proof",
        "radio.txt",
        "Tobin Reyes",
        MOORINGS,
        ["Forty boats must go. We have it in writing."],
        stance=Stance.FAVOR,
        claim="The union has the order in writing.",
    )
    b.position(
        "dredge-early",
        "courier.txt",
        "Ilse Marrow",
        DREDGING,
        "Dredging would start in September",
        stance=Stance.FAVOR,
        attribution=Attribution.INDIRECT,
    )
    b.position(
        "dredge-late",
        "ledger.pdf",
        "Ilse Marrow",
        DREDGING,
        ["will not dredge before next March", "A study of the seabed comes first."],
        claim="The Harbour Authority will not dredge before next March.",
        stance=Stance.AGAINST,
        attribution=Attribution.MIXED,
        said_on="2031-03-09",
    )
    b.position(
        "dredge-wait",
        "radio.txt",
        "Ana Quell",
        DREDGING,
        "She wants the work to wait.",
        stance=Stance.AGAINST,
        modality=Modality.DEMANDS,
        attribution=Attribution.INDIRECT,
    )
    b.position(
        "dredge-study",
        "ledger.pdf",
        "Ana Quell",
        DREDGING,
        "We have asked for that study since the spring,",
        stance=Stance.AGAINST,
    )
    b.position(
        "length-courier",
        "courier.txt",
        "The Quayside Courier",
        LENGTH,
        "lengthen the north quay by 240 metres",
        attribution=Attribution.NARRATOR,
    )
    b.position(
        "length-ledger",
        "ledger.pdf",
        "Bay Ledger",
        LENGTH,
        "The north quay is to be 310 metres longer",
        attribution=Attribution.NARRATOR,
    )
    contradiction, agreement = RelationLabel.CONTRADICTION, RelationLabel.AGREEMENT
    b.relation(
        "cost-authority", "cost-union", contradiction, RelationKind.NUMERIC, "85 million against at least 130 million."
    )
    b.relation("moor-authority", "moor-radio", contradiction, RelationKind.NEGATION, "Nobody, against forty boats.")
    b.relation(
        "length-courier",
        "length-ledger",
        contradiction,
        RelationKind.REPORTING,
        "240 metres against 310 metres.",
        scope=Scope.CROSS_SOURCE,
        certainty=Certainty.POSSIBLE,
    )
    b.relation(
        "moor-union", "moor-radio", agreement, RelationKind.NUMERIC, "Forty boats in both.", scope=Scope.SAME_SPEAKER
    )
    b.relation(
        "dredge-late", "dredge-study", agreement, RelationKind.STANCE, "Both want the study of the seabed first."
    )
    b.relation(
        "dredge-early",
        "dredge-late",
        RelationLabel.CHANGE,
        RelationKind.TEMPORAL,
        "From this September to next March.",
        scope=Scope.SAME_SPEAKER,
    )
    return b


def harbour_verdicts(b: Builder) -> tuple[Verdict, ...]:
    """What the firm relations between the authority and the two others add up to."""

    def verdict(issue: str, other: str, label: VerdictLabel) -> Verdict:
        ids = (b.parties[AUTHORITY].id, b.parties[other].id)
        of = {r.id for r in b.relations if r.issue_id == b.issues[issue].id and r.scope is Scope.CROSS_PARTY}
        return Verdict(
            issue_id=b.issues[issue].id,
            party_a_id=ids[0],
            party_b_id=ids[1],
            label=label,
            relation_ids=tuple(sorted(of)),
        )

    return (
        verdict(COST, UNION, VerdictLabel.DISAGREE),
        verdict(MOORINGS, UNION, VerdictLabel.DISAGREE),
        verdict(DREDGING, COUNCIL, VerdictLabel.AGREE),
    )


def harbour_comparison(**changes: object) -> Comparison:
    """The dispute as a comparison; ``changes`` are arguments of ``Builder.build``."""
    b = harbour()
    return b.build(verdicts=harbour_verdicts(b), **changes)  # type: ignore[arg-type]


FAILURES = (
    Failure(stage="ingest", subject="articles/minutes.pdf", error="is locked with a password; save a copy without one"),
    Failure(stage="compare", subject="Moorings", error="the model's answer was cut; raise the limit of output tokens"),
)


def ungrounded(b: Builder, claim: str = "The quay will be finished in 2034.") -> Ungrounded:
    """A statement that is not in its text."""
    draft = PositionDraft(
        speaker="Ilse Marrow",
        role=None,
        party=AUTHORITY,
        topic="finish",
        claim=claim,
        modality=Modality.PREDICTS,
        attribution=Attribution.INDIRECT,
        said_on=None,
        sentences=(99,),
    )
    return Ungrounded(document_id=b.documents["courier.txt"].id, draft=draft, reason="there is no sentence 99")


def nasty_comparison() -> Comparison:
    """The dispute with a text, a name, a label and a rationale that attack every format."""
    b = harbour()
    b.document("nasty.html", f"Headline\n\n{NASTY}\n", NASTY, "2031-03-11", title=NASTY)
    b.party(NASTY, PartyKind.PERSON, (f"+{NASTY}", f"@{NASTY}"))
    b.issue(f"-{NASTY}", NASTY)
    b.position("nasty-a", "nasty.html", f"+{NASTY}", f"-{NASTY}", NASTY, claim=f"={NASTY} and more")
    b.position("nasty-b", "nasty.html", NASTY, f"-{NASTY}", ["=cmd()|' /C calc'!A0", "=1+1"], claim=NASTY)
    b.relation(
        "nasty-a", "nasty-b", RelationLabel.CONTRADICTION, RelationKind.DEGREE, f"={NASTY}", scope=Scope.WITHIN_PARTY
    )
    failure = Failure(stage="extract", subject=NASTY, error=NASTY)
    return b.build(failures=[failure], ungrounded=[ungrounded(b, NASTY)])
