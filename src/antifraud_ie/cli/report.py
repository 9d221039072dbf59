"""``antifraud-ie report``: what was read in documents, as one HTML file to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ..batch import Tally
from ..formats.outputs import is_report
from ..reading import TEXT_FIELD
from ..reporting import Extracted
from ..reporting import report as write_report
from .options import AllKinds, Encoding, IncludeBoilerplate, Kinds, Lexicons, TextField, Workers, checked_kinds
from .output import check_new, settled
from .run import prepare
from .screen import Screen, records_console, tell
from .usage import refuse, wrong_usage_refused

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
    output: Annotated[
        Path, typer.Option("--output", "-o", callback=settled, help="The HTML file to write.")
    ] = DEFAULT_OUTPUT,
    title: Annotated[str | None, typer.Option("--title", help="The title of the page.")] = None,
    workers: Workers = 1,
    kinds: Kinds = None,
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
    with wrong_usage_refused():
        if output.is_dir():
            raise ValueError(f"--output: {output}: expected a file, got a folder")
        if not is_report(output):
            check_new([output], "it is no report, so name another file")
        run = prepare(
            paths,
            [output],
            kinds=checked_kinds(kinds, all_kinds=all_kinds),
            with_text=True,
            text_field=text_field,
            encoding=encoding,
            workers=workers,
            include_boilerplate=include_boilerplate,
            lexicon=lexicon,
            quiet=quiet,
        )
    tally = Tally()

    def extracted() -> Iterator[Extracted]:
        with Screen("errors" if quiet else "counts", run.count) as screen:
            for outcome in run.outcomes(tally):
                tally.add(outcome)
                screen.add(outcome)
                if outcome.error is None:
                    records = {kind: outcome.row[kind] for kind in run.reader.kinds}
                    yield Extracted(outcome.name, outcome.text, records)

    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_report(extracted(), output, **({} if title is None else {"title": title}))
    except ImportError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"--output: {output}: {error.strerror}")
    if not quiet:
        tell(f"{tally}; report in {output}", records_console())
    if tally.failed:
        raise typer.Exit(1)
