"""How far stretches of text are the same, and the sums behind exact and overlap F1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from llmtool.evaluate.results import Tally, prf
from llmtool.schema import Span

_EDGES = " \t\r\n\"'“”‘’«»„‚.,;:!?–—-*"
"""What an exact match leaves aside at both ends: quotation marks, space, punctuation."""


class Stretch(NamedTuple):
    """The spans of one label or prediction; one that is not counted still covers text."""

    source: str
    spans: Sequence[Span]
    counted: bool = True


def span_tallies(labelled: Sequence[Stretch], predicted: Sequence[Stretch]) -> dict[str, Tally]:
    """``spans_exact``: the same stretches, but for punctuation at the ends. ``spans_overlap``: for each prediction the
    share of it that lies in labelled text, and the other way round (Johansson and Moschitti 2010).
    """
    wanted, given = _places(labelled), _places(predicted)
    covered, shown = _covered(labelled), _covered(predicted)
    ours = [each for each in predicted if each.counted]
    theirs = [each for each in labelled if each.counted]
    return {
        "spans_exact": prf(
            sum((each.source, trimmed(each.spans)) in wanted for each in ours),
            len(ours),
            sum((each.source, trimmed(each.spans)) in given for each in theirs),
            len(theirs),
        ),
        "spans_overlap": prf(
            sum(_share_covered(each.spans, covered[each.source]) for each in ours),
            len(ours),
            sum(_share_covered(each.spans, shown[each.source]) for each in theirs),
            len(theirs),
        ),
    }


def _places(stretches: Iterable[Stretch]) -> set[tuple[str, tuple[tuple[int, int], ...]]]:
    return {(each.source, trimmed(each.spans)) for each in stretches}


def _covered(stretches: Iterable[Stretch]) -> defaultdict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for each in stretches:
        found[each.source] |= points(each.spans)
    return found


def _share_covered(spans: Sequence[Span], covered: set[int]) -> float:
    own = points(spans)
    return len(own & covered) / len(own) if own else 0.0


def trimmed(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The stretches without quotation marks, space and punctuation at their ends, in order."""
    found = []
    for span in spans:
        start = span.start + len(span.exact) - len(span.exact.lstrip(_EDGES))
        end = span.end - (len(span.exact) - len(span.exact.rstrip(_EDGES)))
        found.append((start, max(start, end)))
    return tuple(sorted(found))


def span_f1(one: Sequence[Span], other: Sequence[Span]) -> float:
    """F1 of the code points that two lists of spans cover; 0 where either covers none."""
    first, second = points(one), points(other)
    return f1(len(first & second), len(first), len(second))


def share_inside(inner: Sequence[Span], outer: Sequence[Span]) -> float:
    """How much of ``inner`` lies in ``outer``, from 0 to 1."""
    own = points(inner)
    return len(own & points(outer)) / len(own) if own else 0.0


def points(spans: Sequence[Span]) -> frozenset[int]:
    """The offsets that the spans cover."""
    return frozenset(place for span in spans for place in range(span.start, span.end))


def f1(common: float, one: float, other: float) -> float:
    """Twice what is common over the sum of both; 0 where there is nothing."""
    return 2 * common / (one + other) if one + other else 0.0
