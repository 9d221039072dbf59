"""Options that several commands have."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from ..export import check_kinds
from ..extractors import EXTRACTORS, KINDS
from ..formats.schema import own_names
from ..reading import check_encoding
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

Workers = Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes to read with.")]
AllKinds = Annotated[bool, typer.Option("--all", help="Also take percentages, trends and narrated schemes.")]
Kinds = Annotated[
    str | None,
    typer.Option(
        "--kinds", metavar="KIND,...", help=f"Take only these kinds of records, of {', '.join(KINDS)}; by default four."
    ),
]
TextField = Annotated[
    str, typer.Option("--text-field", metavar="NAME", help="Where the text stands in a row of a table.")
]
Keep = Annotated[
    str | None,
    typer.Option("--keep", metavar="NAME,...", help="What else of a row stands in the output, beside its id."),
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Of the input, e.g. big5; found out by default.")
]


def checked_encoding(name: str | None) -> str | None:
    """Return the standard name of what ``--encoding`` names. Raises ValueError where there is no such encoding."""
    try:
        return name and check_encoding(name)
    except ValueError as error:
        raise ValueError(f"--encoding: {error}") from error


def checked_kinds(names: str | None, *, all_kinds: bool) -> tuple[str, ...]:
    """Return the kinds of records that ``--kinds`` names, or else all or the four of the extractors.

    Raises ValueError where there is no such kind, or where ``--all`` says otherwise.
    """
    if names is None:
        return tuple(KINDS if all_kinds else EXTRACTORS)
    if all_kinds:
        raise ValueError("--kinds, --all: expected one of them, got both")
    wanted = [name.strip() for name in names.split(",")]
    try:
        return tuple(kind for kind in KINDS if kind in check_kinds(wanted))
    except ValueError as error:
        raise ValueError(f"--{error}") from error


def checked_keep(names: str | None) -> tuple[str, ...]:
    """Return the names that ``--keep`` gives. Raises ValueError where the output has one of that name already."""
    keep = tuple(dict.fromkeys(name.strip() for name in names.split(","))) if names is not None else ()
    for name in keep:
        if not name:
            raise ValueError(f"--keep: expected names of columns, got {names!r}")
        if name in own_names():
            raise ValueError(f"--keep: {name!r}: the output has something else of that name; give the column another")
    return keep


def lexicon_files(options: list[str] | None) -> dict[str, list[str]]:
    """Return the files that ``--lexicon LABEL=FILE`` names, by label."""
    files: dict[str, list[str]] = {}
    for option in options or []:
        label, equals, file = option.partition("=")
        if not equals:
            refuse(f"--lexicon: expected LABEL=FILE, e.g. fraud_types={option}, got {option!r}")
        files.setdefault(label, []).append(file)
    return files
