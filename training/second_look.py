"""Fit the weights of llmtool/align/issues/second_look.py on the eval cases.

Run it by `make fit-second-look`. The offline engine finds the positions of each case and weighs their pairs; of those
that labelled positions match, the labels say whether the two are about one issue. One logistic regression over all
pairs gives the weights that are written into second_look.py by hand. What they are worth on a case that they were not
fitted on is measured by leaving out one case after the other.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from likeness import Matrix, average_precision, fit

from llmtool import pipeline
from llmtool.align.issues.propose import likenesses_of
from llmtool.align.issues.second_look import seen
from llmtool.align.parties.holders import settle
from llmtool.align.propose import names_of, texts_of
from llmtool.drafts import GroundedDraft
from llmtool.engines.offline import OfflineEngine
from llmtool.engines.offline.readings import readings_of
from llmtool.engines.protocol import Alignment, Progress, no_progress
from llmtool.evaluate import Case, load_cases
from llmtool.evaluate.score import score
from llmtool.relate.trained.relation_model import RelationModel, built_in
from llmtool.schema import Document

PENALTY = 1.0
NAMES = ("likeness", "context", "against", "agreed", "related", "judged", "nothing")


@dataclass(frozen=True)
class Pairs:
    """The pairs of one case: their features with a constant, and whether each is about one issue."""

    case: str
    rows: Matrix
    about: Matrix


class Watched(OfflineEngine):
    """The offline engine, which keeps what it was asked to align."""

    grounded: Sequence[GroundedDraft] = ()

    def align(self, positions: Sequence[GroundedDraft], progress: Progress = no_progress) -> Alignment:
        """As ever."""
        self.grounded = positions
        return super().align(positions, progress)


def pairs_of(case: Case, model: RelationModel) -> Pairs:
    """The pairs of the case that second_look.py weighs and that labelled positions match."""
    engine = Watched(None, "", model)
    comparison = pipeline.compare(case.ingested, engine, judge=False)
    gold = {position.id: position.issue for position in case.gold.positions}
    matched = {each.id: {gold[name] for name in each.gold} for each in score(case, comparison).predicted}
    issues = {
        (position.document_id, position.evidence, position.claim): matched.get(position.id, set())
        for position in comparison.positions
    }
    grounded = engine.grounded
    own = [issues.get((each.document_id, each.evidence, each.draft.claim), set()) for each in grounded]
    documents: Sequence[Document] = comparison.documents
    names = names_of(settle(grounded, documents, None))
    readings = readings_of(grounded, engine.documents, model)
    if readings is None:
        raise SystemExit("the relation model has no vectors")
    near = likenesses_of(grounded, names, texts_of(documents), readings)
    found = {pair: features for pair, features in seen(near, names, readings).items() if all(own[at] for at in pair)}
    rows = np.array([[*features, 1.0] for features in found.values()]).reshape(len(found), len(NAMES))
    about = np.array([float(bool(own[one] & own[other])) for one, other in found])
    return Pairs(case.info.id, rows, about)


def main() -> None:
    """Print the weights, and how well they rank pairs of cases that they were not fitted on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, nargs="+", default=[Path("evals/cases")], help="folders of eval cases")
    options = parser.parse_args()
    model = built_in()
    if model is None:
        raise SystemExit("the relation model is needed: pip install 'llmtool[model]'")
    cases = [pairs_of(case, model) for folder in options.cases for case in load_cases(folder)]
    weights = fitted(cases)
    print({name: round(float(value), 2) for name, value in zip(NAMES, weights, strict=True)})
    kept = [each for each in cases if each.about.any()]
    before = np.mean([average_precision(each.rows[:, 0], each.about) for each in kept])
    left_out = [fitted([other for other in cases if other is not each]) for each in kept]
    after = np.mean([average_precision(each.rows @ own, each.about) for each, own in zip(kept, left_out, strict=True)])
    total = sum(len(each.about) for each in cases)
    print(f"{len(cases)} cases, {total} pairs, average precision by case: first look {before:.3f}, second {after:.3f}")


def fitted(cases: Sequence[Pairs]) -> Matrix:
    """The weights over the pairs of these cases."""
    return fit(np.concatenate([each.rows for each in cases]), np.concatenate([each.about for each in cases]), PENALTY)


if __name__ == "__main__":
    main()
