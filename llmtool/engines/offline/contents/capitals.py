"""Which capitals are names: the first word of a quotation or sentence gets a small letter inside a claim if it is none.

A document tells most of it: a word that it writes small elsewhere is none, one that it writes large inside a sentence
is one. What is left is judged by the word itself, and keeps its capital where nothing is known of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from llmtool.align.parties.countries import actor
from llmtool.engines.offline.people.given_names import GIVEN_NAMES
from llmtool.engines.offline.people.holders import DOCUMENTS, GROUPS
from llmtool.engines.offline.text.lexicon import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    MONTHS,
    NUMBER_WORDS,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    lexicon,
)
from llmtool.engines.offline.text.tokens import Unit

_FIRST: Final = re.compile(r"(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)(?:['’][a-z]+)?")
_OPENERS: Final = (
    ADVERBS
    | AUXILIARIES
    | COORDINATORS
    | DETERMINERS
    | PREPOSITIONS
    | QUESTION_WORDS
    | SUBORDINATORS
    | SUBJECT_PRONOUNS - {"i"}
    | frozenset(
        """that there us yes who which when where two three four five six seven eight nine ten eleven twelve thirteen
        fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        hundreds thousands millions dozens first second third half zero none nothing nobody everybody everyone
        everything somebody someone something anybody anyone anything less little much thank please let otherwise
        far nowhere everywhere elsewhere given even such not whatever whoever unlike despite thanks sorry apart aside
        """.split()
    )
) - {"may", "will"}
# Nouns that open sentences; what somebody may be called is left out.
_NOUNS: Final = (
    GROUPS
    | DOCUMENTS
    | frozenset(
        """access accidents action advice age aid air alarms ambulances anger animals answers arms arrests art bail
        bills blame boats bombs bonuses borders boys bread bridges buildings burglars buses business cables
        cameras campaigns care cars cash cattle caution ceilings change changes charges chemicals children
        cholera claims classes clean climate clothes coal coffee commuters companies compensation
        competition concerns conditions confidence construction consultation contracts control corruption
        costs cracks credit crews crime criticism crops crowds culture customers cuts cyclists damage danger
        data deaths debt debts decisions delays demand demands democracy details dialogue diesel diplomacy
        disputes doctors dogs doors doubts drains drinking drivers drought drugs dust duty earnings
        education elections electricians electricity emissions employees employers energy engineers engines
        enough equipment errors estimates evidence exports facts faith families fares farmers farms fear
        fears fees fences ferries figures fines fire fires fish fishermen flats flights flooding floods
        flowers food force fraud freedom freight friends fuel funding funds garbage gas girls goods grants
        guilt guns harm health heat heating help homes honesty hospitals hotels hours houses housing hunger
        ice imports income incomes inflation information inspections inspectors insurance insurers interest
        investment investors jobs journalists judges justice kids lack landlords language lawyers leaders
        leaflets leaks letters lies life lights livestock loans lorries losses luck machines maintenance
        managers maps markets masks material meals measures meat meetings members men midwives milk minutes
        mistakes moderation money mothers motorists mould music negotiations neighbors neighbours nets news
        noise nurses oil opinions opponents order orders owners paint panels parents parking passengers
        patience patients pay payments peace pensioners pensions permission permits pilots pipes plans
        plants players police pollution posts poverty power prices pride prisoners privacy production profit
        profits progress promises proof property protection protest protests public pumps pupils quality
        questions rain rates reason reasons records reform relations rent rents repair repairs reports
        rescue research residents resources responsibility rich rights risk risks roads rubbish rules rumors
        rumours safety salaries sales salt sanctions savings schools science scientists seats seeds services
        sewage shame shares ships shopkeepers shops sirens smoke snow soldiers solutions space speed staff
        steel stocks stress strikes students success summer suppliers supplies supply support talks tariffs
        tax taxes taxpayers teachers tenants tensions terrorism testing tests thieves ticket tickets timber
        time tobacco tolls tourism tourists trade traffic trains transparency transport travel treatment
        trees troops trust truth unemployment vaccines vandalism vandals victims vigilance villagers
        violence visitors volunteers voters votes wages war wards waste water weapons weather wheat wind
        winter women wood words work workers working youth zoning
        """.split()
    )
)
_ENDING: Final = re.compile(r"....(?:tions?|sions?|ments?|ness|ity|ities|ship|ism|ists|ologists|ly|ances?|ences?)")
# "Young people", "Physical attacks": with a small letter after it no name either.
_ADJECTIVE: Final = re.compile(r"...+(?:ical|ional|ous|ive|able|ible|ful|less|ing)")
_ADJECTIVES: Final = frozenset(
    """being doing going big broad clean clear cold common dark dear deep direct dirty dry early easy empty
    extra fair false fast final free fresh full good great hard heavy high hot huge illegal large late legal
    light little local long loose low main major mere minor modern narrow national natural new nice normal old
    open poor present private proper public pure quick quiet rapid rare raw ready real recent regional regular
    rich rough rural sad safe severe sharp short simple slow small social soft strict strong sudden tall thick
    thin tight tiny total tough true urban urgent usual warm weak wet wide wild worse worst wrong young""".split()
)
_PLURAL_VERBS: Final = frozenset("have are were do".split())


@dataclass(frozen=True)
class Capitals:
    """What a document tells of capitals: words that stand alone as ``names``, and words it writes small."""

    names: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()

    def lowered(self, text: str) -> str:
        """The text with a small first letter where its first word is no name."""
        match = _FIRST.match(text)
        if match is None or not text[0].isupper() or match["word"] == "I":
            return text
        word, follower = match["word"], text[match.end() :].split(maxsplit=1)[:1]
        if len(word) > 1 and word.isupper():
            return text
        return text[0].lower() + text[1:] if self._is_common(word, follower[0] if follower else "") else text

    def _is_common(self, word: str, follower: str) -> bool:
        low = word.casefold()
        if low in _OPENERS or low.partition("-")[0] in NUMBER_WORDS:
            return True  # "Twenty-two people"
        if low in self.names or low in GIVEN_NAMES or low in DAYS or low in MONTHS or actor(word) is not None:
            return False
        if follower[:1].isupper():
            return False  # a name of several words
        if low in self.small or low in _NOUNS or _ENDING.fullmatch(low):
            return True
        if follower[:1].islower() and (low in _ADJECTIVES or _ADJECTIVE.fullmatch(low)):
            return True
        if low.endswith("s") and follower in PREPOSITIONS | {"shown", "who", "which", "that"}:
            return True  # "Receipts from 1907"
        form = lexicon().forms.get(low)
        kind = lexicon().verbs.get(low) or (form.kind if form else None)
        after = lexicon().forms.get(follower)
        plural = low.endswith("s") and (
            follower in _PLURAL_VERBS
            or lexicon().verbs.get(follower) == "base"
            or (after is not None and after.kind == "base")
        )
        return kind is not None or plural


def capitals_of(text: str, units: Sequence[Unit]) -> Capitals:
    """What the sentences of a document tell of its capitals; headlines tell nothing."""
    names: set[str] = set()
    small: set[str] = set()
    for unit in units:
        if unit.headline:
            continue
        words = text[unit.start : unit.end]
        small.update(match.group() for match in re.finditer(r"(?<![\w-])[a-z]{2,}(?![\w])", words))
        names.update(match[1].casefold() for match in _INSIDE.finditer(words))
    return Capitals(frozenset(names), frozenset(small - names))


# The last word of a run of capitals that does not open its sentence: "to Halloran", "by Ann Ray".
_INSIDE: Final = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w’'.-]* )*([A-Z][a-z]+)(?! [A-Z]|\w)")
