"""Options that several commands have."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from .usage import refuse


class OutputFormat(str, Enum):
    """How a command says what it has found."""

    text = "text"
    json = "json"


Format = Annotated[
    OutputFormat, typer.Option("--format", "-f", help="text for people, coloured on a terminal; json for programs.")
]
IncludeBoilerplate = Annotated[
    bool,
    typer.Option("--include-boilerplate", help="Also take navigation lines, other articles' titles and footers."),
]
Lexicons = Annotated[
    list[str] | None,
    typer.Option(
        "--lexicon", metavar="LABEL=FILE", help="More terms from a TOML file, e.g. fraud_types=mine.toml; repeatable."
    ),
]


def lexicon_files(options: list[str] | None) -> dict[str, str]:
    """Return the files that ``--lexicon LABEL=FILE`` names, by label."""
    for option in options or []:
        if "=" not in option:
            refuse(f"--lexicon: expected LABEL=FILE, e.g. fraud_types={option}, got {option!r}")
    return dict(option.split("=", 1) for option in options or [])
