"""``antifraud-ie extract``: records of documents, on the terminal and in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..batch import Reader, Tally, read_all
from ..batch import resume as resume_output
from ..extractors import EXTRACTORS, KINDS
from ..formats import FORMATS, Format, format_for
from ..formats.base import STDOUT
from ..lexicon import LexiconError, did_you_mean
from ..pipeline import load
from ..reading import TEXT_FIELD, count_documents, documents_in
from .inputs import input_files
from .options import (
    AllKinds,
    Encoding,
    IncludeBoilerplate,
    Lexicons,
    TextField,
    Workers,
    checked_encoding,
    lexicon_files,
)
from .output import Output
from .screen import Screen, Shows
from .usage import refuse

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
        Path, typer.Option("--output", "-o", help="Where to write; - for standard output, without tables.")
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
    all_kinds: AllKinds = False,
    text_field: TextField = TEXT_FIELD,
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
    kinds = tuple(KINDS if all_kinds else EXTRACTORS)
    try:
        to = _format(output_format, output)
        encoding = checked_encoding(encoding)
        _check_output(output, to, resume=resume, overwrite=overwrite)
        files = input_files(paths, output, quiet=quiet, resume=resume)
        nlp = load(include_boilerplate=include_boilerplate, lexicons=lexicon_files(lexicon))
        done = resume_output(output, kinds) if resume and output.exists() else {}
    except LexiconError as error:
        refuse(f"--lexicon: {error}")
    except ValueError as error:
        refuse(str(error))
    to_stdout = output == STDOUT
    shows: Shows = "errors" if quiet else "counts" if to_stdout else "lines" if brief else "tables"
    reader = Reader(nlp, kinds, text_field, with_text=to.stores_text)
    tally = Tally()
    interrupted = False
    source = (files, text_field, encoding)
    with Output(output, to, kinds, resume=resume) as file, Screen(shows, lambda: count_documents(*source)) as screen:
        try:
            for outcome in read_all(reader, tally.waiting(documents_in(*source), done), workers):
                written = file.add(outcome)
                tally.add(written)
                screen.add(written)
        except KeyboardInterrupt:
            interrupted = True
            screen.error("interrupted" + ("; go on with --resume" if to.resumable else ""))
    if not quiet:
        typer.echo(f"{tally}; records in {output}", err=to_stdout)
    if interrupted or tally.failed:
        raise typer.Exit(130 if interrupted else 1)


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
    if output == STDOUT or resume or overwrite:
        return
    for path in (output, *([output.with_suffix(to.beside)] if to.beside else [])):
        if path.is_file() and path.stat().st_size:
            go_on = "--resume goes on with it, " if to.resumable else ""
            raise ValueError(f"--output: {path}: exists already; {go_on}--overwrite replaces it")
