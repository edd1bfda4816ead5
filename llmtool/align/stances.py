"""Where a claim stands towards what its issue names: a cautious reading of cues; ``none`` where they don't tell."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.schema import Modality, Stance
from llmtool.words import tokens

# Word forms, not stems: "willing" is a cue and "will" is none, "useful" and "use", "lawful" and "law".
_FAVOR = frozenset(
    """support supports supported supporting supportive backs backed backing welcome welcomes welcomed agree agrees
    agreed accept accepts accepted accepting endorse endorses endorsed favour favours favoured favor favors favored
    approve approves approved approval praise praises praised praising commend commended ready willing committed promise
    promises promised pledge pledges pledged appreciate appreciates appreciated thank thanks thanked helpful useful
    necessary essential important beneficial justified positive positively optimistic hopeful progress momentum
    constructive safe sound legal lawful fair determined needs needed suggest suggests proposes proposed recommends
    recommended congratulate congratulated excellent harmless""".split()
)
_AGAINST = frozenset(
    """oppose opposes opposed opposing reject rejects rejected rejecting refuse refuses refused refusing against
    unacceptable condemn condemns condemned criticise criticises criticised criticize criticizes criticized objects
    objected resist resists resisted veto vetoed block blocks blocked dismiss dismisses dismissed denounce denounces
    denounced unfair unjust illegal unlawful wrong dangerous danger unsafe harmful harm pointless impossible premature
    unrealistic useless threat threatens threatened concern concerns concerned warn warns warned warning fear fears
    feared disaster betrayal failure undermine undermines undermined disagree disagrees disagreed unjustified reckless
    irresponsible illegitimate unnecessary unneeded unkindly blame blames blamed forbade forbids forbid lost ruin ruins
    stalling torpedo derail worse worst end-of playing""".split()
)
_ENDING = frozenset(
    """drop drops dropped shelve shelves shelved shelving abandon abandons abandoned abandoning scrap scraps scrapped
    scrapping cancel cancels cancelled ban bans banned give-up gone removed abolish abolished withdraw withdrawn
    dropping giving""".split()
)
"""To do away with something: against it, and for it after a refusal (``refused to drop the bid``)."""
_NEGATIONS = frozenset("not no never neither nor without cannot nobody nothing none".split())
_REFUSALS = frozenset("reject rejects rejected refuse refuses refused refusing down oppose opposes opposed".split())


def stance_of(claim: str, modality: Modality) -> Stance:
    """The stance that a claim's cue words add up to; a negation before a cue turns it round."""
    favor = against = 0
    words = tokens(claim)
    skip = -1
    for at, word in enumerate(words):
        if at <= skip:
            continue
        turned = _is_turned(words, at)
        if word in _REFUSALS and not turned and (end := _ending_after(words, at)) is not None:
            favor, skip = favor + 1, end
        elif word in _FAVOR:
            favor, against = (favor, against + 1) if turned else (favor + 1, against)
        elif word in _AGAINST or word in _ENDING:
            favor, against = (favor + 1, against) if turned else (favor, against + 1)
    if favor and against:
        return Stance.MIXED
    if favor:
        return Stance.AGAINST if modality is Modality.DENIES else Stance.FAVOR
    return Stance.AGAINST if against else _of_modality(words, modality)


def _of_modality(words: Sequence[str], modality: Modality) -> Stance:
    """The stance of a claim without cues: what somebody demands or offers they favour."""
    negated = any(word in _NEGATIONS or word.endswith("n't") for word in words)
    if modality is Modality.DEMANDS:
        return Stance.AGAINST if negated else Stance.FAVOR
    if modality is Modality.DENIES and not negated:
        return Stance.AGAINST  # what is denied stands in the claim as it is; "was not sold" says little of the issue
    return Stance.FAVOR if modality is Modality.OFFERS else Stance.NONE


def _is_turned(words: Sequence[str], at: int) -> bool:
    """Whether a negation stands in the three words before a cue."""
    return any(before in _NEGATIONS or before.endswith("n't") for before in words[max(0, at - 3) : at])


def _ending_after(words: Sequence[str], at: int) -> int | None:
    """The place of a word for doing away with something, soon after a refusal."""
    return next((place for place in range(at + 1, min(at + 9, len(words))) if words[place] in _ENDING), None)
