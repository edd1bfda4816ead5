"""A checkpoint as an int8 ONNX model in the form that llmtool reads: model.onnx, tokenizer.json, config.json."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from data import LABELS
from encoder import WithVectors
from onnxruntime.quantization import QuantType, quantize_dynamic

OUTPUTS = ("logits", "vectors")
PROJECTION = "/vectors/MatMul"
"""Stays in full precision: it is small, and rounded it tells a third less beyond what the words tell."""
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(encoder: WithVectors, weights: Path, folder: Path, own: dict[str, Any]) -> None:
    """Write the three files; ``weights`` is the folder of the encoder that training started from,
    ``own`` what llmtool adds to config.json.
    """
    folder.mkdir(parents=True, exist_ok=True)
    start = json.loads((weights / "config.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        as_onnx(encoder, full)
        quantize_dynamic(
            full,
            folder / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=[PROJECTION],
        )
    shutil.copyfile(weights / "tokenizer.json", folder / "tokenizer.json")
    config = {
        "id2label": {str(place): label for place, label in enumerate(LABELS)},
        "max_position_embeddings": start["max_position_embeddings"],
        "model_type": "bert",
        "num_hidden_layers": start["num_hidden_layers"],
        "hidden_size": start["hidden_size"],
        "llmtool": {"reads": "holders", **own},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def as_onnx(encoder: WithVectors, file: Path) -> None:
    """The encoder in full precision, with free batch and length."""
    encoder.eval()
    ids = torch.tensor([[101, 2000, 102, 2001, 102]])
    torch.onnx.export(
        encoder,
        (ids, torch.ones_like(ids), torch.tensor([[0, 0, 0, 1, 1]])),
        str(file),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={name: {0: "batch", 1: "length"} for name in INPUTS} | {name: {0: "batch"} for name in OUTPUTS},
        opset_version=17,
        dynamo=False,
    )
