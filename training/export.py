"""A checkpoint as an int8 ONNX model in the form that llmtool reads: model.onnx, bare.onnx, tokenizer.json,
config.json.
"""

from __future__ import annotations

import copy
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from data import LABELS
from encoder import Bare, Shipped
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor
from torch.nn import Embedding, Module

OUTPUTS = ("logits", "vectors", "states")
_FREE = re.compile(r"\[unused\d+\]")
PROJECTION = "/vectors/MatMul"
"""Stays in full precision: it is small, and rounded it tells a third less beyond what the words tell."""
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(encoder: Shipped, bare: Bare, weights: Path, folder: Path, own: dict[str, Any]) -> None:
    """Write the files; ``weights`` is the folder of the encoder that training started from, ``own`` what llmtool adds
    to config.json.
    """
    folder.mkdir(parents=True, exist_ok=True)
    start = json.loads((weights / "config.json").read_text(encoding="utf-8"))
    tokenizer, kept = without_free_places(json.loads((weights / "tokenizer.json").read_text(encoding="utf-8")))
    small = copy.deepcopy(encoder)
    small.encoder.words = Embedding.from_pretrained(encoder.encoder.words.weight[kept])
    ids = torch.tensor([[101, 2000, 102, 2001, 102]])
    mask, segments = torch.ones_like(ids), torch.tensor([[0, 0, 0, 1, 1]])
    states = torch.zeros(1, ids.shape[1], start["hidden_size"])
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        as_onnx(small, full, dict(zip(INPUTS, (ids, mask, segments), strict=True)), OUTPUTS)
        _quantized(full, folder / "model.onnx", [PROJECTION])
        as_onnx(bare, full, {"states": states, "attention_mask": mask}, OUTPUTS[:1])
        _quantized(full, folder / "bare.onnx", [])
    told = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(told + "\n", encoding="utf-8")
    config = {
        "id2label": {str(place): label for place, label in enumerate(LABELS)},
        "max_position_embeddings": start["max_position_embeddings"],
        "model_type": "bert",
        "num_hidden_layers": start["num_hidden_layers"],
        "hidden_size": start["hidden_size"],
        "llmtool": {"reads": "holders", **own},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def _quantized(full: Path, file: Path, apart: list[str]) -> None:
    quantize_dynamic(full, file, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=apart)


def without_free_places(tokenizer: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """A tokenizer without the thousand places that BERT's vocabulary keeps free, and the old numbers of the rest in
    their new order. No text is read as one of these, so nothing else changes.
    """
    vocabulary = tokenizer["model"]["vocab"]
    names = sorted((name for name in vocabulary if not _FREE.fullmatch(name)), key=lambda name: vocabulary[name])
    new = {name: number for number, name in enumerate(names)}
    processor = tokenizer["post_processor"]
    special = {
        name: {**each, "ids": [new[token] for token in each["tokens"]]}
        for name, each in processor["special_tokens"].items()
    }
    smaller = {
        **tokenizer,
        "added_tokens": [{**each, "id": new[each["content"]]} for each in tokenizer["added_tokens"]],
        "post_processor": {**processor, "special_tokens": special},
        "model": {**tokenizer["model"], "vocab": new},
    }
    return smaller, [vocabulary[name] for name in names]


def as_onnx(module: Module, file: Path, inputs: dict[str, Tensor], outputs: Sequence[str]) -> None:
    """A module in full precision, with free batch and length."""
    module.eval()
    long = {name: {0: "batch", 1: "length"} for name in (*inputs, *(each for each in outputs if each == "states"))}
    torch.onnx.export(
        module,
        tuple(inputs.values()),
        str(file),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: {0: "batch"} for name in outputs} | long,
        opset_version=17,
        dynamo=False,
    )
