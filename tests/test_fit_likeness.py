from __future__ import annotations

import dataclasses
import datetime as dt
import importlib.util
import json
import math
import re
import sys
from itertools import count
from pathlib import Path
from types import ModuleType

import pytest

from llmtool.align.issues import likeness, second_look
from llmtool.align.issues.discourse import Place
from llmtool.evaluate.disputes import Dispute, Given, Labelled, Part
from llmtool.relate.trained.relation_model import built_in

np = pytest.importorskip("numpy", reason="comes with llmtool[model]")
CLAIMS = [
    ("Port of Merrow", "Merrow said the harbour dues rise by 4 per cent."),
    ("Pilots' Guild", "The guild said the harbour dues must not rise."),
    ("Ada Crewe", "Ada Crewe said the harbour dues rose twice."),
    ("Port of Merrow", "Merrow said the fog signal was repaired in May."),
    ("Pilots' Guild", "The guild said nobody repaired the fog signal."),
    ("Ada Crewe", "Ada Crewe said the pilots of the harbour earn too little."),
]
TRAINING = Path(__file__).parents[1] / "training"
TIED = ((1, 2), (0, 1), (3, 4))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """``training/likeness.py``, which is no part of the package."""
    return loaded("likeness")


def loaded(name: str) -> ModuleType:
    """A script of ``training/``."""
    path = TRAINING / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"training_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def dispute(topic: str = "harbour dues") -> Dispute:
    """Two issues of three and two claims, tied in a chain, and one claim by itself."""
    day = dt.date(2031, 5, 4)
    return Dispute(
        topic=topic,
        parties=tuple(sorted({party for party, _ in CLAIMS})),
        claims=tuple(Given(f"c{n}", party, None, day, claim, claim) for n, (party, claim) in enumerate(CLAIMS)),
        relations=tuple(Labelled(f"c{a}", f"c{b}", "contradiction", "negation", clear=True) for a, b in TIED),
    )


def test_claims_that_relations_tie_are_one_issue(script: ModuleType) -> None:
    """A chain of relations is one issue, also for its ends; a claim without a relation is one by itself."""
    found = script.claims_of(dispute())
    assert list(found.issues) == ["c0", "c0", "c0", "c3", "c3", "c5"]
    assert found.one_issue(0, 2)
    assert not found.one_issue(2, 3)
    assert len(list(found.pairs())) == 15


def test_the_fit_sees_what_the_engine_computes(script: ModuleType) -> None:
    """The columns of a pair, weighed as shipped, give the likeness that the engine finds for it."""
    claims = script.claims_of(dispute())
    rows, about = script.whole_pairs([claims], likeness.WEIGHTS)
    words = likeness.BY_WORDS
    scores = rows @ np.array([words.shared, words.fields, words.nothing])
    places = [Place(f"d-{n}", 0, 9) for n in range(len(CLAIMS))]
    near = likeness.likenesses(claims.items, claims.sides, places)
    assert about.sum() == 4
    seen = 0
    for (a, b), score in zip(claims.pairs(), scores, strict=True):
        if b in near[a]:
            seen += 1
            assert near[a][b] == pytest.approx(1 / (1 + math.exp(-score)) - likeness.APART)
    assert seen > 4


def test_the_fit_with_vectors_sees_what_the_engine_computes(script: ModuleType) -> None:
    """With one more column for the vectors, too."""
    model = built_in()
    assert model is not None
    claims = script.claims_of(dispute())
    rows, _ = script.with_vectors([claims], likeness.WEIGHTS, model)
    both = likeness.BY_VECTORS
    scores = rows @ np.array([both.shared, both.fields, both.vectors, both.nothing])
    places = [Place(f"d-{n}", 0, 9) for n in range(len(CLAIMS))]
    near = likeness.likenesses(claims.items, claims.sides, places, model.vectors(claims.texts))
    for (a, b), score in zip(claims.pairs(), scores, strict=True):
        assert near[a].get(b, 0.0) == pytest.approx(max(0.0, 1 / (1 + math.exp(-score)) - likeness.APART))


def test_a_row_for_each_item_that_a_pair_shares(script: ModuleType) -> None:
    """Each has one kind, its rarity in that kind's column, the share of sides, and whether one side holds both."""
    claims = script.claims_of(dispute())
    rows, about = script.shared_items([claims])
    kinds = len(script.KINDS)
    shared = sum(len(claims.items[a] & claims.items[b]) for a, b in claims.pairs())
    assert rows.shape == (shared, 2 * kinds + 3)
    assert len(about) == shared
    assert (rows[:, :kinds].sum(axis=1) == 1).all()
    assert ((rows[:, kinds : 2 * kinds] > 0) <= (rows[:, :kinds] > 0)).all()
    assert (rows[:, -1] == 1).all()
    one_side = [
        float(claims.sides[a] == claims.sides[b]) for a, b in claims.pairs() for _ in claims.items[a] & claims.items[b]
    ]
    assert rows[:, -2].tolist() == one_side


def test_the_fit_ends_where_the_penalised_likelihood_is_flat(script: ModuleType) -> None:
    """The gradient is nought at the weights, the constant is not shrunk, and a stronger penalty shrinks the others."""
    rows = np.array([[0.1, 1.0], [0.4, 1.0], [0.5, 1.0], [0.9, 1.0], [1.2, 1.0], [1.3, 1.0]])
    about = np.array([0.0, 1.0, 0.0, 1.0, 0.0, 1.0])
    weights = script.fit(rows, about, 0.5)
    chance = 1 / (1 + np.exp(-rows @ weights))
    assert np.abs(rows.T @ (chance - about) + np.array([0.5, 0.0]) * weights).max() < 1e-6
    assert abs(script.fit(rows, about, 50.0)[0]) < abs(weights[0])
    only = script.fit(np.ones((4, 1)), np.array([1.0, 0.0, 0.0, 0.0]), 9.0)
    assert only[0] == pytest.approx(math.log(1 / 3))


def test_a_fit_that_runs_away_is_no_fit(script: ModuleType) -> None:
    """Pairs that a line parts without an error have no best weights: the script stops and says so."""
    rows, about = np.array([[-1.0, 1.0], [1.0, 1.0]]), np.array([0.0, 1.0])
    with pytest.raises(SystemExit, match="did not settle"):
        script.fit(rows, about, 0.0)


@pytest.mark.parametrize(
    ("scores", "about", "wanted"),
    [
        ([3, 2, 1], [1, 1, 0], 1.0),
        ([3, 2, 1], [0, 1, 1], (1 / 2 + 2 / 3) / 2),
        ([1, 1], [0, 1], 0.5),
        ([1, 1], [1, 0], 1.0),
    ],
)
def test_average_precision_is_the_mean_over_the_hits(
    script: ModuleType, scores: list[int], about: list[int], wanted: float
) -> None:
    """The precision at each pair of one issue, averaged; equal scores stay in the order of the data."""
    found = script.average_precision(np.array(scores, dtype=float), np.array(about, dtype=float))
    assert found == pytest.approx(wanted)


def test_items_that_only_one_issue_shares_tell_more(script: ModuleType) -> None:
    """From such data a word is learned to tell more the rarer it is."""
    found = script.item_weights([script.claims_of(dispute())])
    assert set(found.base) == set(found.rarity) == set(script.KINDS)
    assert found.rarity[script.WORD] > 0


def test_the_same_data_print_the_same_numbers(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The script prints all weights, and how they rank the pairs of both parts, the same on every run."""
    rows = []
    for part in (Part.TRAIN, Part.DEV, Part.TEST):
        one = next(each for n in count() if (each := dispute(f"harbour dues {n}")).part is part)
        rows.append(one.model_dump(mode="json", include={"topic", "parties", "claims", "relations"}))
    (tmp_path / "disputes.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["likeness.py", "--data", str(tmp_path)])
    script.main()
    first = capsys.readouterr().out
    script.main()
    assert capsys.readouterr().out == first
    for word in (
        "base",
        "rarity",
        "sides",
        "by words: shared, fields, nothing",
        "by vectors too: shared, fields, vectors, nothing",
        "train: 1 disputes, 15 pairs",
        "dev: 1 disputes",
    ):
        assert word in first


def test_the_second_look_is_fitted_on_cases(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The script weighs the pairs that the engine weighs, of positions that labels match, and prints a weight for each
    of its features; cases without a pair of one issue are not ranked.
    """
    monkeypatch.syspath_prepend(str(TRAINING))
    second = loaded("second_look")
    for name in ("ferry", "late-bell"):
        (tmp_path / name).symlink_to(TRAINING.parent / "evals" / "cases" / name)
    monkeypatch.setattr(sys, "argv", ["second_look.py", "--cases", str(tmp_path)])
    second.main()
    told = capsys.readouterr().out
    weights = re.match(r"{(.*)}", told)
    assert weights is not None
    assert re.findall(r"'(\w+)': -?\d", weights[1]) == list(second.NAMES)
    assert [*second.NAMES] == [field.name for field in dataclasses.fields(second_look.Weights)]
    counted = re.search(r"2 cases, (\d+) pairs, average precision by case: first look 0\.\d+, second 0\.\d+", told)
    assert counted is not None
    assert 200 < int(counted[1]) < 1300
