"""The options of a run, declared once: ``compare`` and ``extract`` take all of them, the evals some."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from llmtool.config import DEFAULT_WORKERS, CachePolicy, EngineChoice, Mode, cache_folder, choose_engine
from llmtool.errors import UsageError

if TYPE_CHECKING:
    from llmtool.config import ChosenEngine

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
MaxCost = Annotated[
    float | None,
    typer.Option(min=0, help="Stop before the call that would exceed this many US dollars.", show_default=False),
]
CacheDir = Annotated[
    Path | None, typer.Option(envvar="LLMTOOL_CACHE_DIR", help="Folder of stored answers.", show_default="user's cache")
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private-addresses", help="Let URLs point into the local network.")]
RelationModelOption = Annotated[
    Path | None,
    typer.Option(
        "--relation-model",
        metavar="DIR",
        help="Another ONNX model of contradiction, entailment and neutral for the offline engine.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")]


@dataclass(frozen=True)
class RunOptions:
    """How to read the sources and whom to ask; each field is an option, in the order of ``--help``."""

    engine: Annotated[
        EngineChoice,
        typer.Option(
            envvar="LLMTOOL_ENGINE", help="auto: llm where a key or base URL is configured, offline otherwise."
        ),
    ] = EngineChoice.AUTO
    base_url: BaseUrl = None
    model: Model = None
    mode: ModeOption = Mode.JSON_SCHEMA
    parties: Annotated[
        Path | None, typer.Option(help="TOML file that adds or overrides parties and speakers.", show_default=False)
    ] = None
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show documents, calls, tokens and cost; make no call.")
    ] = False
    max_cost: MaxCost = None
    workers: Workers = DEFAULT_WORKERS
    timeout: Timeout = 120.0
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither read nor store answers.")] = False
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask again and store the new answers.")] = False
    replay: Annotated[bool, typer.Option("--replay", help="Only stored answers; a miss is an error.")] = False
    cache_dir: CacheDir = None
    allow_private: AllowPrivate = False
    quiet: Quiet = False

    @property
    def policy(self) -> CachePolicy:
        """What is done with stored answers.

        Raises:
            UsageError: two of the three flags are given.

        """
        if self.no_cache + self.refresh + self.replay > 1:
            raise UsageError("--no-cache, --refresh and --replay exclude each other: give one")
        if self.replay:
            return CachePolicy.REPLAY
        if self.refresh:
            return CachePolicy.REFRESH
        return CachePolicy.OFF if self.no_cache else CachePolicy.USE

    @property
    def folder(self) -> Path:
        """Where the answers are stored."""
        return cache_folder(self.cache_dir)

    def chosen(self) -> ChosenEngine:
        """The engine that the options and the environment amount to.

        Raises:
            UsageError: as ``choose_engine``.

        """
        return choose_engine(
            self.engine,
            base_url=self.base_url,
            model=self.model,
            replay=self.replay,
            mode=self.mode,
            workers=self.workers,
            timeout=self.timeout,
            max_cost=self.max_cost,
        )


def takes_run_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with each field of ``RunOptions`` as an option of its own, where it has the parameter ``options``.

    typer reads options from a signature and knows no groups of them: this one is written out for it.
    """
    hints = get_type_hints(RunOptions, include_extras=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    written_out: list[inspect.Parameter] = []
    for parameter in inspect.signature(command, eval_str=True).parameters.values():
        if parameter.name == "options":
            written_out += [
                inspect.Parameter(field.name, keyword, default=field.default, annotation=hints[field.name])
                for field in fields(RunOptions)
            ]
        else:
            written_out.append(parameter.replace(kind=keyword))

    @functools.wraps(command)
    def call(**given: Any) -> None:
        options = RunOptions(**{field.name: given.pop(field.name) for field in fields(RunOptions)})
        command(options=options, **given)

    call.__signature__ = inspect.Signature(written_out)  # type: ignore[attr-defined]
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in written_out}
    return call
