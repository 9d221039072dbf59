"""``antifraud-ie lexicon``: check a lexicon of one's own, and see what the library knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from ..explain import near_surfaces
from ..extractors import EXTRACTORS
from ..lexicon import LexiconError, Term
from ..lexicon_check import Checked, Finding, check_lexicon, labels
from ..text import View
from .options import Format, OutputFormat
from .screen import records_console
from .tables import printable
from .usage import refuse

CHECK_EPILOG = (
    "Examples:\n\n"
    "[bold]antifraud-ie lexicon check my_terms.toml[/]\n\n"
    "[bold]antifraud-ie lexicon check my_terms.toml --label outreach_channels --format json[/]"
)
SHOW_EPILOG = "Examples:\n\n[bold]antifraud-ie lexicon show 刷单返利[/]\n\n[bold]antifraud-ie lexicon show 宣传海报[/]"
SHOWN = 6  # surfaces of one entry

app = typer.Typer(help="Check a lexicon of your own, and see what the library knows.", no_args_is_help=True)


@app.command("check", epilog=CHECK_EPILOG)
def check(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A lexicon: a TOML file of terms.")],
    *,
    label: Annotated[
        str | None,
        typer.Option("--label", "-l", help="Whose terms they are; told by their codes and keys if left out."),
    ] = None,
    output_format: Format = OutputFormat.text,
) -> None:
    """Say all that is wrong with a lexicon, and whether each entry's yes and no sentences hold with it.

    Warnings tell of surfaces that are known already, that are not Simplified, or that everyday text is full of.
    Exit codes: 0 no problem (warnings do not count), 1 some problem, 2 wrong usage.
    """
    try:
        checked = check_lexicon(file, label)
    except LexiconError as error:
        refuse(str(error))
    if output_format is OutputFormat.json:
        typer.echo(json.dumps({"file": str(file), **asdict(checked)}, ensure_ascii=False, indent=2))
    else:
        _print_findings(file, checked)
    if checked.problems:
        raise typer.Exit(1)


@app.command("show", epilog=SHOW_EPILOG)
def show(term: Annotated[str, typer.Argument(metavar="TERM", help="A phrase, in any script.")]) -> None:
    """Say which entries of the lexicons hold a phrase, a part of it, or something like it.

    Exit codes: 0 something is known, 1 nothing is.
    """
    phrase = View(term).text.strip()
    lines = [line for label in labels() for line in _known(label, phrase)]
    console = records_console()
    for line in lines or [Text(f"nothing like {printable(term)} is known")]:
        console.print(line, soft_wrap=True)
    if not lines:
        raise typer.Exit(1)


def _known(label: str, phrase: str) -> Iterator[Text]:
    lexicon = EXTRACTORS[label].load_lexicon()
    if lexicon is None:
        return
    hits = list(lexicon.find(phrase))
    for hit in hits:
        whole = hit.end - hit.start == len(phrase)
        yield _entry_line("listed" if whole else "part", label, phrase[hit.start : hit.end], hit.term)
    for surface, term in near_surfaces(phrase, lexicon.terms) if not hits else ():
        yield _entry_line("like", label, surface, term)


def _entry_line(how: str, label: str, surface: str, term: Term) -> Text:
    sense = term.extra.get("sense", "named")
    others = "、".join([other for other in term.surfaces if other != surface][:SHOWN])
    return Text.assemble(
        (f"{how:8}", "dim"),
        (surface, "bold"),
        f"  {label}: {term.code}, entry {term.id}, {sense}",
        (f"  {others}", "dim"),
    )


def _print_findings(file: Path, checked: Checked) -> None:
    console = records_console()
    for finding in checked.findings:
        console.print(_finding_line(file, finding), soft_wrap=True)
    warnings = len(checked.findings) - checked.problems
    console.print(
        f"{checked.label}: {checked.entries} entries, {checked.sentences} sentences, "
        f"{checked.problems} problems, {warnings} warnings",
        soft_wrap=True,
    )


def _finding_line(file: Path, finding: Finding) -> Text:
    where = f"{file}, term {finding.entry} ({finding.id or 'no id'})" if finding.entry else str(file)
    style = "red" if finding.severity == "problem" else "yellow"
    return Text.assemble((finding.severity, style), printable(f": {where}: {finding.message}"))
