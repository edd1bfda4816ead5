"""A BERT encoder with a three-way head, in plain torch: nothing but the weights is taken from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu


class Layer(nn.Module):
    """Self-attention and a feed-forward block, each with a residual and a norm after it."""

    def __init__(self, size: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(size, size) for _ in range(3))
        self.mixed = nn.Linear(size, size)
        self.norm_1 = nn.LayerNorm(size, eps=epsilon)
        self.wide = nn.Linear(size, inner)
        self.narrow = nn.Linear(inner, size)
        self.norm_2 = nn.LayerNorm(size, eps=epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """``hidden`` is batch x length x size; ``mask`` is added to the attention scores."""
        batch, length, size = hidden.shape

        def heads(part: Tensor) -> Tensor:
            return part.view(batch, length, self.heads, size // self.heads).transpose(1, 2)

        query, key, value = heads(self.query(hidden)), heads(self.key(hidden)), heads(self.value(hidden))
        scores = query @ key.transpose(-1, -2) * (size // self.heads) ** -0.5 + mask
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, size)
        hidden = self.norm_1(hidden + self.dropout(self.mixed(seen)))
        return self.norm_2(hidden + self.dropout(self.narrow(gelu(self.wide(hidden)))))


class Encoder(nn.Module):
    """Token ids, mask and segment ids (batch x length) to logits (batch x 3)."""

    def __init__(self, config: dict[str, float], dropout: float = 0.1) -> None:
        super().__init__()
        size, epsilon = int(config["hidden_size"]), config["layer_norm_eps"]
        self.words = nn.Embedding(int(config["vocab_size"]), size)
        self.places = nn.Embedding(int(config["max_position_embeddings"]), size)
        self.segments = nn.Embedding(2, size)
        self.norm = nn.LayerNorm(size, eps=epsilon)
        self.layers = nn.ModuleList(
            Layer(size, int(config["num_attention_heads"]), int(config["intermediate_size"]), epsilon, dropout)
            for _ in range(int(config["num_hidden_layers"]))
        )
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * size, 3)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Logits of contradiction, agreement and neither."""
        return self.logits(self.states(input_ids, attention_mask, token_type_ids)[-1], attention_mask)

    def states(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> list[Tensor]:
        """What each layer makes of the tokens (batch x length x size), the embeddings first."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        hidden = self.words(input_ids) + self.places(places)[None] + self.segments(token_type_ids)
        hidden = self.dropout(self.norm(hidden))
        mask = added(attention_mask)
        found = [hidden]
        for layer in self.layers:
            found.append(layer(found[-1], mask))
        return found

    def logits(self, hidden: Tensor, attention_mask: Tensor) -> Tensor:
        """The head's answer to the last states."""
        found: Tensor = self.head(self.dropout(ends(hidden, attention_mask)))
        return found


def added(attention_mask: Tensor) -> Tensor:
    """What a layer adds to its scores, so that padding is not seen (batch x 1 x 1 x length)."""
    return (1.0 - attention_mask.to(torch.float32))[:, None, None, :] * -10000.0


def ends(hidden: Tensor, attention_mask: Tensor) -> Tensor:
    """What a head sees of the last states: that of the first token beside their mean (batch x twice the size)."""
    return torch.cat([hidden[:, 0], mean_state(hidden, attention_mask)], dim=-1)


def mean_state(hidden: Tensor, attention_mask: Tensor) -> Tensor:
    """The mean over the tokens (batch x size) of what stands in a batch, its padding left out."""
    kept = attention_mask.to(hidden.dtype)
    mean: Tensor = (hidden * kept[..., None]).sum(1) / kept.sum(1, keepdim=True)
    return mean


class Shipped(nn.Module):
    """The encoder as it ships: beside the logits a vector of what the text is about (batch x width of the projection),
    from the mean state after ``LAYER`` layers, and these states themselves, for ``Bare``.
    """

    LAYER = 5
    """The last layer knows whether two texts exclude each other, and less what they are about."""

    def __init__(self, encoder: Encoder, projection: Tensor) -> None:
        super().__init__()
        self.encoder = encoder
        self.vectors = nn.Linear(*projection.shape, bias=False)
        self.vectors.weight = nn.Parameter(projection.T.contiguous())

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits, vectors and states."""
        states = self.encoder.states(input_ids, attention_mask, token_type_ids)
        vectors: Tensor = self.vectors(mean_state(states[self.LAYER], attention_mask))
        return self.encoder.logits(states[-1], attention_mask), vectors, states[self.LAYER]


class Bare(nn.Module):
    """The last layer and the head of an encoder: from the states below them to logits."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.layer, self.head = encoder.layers[-1], encoder.head

    def forward(self, states: Tensor, attention_mask: Tensor) -> Tensor:
        """Logits of contradiction, agreement and neither."""
        logits: Tensor = self.head(ends(self.layer(states, added(attention_mask)), attention_mask))
        return logits


def load(folder: Path) -> Encoder:
    """The encoder with the weights of a folder that has config.json and model.safetensors in BERT's names."""
    from safetensors.torch import load_file

    encoder = Encoder(json.loads((folder / "config.json").read_text(encoding="utf-8")))
    stored = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    own = {}
    for name, value in stored.items():
        renamed = _renamed(name)
        if renamed is not None:
            own[renamed] = value
    missing, unknown = encoder.load_state_dict(own, strict=False)
    if unknown or set(missing) != {"head.weight", "head.bias"}:
        raise SystemExit(f"{folder}: not a BERT encoder (missing {missing}, unknown {unknown})")
    return encoder


_TOP = {
    "embeddings.word_embeddings.weight": "words.weight",
    "embeddings.position_embeddings.weight": "places.weight",
    "embeddings.token_type_embeddings.weight": "segments.weight",
    "embeddings.LayerNorm.weight": "norm.weight",
    "embeddings.LayerNorm.bias": "norm.bias",
}
_INNER = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mixed",
    "attention.output.LayerNorm": "norm_1",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "norm_2",
}


def _renamed(name: str) -> str | None:
    """BERT's name of a tensor as ours; None for what we don't use (the pooler, stored position ids)."""
    if name in _TOP:
        return _TOP[name]
    if not name.startswith("encoder.layer."):
        return None
    number, _, rest = name.removeprefix("encoder.layer.").partition(".")
    inner, _, kind = rest.rpartition(".")
    return f"layers.{number}.{_INNER[inner]}.{kind}"
