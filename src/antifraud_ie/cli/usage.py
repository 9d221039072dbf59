"""How commands end that cannot be done: with one line on standard error, and exit code 2 where the usage was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from ..lexicon import LexiconError

FAILURE, USAGE = 1, 2


def refuse(message: str) -> NoReturn:
    """End the command, for it was not used as it can be."""
    _end(message, USAGE)


def fail(message: str) -> NoReturn:
    """End the command, for something stands in its way."""
    _end(message, FAILURE)


@contextmanager
def wrong_usage_refused() -> Iterator[None]:
    """End the command where what it was given raises an error."""
    try:
        yield
    except LexiconError as error:
        refuse(f"--lexicon: {error}")
    except (OSError, ValueError, ImportError) as error:
        refuse(str(error))


def _end(message: str, code: int) -> NoReturn:
    typer.echo(f"antifraud-ie: {message}", err=True)
    raise typer.Exit(code)
