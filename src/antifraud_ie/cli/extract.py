"""``antifraud-ie extract``: records of documents, on the terminal and in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, Annotated, Literal

import typer

from ..batch import Reader, Tally, read_all
from ..batch import resume as resume_output
from ..documents import STDIN, TEXT_FIELD, count_documents, documents_in, find_files
from ..extractors import EXTRACTORS, KINDS
from ..lexicon import LexiconError
from ..pipeline import load
from .options import IncludeBoilerplate, Lexicons, lexicon_files
from .screen import Screen, Shows
from .usage import refuse

DEFAULT_OUTPUT = Path("records.jsonl")
EPILOG = (
    "Examples:\n\n"
    "[bold]antifraud-ie extract article.txt[/]\n\n"
    "[bold]antifraud-ie extract news/ --output news.jsonl --workers 4 --quiet[/]\n\n"
    "[bold]antifraud-ie extract news/ --output news.jsonl --workers 4 --quiet --resume[/]\n\n"
    "[bold]cat article.txt | antifraud-ie extract - --output -[/]"
)


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Text files, folders of .txt files, .jsonl files, or - for standard input."
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="JSON lines, one document each; - for standard output, without tables."),
    ] = DEFAULT_OUTPUT,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes to read with.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an output that an interrupted run has left.")
    ] = False,
    all_kinds: Annotated[
        bool, typer.Option("--all", help="Also write percentages, trends and narrated schemes.")
    ] = False,
    text_field: Annotated[
        str, typer.Option("--text-field", metavar="NAME", help="Where the text stands in a row of a .jsonl file.")
    ] = TEXT_FIELD,
    include_boilerplate: IncludeBoilerplate = False,
    lexicon: Lexicons = None,
    brief: Annotated[bool, typer.Option("--brief", "-b", help="Print a line for each document, not tables.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Print the records of documents and write them as JSON lines.

    Texts are read as UTF-8, with or without a byte order mark, or else as GB 18030. A document that fails gets a line
    with its error, and the run goes on; --resume skips every document that has a line.
    Exit codes: 0 all well, 1 some document failed, 2 wrong usage, 130 interrupted.
    """
    to_stdout = str(output) == STDIN
    try:
        files = find_files(paths)
        nlp = load(include_boilerplate=include_boilerplate, lexicons=lexicon_files(lexicon))
        done = _done(output) if resume else {}
    except LexiconError as error:
        refuse(f"--lexicon: {error}")
    except ValueError as error:
        refuse(str(error))
    shows: Shows = "errors" if quiet else "counts" if to_stdout else "lines" if brief else "tables"
    reader = Reader(nlp, tuple(KINDS if all_kinds else EXTRACTORS), text_field)
    tally = Tally()
    interrupted = False
    with _opened(output, "a" if resume else "w") as file, Screen(shows, lambda: count_documents(files)) as screen:
        try:
            for outcome in read_all(reader, tally.waiting(documents_in(files), done), workers):
                file.write(outcome.line + "\n")
                file.flush()
                tally.add(outcome)
                screen.add(outcome)
        except KeyboardInterrupt:
            interrupted = True
            screen.error("interrupted; go on with --resume")
    if not quiet:
        typer.echo(f"{tally}; records in {output}", err=to_stdout)
    if interrupted or tally.failed:
        raise typer.Exit(130 if interrupted else 1)


def _done(output: Path) -> dict[str, bool]:
    if str(output) == STDIN:
        raise ValueError("--resume: expected an output file to go on with, got standard output")
    return resume_output(output) if output.exists() else {}


def _opened(output: Path, mode: Literal["a", "w"]) -> IO[str]:
    try:
        if str(output) == STDIN:
            return open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)
        output.parent.mkdir(parents=True, exist_ok=True)
        return output.open(mode, encoding="utf-8")
    except OSError as error:
        refuse(f"--output: {output}: {error.strerror}")
