"""``antifraud-ie report``: what was read in documents, as one HTML file to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ..batch import Reader, Tally, read_all
from ..extractors import EXTRACTORS, KINDS
from ..formats.outputs import is_report
from ..lexicon import LexiconError
from ..pipeline import load
from ..reading import TEXT_FIELD, count_documents, documents_in
from ..reporting import Extracted
from ..reporting import report as write_report
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
from .screen import Screen
from .usage import refuse

DEFAULT_OUTPUT = Path("report.html")
EPILOG = (
    "Examples:\n\n"
    "[bold]antifraud-ie report article.txt[/]\n\n"
    "[bold]antifraud-ie report news/ --output news.html --workers 4[/]"
)


def report(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="What `extract` reads: files, folders of them, or - for standard input."),
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = DEFAULT_OUTPUT,
    title: Annotated[str | None, typer.Option("--title", help="The title of the page.")] = None,
    workers: Workers = 1,
    all_kinds: AllKinds = False,
    text_field: TextField = TEXT_FIELD,
    encoding: Encoding = None,
    include_boilerplate: IncludeBoilerplate = False,
    lexicon: Lexicons = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Write a report: the articles with their mentions marked, tables and charts, in one HTML file.

    The file needs no network and can be sent as it is. A document that fails is named, and left out.
    Exit codes: 0 all well, 1 some document failed, 2 wrong usage.
    """
    try:
        _check_output(output)
        source = (input_files(paths, output, quiet=quiet), text_field, checked_encoding(encoding))
        nlp = load(include_boilerplate=include_boilerplate, lexicons=lexicon_files(lexicon))
    except LexiconError as error:
        refuse(f"--lexicon: {error}")
    except ValueError as error:
        refuse(str(error))
    reader = Reader(nlp, tuple(KINDS if all_kinds else EXTRACTORS), text_field, with_text=True)
    tally = Tally()

    def extracted() -> Iterator[Extracted]:
        with Screen("errors" if quiet else "counts", lambda: count_documents(*source)) as screen:
            for outcome in read_all(reader, documents_in(*source), workers):
                tally.add(outcome)
                screen.add(outcome)
                if outcome.error is None:
                    records = {kind: outcome.row[kind] for kind in reader.kinds}
                    yield Extracted(outcome.name, outcome.text, records)

    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_report(extracted(), output, **({} if title is None else {"title": title}))
    except ImportError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"--output: {output}: {error.strerror}")
    if not quiet:
        typer.echo(f"{tally}; report in {output}")
    if tally.failed:
        raise typer.Exit(1)


def _check_output(output: Path) -> None:
    if output.is_file() and output.stat().st_size and not is_report(output):
        raise ValueError(f"--output: {output}: exists already, and is no report; name another file")
