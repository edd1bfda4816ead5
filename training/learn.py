"""The training loop: batches of like length, a rate that rises and falls, half precision where the processor has it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from data import Example
from encoder import Encoder
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

LONGEST = 112
"""Tokens of a pair in training."""
WARM_UP = 0.05
"""Share of the steps in which the rate rises; it falls to a fiftieth by the end."""


@dataclass(frozen=True)
class Schedule:
    """Highest rate, and how many steps there will be."""

    rate: float
    steps: int
    batch: int = 32

    def at(self, done: int) -> float:
        """The rate after so many steps."""
        rising = (done + 1) / (WARM_UP * self.steps)
        falling = max(0.02, (self.steps - done) / ((1 - WARM_UP) * self.steps))
        return self.rate * min(1.0, rising, falling)


def fit(
    encoder: Encoder,
    tokenizer: Tokenizer,
    epochs: Iterable[Sequence[Example]],
    schedule: Schedule,
    rng: random.Random,
    after: Callable[[int], None] = lambda _: None,
) -> None:
    """One pass over each epoch; ``after`` is called with its number.

    The embeddings of the words stay as they are: rare words would else leave their like behind.
    """
    encoder.words.weight.requires_grad_(requires_grad=False)
    learned = {name: own for name, own in encoder.named_parameters() if own.requires_grad}
    bare = [own for name, own in learned.items() if name.endswith("bias") or "norm" in name]
    full = [own for name, own in learned.items() if not (name.endswith("bias") or "norm" in name)]
    optimizer = torch.optim.AdamW([{"params": full, "weight_decay": 0.01}, {"params": bare, "weight_decay": 0.0}])
    done = 0
    for number, examples in enumerate(epochs, start=1):
        encoder.train()
        started, losses, seen = time.monotonic(), 0.0, 0
        for group in batches(examples, schedule.batch, rng):
            for own in optimizer.param_groups:
                own["lr"] = schedule.at(done)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = encoder(*encoded(tokenizer, [(each.a, each.b) for each in group]))
            each_loss = cross_entropy(logits.float(), torch.tensor([each.label for each in group]), reduction="none")
            loss = (each_loss * torch.tensor([each.weight for each in group])).mean()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*full, *bare], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            done, seen, losses = done + 1, seen + len(group), losses + loss.item() * len(group)
            if done % 50 == 0:
                pace = seen / (time.monotonic() - started)
                print(f"  step {done} of {schedule.steps}: loss {losses / seen:.3f}, {pace:.1f} pairs/s", flush=True)
        after(number)


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> Iterator[Sequence[Example]]:
    """Batches of examples of like length, in a drawn order."""
    ordered = sorted(examples, key=lambda each: (len(each.a) + len(each.b)) * rng.uniform(0.9, 1.1))
    groups = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    rng.shuffle(groups)
    return iter(groups)


def encoded(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and segments, padded to the longest of the batch."""
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    rows = tokenizer.encode_batch(list(pairs))
    return (
        torch.tensor([row.ids for row in rows]),
        torch.tensor([row.attention_mask for row in rows]),
        torch.tensor([row.type_ids for row in rows]),
    )
