"""What is said: the tokens after (or before) a cue that are its content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.lexicon import Frame, lexicon
from llmtool.engines.offline.subjects import Stretch, is_verb
from llmtool.engines.offline.tokens import Token

_ADJUNCT: Final = frozenset(
    "in on at during to via through after before by from with following ahead amid late early last this earlier later".split()
)
_PUBLIC: Final = frozenset(
    """statement interview briefing press conference news release letter post tweet speech address email e-mail report
    message video phone telephone call rally hearing meeting court documents filing website twitter facebook telegram
    television radio reporters journalists lawmakers memo column event ceremony podcast session""".split()
)
_STOPPERS: Final = frozenset("while though although whereas as after even".split())
_REACH: Final = 16


def frame_of(tokens: Sequence[Token], place: int) -> tuple[Frame, int] | None:
    """The frame that fits the cue at ``place`` and the first place after its particles."""
    form = tokens[place].form
    if form is None:
        return None
    for frame in lexicon().cues[form.lemma]:
        end = _after_particles(tokens, place + 1, frame.particles)
        if end is not None:
            return frame, end
    return None


def _after_particles(tokens: Sequence[Token], start: int, particles: tuple[str, ...]) -> int | None:
    place = start
    skipped = 0
    for particle in particles:
        while place < len(tokens) and tokens[place].tag == "A" and tokens[place].low != particle and skipped < 2:
            place += 1
            skipped += 1
        if place >= len(tokens) or tokens[place].low != particle:
            return None
        place += 1
    return place


def content_after(tokens: Sequence[Token], place: int, letters: str, kind: str = "") -> Stretch | None:
    """The content right of a cue whose particles end at ``place``, by the cue's frame letters."""
    place = skip_adverbs(tokens, place)
    if place >= len(tokens):
        return None
    start = _start_of_content(tokens, place, letters)
    if start is None:
        return None
    clausal = tokens[start].tag in "TQw:R" or "n" not in letters
    end = clause_end(tokens, start, clausal=clausal, kind=kind)
    if end - start == 1 and tokens[start].tag in "TnPAr":
        return None
    return Stretch(start, end)


def skip_adverbs(tokens: Sequence[Token], place: int) -> int:
    """The place after adverbs and times (``on Wednesday``, ``again``)."""
    while place < len(tokens):
        token = tokens[place]
        follows_day = place + 1 < len(tokens) and tokens[place + 1].tag == "d"
        if token.low in {"not", "never"} and place + 1 < len(tokens) and tokens[place + 1].tag == "t":
            break
        if token.tag in "Ad" or (token.low in {"on", "late", "early", "last", "this"} and follows_day):
            place += 1
        elif (
            token.low in {"last", "this"}
            and place + 1 < len(tokens)
            and tokens[place + 1].low
            in {
                "week",
                "month",
                "year",
                "morning",
                "afternoon",
                "evening",
                "weekend",
            }
        ):
            place += 2
        else:
            break
    return place


def _start_of_content(tokens: Sequence[Token], place: int, letters: str) -> int | None:
    first = tokens[place]
    quoted = quote_start(tokens, place) if set(letters) & set("stqn") else None
    if quoted is not None:
        return quoted
    if set(letters) <= {"q"}:
        return None
    if set(letters) & set("stb"):
        if first.tag in "Tw" or first.low in {"if"}:
            return place
        if "t" in letters and not (first.tag == "t" and "o" in letters):
            found = _after_listener(tokens, place, letters)
            if found is not None:
                return found
        found = _after_adjunct(tokens, place)
        if found is not None:
            return found
    if "v" in letters and first.low in {"not", "never"}:
        return place
    if "v" in letters and first.tag == "t" and place + 1 < len(tokens) and tokens[place + 1].tag not in "DN#":
        return place
    if first.tag in ".,;:-)CSWXVK" and not (first.tag == "K" and not is_verb(tokens, place)):
        return None
    if "n" in letters and first.tag not in "t":
        return place
    if "o" in letters and _has_infinitive(tokens, place):
        return place
    if set(letters) & set("sb") and _is_clause(tokens, place):
        return place
    return None


def quote_start(tokens: Sequence[Token], place: int) -> int | None:
    """Where a quotation, or a clause after a colon, starts right after the cue: ``said: “…``, ``said, “…``."""
    if tokens[place].tag == "Q":
        return place
    if place + 1 < len(tokens) and tokens[place].tag in ",:-":
        if tokens[place + 1].tag == "Q":
            return place + 1
        if tokens[place].tag == ":":
            return place + 1
        if tokens[place + 1].tag == "T" and place + 2 < len(tokens) and tokens[place + 2].tag in ",Q":
            return place + 1
    return None


def _after_adjunct(tokens: Sequence[Token], place: int) -> int | None:
    """``said [in a statement on Friday] that …`` or ``[at a rally], “…``."""
    if tokens[place].low not in _ADJUNCT and tokens[place].tag not in "Ptd":
        return None
    nouns = 0
    for later in range(place + 1, min(place + _REACH, len(tokens))):
        token = tokens[later]
        if token.tag == "T" or (token.tag == "w" and nouns):
            return later
        quoted = quote_start(tokens, later)
        if quoted is not None and nouns and (tokens[later].tag != ":" or later > place + 1):
            return quoted
        if token.tag in "VXKWS;.Rr" and not (token.tag == "K" and not is_verb(tokens, later)):
            return later if token.tag == "R" and nouns else None
        if token.tag == "," and not (later + 1 < len(tokens) and tokens[later + 1].tag in "NnPD"):
            return None
        opens = (
            token.tag in "DN"
            and tokens[later - 1].tag in "nd"
            and tokens[later - 1].low in _PUBLIC | _day_words(tokens[later - 1])
        )
        if opens and nouns and _is_clause(tokens, later):
            return later
        nouns += token.tag in "NndQ#"
    return None


def _day_words(token: Token) -> frozenset[str]:
    return frozenset({token.low}) if token.tag == "d" else frozenset()


def _after_listener(tokens: Sequence[Token], place: int, letters: str) -> int | None:
    """``told [reporters in Paris] that …``, ``told [the BBC] he …``, ``told [them] to …``, ``told X: “…``."""
    first = tokens[place]
    if first.tag not in "NnDrR#p" and first.low not in {"him", "her", "you", "it"}:
        return None
    seen = first.tag in "NnrR"
    for later in range(place + 1, min(place + _REACH, len(tokens))):
        token = tokens[later]
        if token.tag in "Tw":
            return later
        quoted = quote_start(tokens, later)
        if quoted is not None:
            return quoted
        if token.tag == "t" and "o" in letters and later + 1 < len(tokens) and tokens[later + 1].tag not in "DN#":
            return place if letters.startswith(("t", "s")) and "s" in letters else later
        if token.tag == "R" and seen:
            return later
        if seen and token.tag in "DN" and tokens[later - 1].tag in "nNrRd" and tokens[later - 1].tag != token.tag:
            return later if _is_clause(tokens, later) else None
        if token.tag in "VKXWS;.,:" and not (token.tag == "K" and not is_verb(tokens, later)):
            return None
        seen = seen or token.tag in "Nn"
    return None


def _has_infinitive(tokens: Sequence[Token], place: int) -> bool:
    for later in range(place, min(place + 14, len(tokens) - 1)):
        if tokens[later].tag in ".;:" or (tokens[later].tag == "X" and later > place):
            return tokens[later].tag == "X" and tokens[later].low in {"be", "not"}
        if tokens[later].tag == "t" and tokens[later + 1].tag not in "DN#":
            return True
        if tokens[later].tag == "P" and tokens[later].low == "on":
            return True
    return False


def _is_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause with a finite verb seems to start here."""
    nouns = tokens[place].tag in "RNn"
    for later in range(place + 1, min(place + 30, len(tokens))):
        token = tokens[later]
        if token.tag in "XVv" or (token.tag == "E" and tokens[later - 1].tag in "NnRWQA)"):
            return nouns or tokens[place].tag in "DQA#GPwtS" or tokens[place].low in {"there", "this"}
        if token.tag == "K" and is_verb(tokens, later):
            return nouns
        if token.tag == "Q" and nouns and token.text[1:2].islower() and " " in token.text:
            return True  # the verb may stand inside the quotation
        if token.tag in ";:." or (token.tag == "," and later > place + 8):
            return False
        nouns = nouns or token.tag in "NnR"
    return False


def clause_end(tokens: Sequence[Token], start: int, *, clausal: bool, kind: str = "") -> int:
    """Where the content that starts at ``start`` ends; ``clausal`` tells a clause or quotation from a noun phrase."""
    place = start + 1
    while place < len(tokens):
        token = tokens[place]
        if token.tag == ";":
            return place
        if token.tag == "." and place + 1 >= len(tokens):
            return place
        if tokens[place - 1].tag == "Q" and _full_stop_inside(tokens[place - 1]):
            if _new_start(tokens, place) or (tokens[place - 1].text[-2] == "," and _ends_at_mark(tokens, place - 1)):
                return place
        if token.tag in ",-" and _ends_at_mark(tokens, place):
            return place
        if token.tag == "C" and coordinated_cue(tokens, place, clausal=clausal, kind=kind) is not None:
            return place
        if token.low == "according" and place + 1 < len(tokens) and tokens[place + 1].low == "to":
            return place
        if token.tag == "S" and token.low == "while" and place + 1 < len(tokens) and _cue_ing(tokens, place + 1):
            return place
        place += 1
    return place


def _full_stop_inside(token: Token) -> bool:
    return token.quote is not None and token.text[-2:-1] in {".", "!", "?", ","} and len(token.text) > 3


def _new_start(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    return token.tag not in "CQ,TP" or (token.tag == "C" and coordinated_cue(tokens, place, clausal=True) is not None)


def _cue_ing(tokens: Sequence[Token], place: int) -> bool:
    while place < len(tokens) and tokens[place].tag == "A":
        place += 1
    if place >= len(tokens):
        return False
    form = tokens[place].form
    if form is None or form.kind != "ing":
        return False
    found = frame_of(tokens, place)
    return found is not None and set(found[0].letters) != {"n"} or (found is not None and found[1] < len(tokens))


def _ends_at_mark(tokens: Sequence[Token], place: int) -> bool:
    following = place + 1
    if following >= len(tokens):
        return True
    token = tokens[following]
    if token.low == "according" or _cue_ing(tokens, following):
        return True
    if token.tag == "C":
        if following + 2 < len(tokens) and tokens[following + 1].tag == "R" and is_verb(tokens, following + 2):
            return True
        if coordinated_cue(tokens, following, clausal=True) is not None:
            return True
        return token.low == "but" and _is_clause(tokens, min(following + 1, len(tokens) - 1))
    if token.low in {"a", "an"} and _taken_up(tokens, following):
        return True
    if token.low in _STOPPERS or _new_source(tokens, following):
        return True
    if token.tag == "W":
        return True
    return False


def _taken_up(tokens: Sequence[Token], place: int) -> bool:
    """``a condition X has rejected``: a noun for what was said, and a cue with its own subject."""
    if place + 2 >= len(tokens) or tokens[place + 1].tag not in "nK" or tokens[place + 2].tag not in "NRDT":
        return False
    return any(
        token.form is not None and is_verb(tokens, at)
        for at, token in enumerate(tokens[place + 3 : place + 10], place + 3)
    )


def _new_source(tokens: Sequence[Token], place: int) -> bool:
    """Whether another source begins to speak: ``…, experts warn that …``."""
    for later in range(place, min(place + 9, len(tokens) - 1)):
        token = tokens[later]
        if token.tag == "K" and later > place and is_verb(tokens, later):
            found = frame_of(tokens, later)
            return (
                found is not None
                and found[1] < len(tokens)
                and tokens[found[1]].tag in "TQ"
                and "s" in found[0].letters
            )
        if token.tag not in "DNn#pPAXR":
            return False
    return False


def coordinated_cue(tokens: Sequence[Token], place: int, *, clausal: bool, kind: str = "") -> int | None:
    """The cue verb that ``and`` or ``but`` at ``place`` joins to an earlier cue of the same subject."""
    verb = place + 1
    while verb < len(tokens) and (
        tokens[verb].tag == "A" or tokens[verb].low in {"has", "have", "had", "also", "then"}
    ):
        verb += 1
    if verb >= len(tokens):
        return None
    form = tokens[verb].form
    if form is None or form.kind not in {"past", "third", "ing", "participle"}:
        return None
    found = frame_of(tokens, verb)
    if found is None or found[1] >= len(tokens):
        return None
    frame, after = found
    after = skip_adverbs(tokens, after)
    if after >= len(tokens):
        return None
    strong = tokens[after].tag in "Tw" or quote_start(tokens, after) is not None
    if strong and set(frame.letters) & set("stqb"):
        return verb
    if clausal and not strong:
        loose = set(frame.letters) & set("no") and frame.particles
        if "s" in frame.letters and tokens[after].tag in "DNRnw#" and form.kind == kind and _is_clause(tokens, after):
            return verb
        return verb if loose or ("t" in frame.letters and _after_listener(tokens, after, frame.letters)) else None
    return verb if _start_of_content(tokens, after, frame.letters) is not None else None
