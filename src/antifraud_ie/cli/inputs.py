"""The files that a command reads: all that its paths name, but for what this package writes or has written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

import typer

from ..formats.outputs import is_output
from ..reading import STDIN, find_files

SHOWN = 3  # files that are named in a message
STANDARD_INPUT, STANDARD_OUTPUT, STANDARD_ERROR = range(3)  # descriptors, which a shell may have led to files


def input_files(paths: list[str], written: Iterable[Path], *, quiet: bool) -> list[str]:
    """Return the files to read: those that paths name, without what the run writes and what earlier runs have written.

    Standard error says what is left out. Raises ValueError where nothing is left, or where the run would write over a
    document that it is to read, whichever paths and links lead there.
    """
    targets = {_identity(path): str(path) for path in written}
    targets |= {_identity(STANDARD_OUTPUT): "standard output", _identity(STANDARD_ERROR): "standard error"}
    targets.pop(None, None)
    files, others = [], []
    for file in find_files(paths):
        target = targets.get(_identity(STANDARD_INPUT if file == STDIN else file))
        ours = file != STDIN and Path(file).is_file() and is_output(Path(file))
        if target and not ours and (file == STDIN or Path(file).stat().st_size):
            raise ValueError(f"--output: {target}: is one of the documents to read")
        if ours and not target:
            others.append(file)
        elif not target:
            files.append(file)
    if not files:
        raise ValueError(f"{', '.join(paths)}: expected documents, found only what antifraud-ie has written")
    if others and not quiet:
        more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
        names = ", ".join(others[:SHOWN])
        typer.echo(f"antifraud-ie: left out, for antifraud-ie has written it: {names}{more}", err=True)
    return files


def _identity(file: str | Path | int) -> tuple[int, int] | None:
    """Return what a file, or what a descriptor leads to, is known by under any name; None where there is no file."""
    try:
        status = os.fstat(file) if isinstance(file, int) else Path(file).stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
