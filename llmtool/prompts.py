"""Prompts are files, ``prompts/<name>/v<N>.md``, with a system and a user part.

A released version is never edited: a new one is added, and ``VERSIONS`` moves to it. ``manifest.json`` holds the
SHA-256 of each file, and a test compares. Values are put in by plain substitution in one pass over the template, so
nothing that a document says is ever read as a template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from llmtool.schema import Attribution, Certainty, Modality, PartyKind, RelationKind, RelationLabel, Stance

VERSIONS: Mapping[str, str] = {
    "extract": "v1",
    "align": "v1",
    "compare": "v1",
    "second_reading": "v1",
    "one_chat": "v1",
}

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_ENUMS: Mapping[str, type[StrEnum]] = {
    "attribution": Attribution,
    "certainty": Certainty,
    "modality": Modality,
    "party_kind": PartyKind,
    "relation_kind": RelationKind,
    "relation_label": RelationLabel,
    "stance": Stance,
}
# Controls but for white space, directional overrides and tag characters: text that a person would not see.
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


@dataclass(frozen=True)
class Prompt:
    """A prompt of one version, with its places still open."""

    name: str
    version: str
    system: str
    user: str

    @property
    def label(self) -> str:
        """Name and version, as in ``extract/v1``."""
        return f"{self.name}/{self.version}"

    def render(self, **values: str) -> tuple[str, str]:
        """System and user text. Lists of labels come from the enums of the schema.

        Raises:
            KeyError: a place has no value, or a value no place.

        """
        used: set[str] = set()

        def fill(match: re.Match[str]) -> str:
            name = match.group(1)
            used.add(name)
            return values[name] if name in values else labels(_ENUMS[name])

        texts = _PLACE.sub(fill, self.system), _PLACE.sub(fill, self.user)
        if unused := set(values) - used:
            raise KeyError(f"prompt {self.label} has no place for {sorted(unused)}")
        return texts


def labels(enum: type[StrEnum]) -> str:
    """The values of an enum, as prompts list them."""
    return " | ".join(member.value for member in enum)


@lru_cache(maxsize=16)
def load(name: str) -> Prompt:
    """The prompt of that name, in the version that is in use."""
    version = VERSIONS[name]
    text = (folder() / name / f"{version}.md").read_text(encoding="utf-8")
    start, _, user = text.partition("\n# user\n")
    return Prompt(name, version, start.removeprefix("# system\n").strip(), user.strip())


def folder() -> Path:
    """Where the prompts lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "_prompts"
    return installed if installed.is_dir() else package.parent / "prompts"


def line(text: str, limit: int | None = None) -> str:
    """A text from outside as part of one line of a prompt.

    Lines begin with numbers of ours, so a text without line breaks can forge neither a number nor the end of a source.
    """
    text = " ".join(_HIDDEN.sub("", text).split())
    return text if limit is None or len(text) <= limit else text[: limit - 1].rstrip() + "…"
