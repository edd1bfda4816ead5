"""The last layer and head that read two bare sentences, which somebody has put side by side."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence

import torch
from data import NEUTRAL, Example
from encoder import Encoder
from learn import Schedule, fit
from tokenizers import Tokenizer

EPOCHS = 2
RATE = 2e-4
PUBLIC = 24_000
"""Public sentence pairs in each epoch, drawn anew, beside all that were written."""
STRANGERS = 3_000
"""Pairs in each epoch whose two sentences were drawn by lot. Those of the data that are neutral are about one thing, so
without these anything would be found in two sentences about two.
"""


def fit_bare(
    encoder: Encoder, tokenizer: Tokenizer, public: Sequence[Example], written: Sequence[Example], seed: int
) -> Encoder:
    """A copy of the encoder that differs from it in its last layer and head alone.

    Two claims of a dispute are told with their sides, and most are about different things; of two sentences alone it is
    asked whether one bears the other out. The states below serve both.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - sampling, no secret
    bare = copy.deepcopy(encoder)
    bare.requires_grad_(requires_grad=False)
    for part in (bare.layers[-1], bare.head):
        part.requires_grad_(requires_grad=True)

    everything = [*public, *written]

    def epochs() -> Iterator[list[Example]]:
        for _ in range(EPOCHS):
            drawn = zip(rng.choices(everything, k=STRANGERS), rng.choices(everything, k=STRANGERS), strict=True)
            strangers = [Example(one.a, other.b, NEUTRAL) for one, other in drawn]
            yield [*rng.sample(public, min(PUBLIC, len(public))), *written, *strangers]

    steps = EPOCHS * ((min(PUBLIC, len(public)) + len(written) + STRANGERS) // 32 + 1)
    fit(bare, tokenizer, epochs(), Schedule(RATE, steps), rng)
    return bare
