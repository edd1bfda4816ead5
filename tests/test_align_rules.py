from __future__ import annotations

from pathlib import Path

import pytest

from llmtool.align import PartyRules, load_parties
from llmtool.errors import UsageError
from llmtool.schema import PartyKind

GOOD = """
[[party]]
name = "Harbour Tenants' Union"
kind = "organisation"
aliases = ["HTU", "the tenants"]

[[party.speaker]]
name = "Ada Lind"
role = "chair"
aliases = ["A. Lind"]

[[party]]
name = "Norvale"
kind = "state"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "parties.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    """Names, kinds, aliases and speakers come back as written."""
    rules = load_parties(write(tmp_path, GOOD))
    assert [(party.name, party.kind, party.aliases) for party in rules.parties] == [
        ("Harbour Tenants' Union", PartyKind.ORGANISATION, ("HTU", "the tenants")),
        ("Norvale", PartyKind.STATE, ()),
    ]
    assert [(speaker.name, speaker.role, speaker.party) for speaker in rules.speakers] == [
        ("Ada Lind", "chair", "Harbour Tenants' Union")
    ]


def test_an_empty_file_has_no_rules(tmp_path: Path) -> None:
    """An empty file is a file without rules."""
    assert load_parties(write(tmp_path, "")) == PartyRules()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[[party]\nname = 1", ["line 1", "TOML"]),
        ("party = 3", ["[[party]]"]),
        ("[[party]]\nkind = 'state'", ["party 1", "name is missing"]),
        ("[[party]]\nname = 3", ["party 1", "name must be a text"]),
        ("[[party]]\nname = ' '", ["party 1", "name must be a text"]),
        ("[[party]]\nname = 'A'\nkind = 'club'", ["party 1 (A)", "'club'", "organisation"]),
        ("[[party]]\nname = 'A'\nkind = ['state']", ["party 1 (A)", "organisation"]),
        ("[[party]]\nname = 'A'\nalias = ['B']", ["party 1", "unknown key 'alias'", "aliases"]),
        ("[[party]]\nname = 'A'\naliases = 'B'", ["party 1", "aliases must be a list"]),
        ("[[party]]\nname = 'A'\n[[party.speaker]]\nname = 'B'\nage = 3", ["speaker 1", "unknown key 'age'"]),
        ("[[party]]\nname = 'A'\nspeaker = 'B'", ["party 1", "[[party.speaker]]"]),
        ("[[party]]\nname = 'A'\naliases = ['X']\n[[party]]\nname = 'B'\naliases = ['x']", ["'x'", "(A)", "(B)"]),
        ("[[party]]\nname = 'A'\n[[party]]\nname = 'a'", ["party 1", "party 2"]),
        ("parties = []", ["unknown key 'parties'", "party"]),
    ],
)
def test_each_mistake_is_named_with_its_place(tmp_path: Path, text: str, names: list[str]) -> None:
    """A mistake in the file gives one line with the file, the place and what to write instead."""
    path = write(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        load_parties(path)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    for name in names:
        assert name in message


def test_missing_and_undecodable_files_are_explained(tmp_path: Path) -> None:
    """A file that is not there, is a folder or is not UTF-8 gives one clear line."""
    with pytest.raises(UsageError, match="no such parties file"):
        load_parties(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="can't read the parties file"):
        load_parties(tmp_path)
    path = tmp_path / "latin.toml"
    path.write_bytes(b"[[party]]\nname = '\xe9'\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        load_parties(path)
