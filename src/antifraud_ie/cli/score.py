"""``antifraud-ie score``: the pipeline against gold annotation, by the project's measures and by spaCy's scorer."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table
from spacy.language import Language
from spacy.scorer import Scorer

from ..evaluation import GoldError, Scores, gold_examples, read_folder, score_folder
from ..extractors import EXTRACTORS
from ..long_texts import find_rows
from ..pipeline import load
from .options import Format, Lexicons, OutputFormat, lexicon_files
from .screen import records_console
from .tables import score_lines, score_table
from .usage import fail, wrong_usage_refused

EPILOG = (
    "Examples:\n\n"
    "[bold]antifraud-ie score seeds seeds/gold[/]\n\n"
    "[bold]antifraud-ie score seeds seeds/gold --errors[/]\n\n"
    "[bold]antifraud-ie score seeds seeds/gold --lexicon fraud_types=mine.toml --format json[/]"
)
FIGURES = ("p", "r", "f")


def score(
    texts: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of .txt files.")],
    gold: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="Folder of .json files of the same names.")
    ],
    *,
    errors: Annotated[bool, typer.Option("--errors", help="Also print what was missed and what is false.")] = False,
    output_format: Format = OutputFormat.text,
    lexicon: Lexicons = None,
) -> None:
    """Score the pipeline against gold annotation: exact, overlap and fact, and the figures of spaCy's Scorer.

    Exit codes: 0 all well, 1 gold is missing or does not fit its text, 2 wrong usage.
    """
    with wrong_usage_refused():
        nlp = load(lexicons=lexicon_files(lexicon))
    try:
        scores = score_folder(texts, gold, lambda text: find_rows(nlp, text, EXTRACTORS))
        figures = _spacy_figures(nlp, texts, gold)
    except GoldError as error:
        fail(str(error))
    if output_format is OutputFormat.json:
        typer.echo(json.dumps(_plain(scores, figures, errors=errors), ensure_ascii=False, indent=2))
        return
    if errors:
        for row in scores.differences:
            typer.echo("\t".join([row.document, row.label, row.kind, row.text.replace("\n", " ")]))
    _print(scores, figures)


def _spacy_figures(nlp: Language, texts: Path, gold: Path) -> dict[str, float | None]:
    """Return the figures of spaCy's Scorer for the span groups, under its own keys."""
    found = Scorer(nlp).score(list(gold_examples(nlp, read_folder(texts, gold))))
    return {key: found[key] for label in EXTRACTORS for key in (f"spans_{label}_{figure}" for figure in FIGURES)}


def _plain(scores: Scores, figures: dict[str, float | None], *, errors: bool) -> dict[str, Any]:
    """Return all figures as plain values, ready for JSON."""
    counts = {
        label: {
            measure: {**asdict(count), "precision": count.precision, "recall": count.recall, "f1": count.f1}
            for measure, count in by_measure.items()
        }
        for label, by_measure in scores.counts.items()
    }
    differences = {"differences": [asdict(row) for row in scores.differences]} if errors else {}
    return {"documents": scores.documents, "scores": counts, "spacy": figures, **differences}


def _print(scores: Scores, figures: dict[str, float | None]) -> None:
    console = records_console()
    if not console.is_terminal:
        for line in score_lines(scores):
            typer.echo(line)
        for key, figure in figures.items():
            typer.echo(f"{key}\t{_shown(figure)}")
        return
    console.print(score_table(scores))
    table = Table(title="spaCy's Scorer", title_justify="left", box=box.SIMPLE_HEAD)
    for column in ("", "P", "R", "F"):
        table.add_column(column, justify="right" if column else "left")
    for label in EXTRACTORS:
        table.add_row(f"spans_{label}", *(_shown(figures[f"spans_{label}_{figure}"]) for figure in FIGURES))
    console.print(table)


def _shown(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"
