"""The files that a command reads: all that its paths name, but for what this package has written itself."""

from __future__ import annotations

from pathlib import Path

import typer

from ..formats.outputs import is_output
from ..reading import STDIN, find_files

SHOWN = 3  # files that are named in a message


def input_files(paths: list[str], output: Path, *, quiet: bool, resume: bool = False) -> list[str]:
    """Return the files to read: those that paths name, without the output and those of earlier runs.

    Standard error says what is left out. Raises ValueError where nothing is left, or where writing the output would
    destroy a document.
    """
    found = find_files(paths)
    written = [file for file in found if file != STDIN and is_output(Path(file))]
    target = [file for file in found if file != STDIN and Path(file).resolve() == output.resolve()]
    if target and not resume and output.stat().st_size and target[0] not in written:
        raise ValueError(f"--output: {output}: is one of the documents to read")
    files = [file for file in found if file not in {*written, *target}]
    if not files:
        raise ValueError(f"{', '.join(paths)}: expected documents, found only what antifraud-ie has written")
    others = [file for file in written if file not in target]
    if others and not quiet:
        more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
        names = ", ".join(others[:SHOWN])
        typer.echo(f"antifraud-ie: left out, for antifraud-ie has written it: {names}{more}", err=True)
    return files
