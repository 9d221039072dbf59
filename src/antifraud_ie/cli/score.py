"""``antifraud-ie score``: the pipeline against gold annotation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..evaluation import GoldError, score_folder
from ..extractors import EXTRACTORS
from ..long_texts import find_rows
from ..pipeline import load
from .screen import records_console
from .tables import score_lines, score_table

EPILOG = "Example:  [bold]antifraud-ie score seeds seeds/gold --errors[/]"


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
        scores = score_folder(texts, gold, lambda text: find_rows(nlp, text, EXTRACTORS))
    except GoldError as error:
        typer.echo(f"antifraud-ie: {error}", err=True)
        raise typer.Exit(1) from error
    if errors:
        for row in scores.differences:
            typer.echo("\t".join([row.document, row.label, row.kind, row.text.replace("\n", " ")]))
    console = records_console()
    if console.is_terminal:
        console.print(score_table(scores))
        return
    for line in score_lines(scores):
        typer.echo(line)
