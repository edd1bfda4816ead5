"""The trained judge: an ONNX model that reads two sequences and tells contradiction, agreement or neither; the one that
ships also tells what a single claim is about.

It runs on onnxruntime and tokenizers, which are loaded with the first text. Each pair is a run of its own, without
padding and on one thread: an int8 model scales its activations by all that it is given at once, so a result would
otherwise depend on which pairs stand beside it.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from llmtool.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LONGEST = 192
"""Tokens of a pair; what is longer loses words of the longer claim."""
WORKERS = 2
"""Pairs that are read at once, each on a thread of its own."""

_NAMES = {
    "contradiction": {"contradiction", "contradicts", "refutes", "refuted", "against", "contradictory"},
    "agreement": {"agreement", "entailment", "entails", "supports", "supported", "for", "agrees"},
    "neutral": {"neutral", "neither", "nothing", "none", "not enough info", "unrelated"},
}
BARE = "bare.onnx"
"""File of the last layer for bare sentences; a model may do without."""
VECTORS = "vectors"
"""Name of the output that says what a text is about."""
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


@dataclass(frozen=True)
class Judgement:
    """How likely the model holds each label; for thresholds only, never for a reader. Rounded, so that the last bits
    of a processor's arithmetic settle nothing.
    """

    contradiction: float
    agreement: float


@dataclass(frozen=True)
class Thresholds:
    """From which score on there is a finding, for each of the two labels; chosen on development disputes.

    ``firm`` and ``possible`` are for the model alone. What a rule holds for possible is firm from ``confirms`` on, and
    left out below ``doubts``. In an issue of few positions, where little stands around a pair, the model alone finds
    something possible from ``sparse`` on (``vague`` where no figure, date or denial shows what the two differ in), and
    nothing firm; it confirms from ``sparse_confirms`` on, leaves nothing
    out, and what a rule holds for firm is but possible below ``keeps``. In a comparison of two positions it finds
    something possible from ``alone`` on, or from ``apart`` on where they share no word, and leaves out what a rule
    holds for possible below ``alone_doubts``; where one speaker says something else at another date, a possible change
    from ``moved`` on.
    """

    firm: float = 0.97
    possible: float = 0.6
    confirms: float = 0.9
    sparse: float = 0.8
    vague: float = 0.9
    sparse_confirms: float = 0.95
    doubts: float = 0.02
    keeps: float = 0.01
    alone: float = 0.45
    apart: float = 0.6
    alone_doubts: float = 0.0
    moved: float = 1.01


class RelationModel:
    """A model with its tokenizer and its label map, read from a folder: config.json, tokenizer.json, model.onnx."""

    def __init__(self, folder: Path, *, built_in: bool = False) -> None:
        self._folder = folder
        self.built_in = built_in
        config = _json(folder / "config.json")
        self._places = _places(folder, config)
        own = config.get("llmtool", {})
        self.tells_holders: bool = own.get("reads") == "holders"
        """Was it trained on pairs that tell who speaks, and when? Any other model gets the bare claims, both ways."""
        given = own.get("thresholds", {})
        self.against = Thresholds(**given.get("contradiction", {}))
        self.together = Thresholds(**given.get("agreement", {}))
        self.first: dict[str, list[float]] = own.get("first", {})
        self.second: dict[str, list[float]] = own.get("second", {})
        self._longest = min(LONGEST, int(config.get("max_position_embeddings", LONGEST)) - 2)
        self._loaded: tuple[InferenceSession, Tokenizer] | None = None
        self._bare: InferenceSession | None = None
        self._judged: dict[tuple[str, str], Judgement] = {}

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self._folder.name

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """One judgement for each pair of texts, in their order; it depends on nothing but the pair. Each is read once.

        Raises:
            UsageError: the model can't be loaded, or is not a three-way model of sequence pairs.

        """
        if not pairs:
            return []
        if self._loaded is None:
            self._loaded = self._load()
        asked = [pair for pair in dict.fromkeys(pairs) if pair not in self._judged]
        with ThreadPoolExecutor(min(WORKERS, os.cpu_count() or 1)) as threads:
            self._judged.update(zip(asked, threads.map(self._judge, asked), strict=True))
        return [self._judged[pair] for pair in pairs]

    def judge_bare(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """The same of sentences that somebody has put side by side, without a dispute around them: by a last layer that
        was trained on such pairs, where the folder has one, both ways round.

        Raises:
            UsageError: the model can't be loaded.

        """
        if self._loaded is None:
            self._loaded = self._load()
        if self._bare is None and (file := self._folder / BARE).is_file():
            self._bare = _session(file)
        return self.judge(pairs) if self._bare is None else [self._judge_bare(self._bare, *pair) for pair in pairs]

    def _judge_bare(self, bare: InferenceSession, one: str, other: str) -> Judgement:
        both = [self._probabilities(self._bare_logits(bare, *pair)) for pair in ((one, other), (other, one))]
        return _judgement([sum(each) / 2 for each in zip(*both, strict=True)], self._places)

    def _bare_logits(self, bare: InferenceSession, first: str, second: str) -> NDArray[np.float64]:
        import numpy as np

        states = self._run("states", first, second).astype(np.float32)
        mask = np.ones(states.shape[:2], dtype=np.int64)
        return np.asarray(bare.run(None, {"states": states, "attention_mask": mask})[0], dtype=np.float64)

    def vectors(self, claims: Sequence[str]) -> list[tuple[float, ...]] | None:
        """What each claim is about, as a vector of length 1; None of a model that has no output ``vectors``.

        Raises:
            UsageError: the model can't be loaded.

        """
        if self._loaded is None:
            self._loaded = self._load()
        session, _ = self._loaded
        if VECTORS not in {each.name for each in session.get_outputs()}:
            return None
        asked = dict.fromkeys(claims)
        with ThreadPoolExecutor(min(WORKERS, os.cpu_count() or 1)) as threads:
            known = dict(zip(asked, threads.map(self._vector, asked), strict=True))
        return [known[claim] for claim in claims]

    def _vector(self, claim: str) -> tuple[float, ...]:
        found = self._run(VECTORS, claim)[0]
        return tuple(float(each) for each in (found / math.sqrt(found @ found or 1.0)).round(4))

    def _judge(self, pair: tuple[str, str]) -> Judgement:
        forward = self._probabilities(self._logits(*pair))
        if self.tells_holders:
            return _judgement(forward, self._places)
        back = self._probabilities(self._logits(pair[1], pair[0]))
        one, other = _judgement(forward, self._places), _judgement(back, self._places)
        return Judgement(
            contradiction=round((one.contradiction + other.contradiction) / 2, 3),
            agreement=max(one.agreement, other.agreement),
        )

    def _logits(self, first: str, second: str) -> NDArray[np.float64]:
        assert self._loaded is not None  # noqa: S101 - judge has loaded it
        return self._run(self._loaded[0].get_outputs()[0].name, first, second)

    def _probabilities(self, logits: NDArray[np.float64]) -> list[float]:
        import numpy as np

        if logits.shape != (1, 3):
            raise UsageError(f"{self._folder}: the output has shape {list(logits.shape)}, not one row of three labels")
        odds = np.exp(logits[0] - logits[0].max())
        return [float(each) for each in odds / odds.sum()]

    def _run(self, output: str, first: str, second: str | None = None) -> NDArray[np.float64]:
        import numpy as np

        assert self._loaded is not None  # noqa: S101 - who calls this has loaded it
        session, tokenizer = self._loaded
        encoded = tokenizer.encode(first, second)
        parts = dict(zip(_INPUTS, (encoded.ids, encoded.attention_mask, encoded.type_ids), strict=True))
        wanted = {each.name: np.array([parts[each.name]], dtype=np.int64) for each in session.get_inputs()}
        return np.asarray(session.run([output], wanted)[0], dtype=np.float64)

    def _load(self) -> tuple[InferenceSession, Tokenizer]:
        file = _model_file(self._folder)
        try:
            from tokenizers import Tokenizer

            session = _session(file)
        except ImportError as error:
            raise UsageError(f"{error.name} is not installed; install it with: pip install 'llmtool[model]'") from error
        if unknown := sorted({each.name for each in session.get_inputs()} - set(_INPUTS)):
            raise UsageError(f"{file}: unknown inputs {unknown}; give a model of sequence pairs, such as BERT for NLI")
        try:
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises bare Exception
            raise UsageError(f"{self._folder / 'tokenizer.json'}: can't be read as a tokenizer ({error})") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(self._longest)
        return session, tokenizer


def _session(file: Path) -> InferenceSession:
    """One thread for each run: with more, the last bits depend on how many."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has no common class for what it raises
        first = str(error).strip().split("\n", maxsplit=1)[0]
        raise UsageError(f"{file}: onnxruntime can't load it ({first}); give a folder with an ONNX model") from error


@lru_cache(maxsize=1)
def built_in() -> RelationModel | None:
    """The model that ships with llmtool; None where the libraries that run it are not installed."""
    from importlib.util import find_spec

    if find_spec("onnxruntime") is None or find_spec("tokenizers") is None:
        return None
    folder = Path(str(resources.files("llmtool.relate").joinpath("model")))
    return RelationModel(folder, built_in=True) if folder.is_dir() else None


def _judgement(probabilities: Sequence[float], places: Mapping[str, int]) -> Judgement:
    return Judgement(
        contradiction=round(probabilities[places["contradiction"]], 3),
        agreement=round(probabilities[places["agreement"]], 3),
    )


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        told = (
            f"{file}: can't be read ({error.strerror}); a relation model is a folder with config.json, tokenizer.json"
        )
        raise UsageError(f"{told} and model.onnx") from error
    except ValueError as error:
        raise UsageError(f"{file}: not JSON ({error})") from error
    if not isinstance(found, dict):
        raise UsageError(f"{file}: not a JSON object; it needs id2label")
    return found


def _places(folder: Path, config: Mapping[str, Any]) -> dict[str, int]:
    """The label map: contradiction, agreement and neutral to their place in the output."""
    labels = config.get("id2label")
    if not isinstance(labels, dict) or len(labels) != len(_NAMES):
        raise UsageError(
            f"{folder / 'config.json'}: id2label must name three labels, such as contradiction, entailment, neutral"
        )
    found = {
        ours: int(place)
        for place, label in labels.items()
        for ours, names in _NAMES.items()
        if str(label).casefold().replace("_", " ") in names
    }
    if sorted(found.values()) != [0, 1, 2]:
        told = ", ".join(str(label) for label in labels.values())
        raise UsageError(
            f"{folder / 'config.json'}: id2label has {told}; rename them contradiction, entailment, neutral"
        )
    return found


def _model_file(folder: Path) -> Path:
    for file in (folder / "model.onnx", folder / "onnx" / "model.onnx"):
        if file.is_file():
            return file
    found = sorted(file for file in folder.glob("*.onnx") if file.name != BARE)
    if len(found) != 1:
        raise UsageError(f"{folder}: no model.onnx; export the model to ONNX, for instance with optimum-cli")
    return found[0]
