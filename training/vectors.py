"""What a claim is about, as a short vector: a projection of the relation model's own states, for grouping positions.

Learned on the training disputes while the encoder stays as it is: two claims of one issue shall point the same way,
two of one dispute that are about other things shall not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from encoder import Encoder, Shipped, mean_state
from likeness import issues_of
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, dropout, normalize

from llmtool.evaluate.disputes import Dispute

WIDTH = 64
EPOCHS = 10
RATE = 5e-4
DECAY = 0.1
DROPPED = 0.1
TOGETHER = 4
"""Disputes of a step."""
SHARP, EVEN = 8.0, -4.0
"""Where the two numbers start that make a likelihood of a cosine."""


@dataclass(frozen=True)
class _Known:
    """The claims of a dispute as the encoder has them, its pairs of claims, and which of these are of one issue."""

    states: Tensor
    first: Tensor
    second: Tensor
    together: Tensor

    @classmethod
    def of(cls, dispute: Dispute, encoder: Encoder, tokenizer: Tokenizer) -> _Known:
        """One row of states for each claim."""
        rows = []
        for claim in dispute.claims:
            read = tokenizer.encode(claim.claim)
            ids, mask, types = (torch.tensor([own]) for own in (read.ids, read.attention_mask, read.type_ids))
            with torch.no_grad():
                rows.append(mean_state(encoder.states(ids, mask, types)[Shipped.LAYER], mask))
        issues = issues_of(dispute)
        first, second = torch.triu_indices(len(rows), len(rows), 1)
        same = [issues[a] == issues[b] for a, b in zip(first.tolist(), second.tolist(), strict=True)]
        return cls(torch.cat(rows), first, second, torch.tensor(same, dtype=torch.float32))


def fit_projection(encoder: Encoder, tokenizer: Tokenizer, disputes: Sequence[Dispute], seed: int) -> Tensor:
    """The projection, size of the encoder x ``WIDTH``."""
    torch.manual_seed(seed)
    encoder.eval()
    tokenizer.no_padding()
    known = [_Known.of(each, encoder, tokenizer) for each in disputes]
    projection = nn.Linear(known[0].states.shape[1], WIDTH, bias=False)
    nn.init.orthogonal_(projection.weight)
    sharp, even = (nn.Parameter(torch.tensor([start])) for start in (SHARP, EVEN))
    optimizer = torch.optim.AdamW(
        [
            {"params": projection.parameters(), "weight_decay": DECAY},
            {"params": [sharp, even], "weight_decay": 0.0},
        ],
        lr=RATE,
    )
    for _ in range(EPOCHS):
        losses = 0.0
        for group in torch.randperm(len(known)).split(TOGETHER):
            loss = torch.zeros(())
            for each in (known[place] for place in group.tolist()):
                vectors = normalize(projection(dropout(each.states, DROPPED)), dim=-1)
                alike = (vectors[each.first] * vectors[each.second]).sum(-1)
                loss = loss + binary_cross_entropy_with_logits(alike * sharp + even, each.together)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            losses += float(loss.detach())
        print(f"vectors: loss {losses / len(known):.4f}", flush=True)
    return projection.weight.detach().T.contiguous()
