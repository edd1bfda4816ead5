"""Units of text and their tokens: sentences joined where a quotation runs over them, quotations as one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.align.parties.vocabulary import RANKS
from llmtool.engines.offline.text.lexicon import PARTS_OF_TIME, Form, lexicon
from llmtool.engines.offline.text.quotes import Quote
from llmtool.engines.offline.text.tags import tag_of
from llmtool.segment import Sentence
from llmtool.words import STOPWORDS

_ABBREVIATED: Final = "Mr|Ms|Mrs|Dr|Gov|Sen|Rep|Prof|St|Rev|Hon|Jr|Sr|Cllr"
_TOKEN: Final = re.compile(
    rf"""(?:[A-Z]-)?(?:[A-Z]\.){{2,}}                  # U.S., R-S.C.
      | [A-Z]-[A-Z][a-z]+\.(?=[,)])                   # D-Mass.
      | (?:{_ABBREVIATED}|{"|".join(sorted(RANKS)).title()})\.
      | [A-Z]\.(?=\s[A-Z][\w.])
      | n['’]t\b | ['’](?:s|re|ve|ll|d|m)\b
      | \d+(?:-[^\W\d_]+)+                             # 12-year-old
      | \d+(?:/\d+)+                                   # 9/11
      | [$€£¥]?\d[\d,.]*\d%? | [$€£¥]?\d%?
      | [^\W\d_]+?(?=n['’]t\b)                        # did|n't
      | [^\W_]+(?:(?:[-/¡-ª¬-º¼-¿]+|['’](?!(?:s|re|ve|ll|d|m)\b))[^\W_]+)*
      | \.{{2,}} | --+ | [^\w\s] | _+
    """,
    re.VERBOSE,
)
# Two apostrophes for one mark: a quotation's token has one, so that its second letter is a word's.
_DOUBLED: Final = re.compile(r"(?<!')''(?!')|``")
_EMPHASIS: Final = frozenset({"*", "_", "__", "`"})
_BULLETS: Final = frozenset("•▪◦‣–—-")
MAX_TOKENS: Final = 1500
PLURALS: Final = frozenset("people police men women children others many few some staff media".split())
"""Words for several that do not end in -s."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, mark or whole quotation; ``tag`` is one letter, see :func:`llmtool.engines.offline.text.tags.tag_of`."""

    start: int
    end: int
    text: str
    low: str
    tag: str
    form: Form | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more sentences, numbers ``first`` to ``last``, that no quotation crosses; ``paragraph`` counts lines."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    headline: bool


def units(text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote]) -> tuple[Unit, ...]:
    """The units of a document in order; tokens inside a quotation are not looked at."""
    starts = [quote.start for quote in quotes]
    found: list[Unit] = []
    place = 0
    paragraph = 0
    last_end = 0
    while place < len(sentences):
        begin = sentences[place]
        if _breaks_line(text, last_end, begin.start):
            paragraph += 1
        stop = place
        while stop + 1 < len(sentences) and _crossed(quotes, starts, sentences[stop].end):
            stop += 1
        end = sentences[stop].end
        low, high = bisect_left(starts, begin.start), bisect_left(starts, end)
        tokens = _tokens(text, begin.start, end, quotes[low:high])
        found.append(
            Unit(
                begin.number,
                sentences[stop].number,
                begin.start,
                end,
                paragraph,
                tokens,
                _is_headline(text, tokens, end),
            )
        )
        last_end = end
        place = stop + 1
    return tuple(found)


def _breaks_line(text: str, start: int, end: int) -> bool:
    return any(not char.isspace() or char in "\n\r\v\f\x85\u2028\u2029" for char in text[start:end][:200])


def _crossed(quotes: Sequence[Quote], starts: list[int], place: int) -> bool:
    before = bisect_left(starts, place) - 1
    return before >= 0 and quotes[before].end > place


def _tokens(text: str, start: int, end: int, quotes: Sequence[Quote]) -> tuple[Token, ...]:
    found: list[Token] = []
    place = start
    for quote in quotes:
        _plain(text, place, quote.start, found)
        words = _DOUBLED.sub('"', text[quote.start : quote.end])
        found.append(Token(quote.start, quote.end, words, "", "Q", quote=quote))
        place = quote.end
    _plain(text, place, end, found)
    return tuple(_retagged(found[:MAX_TOKENS]))


def _retagged(found: list[Token]) -> Iterator[Token]:
    """Verb forms that are nouns where they stand (``the campaign spokesman``)."""
    before: Token | None = None
    found = _whole_names(found)
    manner = _of_manner(found)
    for place, token in enumerate(found):
        noun = replace(token, tag="A", form=None) if place in manner else None
        if token.tag == "V" and before is not None and before.low in {"the", "a", "an"}:
            noun = replace(token, tag="n")  # "the met office"
        if token.tag == "v" and before is not None:
            base = lexicon().verbs[token.low] == "base"
            plural = before.low.endswith("s") or before.low in PLURALS
            seen = actor(before.text)
            adjective = not base and seen is not None and seen.form == "adjective"
            titled = base and _opens_title(found, place)
            plurals = not base and _has_plural_verb(found, place)
            if titled or plurals or before.tag in "DpP#" or adjective or (base and before.tag in "NnE" and not plural):
                noun = replace(token, tag="n")
        follower = found[place + 1] if place + 1 < len(found) else None
        noun = _otherwise(found, place, before, follower) or noun
        before = noun or token
        yield before


def _whole_names(found: Sequence[Token]) -> list[Token]:
    """The tokens with names that end in 's in one: ``[Barnardo's] said``, where no noun follows that it could own."""
    whole: list[Token] = []
    for place, token in enumerate(found):
        before = whole[-1] if whole else None
        if token.tag == "p" and before is not None and _is_named_so(before, token, found[place + 1 : place + 3]):
            low = before.low + token.low
            whole[-1] = replace(before, end=token.end, text=before.text + token.text, low=low)
        else:
            whole.append(token)
    return whole


def _is_named_so(name: Token, mark: Token, after: Sequence[Token]) -> bool:
    form = after[0].form if after else None
    says = form is not None and form.kind in {"past", "third"} and len(after) > 1 and after[1].tag in "TQDRNt,:P"
    verb = says or (bool(after) and after[0].tag == "X")
    named = name.tag == "N" and name.end == mark.start and actor(name.text) is None
    return verb and named and name.low not in STOPWORDS


def _otherwise(found: Sequence[Token], place: int, before: Token | None, follower: Token | None) -> Token | None:
    """A word that its neighbours show to be of another kind than it mostly is, else None."""
    token = found[place]
    if before is not None and _is_noun_in_ing(token, before, follower):
        return replace(token, tag="n", form=None)  # "said the building collapsed"
    if token.low == "like" and before is not None and before.low in {"would", "'d", "’d"}:
        return replace(token, tag="K", form=Form("like", "base"))  # "would like to"
    if token.low in _SESSIONS and token.tag == "K" and before is not None and before.tag in "nDp":
        return replace(token, tag="n", form=None)  # "told a weekly briefing"
    if token.low == "once" and token.tag == "S" and _is_done_once(found, place):
        return replace(token, tag="A")  # "Ann Ray, the chair, once called it"
    if follower is None:
        return None
    done = before is not None and before.tag in "KEV"
    if token.low in {"document", "documents"} and token.tag == "K" and before is not None and before.tag in "nNDE#p":
        return replace(token, tag="n", form=None)  # "internal documents seen by the Herald"
    if token.low == "last" and token.tag == "v" and done and (follower.tag == "d" or follower.low in PARTS_OF_TIME):
        return replace(token, tag="D")  # "published last week"
    if token.low in _MOVES and token.tag == "K" and before is not None and _may_own(before):
        return replace(token, tag="n", form=None)  # "the cut is a slap", "a fee increase that hurts"
    if token.low == "claims" and token.tag == "K" and follower.low in _OF_CLAIMS:
        return replace(token, tag="n", form=None)  # "Pellworth's claims director said"
    state = token.low == "state" and follower.tag in "nN"  # "told state television"
    return replace(token, tag="n", form=None) if token.tag == "K" and (state or _is_plural(token, follower)) else None


def _may_own(before: Token) -> bool:
    return before.tag in "Dp" or (before.tag == "n" and not before.low.endswith("s") and before.low not in PLURALS)


def _is_noun_in_ing(token: Token, before: Token, follower: Token | None) -> bool:
    """Whether an -ing form is a noun: after an article, or as the subject of the verb that comes next."""
    plain = token.tag == "G"
    if not plain and (token.form is None or token.form.kind != "ing"):
        return False
    form = follower.form if follower is not None else None
    finite = (form is not None and form.kind in {"past", "third"}) or (follower is not None and follower.tag in "XVE")
    if before.low in _OPENS_NOUN:
        return plain or finite or (follower is not None and follower.tag == ",")
    return plain and finite and before.tag in "nN#"  # "the council meeting began"


def _is_plural(token: Token, follower: Token) -> bool:
    """Whether a word that may be a verb is the noun whose verb follows: ``the island [states] say``."""
    if token.low not in _PLURAL_NOUNS or follower.low in {"are", "were", "have", "want"}:
        return token.low in _PLURAL_NOUNS
    form = follower.form
    return form is not None and form.kind == "base" and "s" in lexicon().cues[form.lemma][-1].letters


def _is_done_once(found: Sequence[Token], place: int) -> bool:
    """Whether "once" stands between somebody and what they did: ``their chairman [once] called it theft``."""
    if place == 0 or place + 1 >= len(found):
        return False
    before, after = found[place - 1], found[place + 1]
    subject = before.tag in "NnRW" or (before.tag == "," and place > 1 and found[place - 2].tag == "N")
    return subject and after.form is not None and after.form.kind == "past"


_PLURAL_NOUNS: Final = frozenset("states reports claims demands plans estimates forecasts polls calls".split())
_OPENS_NOUN: Final = frozenset("the a an no such another every each its their".split())
_MOVES: Final = frozenset("cut cuts raise raises increase increases drop drops lower".split())
_OF_CLAIMS: Final = frozenset("director manager handler handlers department team officer adjuster adjusters".split())
_SESSIONS: Final = frozenset("briefing hearing".split())


def _of_manner(found: Sequence[Token]) -> set[int]:
    """The places of ``in the strongest possible terms``, which tell how somebody says a thing."""
    places: set[int] = set()
    for place, token in enumerate(found):
        follower = found[place + 1].low if place + 1 < len(found) else ""
        if token.low != "terms" or follower == "of":
            continue
        opens = next((at for at in range(place - 1, max(place - 5, -1), -1) if found[at].low == "in"), place)
        if place - opens > 1 and all(other.tag in "DnAEG#" for other in found[opens + 1 : place]):
            places |= set(range(opens, place + 1))
    return places


def _has_plural_verb(found: Sequence[Token], place: int) -> bool:
    """Whether a verb in the plural follows, whose subject this is: ``…: [polls] suggest that …``."""
    follower = found[place + 1] if place + 1 < len(found) else None
    if follower is None or not found[place].low.endswith("s"):
        return False
    return follower.low in {"are", "were", "have"} or (follower.form is not None and follower.form.kind == "base")


def _opens_title(found: Sequence[Token], place: int) -> bool:
    """Whether a word after a name and a comma opens what the named one is: ``Ann Ray, [54,] head of the board``."""
    comma = place - 1
    if comma > 1 and found[comma - 1].tag == "#" and found[comma - 2].tag == ",":
        comma -= 2
    after_name = comma > 0 and found[comma].tag == "," and found[comma - 1].tag == "N"
    follower = found[place + 1] if place + 1 < len(found) else None
    return after_name and follower is not None and (follower.tag in "nK" or follower.low in {"of", "at", "for", "and"})


def _plain(text: str, start: int, end: int, found: list[Token]) -> None:
    matches = list(islice(_TOKEN.finditer(text, start, end), MAX_TOKENS))
    if len(matches) > 1:
        matches = [match for match in matches if match.group() not in _EMPHASIS]
    title_case = _title_case([match.group() for match in matches])
    for place, match in enumerate(matches):
        word = match.group()
        follower = matches[place + 1].group() if place + 1 < len(matches) else ""
        before = found[-1] if found else None
        found.append(_token(match.start(), match.end(), word, before, follower, title_case=title_case))


def _title_case(found: list[str]) -> bool:
    plain = [word for word in found if word[0].isalpha() and len(word) > 3]
    return len(plain) >= 3 and all(word[0].isupper() for word in plain)


def _is_headline(text: str, tokens: tuple[Token, ...], end: int) -> bool:
    """A line without a stop at its end that is short or in title case."""
    plain = [token.text for token in tokens if token.tag != "Q"]
    closing = text[end - 1]
    if tokens and tokens[0].text in _BULLETS:
        return False
    if closing in "”\"’»“'":
        stopped = len(plain) < 3 or text[max(end - 6, 0) : end].rstrip("”\"’»“'")[-1:] in {".", "?", "!", "…", ","}
    else:
        stopped = closing in ".?!…:;,"
    return not stopped and len(plain) >= 3 and (_title_case(plain) or len(tokens) < 18)


def _token(start: int, end: int, word: str, before: Token | None, follower: str, *, title_case: bool) -> Token:
    low = word.casefold().replace("’", "'")
    first = before is None or before.tag in "Q:.•"
    capital = word[0].isupper()
    form = lexicon().forms.get(low) if (not capital or first or title_case) else None
    if form and first and capital and not title_case and form.kind in {"base", "third"}:
        form = None  # "Claims that ..." and "Support for ..." open with nouns
    tag = tag_of(word, low, form, follower, first=first or title_case, title_case=title_case)
    if tag == "p" and low == "'s" and before is not None and (before.tag in "RTwW" or before.low in {"there", "here"}):
        tag = "X"
    return Token(start, end, word, low, tag, form if tag == "K" else None)
