"""``llmtool compare`` and ``llmtool extract``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmtool import errors
from llmtool.cli.console import note, progress
from llmtool.cli.output import Format, check_outputs, show_summary, write
from llmtool.config import DEFAULT_WORKERS, CachePolicy, EngineChoice, Mode, cache_folder, choose_engine

if TYPE_CHECKING:
    from llmtool.config import ChosenEngine
    from llmtool.engines.protocol import Plan
    from llmtool.ingest import Ingested
    from llmtool.schema import Comparison

EXAMPLES = """\b
Examples:
  llmtool compare articles/ -o report.html
  llmtool compare a.txt b.html https://example.org/c -o run.json -o report.md
  llmtool compare articles/*.txt --engine llm --model gpt-5-mini --max-cost 0.50
  llmtool compare articles/ --base-url http://127.0.0.1:11434/v1 --model llama3.1 --mode tools
  llmtool compare articles/ --fail-on contradiction --format json | jq .verdicts
"""

EXTRACT_EXAMPLES = """\b
Examples:
  llmtool extract articles/ > positions.jsonl
  llmtool extract interview.docx --engine offline | jq -r .claim
"""


class FailOn(StrEnum):
    """Firm findings that set exit code 1."""

    CONTRADICTION = "contradiction"
    CHANGE = "change"


Sources = Annotated[
    list[str],
    typer.Argument(help="Files (.txt .md .html .pdf .docx), folders, globs, URLs, or - for standard input."),
]
Engine = Annotated[
    EngineChoice,
    typer.Option(envvar="LLMTOOL_ENGINE", help="auto: llm where a key or base URL is configured, offline otherwise."),
]
BaseUrl = Annotated[
    str | None, typer.Option(help="OpenAI-compatible endpoint.  [env var: OPENAI_BASE_URL]", show_default=False)
]
Model = Annotated[
    str | None,
    typer.Option(help="Model of the llm engine.  [env var: LLMTOOL_MODEL, OPENAI_MODEL]", show_default=False),
]
ModeOption = Annotated[Mode, typer.Option(envvar="LLMTOOL_MODE", help="How structured output is asked for.")]
Workers = Annotated[int, typer.Option(min=1, max=256, help="Calls at the same time.")]
Timeout = Annotated[float, typer.Option(min=1, help="Seconds to wait for one answer.")]
Parties = Annotated[
    Path | None, typer.Option(help="TOML file that adds or overrides parties and speakers.", show_default=False)
]
MaxCost = Annotated[
    float | None,
    typer.Option(min=0, help="Stop before the call that would exceed this many US dollars.", show_default=False),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither read nor store answers.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask again and store the new answers.")]
Replay = Annotated[bool, typer.Option("--replay", help="Only stored answers; a miss is an error.")]
CacheDir = Annotated[
    Path | None, typer.Option(envvar="LLMTOOL_CACHE_DIR", help="Folder of stored answers.", show_default="user's cache")
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private-addresses", help="Let URLs point into the local network.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show documents, calls, tokens and cost; make no call.")]
Outputs = Annotated[
    list[Path],
    typer.Option(
        "-o", "--output", help="File to write; its ending gives the format. May be repeated.", show_default=False
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Print this to standard output, not the summary.", show_default=False),
]


def compare(
    sources: Sources,
    output: Outputs = [],  # noqa: B006 - typer reads the default, nothing mutates it
    format: FormatOption = None,  # noqa: A002 - the name of the flag
    engine: Engine = EngineChoice.AUTO,
    base_url: BaseUrl = None,
    model: Model = None,
    mode: ModeOption = Mode.JSON_SCHEMA,
    parties: Parties = None,
    fail_on: Annotated[
        list[FailOn], typer.Option(help="Exit 1 when there is a firm one. May be repeated.", show_default=False)
    ] = [],  # noqa: B006
    dry_run: DryRun = False,
    max_cost: MaxCost = None,
    workers: Workers = DEFAULT_WORKERS,
    timeout: Timeout = 120.0,
    no_cache: NoCache = False,
    refresh: Refresh = False,
    replay: Replay = False,
    cache_dir: CacheDir = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
) -> None:
    """Compare what several sources say: positions, agreements, contradictions and changes."""
    check_outputs(output)
    policy = _policy(no_cache=no_cache, refresh=refresh, replay=replay)
    chosen = choose_engine(
        engine,
        base_url=base_url,
        model=model,
        replay=replay,
        mode=mode,
        workers=workers,
        timeout=timeout,
        max_cost=max_cost,
    )
    result = _run(
        sources,
        chosen,
        parties,
        policy,
        cache_dir,
        allow_private=allow_private,
        quiet=quiet,
        dry_run=dry_run,
        judge=True,
    )
    if result is None:
        return
    if len(result.documents) == 1 and not quiet:
        note("one document: there is nothing to compare it with; its positions are listed")
    write(result, output, format, quiet=quiet)
    if format is None:
        show_summary(result)
    raise typer.Exit(_exit_code(result, fail_on))


def extract(
    sources: Sources,
    output: Outputs = [],  # noqa: B006
    engine: Engine = EngineChoice.AUTO,
    base_url: BaseUrl = None,
    model: Model = None,
    mode: ModeOption = Mode.JSON_SCHEMA,
    parties: Parties = None,
    dry_run: DryRun = False,
    max_cost: MaxCost = None,
    workers: Workers = DEFAULT_WORKERS,
    timeout: Timeout = 120.0,
    no_cache: NoCache = False,
    refresh: Refresh = False,
    replay: Replay = False,
    cache_dir: CacheDir = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
) -> None:
    """List the positions as JSON lines, one self-contained record a line, and stop there."""
    check_outputs(output, {Format.JSONL, Format.POSITIONS_CSV})
    policy = _policy(no_cache=no_cache, refresh=refresh, replay=replay)
    chosen = choose_engine(
        engine,
        base_url=base_url,
        model=model,
        replay=replay,
        mode=mode,
        workers=workers,
        timeout=timeout,
        max_cost=max_cost,
    )
    result = _run(
        sources,
        chosen,
        parties,
        policy,
        cache_dir,
        allow_private=allow_private,
        quiet=quiet,
        dry_run=dry_run,
        judge=False,
    )
    if result is None:
        return
    write(result, output, None if output else Format.JSONL, quiet=quiet)
    raise typer.Exit(_exit_code(result, []))


def _policy(*, no_cache: bool, refresh: bool, replay: bool) -> CachePolicy:
    if no_cache + refresh + replay > 1:
        raise errors.UsageError("--no-cache, --refresh and --replay exclude each other: give one")
    if replay:
        return CachePolicy.REPLAY
    if refresh:
        return CachePolicy.REFRESH
    return CachePolicy.OFF if no_cache else CachePolicy.USE


def _run(
    sources: list[str],
    chosen: ChosenEngine,
    parties: Path | None,
    policy: CachePolicy,
    cache_dir: Path | None,
    *,
    allow_private: bool,
    quiet: bool,
    dry_run: bool,
    judge: bool,
) -> Comparison | None:
    """Read and compare; None after a dry run."""
    from llmtool import align, pipeline

    rules = align.load_parties(parties) if parties else None
    if not quiet:
        model = f" {chosen.llm.model}" if chosen.llm else ""
        note(f"engine: {chosen.name}{model} ({chosen.reason})")
    engine = pipeline.make_engine(chosen, rules=rules, policy=policy, folder=cache_dir or cache_folder())
    with progress(quiet) as bars:
        ingested = pipeline.read(sources, allow_private=allow_private, stdin=sys.stdin.buffer.read, progress=bars)
        if not dry_run:
            result = pipeline.compare(ingested, engine, rules, bars, judge=judge)
    for failure in ingested.failures:
        note(f"skipped: {failure.subject}: {failure.error}")
    if dry_run:
        _show_plan(ingested, engine.plan(pipeline.segment(ingested), judge=judge))
        return None
    return result


def _show_plan(ingested: Ingested, plan: Plan) -> None:
    for document in ingested.documents:
        about = ", ".join(str(part) for part in (document.outlet, document.published) if part)
        copied = " (a copy)" if document.copy_of else ""
        typer.echo(f"{len(document.text.split()):7,} words  {document.source}{f'  {about}' if about else ''}{copied}")
    cost = "unknown: no price is known for this model" if plan.cost_usd is None else f"about ${plan.cost_usd:.4f}"
    typer.echo(f"documents  {len(ingested.documents)}")
    typer.echo(f"calls      about {plan.calls}" if plan.calls else "calls      none")
    if plan.calls:
        typer.echo(f"  stored   {plan.cached_calls}")
        typer.echo(f"tokens     about {plan.prompt_tokens:,} in, {plan.completion_tokens:,} out")
        typer.echo(f"cost       {cost}")


def _exit_code(result: Comparison, fail_on: list[FailOn]) -> int:
    """The gravest thing that happened: the model's side, then a source, then findings."""
    stages = {failure.stage for failure in result.failures}
    if stages - {"ingest"} or result.ungrounded:
        return errors.ENGINE
    if stages:
        return errors.INPUT
    firm = {relation.label for relation in result.relations if relation.certainty == "firm"}
    return errors.FINDINGS if firm & {str(label) for label in fail_on} else errors.OK
