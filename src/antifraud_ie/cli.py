"""The command line: ``antifraud-ie extract`` and ``antifraud-ie score``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, NoReturn

import typer
from rich.console import Console

from . import __version__
from .evaluation import GoldError, score_folder
from .export import to_dict
from .lexicon import LexiconError
from .pipeline import load
from .report import Records, document_report, score_lines, score_table, summary_line

STDIN = "-"
DEFAULT_OUTPUT = Path("records.jsonl")
PIPED_WIDTH = 120

app = typer.Typer(
    name="antifraud-ie",
    help="Read Chinese anti-fraud news: fraud types, percent changes, police units, outreach channels.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"antifraud-ie {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read Chinese anti-fraud news: fraud types, percent changes, police units, outreach channels."""


@app.command(
    epilog="Examples:\n\n"
    "[bold]antifraud-ie extract article.txt[/]\n\n"
    "[bold]antifraud-ie extract news/ --output news.jsonl --quiet[/]\n\n"
    "[bold]cat article.txt | antifraud-ie extract - --output -[/]"
)
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Text files, folders of .txt files, or - for standard input."),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="JSON lines, one document each; - for standard output, without tables."),
    ] = DEFAULT_OUTPUT,
    include_boilerplate: Annotated[
        bool,
        typer.Option("--include-boilerplate", help="Also take navigation lines, other articles' titles and footers."),
    ] = False,
    lexicon: Annotated[
        list[str] | None,
        typer.Option(metavar="LABEL=FILE", help="More terms from a TOML file, e.g. fraud_types=mine.toml; repeatable."),
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", "-b", help="Print a line for each document, not tables.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Print the records of documents and write them as JSON lines.

    Texts are read as UTF-8, with or without a byte order mark, or else as GB 18030.
    Exit codes: 0 all well, 1 some document failed, 2 wrong usage.
    """
    documents = list(_documents(paths))
    try:
        nlp = load(include_boilerplate=include_boilerplate, lexicons=_lexicons(lexicon or []))
    except LexiconError as error:
        _usage(f"--lexicon: {error}")
    to_stdout = str(output) == STDIN
    console = _console()
    failed = 0
    with _opened(output) as file:
        for document in documents:
            try:
                records = to_dict(nlp(_read(document)))
            except (OSError, ValueError) as error:
                failed += 1
                typer.echo(f"antifraud-ie: {document}: {error}", err=True)
                continue
            file.write(json.dumps({"document": document, **records}, ensure_ascii=False) + "\n")
            if not quiet and not to_stdout:
                console.print(summary_line(document, records) if brief else document_report(document, records))
    if not quiet and not to_stdout:
        typer.echo(f"{len(documents) - failed} of {len(documents)} documents written to {output}")
    if failed:
        raise typer.Exit(1)


@app.command(epilog="Example:  [bold]antifraud-ie score seeds seeds/gold --errors[/]")
def score(
    texts: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of .txt files.")],
    gold: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="Folder of .json files of the same names.")
    ],
    errors: Annotated[bool, typer.Option("--errors", help="Also print what was missed and what is false.")] = False,
) -> None:
    """Score the pipeline against gold annotation: exact, overlap and fact."""
    nlp = load()
    try:
        scores = score_folder(texts, gold, lambda text: to_dict(nlp(text)))
    except GoldError as error:
        typer.echo(f"antifraud-ie: {error}", err=True)
        raise typer.Exit(1) from error
    if errors:
        for row in scores.differences:
            typer.echo("\t".join([row.document, row.label, row.kind, row.text.replace("\n", " ")]))
    console = Console()
    if console.is_terminal:
        console.print(score_table(scores))
        return
    for line in score_lines(scores):
        typer.echo(line)


def _documents(paths: list[str]) -> Iterator[str]:
    for path in paths:
        if path == STDIN or Path(path).is_file():
            yield path
        elif not Path(path).is_dir():
            _usage(f"{path}: no such file or folder")
        elif found := sorted(Path(path).rglob("*.txt")):
            yield from map(str, found)
        else:
            _usage(f"{path}: no .txt files in this folder")


def _lexicons(options: list[str]) -> dict[str, str]:
    for option in options:
        if "=" not in option:
            _usage(f"--lexicon: expected LABEL=FILE, e.g. fraud_types={option}, got {option!r}")
    return dict(option.split("=", 1) for option in options)


def _read(document: str) -> str:
    data = sys.stdin.buffer.read() if document == STDIN else Path(document).read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("neither UTF-8 nor GB 18030 text")


def _opened(output: Path) -> IO[str]:
    try:
        if str(output) == STDIN:
            return open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)
        output.parent.mkdir(parents=True, exist_ok=True)
        return output.open("w", encoding="utf-8")
    except OSError as error:
        _usage(f"--output: {output}: {error.strerror}")


def _console() -> Console:
    """A console that keeps its tables readable in a file or a pipe, which tell no width."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(width=PIPED_WIDTH, highlight=False)


def _usage(message: str) -> NoReturn:
    typer.echo(f"antifraud-ie: {message}", err=True)
    raise typer.Exit(2)


if __name__ == "__main__":
    app()
