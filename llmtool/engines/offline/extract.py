"""The positions of one document: quotations paired, units read, sources resolved, drafts made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from llmtool.engines.offline.attributions import find
from llmtool.engines.offline.contents.positions import Drafting
from llmtool.engines.offline.contents.saying_chains import Drafted, with_dates
from llmtool.engines.offline.people.authors import is_opinion
from llmtool.engines.offline.people.mentions import Register
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.speech.interview import interview
from llmtool.engines.offline.speech.label import Label
from llmtool.engines.offline.speech.narrator import figures
from llmtool.engines.offline.speech.own_voice import speaks_for_itself, statements
from llmtool.engines.offline.speech.titled import meet_titled
from llmtool.engines.offline.speech.transcript import labels
from llmtool.engines.offline.text.quotes import Quote, quotations
from llmtool.engines.offline.text.tokens import Unit, units
from llmtool.engines.protocol import SegmentedDocument, no_steps
from llmtool.schema import PositionDraft


def attributions(segmented: SegmentedDocument) -> tuple[Attributed, ...]:
    """The attributions of a document as spans, in order, before sources are resolved."""
    text = segmented.document.text
    found, labelled, transcript = _units(segmented, quotations(text), Register(text))
    return find(found, labelled, transcript=transcript)


def positions(
    segmented: SegmentedDocument, read: Callable[[int], None] = no_steps
) -> tuple[tuple[PositionDraft, ...], tuple[PositionDraft, ...]]:
    """The position drafts of a document, and the outlet's own figures, each in order of their first sentence.

    Such a figure is a position only where somebody else could dispute it: see ``llmtool.engines.offline.disputable``.
    ``read`` is told of each hundredth of the work that is done.
    """
    document = segmented.document
    quotes = quotations(document.text)
    register = Register(document.text, document.title or "")
    found, labelled, transcript = _units(segmented, quotes, register)
    reached = _reached(len(found), read)
    attributed = find(found, labelled, transcript=transcript, reached=reached)
    turns = labelled if transcript else {at: label for at, label in labelled.items() if label.until >= 0}
    drafting = Drafting(document, segmented.sentences, quotes, found, register, turns)
    drafting.meet(attributed)
    made: list[Drafted] = []
    for one in attributed:
        made += drafting.drafts(one)
        reached(len(found) + one.units[0])
    reached(2 * len(found))
    drafts = with_dates(document.text, found, made)
    taken = frozenset(drafting.used)
    own: list[PositionDraft] = []
    if not transcript and speaks_for_itself(document, found):
        drafts += statements(document, found, taken)
    elif drafting.sources.author is not None and is_opinion(found):
        drafts += statements(document, found, taken, drafting.sources.author)
    else:
        own += figures(document, found, taken, transcript=transcript)
    return tuple(sorted(drafts, key=_place)), tuple(sorted(own, key=_place))


def _reached(units: int, read: Callable[[int], None]) -> Callable[[int], None]:
    """What tells ``read`` of each hundredth of a document, which is gone through for attributions and for drafts."""
    told = -1

    def reached(step: int) -> None:
        nonlocal told
        hundredth = step * 100 // max(1, 2 * units)
        if hundredth > told:
            told = hundredth
            read(hundredth)

    return reached


def _place(draft: PositionDraft) -> tuple[int, ...]:
    return draft.sentences


def _units(
    segmented: SegmentedDocument, quotes: Sequence[Quote], register: Register
) -> tuple[tuple[Unit, ...], dict[int, Label], bool]:
    """The units with the labels that open some of them, and whether the document is a transcript.

    What a label opens is no headline, however short it is.
    """
    text = segmented.document.text
    found = units(text, segmented.sentences, quotes)
    document = segmented.document
    labelled, transcript = labels(text, found, register, document.outlet or "", document.title or "")
    if transcript:
        meet_titled(register, document.title or "", labelled.values())
    if not labelled:
        labelled = interview(text, found)
        transcript = bool(labelled)
    plain = (replace(unit, headline=False) if at in labelled else unit for at, unit in enumerate(found))
    return tuple(plain), labelled, transcript
