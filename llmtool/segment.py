"""Sentences with exact offsets, and chunks of sentences for documents that are too long for one call.

A rule splitter rather than a trained one: on news text it errs less (titles in a row, companies before names, brackets
and quotation marks that close after the stop), it needs no model to load, and each of its decisions can be read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llmtool.words import STOPWORDS

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(
    r"""(?P<stop>[.!?…]+|[。！？｡؟۔।॥։]+)
        (?P<close>(?:["'”’»›)\]}」』]|[“‘«](?=\s|$))*)  # „German“ and »Danish« marks close the other way round
        (?P<note>(?:\[\d{1,3}\])*)
        (?P<space>\s*)""",
    re.VERBOSE,
)
_OPENERS = "\"'“”‘’«»‹›„‚([{「『¿¡-–—•*·"
_QUOTES = "\"'”’»›」』“‘«"
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)?")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}$")  # U.S, p.m, Ph.D: letters with points between them
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
_ASKED = re.compile(
    r"(?:[^\W\d_][\w.’'-]*\s+){1,4}?(?:asks?|asked|says?|said|adds?|added|cried|wonders?|wondered|shouted|wrote|tweeted)\b"
)
# Words that open a sentence but hardly ever follow an abbreviation inside one.
_STARTERS = (STOPWORDS - {"may", "will"}) | frozenset(
    """according additionally another asked besides despite earlier even every finally first furthermore instead last
    later like many meanwhile moreover much nearly nevertheless next nobody none once one others perhaps please recently
    several similarly since soon still sure thank therefore thus today together two unlike usually whether yes yesterday
    yet""".split()
)
_TITLES = frozenset(
    """adm amb asst atty brig capt cdr cmdr col cpl dep det dr ft gen gov hon insp lieut lt maj messrs mlle mme mmes
    mr mrs ms mt mx prof pvt rep reps rev sen sens sgt sra srta st supt""".split()
)
# These end a sentence only where the next word could hardly be anything but the start of one.
_SHORTENED = frozenset(
    "al approx assn ave bldg blvd bros corp dept dist etc est hwy inc intl jr ltd rd rept sr univ vs".split()
)
# The same, but words of their own unless they begin with a capital.
_SHORTENED_NAMES = frozenset(
    """ala apr ariz aug calif co colo conn dec del div esq feb fla fri ga ind jan kan ky la mar mass md mich
    minn miss mon
    nat neb nev nov oct okla ore pa penn sat sec sept sun tenn tex thu thur thurs tue tues va vol wash wed
    wis""".split()
)
_BEFORE_NUMBERS = frozenset("app art arts ch cl fig figs no nos nr p para par pp ref reg s sec sect vol".split())
_NEVER = frozenset("e.g i.e cf viz v vs approx c ca incl excl resp".split())
# "12.20 The council …", "[9:40 am] “We …", "16:05 GMT – Trains …": the time of an entry is no part of what it tells.
_STAMP = re.compile(
    r"""[\[(]?(?:[01]?\d|2[0-3])[.:][0-5]\d(?::[0-5]\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?
        (?:\s(?:GMT|UTC|BST|C?EST|CET|EE?S?T|EDT|[CMP][SD]T|MSK|IST|JST))?[\])]?
        (?:\s*[-–—|:]\s+|\s+)(?=["'“‘«]?[^\W\d_a-z])""",
    re.VERBOSE,
)
_CLOCK_FOLLOWERS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february
    march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest eet eest msk ist jst aest eastern
    central mountain
    pacific local""".split()
)


@dataclass(frozen=True)
class Sentence:
    """Sentence ``number`` (from 1) covers ``text[start:end]``, in code points."""

    number: int
    start: int
    end: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order; together they hold every character that is not white space.

    A line break always ends a sentence, so headings, list items and turns of a transcript stand for themselves; so does
    the time at the head of an entry of a live blog.
    Spans never overlap and neither begin nor end with white space.
    """
    spans = (span for line in _LINE.finditer(text) for span in _in_line(text, line.start(), line.end()))
    return tuple(Sentence(number, start, end) for number, (start, end) in enumerate(spans, start=1))


def chunks(sentences: Sequence[Sentence], text: str, max_chars: int) -> tuple[tuple[Sentence, ...], ...]:
    """Consecutive sentences in runs of at most ``max_chars`` code points of ``text``, each sentence in exactly one.

    A run ends at a paragraph border where one lies in its second half, else at a line break, else between sentences.
    A sentence longer than ``max_chars`` stands alone. Offsets and numbers stay those of the document.
    """
    if max_chars < 1:
        raise ValueError(f"max_chars must be at least 1, not {max_chars}")
    runs = []
    first = 0
    while first < len(sentences):
        begin = sentences[first].start
        stop = first + 1
        while stop < len(sentences) and sentences[stop].end - begin <= max_chars:
            stop += 1
        if stop < len(sentences):
            stop = _border(sentences, text, first, stop, begin + max_chars // 2)
        runs.append(tuple(sentences[first:stop]))
        first = stop
    return tuple(runs)


def _border(sentences: Sequence[Sentence], text: str, first: int, stop: int, earliest: int) -> int:
    """The best place to end a run that could go on to ``stop``: at a paragraph, at a line, or there."""
    line = None
    for place in range(stop, first, -1):
        end = sentences[place - 1].end
        if end < earliest:
            break
        breaks = text.count("\n", end, sentences[place].start)
        if breaks > 1:
            return place
        if breaks and line is None:
            line = place
    return line or stop


def _in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line_start, end = _trim(text, start, end)
    if line_start >= end:
        return
    begin = line_start
    stamp = _STAMP.match(text, line_start, end)
    if stamp is not None:
        yield _trim(text, line_start, stamp.end())
        begin = stamp.end()
    for match in _STOP.finditer(text, begin, end):
        if match.end() >= end:
            break
        if match.end("note") > begin and _ends(text, match, line_start, end):
            yield begin, match.end("note")
            begin = match.end()
    yield begin, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(text: str, match: re.Match[str], line_start: int, line_end: int) -> bool:
    """Whether a sentence ends at this stop."""
    stop = match["stop"]
    if stop[0] not in ".!?…":
        return True
    after = match.end()
    while after < line_end and (text[after] in _OPENERS or text[after].isspace()):
        after += 1
    if after >= line_end:
        # Only marks follow: they belong to what they close.
        return False
    word = _WORD.match(text, after)
    if not match["space"]:
        return _runs_on(text, match, word)
    if text[after].islower():
        return False
    opens = _could_open(word)
    if stop[0] == "…" or ".." in stop:
        return opens or text[match.end()] in '"“«„'
    if stop[-1] in "!?":
        return not (any(mark in _QUOTES for mark in match["close"]) and _ASKED.match(text, match.end()))
    return _point_ends(text, match, line_start, word, opens=opens)


def _could_open(word: re.Match[str] | None) -> bool:
    return word is not None and re.split("[’']", word.group().casefold())[0] in _STARTERS


def _runs_on(text: str, match: re.Match[str], word: re.Match[str] | None) -> bool:
    """Scraped text loses spaces: ``per cent.The next year``. Only a word that opens sentences is believed."""
    before = text[match.start() - 1] if match.start() else ""
    return (
        word is not None
        and word.start() - match.end() <= 1
        and len(word.group()) > 1
        and word.group()[0].isupper()
        and word.group()[1:].islower()
        and _could_open(word)
        and (before.islower() or before in ")%" or before.isdigit())
        and match["stop"] in {".", "!", "?"}
    )


def _point_ends(text: str, match: re.Match[str], line_start: int, word: re.Match[str] | None, *, opens: bool) -> bool:
    """Whether a full stop, followed by white space and no small letter, ends a sentence rather than an abbreviation."""
    token = _token_before(text, line_start, match.start())
    if match.start() - len(token) == line_start and _ENUMERATOR.match(token):
        return False
    folded = token.lstrip(_OPENERS).casefold()
    follower = word.group().casefold() if word else ""
    if match["close"] and match["close"][0] in _QUOTES and len(folded) > 1:
        return True
    if folded in _NEVER or folded in _TITLES:
        return False
    if folded in _BEFORE_NUMBERS and follower[:1].isdigit():
        return False
    if folded in {"a.m", "p.m", "am", "pm"}:
        return follower not in _CLOCK_FOLLOWERS and not _names_a_clock(text, word)
    shortened = folded in _SHORTENED or (folded in _SHORTENED_NAMES and not token.islower())
    if shortened or _LETTERS.match(folded):
        # "FAIRVIEW, W.Va. – The mine ..." is a dateline: a dash never opens a sentence after an abbreviation.
        return opens and text[match.end()] not in "-–—"
    if len(folded) == 1 and folded.isalpha():
        return opens
    return True


def _token_before(text: str, line_start: int, stop: int) -> str:
    """The characters from the last white space to ``stop``; cut after 24, which no abbreviation reaches."""
    start = stop
    while start > line_start and stop - start < 24 and not text[start - 1].isspace():
        start -= 1
    return text[start:stop]


def _names_a_clock(text: str, word: re.Match[str] | None) -> bool:
    """``5 p.m. Quito time``, ``5 p.m. E.T.``"""
    return word is not None and text.startswith((" time", ".T."), word.end())
