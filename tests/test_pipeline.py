"""The whole path on whole disputes, with the offline engine and with a scripted endpoint."""

from __future__ import annotations

import json
import random
import socket
from pathlib import Path

import pytest
from scripted import endpoint
from scripted_reader import read

from llmtool import pipeline
from llmtool.api import compare_documents
from llmtool.engines.offline import OfflineEngine
from llmtool.errors import InputError, UsageError
from llmtool.schema import Comparison

ROOT = Path(__file__).parents[1]
CASES = ROOT / "evals" / "cases"
DISPUTES = [ROOT / "seeds", ROOT / "tests/data/harbour", ROOT / "tests/data/ferry", *sorted(CASES.glob("*/sources"))]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only loopback may be reached."""
    connect = socket.socket.connect

    def loopback_only(self: socket.socket, address: tuple[str, int]) -> None:
        assert address[0] in {"127.0.0.1", "::1"}, address
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", loopback_only)


def offline(*sources: Path) -> Comparison:
    return compare_documents(sources, engine="offline")


@pytest.mark.parametrize("folder", DISPUTES, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_every_quotation_is_real(folder: Path) -> None:
    """In every dispute that the project has, each span is verbatim, and each position has one."""
    run = offline(folder)
    texts = {document.id: document.text for document in run.documents}
    assert run.positions
    for position in run.positions:
        for span in position.evidence:
            assert texts[position.document_id][span.start : span.end] == span.exact
    assert run.ungrounded == run.failures == ()


def test_the_order_of_sources_changes_nothing() -> None:
    """The same sources in another order give the same comparison."""
    files = [file for file in (ROOT / "seeds").iterdir() if file.stem != "README"]
    want = offline(*files)
    random.Random(7).shuffle(files)  # noqa: S311 - a test
    assert offline(*files).model_copy(update={"usage": want.usage}) == want


def test_copies_neither_contradict_nor_corroborate() -> None:
    """A reprint is recognised, and no relation joins it to what it repeats."""
    run = offline(ROOT / "seeds", CASES / "station-roof-wire" / "sources")
    root = {document.id: document.copy_of or document.id for document in run.documents}
    assert sum(document.copy_of is not None for document in run.documents) == 3
    home = {position.id: position.document_id for position in run.positions}
    for relation in run.relations:
        a, b = home[relation.a], home[relation.b]
        assert a == b or root[a] != root[b]


@pytest.mark.parametrize("case", ["two-bridges", "vasker-canal-park"])
def test_nothing_firm_where_there_is_nothing(case: str) -> None:
    """Same words about other things, and views that can both be held, give no firm contradiction or change."""
    run = offline(CASES / case / "sources")
    found = [r for r in run.relations if r.certainty == "firm" and r.label != "agreement"]
    assert not found


def test_disputes_do_not_depend_on_their_neighbours() -> None:
    """A position's text, holder and evidence are the same whether or not other sources are read beside it."""
    file = ROOT / "tests/data/ferry/wire.txt"

    def found(run: Comparison) -> set[tuple[str, str]]:
        (document,) = [d for d in run.documents if d.source == str(file)]
        return {(p.claim, p.evidence[0].exact) for p in run.positions if p.document_id == document.id}

    assert found(offline(file)) == found(offline(file.parent))


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    """Where not one source can be read there is no report, and every source is named."""
    (tmp_path / "empty.txt").touch()
    with pytest.raises(InputError, match=r"empty\.txt.*missing\.txt"):
        offline(tmp_path / "empty.txt", tmp_path / "missing.txt")


def test_llm_is_never_downgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for the llm engine without an endpoint is an error."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(UsageError, match="--engine llm needs an endpoint"):
        compare_documents([ROOT / "seeds"], engine="llm")


def test_auto_says_what_it_chose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The reason for the engine is in the comparison, so every report can show it."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    sources = [ROOT / "tests/data/ferry/wire.txt"]
    assert compare_documents(sources).engine.reason == "no API key or base URL is configured"
    with endpoint(read) as server:
        run = compare_documents(sources, base_url=server.url, model="scripted", cache_dir=tmp_path)
    assert (run.engine.name, run.engine.reason) == ("llm", "--base-url is given")
    assert run.engine.prompts


def test_without_a_judge_there_are_no_relations() -> None:
    """Stopping after the positions gives the same positions and nothing judged."""
    ingested = pipeline.read([str(ROOT / "tests/data/harbour")])
    whole = pipeline.compare(ingested, OfflineEngine(None, "asked for"))
    half = pipeline.compare(ingested, OfflineEngine(None, "asked for"), judge=False)
    assert half.positions == whole.positions
    assert half.relations == half.verdicts == ()


def test_orders_in_a_source_are_text() -> None:
    """Orders to readers' machines in a source take no position from the others, and no position is made of them."""
    folder = CASES / "quarry-orders" / "sources"
    honest = [file for file in sorted(folder.iterdir()) if file.name != "stone-news.html"]
    alone, together = offline(*honest), offline(folder)
    assert {p.claim for p in alone.positions} <= {p.claim for p in together.positions}
    orders = json.loads((folder.parent / "gold.json").read_text("utf-8"))["forbidden"]
    assert len(orders) > 3
    quoted = [span.exact for position in together.positions for span in position.evidence]
    assert not [(order, words) for order in orders for words in quoted if order in words or words in order]


def test_an_office_joined_to_its_holder_keeps_the_name() -> None:
    """In the demo, "the Russian leader" and a president are shown by the names of those who hold the office."""
    names = {speaker.name for speaker in offline(ROOT / "seeds").speakers}
    assert {"Vladimir Putin", "Volodymyr Zelensky"} <= names
    assert not {"Ukraine's president", "Russian leader"} & names


@pytest.mark.parametrize("setting", ["engine", "mode", "cache"])
def test_a_wrong_setting_of_a_script_is_explained(tmp_path: Path, setting: str) -> None:
    """A script gets the same kind of error as the command line, with what may be given."""
    note = tmp_path / "note.txt"
    note.write_text("The port said it was open.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="'sideways' is none of"):
        compare_documents([note], **{setting: "sideways"})  # type: ignore[arg-type]
