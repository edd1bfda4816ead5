"""A comparison of any size, for what must stay smooth: invented words, drawn by a fixed seed."""

from __future__ import annotations

import random

from examples import Builder

from llmtool.schema import Certainty, Comparison, PartyKind, RelationKind, RelationLabel, Scope, Stance

WORDS = (
    "the harbour quay boats council union study seabed cost million crowns dredging berth plan spring vote permit "
    "fishers noise water level report mayor chair director opposes supports denies expects never always twelve forty"
).split()


def large_comparison(documents: int = 200, positions: int = 5000, relations: int = 3000) -> Comparison:
    """Documents of about 7,500 characters, each with its share of the positions; relations between any two on an issue.

    One relation in six is a firm contradiction, and a position is 100 to 130 characters of its text.
    """
    draw = random.Random(20310303)  # noqa: S311 - not a secret

    def some(number: int) -> str:
        return " ".join(draw.choices(WORDS, k=number))

    b = Builder()
    for number in range(max(4, documents * 2 // 5)):
        b.issue(f"Issue {number}: {some(3)}", f"Question {number}?")
    for number in range(max(3, documents // 5)):
        b.party(f"Party {number}", PartyKind.ORGANISATION, *[(f"Speaker {number}-{place}", "chair") for place in "ab"])
    issues, speakers = list(b.issues), list(b.speakers)
    held: dict[str, list[str]] = {}
    for number in range(documents):
        sentences = [f"{some(18).capitalize()} {number}-{place}." for place in range(60)]
        day = f"2031-{1 + number % 12:02}-{1 + number % 28:02}"
        b.document(f"{number}.txt", "\n".join(sentences), f"Outlet {number % 40}", day, title=f"Title {number}")
        for place in range(positions // documents):
            issue = draw.choice(issues)
            held.setdefault(issue, []).append(f"{number}-{place}")
            b.position(
                f"{number}-{place}",
                f"{number}.txt",
                draw.choice(speakers),
                issue,
                draw.choice(sentences),
                claim=f"{some(12)}.",
                stance=draw.choice(list(Stance)),
            )
    groups = [names for names in held.values() if len(names) > 1]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < relations:
        first, second = draw.sample(draw.choice(groups), 2)
        if (first, second) not in pairs:
            pairs.add((first, second))
            b.relation(
                first,
                second,
                draw.choice(list(RelationLabel)),
                draw.choice(list(RelationKind)),
                f"Because {some(10)}.",
                scope=draw.choice(list(Scope)),
                certainty=draw.choice(list(Certainty)),
            )
    return b.build()
