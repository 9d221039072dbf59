"""Wrong usage: one line on standard error and exit code 2."""

from __future__ import annotations

from typing import NoReturn

import typer

USAGE = 2


def refuse(message: str) -> NoReturn:
    """End the command, for it was not used as it can be."""
    typer.echo(f"antifraud-ie: {message}", err=True)
    raise typer.Exit(USAGE)
