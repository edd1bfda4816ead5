"""A scripted reader of the llm engine's prompts: rules for tests, nothing like a model.

It understands sources whose lines read ``Name Surname (Side) said the X is [not] Y.`` and answers all prompts from the
text of the request alone, so that its answers depend on nothing else.
"""

from __future__ import annotations

import json
import re
from itertools import combinations
from typing import Any

from scripted import Reply, ok

_SAID = re.compile(r"^(\d+)\| (\w+ \w+) \((\w+)\) said (the (\w+) is (?:not )?\w+)\.$", re.MULTILINE)
_POSITION = re.compile(
    r"^(\d+)\| S\d+ (\w+ \w+) \((\w+)\)[:,] (?:[^:\n]*: )?[Tt]he (\w+) is (not )?(\w+)", re.MULTILINE
)


def read(body: dict[str, Any]) -> Reply:
    """The answer to whichever prompt this is."""
    asked = body["messages"][1]["content"]
    properties = schema_of(body)["properties"]
    if {"positions", "relations"} <= set(properties):
        return ok(_chat(asked))
    if "issues" in properties:
        return ok(_align(asked))
    if "relations" in properties:
        return ok(_compare(asked))
    if "readings" in properties:
        return ok(_second(asked))
    return ok(_extract(asked))


def schema_of(body: dict[str, Any]) -> dict[str, Any]:
    """The schema of the answer in a request, in any mode."""
    if "tools" in body:
        return body["tools"][0]["function"]["parameters"]  # type: ignore[no-any-return]
    if "json_schema" in body["response_format"]:
        return body["response_format"]["json_schema"]["schema"]  # type: ignore[no-any-return]
    return json.loads(body["messages"][0]["content"].rsplit("\n", 1)[1])  # type: ignore[no-any-return]


def stage_of(body: dict[str, Any]) -> str:
    """Which prompt a request is."""
    names = {"issues": "align", "relations": "compare", "readings": "second_reading", "positions": "extract"}
    properties = schema_of(body)["properties"]
    if {"positions", "relations"} <= set(properties):
        return "one_chat"
    return next(name for field, name in names.items() if field in properties)


def _extract(asked: str) -> dict[str, Any]:
    found = _SAID.findall(asked)
    return {
        "speakers": [{"name": name, "role": None, "party": party} for _, name, party, _, _ in found],
        "positions": [
            {
                "sentences": [int(number)],
                "speaker": name,
                "attribution": "indirect",
                "quotes": [words],
                "claim": words[0].upper() + words[1:] + ".",
                "topic": topic,
                "modality": "denies" if " not " in words else "asserts",
                "said_on": None,
            }
            for number, name, _, words, topic in found
        ],
    }


def _align(asked: str) -> dict[str, Any]:
    found = _POSITION.findall(asked)
    issues: dict[str, dict[str, Any]] = {}
    for number, _, _, topic, negated, _ in found:
        empty: dict[str, Any] = {"favor": [], "against": [], "mixed": [], "none": []}
        issue = issues.setdefault(topic, {"label": topic, "question": f"What is the {topic}?", **empty})
        issue["against" if negated else "favor"].append(int(number))
    parties = dict.fromkeys(party for _, _, party, _, _, _ in found)
    return {
        "parties": [{"name": party, "kind": "organisation", "aliases": []} for party in parties],
        "speakers": [],
        "issues": list(issues.values()),
    }


def _compare(asked: str) -> dict[str, Any]:
    relations, agreements = [], []
    for block in asked.split("Issue: ")[1:]:
        for a, b in combinations(_POSITION.findall(block), 2):
            if a[3] != b[3] or a[5] != b[5]:
                continue
            said = f"{a[1]} and {b[1]} on the {a[3]}"
            finding = {"kind": "negation", "certainty": "firm", "rationale": said}
            if a[4] != b[4]:
                label = "change" if a[2] == b[2] else "contradiction"
                relations.append({"a": int(a[0]), "b": int(b[0]), "label": label, **finding})
            else:
                agreements.append({"positions": [int(a[0]), int(b[0])], **finding})
    return {"relations": relations, "agreements": agreements}


def _second(asked: str) -> dict[str, Any]:
    numbers = re.findall(r"^(\d+)\| ", asked, re.MULTILINE)
    return {
        "readings": [
            {"pair": int(number), "verdict": "confirmed", "certainty": "firm", "rationale": f"Pair {number}."}
            for number in numbers
        ]
    }


def _chat(asked: str) -> dict[str, Any]:
    """All at once: what ``_extract`` finds in each source, and pairs that differ in one ``not``."""
    speakers: dict[str, str] = {}
    positions: list[dict[str, Any]] = []
    for source, text in enumerate(re.split(r"^Source \d+: ", asked, flags=re.MULTILINE)[1:], start=1):
        found = _extract(text)
        speakers |= {speaker["name"]: speaker["party"] for speaker in found["speakers"]}
        for position in found["positions"]:
            stance = "against" if position["modality"] == "denies" else "favor"
            issue = {"number": len(positions) + 1, "source": source, "issue": position["topic"], "stance": stance}
            positions.append({**{name: value for name, value in position.items() if name != "topic"}, **issue})
    relations = [
        {
            "a": a["number"],
            "b": b["number"],
            "label": "contradiction",
            "kind": "negation",
            "certainty": "firm",
            "rationale": f"{a['speaker']} and {b['speaker']} on the {a['issue']}",
        }
        for a, b in combinations(positions, 2)
        if a["claim"] != b["claim"] and a["claim"].replace(" not ", " ") == b["claim"].replace(" not ", " ")
    ]
    return {
        "parties": [{"name": party, "kind": "organisation", "aliases": []} for party in sorted(set(speakers.values()))],
        "speakers": [{"name": n, "role": None, "party": party, "aliases": []} for n, party in speakers.items()],
        "issues": [
            {"label": topic, "question": f"What is the {topic}?"}
            for topic in dict.fromkeys(p["issue"] for p in positions)
        ],
        "positions": positions,
        "relations": relations,
    }
