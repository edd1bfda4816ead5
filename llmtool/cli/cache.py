"""``llmtool cache``: the store of answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmtool.cli.console import note
from llmtool.config import cache_folder
from llmtool.errors import UsageError

if TYPE_CHECKING:
    from llmtool.cache import AnswerCache

app = typer.Typer(help="Look at, clear, export or import the stored answers.", no_args_is_help=True)

EXAMPLES = """\b
Examples:
  llmtool cache export answers.jsonl
  llmtool cache import answers.jsonl && llmtool compare articles/ --engine llm --replay
"""

CacheDir = Annotated[
    Path | None, typer.Option(envvar="LLMTOOL_CACHE_DIR", help="Folder of stored answers.", show_default="user's cache")
]


def _cache(folder: Path | None) -> AnswerCache:
    from llmtool.cache import AnswerCache

    return AnswerCache(cache_folder(folder))


@app.command()
def info(cache_dir: CacheDir = None) -> None:
    """Where the answers are, how many, and of which prompts."""
    found = _cache(cache_dir).info()
    typer.echo(f"folder   {found.folder}")
    typer.echo(f"answers  {found.entries}")
    typer.echo(f"size     {found.bytes / 1e6:.1f} MB")
    for prompt, entries in found.prompts.items():
        typer.echo(f"  {prompt}: {entries}")


@app.command()
def clear(
    cache_dir: CacheDir = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove all answers: the next run pays for them again."""
    cache = _cache(cache_dir)
    try:
        entries = cache.info().entries
        question = f"Remove {entries} stored answers?" if entries else None
    except UsageError:
        question = "The cache can't be read. Remove it?"
    if question and not yes:
        typer.confirm(question, abort=True, err=True)
    typer.echo(f"{cache.clear()} answers removed")


@app.command("export", epilog=EXAMPLES)
def export_(
    file: Annotated[Path, typer.Argument(help="File to write, sorted JSON lines.")], cache_dir: CacheDir = None
) -> None:
    """Write all answers to a file. It has answers and hashes of requests, no documents and no keys."""
    note(f"{_cache(cache_dir).export(file)} answers written to {file}")


@app.command("import", epilog=EXAMPLES)
def import_(
    file: Annotated[Path, typer.Argument(help="A file that cache export wrote.")], cache_dir: CacheDir = None
) -> None:
    """Add the answers of an export; what is stored already is kept."""
    new, read = _cache(cache_dir).import_(file)
    note(f"{new} of {read} answers were new")
