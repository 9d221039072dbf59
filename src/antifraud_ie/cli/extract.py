"""``antifraud-ie extract``: records of documents, on the terminal and in a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from ..batch import Outcome, Tally
from ..batch import resume as resume_output
from ..formats import FORMATS, Format, format_for
from ..formats.base import STDOUT
from ..lexicon import did_you_mean
from ..reading import TEXT_FIELD
from .options import (
    AllKinds,
    Encoding,
    IncludeBoilerplate,
    Keep,
    Kinds,
    Lexicons,
    TextField,
    Workers,
    checked_keep,
    checked_kinds,
)
from .output import Output, OutputError, check_new, settled, written_files
from .run import prepare
from .screen import Screen, Shows, errors_console, records_console, tell
from .usage import fail, wrong_usage_refused

DEFAULT_OUTPUT = Path("records.jsonl")
EPILOG = (
    "Examples:\n\n"
    "[bold]antifraud-ie extract article.txt[/]\n\n"
    "[bold]antifraud-ie extract news/ --output news.jsonl --workers 4 --quiet[/]\n\n"
    "[bold]antifraud-ie extract news/ --output news.jsonl --workers 4 --quiet --resume[/]\n\n"
    "[bold]antifraud-ie extract news.csv --text-field content --output records.parquet[/]\n\n"
    "[bold]cat article.txt | antifraud-ie extract - --output -[/]"
)


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Text files, saved pages (.html, .mhtml), tables (.jsonl, .json, .csv, .tsv, .parquet), folders of "
            "these, or - for standard input.",
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", callback=settled, help="Where to write; - for standard output, without tables."),
    ] = DEFAULT_OUTPUT,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(FORMATS),
            autocompletion=lambda: list(FORMATS),
            help="By default what the suffix of the output says: .jsonl, .csv, .parquet or .spacy.",
        ),
    ] = None,
    workers: Workers = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with JSON lines that an interrupted run has left.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an output that is there already.")] = False,
    kinds: Kinds = None,
    all_kinds: AllKinds = False,
    text_field: TextField = TEXT_FIELD,
    keep: Keep = None,
    encoding: Encoding = None,
    include_boilerplate: IncludeBoilerplate = False,
    lexicon: Lexicons = None,
    brief: Annotated[bool, typer.Option("--brief", "-b", help="Print a line for each document, not tables.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Print the records of documents and write them: JSON lines, a table, or a format of an annotation tool.

    Texts may be in UTF-8, GB 18030, Big5 or UTF-16. A document that fails is recorded with its error, and the run
    goes on; --resume skips every document that has a line. An output that is there already is replaced only with
    --overwrite.
    Exit codes: 0 all well, 1 some document failed, 2 wrong usage, 130 interrupted.
    """
    with wrong_usage_refused():
        kept = checked_keep(keep)
        wanted = checked_kinds(kinds, all_kinds=all_kinds)
        to = _format(output_format, output)
        _check_output(output, to, resume=resume, overwrite=overwrite)
        done = resume_output(output, wanted) if resume and output.exists() else {}
        run = prepare(
            paths,
            written_files(output, to),
            kinds=wanted,
            keep=kept,
            with_text=to.stores_text,
            text_field=text_field,
            encoding=encoding,
            workers=workers,
            include_boilerplate=include_boilerplate,
            lexicon=lexicon,
            quiet=quiet,
        )
    to_stdout = output == STDOUT
    shows: Shows = "errors" if quiet else "counts" if to_stdout else "lines" if brief else "tables"
    tally = Tally()
    try:
        with Output(output, to, wanted, kept, resume=resume) as file, Screen(shows, run.count) as screen:
            complete = _write(run.outcomes(tally, done), tally, file, screen)
            if not complete:
                screen.error("interrupted" + ("; go on with --resume" if to.resumable else ""))
    except OutputError as error:
        fail(str(error))
    if not quiet:
        tell(f"{tally}; records in {output}", errors_console() if to_stdout else records_console())
    if not complete or tally.failed:
        raise typer.Exit(1 if complete else 130)


def _write(outcomes: Iterable[Outcome], tally: Tally, file: Output, screen: Screen) -> bool:
    """Write, count and show outcomes, and say whether it came to an end before somebody interrupted it."""
    try:
        for outcome in outcomes:
            written = file.add(outcome)
            tally.add(written)
            screen.add(written)
    except KeyboardInterrupt:
        return False
    return True


def _format(name: str | None, output: Path) -> Format:
    if name is None:
        try:
            return format_for(output)
        except ValueError as error:
            raise ValueError(f"--output: {output}: {error}, or --format {'|'.join(FORMATS)}") from error
    if name not in FORMATS:
        raise ValueError(f"--format: unknown format {name!r}{did_you_mean(name, FORMATS)}")
    return FORMATS[name]


def _check_output(output: Path, to: Format, *, resume: bool, overwrite: bool) -> None:
    if resume and overwrite:
        raise ValueError("--resume, --overwrite: expected one of them, got both")
    if output == STDOUT and not to.on_stdout:
        raise ValueError(f"--output: expected a file or folder for {to.name}, got standard output")
    if resume and output == STDOUT:
        raise ValueError("--resume: expected an output file to go on with, got standard output")
    if resume and not to.resumable:
        raise ValueError(f"--resume: expected JSON lines, which tell how far a run came, got {to.name}")
    if resume and output.exists() and not output.is_file():
        raise ValueError(f"--resume: expected a file that an earlier run has written, got {output}")
    if not (resume or overwrite):
        go_on = "--resume goes on with it, " if to.resumable else ""
        check_new(written_files(output, to), f"{go_on}--overwrite replaces it")
