"""Time and memory of the offline engine against documents, each size in a process of its own: `make bench-scaling`.

Prints a table and how steep the curve is: the slope of the logarithm of time against that of documents. Time is the
processor's, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus import write

SIZES = (10, 50, 200, 500, 1000, 2000)
STAGES = ("read", "segment", "extract", "align", "resolve", "compare", "finish")


def one(number: int, *, rules: bool = False) -> dict[str, float]:
    """Seconds by stage, positions, issues, relations and peak memory in MB for so many documents."""
    from llmtool import pipeline
    from llmtool.config import ChosenEngine, EngineChoice
    from llmtool.engines.offline import OfflineEngine
    from llmtool.engines.protocol import Engine

    spent: dict[str, float] = defaultdict(float)

    def timed(stage: str, action: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **named: object) -> object:
            started = time.process_time()
            try:
                return action(*given, **named)
            finally:
                spent[stage] += time.process_time() - started

        return run

    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), number)
        started = time.process_time()
        ingested = pipeline.read([folder])
        spent["read"] = time.process_time() - started
        engine: Engine = OfflineEngine(None, "bench")
        if not rules:
            engine = pipeline.make_engine(ChosenEngine(EngineChoice.OFFLINE, "bench"), folder=Path(folder))
        for stage in ("extract", "align", "compare"):
            setattr(engine, stage, timed(stage, getattr(engine, stage)))
        for stage in ("segment", "resolve", "finish"):
            setattr(pipeline, stage, timed(stage, getattr(pipeline, stage)))
        comparison = pipeline.compare(ingested, engine)
    return {
        **spent,
        "documents": number,
        "seconds": time.process_time() - started,
        "positions": len(comparison.positions),
        "issues": len(comparison.issues),
        "relations": len(comparison.relations),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def slope(rows: Sequence[dict[str, float]], of: str) -> float:
    """The slope of the straight line that fits the logarithms best."""
    points = [(math.log(row["documents"]), math.log(max(row[of], 1e-4))) for row in rows]
    mean = [sum(each) / len(points) for each in zip(*points, strict=True)]
    above = sum((x - mean[0]) * (y - mean[1]) for x, y in points)
    return above / sum((x - mean[0]) ** 2 for x, _ in points)


def main() -> None:
    """Run each size, print the table and the slopes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), help="numbers of documents")
    parser.add_argument("--one", action="store_true", help="run one size here and print it as JSON")
    parser.add_argument("--rules", action="store_true", help="without the trained judge, as where it is not installed")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(options.sizes[0], rules=options.rules)))
        return
    columns = ("documents", "positions", "issues", "relations", "megabytes", "seconds", *STAGES)
    print(" ".join(f"{name:>10}" for name in columns))
    rows: list[dict[str, float]] = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", *(["--rules"] if options.rules else []), str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append(json.loads(done.stdout))
        shown = (f"{rows[-1][name]:>10.{2 if name == 'seconds' or name in STAGES else 0}f}" for name in columns)
        print(" ".join(shown), flush=True)
    if len(rows) > 1:
        slopes = (f"{slope(rows, name):>10.2f}" for name in ("seconds", *STAGES))
        print(f"{'slope':>54}", " ".join(slopes))


if __name__ == "__main__":
    main()
