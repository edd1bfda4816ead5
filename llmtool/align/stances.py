"""Where a claim stands towards what its issue names: a cautious reading of cues; ``none`` where they don't tell."""

from __future__ import annotations

from llmtool.schema import Modality, Stance
from llmtool.words import stem, tokens

_FAVOR = frozenset(
    map(
        stem,
        """support supports back welcome agree accept endorse favour favor approve praise commend ready willing
    committed promise pledge appreciate thank helpful useful necessary essential important
    beneficial justified welcome positive optimistic hopeful progress momentum constructive safe
    legal lawful right fair""".split(),
    )
)
_AGAINST = frozenset(
    map(
        stem,
        """oppose reject refuse against unacceptable condemn criticise criticize object resist veto block
    dismiss denounce unfair unjust illegal unlawful wrong dangerous unsafe harmful pointless
    impossible premature unrealistic useless threat concern warn fear disaster betrayal failure
    undermine scrap abandon cancel ban oppose disagree unjustified reckless irresponsible
    illegitimate""".split(),
    )
)
_NEGATIONS = frozenset("not no never neither nor without cannot".split())


def stance_of(claim: str, modality: Modality) -> Stance:
    """The stance that a claim's cue words add up to; a negation before a cue turns it round."""
    favor = against = 0
    words = tokens(claim)
    for at, word in enumerate(words):
        cue = stem(word)
        if cue not in _FAVOR and cue not in _AGAINST:
            continue
        turned = any(before in _NEGATIONS or before.endswith("n't") for before in words[max(0, at - 3) : at])
        if (cue in _FAVOR) is not turned:
            favor += 1
        else:
            against += 1
    if favor and against:
        return Stance.MIXED
    if favor:
        return Stance.AGAINST if modality is Modality.DENIES else Stance.FAVOR
    if against:
        return Stance.AGAINST
    if modality is Modality.DENIES:
        return Stance.AGAINST
    if modality in (Modality.DEMANDS, Modality.OFFERS):
        denied = any(word in _NEGATIONS or word.endswith("n't") for word in words)
        return Stance.AGAINST if denied else Stance.FAVOR
    return Stance.NONE
