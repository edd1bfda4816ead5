"""Timings as ratios, so that they mean the same on a fast and on a slow machine: `make bench`.

Each figure is the median of several runs, taken in turn with what it is compared to.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from scripted import endpoint  # noqa: E402 - the scripted endpoint lives with the tests
from scripted_reader import read  # noqa: E402

LLMTOOL = [sys.executable, "-m", "llmtool"]
TYPER = [sys.executable, "-c", "import typer"]
LATENCY = 0.05
"""Seconds that the scripted endpoint waits before each answer."""
DOCUMENTS = 64
"""Documents of the run that measures the overhead of a call: one call each, and a few more."""


def seconds(action: Callable[[], object]) -> float:
    """Wall time of one run."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def process(command: Sequence[str]) -> Callable[[], object]:
    """A run of the whole process, its output thrown away."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "LLMTOOL_"))}
    return lambda: subprocess.run(command, check=True, capture_output=True, env=clean)


def compared(name: str, command: Sequence[str], runs: int) -> None:
    """One line: the command against `import typer`, run by run in turn."""
    process(command)()
    pairs = [(seconds(process(command)), seconds(process(TYPER))) for _ in range(runs)]
    ours = statistics.median(a for a, _ in pairs)
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:<42} {ours * 1000:8.0f} ms  {ratio:5.2f} × import typer")


def startup(sources: Sequence[str], runs: int) -> None:
    """--help, and a run whose answers are all stored."""
    compared("llmtool --help", [*LLMTOOL, "--help"], runs)
    compared("llmtool compare --engine offline", [*LLMTOOL, "compare", *sources, "--engine", "offline", "-q"], runs)
    with tempfile.TemporaryDirectory() as cache, endpoint(read) as server:
        command = [*LLMTOOL, "compare", *sources, "--base-url", server.url, "--model", "scripted", "--cache-dir", cache]
        process(command)()
        asked = server.calls
        compared("llmtool compare, all answers stored", command, runs)
        if server.calls != asked:
            sys.exit("the warm run made calls")


def offline(sources: Sequence[str], runs: int) -> None:
    """The offline engine inside a process that has everything loaded."""
    from llmtool import pipeline
    from llmtool.engines.offline import OfflineEngine

    def once() -> None:
        pipeline.compare(pipeline.read(sources), OfflineEngine(None, "bench"))

    once()
    times = [seconds(once) for _ in range(runs)]
    words = sum(len(document.text.split()) for document in pipeline.read(sources).documents)
    median = statistics.median(times)
    print(f"{'offline, loaded, from sources to records':<42} {median * 1000:8.0f} ms  {words / median:5,.0f} words/s")


def overhead(runs: int) -> None:
    """The llm engine against the latency bound: the time that the waiting alone takes at this many workers."""
    from llmtool import pipeline
    from llmtool.cache import AnswerCache
    from llmtool.config import CachePolicy, LlmSettings
    from llmtool.engines.llm import LlmEngine
    from llmtool.ingest import read_sources

    with tempfile.TemporaryDirectory() as folder:
        for number in range(DOCUMENTS):
            text = f"PORT VALE, 3 May 2030 - Mayor Ines Falk said that fare {number} would stay at {number} crowns.\n"
            Path(folder, f"{number:03}.txt").write_text(text, encoding="utf-8")
        ingested = read_sources([folder])
        segmented = pipeline.segment(ingested)

        with endpoint(lambda body: replace(read(body), delay=LATENCY)) as server:
            for workers in (1, 8, 32):
                settings = LlmSettings(model="scripted", base_url=server.url, workers=workers)

                def once(settings: LlmSettings = settings) -> None:
                    with tempfile.TemporaryDirectory() as cache:
                        LlmEngine(settings, AnswerCache(Path(cache), CachePolicy.USE), "bench").extract(segmented)

                once()
                median = statistics.median(seconds(once) for _ in range(max(1, runs // 2)))
                bound = LATENCY * -(-DOCUMENTS // workers)
                extra = (median - bound) / DOCUMENTS * 1000
                name = f"{DOCUMENTS} calls of {LATENCY * 1000:.0f} ms, {workers} workers"
                print(
                    f"{name:<42} {median * 1000:8.0f} ms  {median / bound:5.2f} × latency bound, {extra:+.1f} ms a call"
                )


def page(runs: int) -> None:
    """The page of 200 documents, 5,000 positions and 3,000 relations: its size, and the time to make and to use it.

    Opening counts until the findings are there; a filter and a search, until the page has been drawn again.
    """
    from examples import harbour_comparison
    from large_run import large_comparison

    from llmtool.report import render

    large = large_comparison()
    texts = sum(len(document.text.encode()) for document in large.documents)
    render(harbour_comparison(), "html")
    pairs = [(seconds(lambda: render(large, "html")), seconds(lambda: render(large, "json"))) for _ in range(runs)]
    made, ratio = statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)
    pages = {"small": render(harbour_comparison(), "html"), "large": render(large, "html")}
    size = len(pages["large"].encode())
    print(f"{'page of 200 documents, size':<42} {size / 1e6:8.1f} MB  {size / texts:5.2f} × its texts")
    print(f"{'page of 200 documents, make':<42} {made * 1000:8.0f} ms  {ratio:5.2f} × its run file")
    program = shutil.which("chromium")
    if program is None or importlib.util.find_spec("playwright") is None:
        print("page in a browser: skipped, chromium or playwright is not installed")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=root)
        times: dict[str, list[dict[str, float]]] = {name: [] for name in pages}
        for name, text in pages.items():
            Path(folder, f"{name}.html").write_text(text, encoding="utf-8", newline="")
        for _ in range(runs):
            for name, taken in times.items():
                window = browser.new_page(viewport={"width": 1440, "height": 900})
                window.set_default_timeout(300_000)  # slow machines are measured too
                address = Path(folder, f"{name}.html").as_uri()
                opened = seconds(
                    lambda window=window, address=address: (  # type: ignore[misc]
                        window.goto(address),
                        window.wait_for_selector("#contradictions .part", state="attached"),
                    )
                )
                taken.append({"open": opened, **window.evaluate(USE)})
                window.close()
        browser.close()
    for step in times["large"][0]:
        median = statistics.median(taken[step] for taken in times["large"])
        ratio = statistics.median(a[step] / b[step] for a, b in zip(times["large"], times["small"], strict=True))
        print(f"{f'page of 200 documents, {step}':<42} {median * 1000:8.0f} ms  {ratio:5.2f} × a page of 4 documents")


USE = """async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const party = document.querySelector("#filters [name=party]");
  const choose = (checked) => () => {
    party.checked = checked;
    party.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const steps = { filter: choose(true), "filter away": choose(false), "jump to the last finding": () => {
    const places = [...document.querySelectorAll("main noscript, #data")];
    const ids = places.map((place) => place.textContent).join("").match(/"r-[^"]+"/g);
    location.hash = `#${ids[ids.length - 1].slice(1, -1)}`;
  } };
  const taken = {};
  for (const [name, step] of Object.entries(steps)) {
    const begun = performance.now();
    step();
    await drawn();
    taken[name] = (performance.now() - begun) / 1000;
  }
  const begun = performance.now();
  const box = document.querySelector("#q");
  box.value = "harbour";
  box.dispatchEvent(new Event("input"));
  const told = document.querySelector("#positions-h .few");
  const before = told.textContent;
  while (told.textContent === before) await drawn();
  await drawn();
  taken.search = (performance.now() - begun) / 1000;
  return taken;
}"""
"""Filters, follows a link and searches in the page; gives seconds by step. The search waits 0.15 s for more letters."""


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", default=[str(ROOT / "seeds")], help="documents to compare")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    startup(options.sources, options.runs)
    offline(options.sources, options.runs)
    overhead(options.runs)
    page(max(1, options.runs // 2))


if __name__ == "__main__":
    main()
