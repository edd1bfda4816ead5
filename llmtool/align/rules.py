"""The parties file: sides and speakers that a user fixes by hand. They win over everything that is worked out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llmtool.errors import UsageError
from llmtool.schema import PartyKind


@dataclass(frozen=True)
class SpeakerRule:
    """A speaker that the file names, with the name of the party."""

    name: str
    role: str | None
    party: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyRule:
    """A party that the file names."""

    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyRules:
    """What a parties file says."""

    parties: tuple[PartyRule, ...] = ()
    speakers: tuple[SpeakerRule, ...] = ()


def load_parties(path: Path) -> PartyRules:
    """Read a parties file (TOML).

    Raises:
        UsageError: the file is missing, is not TOML, or has an unknown key, a wrong type or a name twice.

    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path}: no such parties file; check the path given to --parties") from None
    except OSError as error:
        raise UsageError(
            f"{path}: can't read the parties file ({error.strerror}); give a readable TOML file"
        ) from error
    except UnicodeDecodeError:
        raise UsageError(f"{path}: the parties file is not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}; see docs/parties.md for an example") from None
    _only(path, "the file", data, {"party"})
    tables = data.get("party", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{path}: party must be tables; write [[party]] before each one")
    parties: list[PartyRule] = []
    speakers: list[SpeakerRule] = []
    for number, table in enumerate(tables, 1):
        where = f"party {number}"
        party, own = _party(path, where, table)
        parties.append(party)
        speakers.extend(own)
    _no_doubles(path, "party", [(party.name, (party.name, *party.aliases)) for party in parties])
    _no_doubles(path, "speaker", [(speaker.name, (speaker.name, *speaker.aliases)) for speaker in speakers])
    return PartyRules(tuple(parties), tuple(speakers))


def _party(path: Path, where: str, table: dict[str, Any]) -> tuple[PartyRule, list[SpeakerRule]]:
    _only(path, where, table, {"name", "kind", "aliases", "speaker"})
    name = _text(path, where, table, "name")
    kind = table.get("kind", PartyKind.ORGANISATION.value)
    kinds = [member.value for member in PartyKind]
    if kind not in kinds:
        raise UsageError(f"{path}: {where} ({name}): kind is {kind!r}; use one of {', '.join(kinds)}")
    tables = table.get("speaker", [])
    if not isinstance(tables, list) or not all(isinstance(inner, dict) for inner in tables):
        raise UsageError(f"{path}: {where} ({name}): speaker must be tables; write [[party.speaker]] before each one")
    speakers = []
    for number, inner in enumerate(tables, 1):
        place = f"{where} ({name}), speaker {number}"
        _only(path, place, inner, {"name", "role", "aliases"})
        role = _text(path, place, inner, "role") if "role" in inner else None
        speakers.append(SpeakerRule(_text(path, place, inner, "name"), role, name, _aliases(path, place, inner)))
    return PartyRule(name, PartyKind(kind), _aliases(path, where, table)), speakers


def _only(path: Path, where: str, table: dict[str, Any], known: set[str]) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise UsageError(f"{path}: {where}: unknown key {unknown[0]!r}; use {', '.join(sorted(known))}")


def _text(path: Path, where: str, table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        problem = "is missing" if key not in table else "must be a text that is not empty"
        raise UsageError(f'{path}: {where}: {key} {problem}; write {key} = "..."')
    return " ".join(value.split())


def _aliases(path: Path, where: str, table: dict[str, Any]) -> tuple[str, ...]:
    value = table.get("aliases", [])
    if not isinstance(value, list) or not all(isinstance(alias, str) and alias.strip() for alias in value):
        raise UsageError(f'{path}: {where}: aliases must be a list of texts; write aliases = ["...", "..."]')
    return tuple(sorted({" ".join(alias.split()) for alias in value}))


def _no_doubles(path: Path, what: str, names: list[tuple[str, tuple[str, ...]]]) -> None:
    seen: dict[str, str] = {}
    for number, (name, forms) in enumerate(names, 1):
        owner = f"{what} {number} ({name})"
        for form in forms:
            other = seen.setdefault(form.casefold(), owner)
            if other != owner:
                raise UsageError(f"{path}: {form!r} stands for both {other} and {owner}; keep it in one of them")
