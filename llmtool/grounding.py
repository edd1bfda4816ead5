"""Ties an engine's draft to the text: sentence numbers and quoted words become exact spans, or the draft is refused.

An engine may paraphrase, miscount or invent. What passes here points at words that stand in the document, names a
speaker whom the document names, and claims something that its sentences are about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from llmtool.drafts import GroundedDraft
from llmtool.schema import Document, PositionDraft, Span, Ungrounded
from llmtool.words import STOPWORDS, content_stems, tokens

_MARKS = "\"'`´‘’‚‛“”„‟«»‹›「」『』＂＇"
_FOLDED = re.compile(
    rf"""(?P<plain>(?:[A-Za-z0-9,;:!?()](?![\u0300-\u036f])|\ (?=[A-Za-z0-9(]))+)
       | (?P<dash>\s*[-‐‑‒–—―−]+\s*)
       | (?P<ellipsis>\s*(?:…|\.(?:\s?\.){{2,}})\s*)
       | (?P<mark>[{re.escape(_MARKS)}]+)
       | (?P<space>\s+)
       | (?P<nothing>[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+)
       | (?P<letter>.[\u0300-\u036f]*)""",
    re.VERBOSE | re.DOTALL,
)
_STANDS_FOR = {"dash": "-", "ellipsis": "…", "mark": "'", "space": " ", "nothing": ""}
_EDGES = _MARKS + " \t\n\r\u00a0"
_TRAILING = ".,;:!?…-–—" + _EDGES
# Words that come before many names and so prove nothing about one.
_COMMON = STOPWORDS | frozenset(
    """mr mrs ms mx dr sir dame lord lady prof professor president minister prime chancellor secretary general
    spokesman spokeswoman spokesperson official officials senator governor mayor director chief chair chairman
    chairwoman king queen prince princess judge justice captain colonel major sergeant deputy vice former acting
    unnamed anonymous""".split()
)


class _Sentence(Protocol):
    """Where a sentence stands in the document's text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def ground(draft: PositionDraft, document: Document, sentences: Sequence[_Sentence]) -> GroundedDraft | Ungrounded:
    """Turn the cited sentences and quotes of a draft into spans of ``document.text``.

    The evidence is the quoted words where they stand verbatim in the cited sentences (a quote may run over several
    consecutive ones), and otherwise the cited sentences as a whole. "Verbatim" forgives typography only: the shape of
    quotation marks, dashes, ellipses and white space, marks around the quote, its trailing punctuation and the case of
    its first letter. Spans are sorted and apart, and ``document.text[start:end] == exact`` holds for each.
    """
    reason = _numbers_wrong(draft, sentences) or _invented(draft, document, sentences)
    if reason:
        return Ungrounded(document_id=document.id, draft=draft, reason=reason)
    runs = _runs(sorted(set(draft.sentences)))
    blocks = [(sentences[run[0] - 1].start, sentences[run[-1] - 1].end) for run in runs]
    found = _quoted(draft.quotes, document.text, blocks)
    if not found:
        found = [(sentences[n - 1].start, sentences[n - 1].end) for run in runs for n in run]
    evidence = tuple(
        Span(start=start, end=end, exact=document.text[start:end]) for start, end in _joined(found, document.text)
    )
    return GroundedDraft(document.id, draft, evidence)


def _numbers_wrong(draft: PositionDraft, sentences: Sequence[_Sentence]) -> str | None:
    if not draft.sentences:
        return "it cites no sentence"
    wrong = [number for number in draft.sentences if not 1 <= number <= len(sentences)]
    if wrong:
        return f"it cites sentence {wrong[0]}, but the document has sentences 1 to {len(sentences)}"
    return None


def _invented(draft: PositionDraft, document: Document, sentences: Sequence[_Sentence]) -> str | None:
    if draft.speaker is not None and not _is_named(draft.speaker, document):
        return f"the speaker '{draft.speaker}' is not in the document"
    if not draft.claim.strip():
        return "the claim is empty"
    near = sorted({n for cited in draft.sentences for n in (cited - 1, cited, cited + 1) if 1 <= n <= len(sentences)})
    passage = " ".join(document.text[sentences[n - 1].start : sentences[n - 1].end] for n in near)
    claimed = set(content_stems(draft.claim))
    # A claim in another language than its text shares no words with it, so there is nothing to compare.
    comparable = document.language in {None, "en"} and _has_ascii_letter(passage) == _has_ascii_letter(draft.claim)
    if comparable and claimed and claimed.isdisjoint(content_stems(passage)):
        return f"the claim '{draft.claim}' has no word in common with the sentences that it cites"
    return None


def _is_named(speaker: str, document: Document) -> bool:
    """Whether a telling word of the speaker's name, or of a role that stands for a name, occurs in the document."""
    wanted = [word for word in map(_plain, tokens(speaker)) if word not in STOPWORDS]
    # "an American official" describes a role, each word of which tells something; "Mayor Lind" is a name.
    is_role = speaker.rpartition(" ")[2].islower()
    telling = wanted if is_role else [word for word in wanted if word not in _COMMON] or wanted
    known = _vocabulary(document.text, f"{document.title} {document.outlet} {document.byline}")
    if any(word in known for word in telling):
        return True
    # Transliterations differ at the end (Sergei, Sergey), and possessives and plurals do too.
    roots = {word[:-1] if len(word) < 7 else word[:-2] for word in telling if len(word) > 4}
    return any(other.startswith(root) and len(other) - len(root) <= 4 for root in roots for other in known)


@lru_cache(maxsize=16)
def _vocabulary(text: str, more: str) -> frozenset[str]:
    """The words of a document, and the parts of its hyphenated ones; kept, as each draft of a document asks again."""
    words = {_plain(word) for word in tokens(text)} | {_plain(word) for word in tokens(more)}
    parts = {part for word in words if not word.isalnum() for part in re.split(r"[’'-]", word) if part}
    return frozenset(words | parts)


def _plain(word: str) -> str:
    """A word without its accents and points (``U.S``)."""
    word = word.replace(".", "")
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def _has_ascii_letter(text: str) -> bool:
    return any(char.isascii() and char.isalpha() for char in text)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Sorted numbers as runs of consecutive ones."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


@dataclass(frozen=True)
class _Folded:
    """A stretch of text with its typography evened out; character ``i`` came from ``[starts[i], ends[i])``."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def _fold(text: str, start: int, end: int) -> _Folded:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _FOLDED.finditer(text, start, end):
        if match.lastgroup == "plain":  # most of any text, which stays as it is
            chars.append(match.group())
            starts += range(match.start(), match.end())
            ends += range(match.start() + 1, match.end() + 1)
            continue
        piece = _STANDS_FOR.get(match.lastgroup or "", match.group())
        if not piece.isascii() and piece != "…":
            piece = unicodedata.normalize("NFKC", piece)
        for char in piece:
            chars.append(char)
            starts.append(match.start())
            ends.append(match.end())
    return _Folded("".join(chars), starts, ends)


def _quoted(quotes: Sequence[str], text: str, blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the quotes stand; each counts once, at its first place."""
    if not quotes:
        return []
    folded = [_fold(text, start, end) for start, end in blocks]
    found = []
    for quote in quotes:
        wordings = [_fold(wording, 0, len(wording)).text.strip() for wording in _wordings(quote)]
        places = (_find(wording, block) for wording in wordings for block in folded)
        place = next((place for place in places if place is not None), None)
        if place is not None:
            found.append(_trimmed(text, *place))
    return found


def _wordings(quote: str) -> Iterator[str]:
    """The forms in which a quote may stand in the text, the fullest first; none for one without a telling word."""
    if not content_stems(quote):
        return
    bare = quote.strip(_EDGES)
    if bare == quote.strip() or not any(mark in bare for mark in '"“”„«»'):
        yield bare
    else:
        yield quote.strip()
        yield bare
    yield bare.rstrip(_TRAILING)
    for form in (bare, bare.rstrip(_TRAILING)):
        yield form[0].swapcase() + form[1:]


def _find(wording: str, block: _Folded) -> tuple[int, int] | None:
    """The first place of a wording that begins and ends at the border of a word."""
    if not wording:
        return None
    at = block.text.find(wording)
    while at >= 0:
        end = at + len(wording)
        if _is_border(block.text, at) and _is_border(block.text, end):
            return block.starts[at], block.ends[end - 1]
        at = block.text.find(wording, at + 1)
    return None


def _is_border(text: str, place: int) -> bool:
    return not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    exact = text[start:end]
    return start + len(exact) - len(exact.lstrip()), end - (len(exact) - len(exact.rstrip()))


def _joined(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Sorted spans; those that overlap, touch or have only blanks between them on one line become one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] in {" ", "  ", "\u00a0"}):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
