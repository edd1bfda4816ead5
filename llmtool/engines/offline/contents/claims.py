"""One sentence per position that can be read alone: the speaker's full name, what they do, and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.contents.answers import answer_of
from llmtool.engines.offline.contents.antecedents import is_pointer
from llmtool.engines.offline.contents.capitals import Capitals
from llmtool.engines.offline.contents.verb_groups import verb_group
from llmtool.engines.offline.people.voices import Voice
from llmtool.engines.offline.reading import Attributed
from llmtool.engines.offline.speech.first_person import as_quoted, inside, is_better_quoted, retold
from llmtool.engines.offline.text.lexicon import ADVERBS, AUXILIARIES, BE, PREPOSITIONS, lexicon

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
    worry:worried worries:worried doubt:doubted threat:threatened plan:proposed boast:boasted desire:wanted
    eagerness:wanted ambition:wanted intention:intended aim:aimed
    decision:decided determination:wanted willingness:offered readiness:offered agreement:agreed goal:wanted
    recommendation:recommended disclosure:disclosed suspicion:suspected concern:worried concerns:worried
    finding:found emphasis:stressed testimony:testified reluctance:hesitated
    criticism:criticised conviction:believed revelation:revealed report:reported
    """.split()
)
_DROPPED: Final = {"denied": "of", "rejected": "of", "opposed": "to", "demanded": "for", "requested": "for"}
_SAYS_THAT: Final = frozenset("dispute deny doubt confirm".split())
_TAKES_A_NOUN: Final = frozenset("rejected opposed dismissed resisted vetoed disavowed rebuffed".split())
_NEEDS_LISTENER: Final = frozenset("assure reassure inform remind notify brief".split())
_REPLIED: Final = frozenset("hit fire shoot chime weigh intervene interject".split())
_OBJECTS: Final = {"he": "him", "she": "her", "they": "them"}
# "that" before a verb is no conjunction: "said that is the only way".
_THAT: Final = re.compile(
    r"^that,?\s+(?!(?:is|was|are|were|has|had|will|would|can|could|may|might|must|should|does|did|too|alone)(?:n['’]t)?\b"
    r"|(?:wo|ca)n['’]t\b)"
)
# What bids somebody to do something, at the beginning of a quotation.
_BIDS: Final = re.compile(
    r"(?:(?:And|But|So|Now|Well|Please|Just),? )?(?:[Pp]lease|[Ll]ook|[Ll]isten|[Ll]et|[Ll]et['’]s|[Rr]emember"
    r"|[Ii]magine|[Dd]on['’]t|[Dd]o not|[Tt]ell|[Gg]ive|[Tt]ake|[Gg]o|[Cc]ome|[Ss]top|[Aa]sk|[Ss]how|[Kk]eep|[Gg]et"
    r"|[Tt]hink about|[Mm]ake sure|[Tt]rust|[Bb]elieve) (?!(?:is|was|are|were|has|had|will|would|did|does)\b)\w"
)
_CONDITION: Final = re.compile(r"(?:If|Unless) ")
# "Disappointed that the union refused": posts do without "I am", which "X tweeted disappointed" can't.
_NO_SUBJECT: Final = re.compile(
    r"(?:(?:So|Very|Deeply|Really|Extremely|Absolutely) )?"
    r"(?:[A-Z]?[a-z]+ed|[Pp]roud|[Gg]lad|[Hh]appy|[Ss]ad|[Ss]orry|[Ss]ick|[Gg]reat|[Gg]ood|[Bb]ad|[Tt]errible|[Ww]onderful)"
    r" (?:that|to|by|with|about|at|for|of|news|day)\b"
)
# Asides that only say again that somebody speaks: "a report which, she said, showed …", "That is wrong, I'm afraid."
_SAID: Final = (
    "said|says|claimed|claims|added|adds|argued|argues|insisted|insists|stressed|stresses|noted|notes|maintained|warned"
    "|explained|conceded|admitted|alleged"
)
_ASIDE: Final = re.compile(
    rf",\s(?:(?:he|she|it|they)\s(?:{_SAID})|I\s(?:want|have|would\slike)\sto\s(?:stress|say|repeat|add|emphasi[sz]e)"
    rf"|I\s(?:must|should)\s(?:stress|say|add|admit)|I(?:['’]m|\sam)\safraid)(?:,\s|(?=[.!]))"
)
# A quotation inside one: "they say 'no'", but not the owners' last letter.
_OPENED: Final = re.compile(r"(?:^|[\s(“\"])['‘]\S|s['’]$")
_FEW: Final = 3
_MANY: Final = 10
_LEADING: Final = re.compile(r"^(?:[-–—,;:•*]\s*)+|^(?:But|And|So|However,|Meanwhile,|Instead,|Still,)\s+")


def claim_of(
    attributed: Attributed,
    voice: Voice,
    quotes: Sequence[str],
    cue: str,
    capitals: Capitals,
    *,
    spoken: bool = False,
    question: str = "",
    listener: str = "",
) -> str:
    """The claim of a position whose content is ``quotes``; ``cue`` is the cue as the document has it.

    ``capitals`` are those of the document, ``spoken`` tells that all of it is in the speaker's own words,
    ``question`` what they answer, ``listener`` the words between cue and content.
    """
    if question:
        return answer_of(_name(voice), question, quotes)
    passive = (
        attributed.contents[0][0] < attributed.cue[0] and attributed.lemma in lexicon().cues and not attributed.label
    )
    if (
        passive
        and not {"s", "b", "t", "q"} & set(attributed.letters)
        and (subject := quotes[0].partition(" "))[0].casefold() in _OBJECTS
    ):
        quotes = (_OBJECTS[subject[0].casefold()] + subject[1] + subject[2], *quotes[1:])  # "he was called …"
    content = f"{attributed.link} {_joined(quotes, capitals)}".strip()
    quoted = attributed.letters in {"q", "nq"} or _is_no_statement(quotes)
    posted = (spoken or listener.startswith(":")) and _NO_SUBJECT.match(quotes[0]) is not None
    if posted or (spoken and (quoted or is_better_quoted(" ".join(quotes), voice))):
        return f"{_name(voice)} {_verb(attributed, voice, cue)}: {as_quoted(quotes)}"
    complement = quotes[0].startswith("that ") and not is_pointer(quotes[0], attributed.lemma)
    verb = _verb(attributed, voice, cue)
    content = retold(content, voice)
    if attributed.nominal and verb in _DROPPED:
        content = re.sub(rf"^{_DROPPED[verb]}\s+", "", content)
    if attributed.noun and content.startswith(("of ", "to ")):
        content = f"the {attributed.noun} {content}"
    elif attributed.noun and not complement:
        content = _taken_up(attributed, content)
    elif complement and not attributed.nominal and verb in _TAKES_A_NOUN:
        content = f"the idea {content}"  # "rejected that …" is no English
    verb, content = _fitted(attributed, voice, verb, content, complement=complement, listener=listener)
    clause = f"{_name(voice)} {verb} {content}"
    clause = " ".join(clause.split()).rstrip(" ,;:—–-")
    clause = re.sub(r"[,.]([”\"'’)])$", r"\1", clause)
    clause = re.sub(r",([”\"]) (?=[a-z])", r"\1 ", clause)  # “Some details,” were discussed
    return clause if re.search(r"(?:[.…?!]|[?!…][”\"’'])$", clause) else clause + "."


def _fitted(
    attributed: Attributed, voice: Voice, verb: str, content: str, *, complement: bool, listener: str
) -> tuple[str, str]:
    """Verb and content so that they make a clause: some verbs do without "that", some want a listener."""
    if complement and not attributed.nominal and verb.rpartition(" ")[2] in {"said", "added", "stated", "noted"}:
        content = _THAT.sub("", content)
    elif complement and not attributed.nominal and attributed.lemma in _NEEDS_LISTENER:
        verb, content = "said", _THAT.sub("", content)  # "assured that …" is no English without whom
    elif attributed.lemma == "tell" and content.startswith(("to ", "not to ")):
        told = listener if 0 < len(listener.split()) <= _MANY else "others"
        verb = f"{verb_group(attributed.helpers, 'tell', attributed.kind, plural=voice.plural)} {told}"
    return verb, content


def _is_no_statement(quotes: Sequence[str]) -> bool:
    """Whether quoted words ask or bid, which "X said why not" and "X said look at it" would tell badly."""
    return any("?" in quote for quote in quotes) or _BIDS.match(quotes[0]) is not None


def _taken_up(attributed: Attributed, content: str) -> str:
    """What a noun takes up again: ``the claim that it leaks``, after "disputed" only ``that it leaks``."""
    link = _link_of(content)
    if attributed.lemma not in _SAYS_THAT:
        return f"the {attributed.noun} {link} {content}"
    return f"that {content}" if link == "that" else content


def _link_of(content: str) -> str:
    """``that`` before a clause, ``for`` before what is only a thing: ``the demand for an audit``."""
    known = lexicon()
    words = (word.casefold() for word in content.split())
    return "that" if any(w in AUXILIARIES or w in known.verbs or w in known.forms for w in words) else "for"


def content_of(quotes: Sequence[str], voice: Voice, capitals: Capitals) -> str | None:
    """The content in the third person; None where it is only to be had as a quotation."""
    return None if is_better_quoted(" ".join(quotes), voice) else retold(_joined(quotes, capitals), voice)


def _name(voice: Voice) -> str:
    """A voice's name at the head of a sentence."""
    name = voice.name
    if voice.kind == "body":
        name = "the " + name if name[:1].islower() else inside(name, article=voice.article)
    return name[0].upper() + name[1:]


def _joined(quotes: Sequence[str], capitals: Capitals) -> str:
    parts = [
        _LEADING.sub("", _ASIDE.sub(lambda match: " " * match.group().endswith(" "), quote.strip())).strip()
        for quote in quotes
    ]
    text = ""
    for part in filter(None, parts):
        if text and text[-1] not in ".?!…" and _CONDITION.match(part):
            text = f"{text.rstrip('.,;')} {capitals.lowered(part)}"
        elif text and (text[-1] in ".?!" or (part[0].isupper() and _is_sentence(text, part))):
            text = text.rstrip(".,;") + "; " + capitals.lowered(part)
        else:
            open_ended = text.rpartition(" ")[2].casefold() in _OPEN
            text = f"{text.rstrip(',')}{' ' if open_ended else _link(part)}{part}" if text else part
    text = text.rstrip(",; ")
    return capitals.lowered(_with_pairs(text))


def _with_pairs(text: str) -> str:
    """Words with a partner for each mark: one that was cut off at the end is put back, another lone one is dropped."""
    if text.count("“") != text.count("”") or text.count('"') % 2:
        text = re.sub(r"[“”\"]", "", text)
    if text.count("''") % 2:
        text = text.replace("''", "")
    if text.count(")") != text.count("("):
        closes = text.count("(") == text.count(")") + 1 and text[:1] != "("
        text = text.rstrip(".,)") + ")" if closes else text.strip("()")
    if text.endswith(("'", "’")) and not _OPENED.search(text):
        text = text[:-1]
    return text


def _is_sentence(text: str, part: str) -> bool:
    """Whether a part with a capital is a sentence of its own after ``text``; not after no more than ``For that``."""
    opening = text.split()
    if len(opening) <= _FEW and opening[0].casefold() in PREPOSITIONS:
        return False
    if _CONDITION.match(text[:1].upper() + text[1:]) and "," not in text[:-1]:
        return False  # "If you look,” he said, “I am right"
    return text[-1] in ",;" or len(part.split()) > _FEW or part.rstrip("”\"’'")[-1:] in {".", "!", "?"}


def _link(part: str) -> str:
    """A comma before what only adds to the words before it; a verb goes on with their clause."""
    words = [word.casefold().strip("“\"‘'") for word in part.split(maxsplit=2)[:2]]
    word = words[-1] if words[0] in ADVERBS else words[0]  # "The camp still holds them"
    known = lexicon()
    goes_on = word in AUXILIARIES | _GOES_ON or word in known.forms or word in known.verbs
    return " " if goes_on or part[0] in "“\"‘'" else ", "


_OPEN: Final = AUXILIARIES | {"to", "that", "not"}
_GOES_ON: Final = frozenset("and or but to of in on at by for with from that who which not than as because if".split())


def _verb(attributed: Attributed, voice: Voice, cue: str) -> str:
    if attributed.nominal:
        noun = attributed.lemma
        return _NOUN_VERBS.get(noun) or _NOUN_VERBS.get(noun.rstrip("s")) or "said"
    lemma = attributed.lemma
    if lemma.endswith(" as"):
        return "saw" if lemma == "see as" else "gave"
    if lemma.endswith(" at"):
        return "put"  # "valued the wreck at three million": put it at that
    if lemma.endswith(" to"):
        return verb_group(attributed.helpers, lemma.removesuffix(" to"), attributed.kind, plural=voice.plural)
    if lemma.startswith("be "):
        helpers = [word for word in attributed.helpers if word not in BE or word == "been"]
        return f"{verb_group(helpers, 'be', '', plural=voice.plural)} {lemma[3:]}"
    if (
        lemma in {"according", "-", "block", "label", "tell", "continue", "go", "put", "post", "begin", "ask"}
        or lemma not in lexicon().cues
    ):
        return _asked(attributed, voice, cue) if lemma == "ask" else "said"
    if (lemma in _REPLIED and "n" not in attributed.letters) or (lemma == "show" and voice.kind == "body"):
        return "said"  # "hit back: …", "the council's own figures show that …"
    particles = [word for word in cue.split()[1:] if word.isalpha()]
    known = {word for frame in lexicon().cues[lemma] for word in frame.particles}
    group = verb_group(attributed.helpers, lemma, attributed.kind, plural=voice.plural)
    return " ".join([group, *(word for word in particles if word.casefold() in known)])


def _asked(attributed: Attributed, voice: Voice, cue: str) -> str:
    """``asked for``; what somebody does not ask for keeps its "not"."""
    verb = "asked"
    if attributed.negated:
        verb = verb_group(attributed.helpers, "ask", attributed.kind, plural=voice.plural)
    return f"{verb} for" if cue.casefold().endswith(" for") else verb
