"""The command line: one module a command, each with its function and its ``EPILOG`` of examples."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from .. import __version__
from . import explain, extract, lexicon, report, score, serve

app = typer.Typer(
    name="antifraud-ie",
    help="Read Chinese anti-fraud news: fraud types, percent changes, police units, outreach channels.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.command("extract", epilog=extract.EPILOG)(extract.extract)
app.command("explain", epilog=explain.EPILOG)(explain.explain)
app.command("report", epilog=report.EPILOG)(report.report)
app.command("score", epilog=score.EPILOG)(score.score)
app.command("serve", epilog=serve.EPILOG)(serve.serve)
app.add_typer(lexicon.app, name="lexicon")


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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what a terminal cannot show must not end the command
