"""Small cases whose sources the scripted reader understands, and a way to record them. Nothing here is a model."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

from scripted import Script, endpoint
from scripted_reader import read
from typer.testing import CliRunner, Result

from llmtool.cli import app

BRIDGE = {
    "north.txt": "Ada Birk (Council) said the bridge is safe.\nBo Carl (Union) said the toll is fair.",
    "south.txt": "Bo Carl (Union) said the bridge is not safe.\nCy Dorn (Ferry) said the toll is fair.",
}
QUAY = {
    "east.txt": "Ida Falk (Port) said the quay is open.",
    "west.txt": "Jo Grun (Guild) said the quay is not open.",
}


def write_case(cases: Path, name: str, texts: dict[str, str]) -> Path:
    """A case whose labels are what the lines say, with a contradiction where one line denies another."""
    folder = cases / name
    (folder / "sources").mkdir(parents=True)
    parties: dict[str, None] = {}
    positions: list[dict[str, str]] = []
    sources = []
    for number, (file, text) in enumerate(texts.items(), start=1):
        (folder / "sources" / file).write_text(text + "\n", encoding="utf-8")
        outlet = file.split(".")[0].title()
        sources.append(f"  - {{file: sources/{file}, outlet: {outlet}, published: 2031-05-0{number}}}")
        for line in text.split("\n"):
            who, rest = line.split(" (", 1)
            side, words = rest.removesuffix(".").split(") said ")
            parties[side] = None
            positions.append(
                {
                    "id": f"p{len(positions) + 1}",
                    "source": f"sources/{file}",
                    "speaker": who,
                    "party": side,
                    "issue": words.split()[1],
                    "claim": words[0].upper() + words[1:] + ".",
                    "stance": "against" if " not " in words else "favor",
                    "modality": "denies" if " not " in words else "asserts",
                    "attribution": "indirect",
                    "evidence": words,
                }
            )
    sides = [f"  - {{name: {side}, kind: organisation}}" for side in parties]
    lines = [f"id: {name}", f"title: {name}", "sources:", *sources, "parties:", *sides]
    (folder / "case.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    relations = [
        {
            "a": a["id"],
            "b": b["id"],
            "label": "contradiction",
            "kind": "negation",
            "scope": "cross_party",
            "why": "One denies what the other says.",
        }
        for a, b in combinations(positions, 2)
        if a["claim"] != b["claim"] and a["claim"].replace(" not ", " ") == b["claim"].replace(" not ", " ")
    ]
    labelled = [{**position, "evidence": [position["evidence"]]} for position in positions]
    rows = {"positions": labelled, "relations": relations, "neutral": []}
    parts = [f'"{key}": [\n' + ",\n".join(json.dumps(row) for row in value) + "\n]" for key, value in rows.items()]
    (folder / "gold.json").write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")
    return folder


class Desk:
    """The files of an eval, and the commands over them."""

    def __init__(self, folder: Path) -> None:
        self.cases = folder / "cases"
        self.recordings = folder / "recordings"
        self.baseline = folder / "baseline.json"
        self.floors = folder / "floors.toml"
        write_case(self.cases, "bridge", BRIDGE)
        write_case(self.cases, "quay", QUAY)

    def eval(self, *arguments: str) -> Result:
        """``llmtool eval …`` on these files."""
        files = ["--cases", self.cases, "--recordings", self.recordings]
        if arguments[0] in {"run", "bless"}:
            files += ["--baseline", self.baseline, "--floors", self.floors]
        return CliRunner().invoke(app, ["eval", *arguments, *map(str, files)])

    def record(self, *arguments: str, script: Script = read, cases: tuple[str, ...] = ("bridge", "quay")) -> Result:
        """Record with a scripted endpoint; ``calls`` says how often it was asked."""
        named = [part for case in cases for part in ("--case", case)]
        with endpoint(script) as server:
            result = self.eval("record", *named, "--base-url", server.url, "--model", "scripted", "-q", *arguments)
            self.calls = server.calls
            self.bodies = server.bodies
        return result

    def path(self, case: str) -> Path:
        """The recordings of a case."""
        return self.recordings / f"{case}.jsonl"
