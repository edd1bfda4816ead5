"""One sentence per position that can be read alone: the speaker's full name, what they do, and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.align.countries import actor, mentions, words_of
from llmtool.engines.offline.lexicon import (
    AUXILIARIES,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    QUESTION_WORDS,
    lexicon,
    third_person,
)
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.voices import Voice

# The verb that says what a cue noun says.
_NOUN_VERBS: Final = dict(
    pair.split(":")
    for pair in """
    claim:claimed assertion:asserted statement:stated belief:believed view:said argument:argued allegation:alleged
    accusation:alleged warning:warned suggestion:suggested admission:admitted acknowledgement:acknowledged
    acknowledgment:acknowledged conclusion:concluded contention:contended announcement:announced
    insistence:insisted complaint:complained denial:denied rejection:rejected refusal:refused opposition:opposed
    objection:objected demand:demanded call:called request:requested plea:pleaded appeal:appealed
    proposal:proposed promise:promised pledge:pledged vow:vowed offer:offered commitment:committed
    prediction:predicted forecast:forecast estimate:estimated expectation:expected hope:hoped fear:feared
    criticism:criticised conviction:believed revelation:revealed report:reported
    """.split()
)
_DROPPED: Final = {"denied": "of", "rejected": "of", "opposed": "to", "demanded": "for", "requested": "for"}
_OFFICIAL: Final = re.compile(
    r"\b(?:president\w*|.*minister|ministry|spokes\w+|envoy|ambassador|secretary|chancellor|premier|government|kremlin|official"
    r"|delegation|negotiator|aide|foreign|defen[cs]e)\b",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    r"\b(?P<word>I|we|We|my|My|our|Our|us|me|mine|ours|ourselves|myself)\b(?P<short>['’](?:m|re|ve|ll|d))?(?P<rest>(?:\s+(?:[a-z]+ly|also|still|never|already|now|all|both))?\s+[a-z]+?(?:n['’]t\b|\b(?!['’])))?"
)
_THIRD: Final = dict(
    pair.split(":")
    for pair in """
    am:is are:is have:has do:does don't:doesn't don’t:doesn’t haven't:hasn't haven’t:hasn’t aren't:isn't aren’t:isn’t
    were:was weren't:wasn't weren’t:wasn’t
    """.split()
)
_SHORT: Final = {"m": "is", "re": "is", "ve": "has", "ll": "will", "d": "would"}
_LEADING: Final = re.compile(r"^(?:[-–—,;:•*]\s*)+|^(?:But|And|So|However,|Meanwhile,|Instead,|Still,)\s+")


def claim_of(attributed: Attributed, voice: Voice, quotes: Sequence[str], cue: str) -> str:
    """The claim of a position whose content is ``quotes``; ``cue`` is the cue as the document has it."""
    content = _joined(quotes)
    complement = quotes[0].startswith("that ")
    verb = _verb(attributed, cue)
    if attributed.nominal and verb in _DROPPED:
        content = re.sub(rf"^{_DROPPED[verb]}\s+", "", content)
    content = _resolved(content, voice)
    if complement and not attributed.nominal and verb.rpartition(" ")[2] in {"said", "added", "stated", "noted"}:
        content = re.sub(r"^that,?\s+", "", content)
    clause = f"{_name(voice)} {verb} {content}"
    clause = " ".join(clause.split()).rstrip(" ,;:—–-")
    clause = re.sub(r"[,.]([”\"’'])$", r"\1", clause)
    return clause if clause[-1:] in {".", "?", "!", "…"} else clause + "."


def _name(voice: Voice) -> str:
    """A voice's name at the head of a sentence."""
    name = voice.name
    if voice.kind == "body":
        name = "the " + name if name[:1].islower() else _inside(name)
    return name[0].upper() + name[1:]


def _joined(quotes: Sequence[str]) -> str:
    parts = [_LEADING.sub("", quote.strip()).strip() for quote in quotes]
    text = ""
    for part in filter(None, parts):
        if text and part[0].isupper() and (text[-1] in ".?!,;" or len(part.split()) > 3):
            text = text.rstrip(".,;") + "; " + _lowered(part)
        else:
            text = f"{text.rstrip(',')} {part}" if text else part
    text = text.rstrip(",; ")
    # Marks that lost their partner at a border of the content say nothing any more.
    if text.count("“") != text.count("”") or text.count('"') % 2:
        text = re.sub(r"[“”\"]", "", text)
    return _lowered(text)


def _lowered(text: str) -> str:
    """With a small first letter where the first word is no name."""
    first = re.match(r"[^\W\d_]+(?:['’][a-z]+)?", text)
    if first is None or not text[0].isupper() or first.group() == "I" or first.group().startswith(("I'", "I’")):
        return text
    if len(first.group()) > 1 and first.group().isupper():
        return text
    low = re.split("['’]", first.group().casefold())[0]
    following = text[first.end() :].split(maxsplit=1)
    if low in _OPENERS:
        return text[0].lower() + text[1:]
    if following and _COMMON_ENDING.search(low) and following[0].islower() and actor(first.group()) is None:
        known = following[0] in AUXILIARIES or following[0] in lexicon().forms or following[0] in lexicon().verbs
        return text if known else text[0].lower() + text[1:]
    return text[0].lower() + text[1:] if low in _OPENERS or low in lexicon().verbs else text


_KEPT: Final = (
    MODALS | PREPOSITIONS | DETERMINERS | QUESTION_WORDS | frozenset("had did was who that and or but not".split())
)
_COMMON_ENDING: Final = re.compile(r"...(?:s|ing|ions?|ments?|ity|ness)$")
_OPENERS: Final = frozenset(
    """a an the this that these those there it he she we they you our my his her its their some any no every each
    all both many several few most more in on at by for with from into as if when while because since after
    before although what how why where who not never any only even such once again but and or so yes whether
    under over between during despite without within one two three four five six seven eight nine ten
    eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety much very little thank nothing
    nobody everybody everyone people zero now today then here other another let maybe perhaps
    """.split()
)


def _verb(attributed: Attributed, cue: str) -> str:
    if attributed.nominal:
        noun = attributed.lemma
        return _NOUN_VERBS.get(noun) or _NOUN_VERBS.get(noun.rstrip("s")) or "said"
    lemma = attributed.lemma
    if (
        lemma in {"according", "-", "label", "tell", "continue", "go", "put", "post", "begin", "ask"}
        or lemma not in lexicon().cues
    ):
        return "asked" if lemma == "ask" else "said"
    past = _past(lemma)
    particles = [word for word in cue.split()[1:] if word.isalpha()]
    known = {word for frame in lexicon().cues[lemma] for word in frame.particles}
    phrase = " ".join([past, *(word for word in particles if word.casefold() in known)])
    return f"did not {' '.join([lemma, *phrase.split()[1:]])}" if attributed.negated else phrase


def _past(lemma: str) -> str:
    return next((word for word, form in lexicon().forms.items() if form == (lemma, "past")), lemma + "ed")


def _agreeing(verb: str) -> str:
    """What "we" is followed by, in the third person singular, where it is a verb in the present."""
    known = lexicon()
    form = known.forms.get(verb)
    if verb in _KEPT or verb.endswith(("ed", "n't", "n’t", "ly")) or (form is not None and form.kind != "base"):
        return verb
    if verb in known.verbs and known.verbs[verb] != "base":
        return verb
    return third_person(verb)


_WITH_ARTICLE: Final = frozenset(
    """union council party committee ministry association department commission government authority agency
    federation inquiry tribunal court board office police army navy league society alliance coalition institute
    centre center administration department team
    """.split()
)


def _inside(name: str) -> str:
    """A name as it stands inside a sentence."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1].casefold()
    if first == "The" or (last in _WITH_ARTICLE and first != "the" and not first.endswith(("'s", "’s", "s'", "s’"))):
        return "the " + name.removeprefix("The ")
    return name


def _side(voice: Voice) -> str | None:
    """Whom "we" stands for: the state that an official speaks for, else the body."""
    spoken = f"{voice.role or ''} {voice.party or ''} {voice.name if voice.kind != 'person' else ''}"
    states = [found.actor.name for found in mentions(words_of(spoken))]
    if states and (voice.kind == "body" or _OFFICIAL.search(spoken)):
        return f"the {states[0]}" if states[0].startswith("United ") else states[0]
    party = voice.party
    if not party or states:
        return None
    return _inside(party) if party[0].isupper() else f"the {party}"


def _resolved(content: str, voice: Voice) -> str:
    """First-person words become the speaker's name or side, and a leading he or she the speaker."""
    surname = voice.name.split()[-1] if voice.kind == "person" else _inside(_name(voice))
    side = _side(voice) or surname
    if voice.kind == "person":
        content = re.sub(r"^(that\s+)?(?:he|she)\b", lambda match: f"{match[1] or ''}{surname}", content)
    elif voice.kind == "body":
        leading = r"^(that\s+)?it\b(?=\s+(?:has|had|will|would)\s)"
        content = re.sub(leading, lambda match: f"{match[1] or ''}{surname}", content)
    content = re.sub(r"\b[Oo]ur (?:country|nation|homeland|state)\b", side, content)

    def third(match: re.Match[str]) -> str:
        word = match["word"].casefold()
        who = surname if word in {"i", "my", "me", "mine", "myself"} else side
        rest = match["rest"] or ""
        if word in {"my", "our"}:
            return f"{who}’s{rest}"
        if word in {"me", "us"}:
            return f"{who}{rest}"
        if word not in {"i", "we"}:
            return match.group()
        if match["short"]:
            return f"{who} {_SHORT[match['short'][1:]]}{rest}"
        parts = rest.split()
        if parts:
            last = parts[-1]
            parts[-1] = _THIRD.get(last) or _agreeing(last)
        return " ".join([who, *parts])

    return _FIRST.sub(third, content)
