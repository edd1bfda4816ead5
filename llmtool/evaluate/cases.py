"""Cases on disk: read, checked against their texts, and refused with file and line where a label can't be right.

A folder holds ``case.yaml``, ``gold.json``, the documents, and ``second.json`` where somebody labelled it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from llmtool import invalid, pipeline
from llmtool.errors import InputError, UsageError
from llmtool.evaluate.checks import Lines, check_gold, check_second
from llmtool.evaluate.gold import CaseInfo, GoldFile, GoldPosition, GoldRelation, SecondFile
from llmtool.evaluate.places import element_lines
from llmtool.ingest import Ingested
from llmtool.ingest.copies import earliest_first, with_copies
from llmtool.schema import Document, Span

CASES = Path("evals/cases")

_File = TypeVar("_File", bound=BaseModel)


@dataclass(frozen=True)
class Case:
    """A case that is ready to run. ``spans`` and ``lines`` are by id; documents carry the case's file as source."""

    folder: Path
    info: CaseInfo
    gold: GoldFile
    second: SecondFile | None
    ingested: Ingested
    spans: Mapping[str, tuple[Span, ...]]
    """Evidence of the positions of ``gold``."""
    second_spans: Mapping[str, tuple[Span, ...]]
    forbidden: Mapping[str, tuple[Span, ...]]
    """File to the stretches that no evidence may come from."""
    originals: Mapping[str, str]
    """Position in a copy to the position that says the same in the document it repeats."""
    lines: Lines
    """Position id, or the two ids of a relation as labelled, to the line in ``gold.json``."""
    text_hash: str
    """Of the documents' bytes and what ``case.yaml`` says about them, but for the format, which nothing reads."""
    gold_hash: str
    """Of what the labels say, however the file is laid out."""

    @property
    def id(self) -> str:
        """The name of the case and of its folder."""
        return self.info.id

    @property
    def relations(self) -> tuple[GoldRelation, ...]:
        """The labelled relations, without those that only repeat one in a copy."""
        return tuple({self.pair(each.a, each.b): each for each in reversed(self.gold.relations)}.values())[::-1]

    def pair(self, a: str, b: str) -> frozenset[str]:
        """Two positions as one key: what a copy repeats is what the original says."""
        return frozenset((self.originals.get(a, a), self.originals.get(b, b)))


def load_cases(folder: Path = CASES, names: Sequence[str] = ()) -> tuple[Case, ...]:
    """The cases of a folder, sorted by name; only those named where names are given.

    Raises:
        UsageError: there is no such folder or case, or labels are wrong; each is named, with file and line.

    """
    found = {path.parent.name: path.parent for path in sorted(folder.glob("*/case.yaml"))}
    if not found:
        raise UsageError(f"{folder}: no cases there (a folder with a case.yaml each); run it where evals/ lies")
    if unknown := [name for name in names if name not in found]:
        near = get_close_matches(unknown[0], found, 1)
        told = f"did you mean {near[0]}?" if near and len(found) > 1 else f"there are {', '.join(found)}"
        raise UsageError(f"{folder}: no case {unknown[0]!r}; {told}")
    cases: list[Case] = []
    problems: list[str] = []
    for name in sorted(set(names)) if names else found:
        try:
            cases.append(load_case(found[name]))
        except UsageError as error:
            problems.append(str(error))
    if problems:
        raise UsageError("\n".join(problems))
    return tuple(cases)


def load_case(folder: Path) -> Case:
    """Read one case.

    Raises:
        UsageError: a file is missing or off-schema, a source can't be read, or a label is wrong: one line for each.

    """
    info = _info(folder / "case.yaml")
    ingested = _documents(folder, info)
    texts = {document.source: document.text for document in ingested.documents}
    gold = _labels(folder / "gold.json", GoldFile)
    second_file = folder / "second.json"
    second = _labels(second_file, SecondFile) if second_file.exists() else None

    lines = _lines(folder / "gold.json", gold)
    raw = [(folder / source.file).read_text(encoding="utf-8", errors="replace") for source in info.sources]
    problems = [f"{folder / 'gold.json'}:{line}: {text}" for line, text in check_gold(gold, info, texts, raw, lines)]
    if second is not None:
        placed = _lines(second_file, second)
        found = check_second(second, gold, info, texts, placed)
        problems += [f"{second_file}:{line}: {text}" for line, text in found]
    if problems:
        raise UsageError("\n".join(problems))
    return Case(
        folder=folder,
        info=info,
        gold=gold,
        second=second,
        ingested=ingested,
        spans=_spans(gold.positions, texts),
        second_spans=_spans(second.positions if second else (), texts),
        forbidden={
            file: tuple(_span(text, words) for words in gold.forbidden if words in text) for file, text in texts.items()
        },
        originals=_originals(gold.positions, ingested.documents),
        lines=lines,
        text_hash=_text_hash(folder, info),
        gold_hash=_hash(gold.model_dump(mode="json"), [party.model_dump(mode="json") for party in info.parties]),
    )


def _info(path: Path) -> CaseInfo:
    import yaml

    try:
        info = CaseInfo.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(f"{path}: can't be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise UsageError("\n".join(f"{path}:1: {text}" for _, text in _invalid(error))) from error
    if info.id != path.parent.name:
        raise UsageError(f"{path}:1: id is {info.id!r}, the folder {path.parent.name!r}; make them the same")
    return info


def _documents(folder: Path, info: CaseInfo) -> Ingested:
    """What the pipeline reads from the sources, with outlet and date from ``case.yaml`` where the text has none.

    Sources are named as in ``case.yaml``, so that a run does not depend on where the folder lies.
    """
    sources = {str(folder / source.file): source for source in info.sources}
    try:
        ingested = pipeline.read(list(sources))
    except InputError as error:
        raise UsageError(f"{folder / 'case.yaml'}: {error}") from error
    if ingested.failures:
        raise UsageError("\n".join(f"{failure.subject}: {failure.error}" for failure in ingested.failures))
    named: list[Document] = []
    for document in ingested.documents:
        source = sources[document.source]
        known = {
            "source": source.file,
            "outlet": document.outlet or source.outlet,
            "published": document.published or source.published,
            "copy_of": None,
        }
        named.append(document.model_copy(update=known))
    return Ingested(with_copies(sorted(named, key=earliest_first)), ())


def _labels(path: Path, record: type[_File]) -> _File:
    try:
        text = path.read_text(encoding="utf-8")
        json.loads(text)
        return record.model_validate_json(text)
    except OSError as error:
        raise UsageError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8; save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}: not JSON: {error.msg}") from error
    except ValidationError as error:
        lines = element_lines(text)
        raise UsageError(
            "\n".join(f"{path}:{_line(place, lines)}: {said}" for place, said in _invalid(error))
        ) from error


def _invalid(error: ValidationError) -> Iterator[tuple[tuple[int | str, ...], str]]:
    for each in error.errors(include_url=False):
        yield each["loc"], invalid.sentence(each)


def _line(place: tuple[int | str, ...], lines: Mapping[str, tuple[int, ...]]) -> int:
    match place:
        case (str(key), int(number), *_) if number < len(lines.get(key, ())):
            return lines[key][number]
    return 1


def _lines(path: Path, labels: GoldFile | SecondFile) -> Lines:
    places = element_lines(path.read_text(encoding="utf-8"))
    lines: dict[str | tuple[str, str], int] = {}
    for position, line in zip(labels.positions, places.get("positions", ()), strict=True):
        lines.setdefault(position.id, line)
    for relation, line in zip(labels.relations, places.get("relations", ()), strict=True):
        lines.setdefault((relation.a, relation.b), line)
    if isinstance(labels, GoldFile):
        for pair, line in zip(labels.neutral, places.get("neutral", ()), strict=False):
            lines.setdefault(pair, line)
    return lines


def _spans(positions: Sequence[GoldPosition], texts: Mapping[str, str]) -> dict[str, tuple[Span, ...]]:
    return {
        position.id: tuple(
            sorted((_span(texts[position.source], words) for words in position.evidence), key=lambda span: span.start)
        )
        for position in positions
    }


def _originals(positions: Sequence[GoldPosition], documents: Sequence[Document]) -> dict[str, str]:
    """Positions of copies with the same words of the same party in the original."""
    names = {document.id: document.source for document in documents}
    roots = {document.source: names[document.copy_of] for document in documents if document.copy_of}
    said = {(p.source, p.party, _words(p)): p.id for p in reversed(positions) if p.source not in roots}
    found = {p.id: said.get((roots[p.source], p.party, _words(p))) for p in positions if p.source in roots}
    return {copy: original for copy, original in found.items() if original is not None}


def _words(position: GoldPosition) -> str:
    return " ".join(" ".join(position.evidence).casefold().split())


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), exact=words)


def _text_hash(folder: Path, info: CaseInfo) -> str:
    sources = [
        [
            source.model_dump(mode="json", exclude={"format"}),
            hashlib.sha256((folder / source.file).read_bytes()).hexdigest(),
        ]
        for source in info.sources
    ]
    return _hash(sources)


def _hash(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
