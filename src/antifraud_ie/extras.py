"""What to say where a module is missing that one of the package's extras brings."""

from __future__ import annotations


def missing(module: str, extra: str) -> ModuleNotFoundError:
    """Return the error for a module that an extra would have brought.

    >>> raise missing("pyarrow", "tables")
    Traceback (most recent call last):
    ...
    ModuleNotFoundError: this needs pyarrow: pip install "antifraud_ie[tables]"
    """
    return ModuleNotFoundError(f"this needs {module}: {to_install(extra)}", name=module)


def to_install(extra: str) -> str:
    """Return the command that installs an extra."""
    return f'pip install "antifraud_ie[{extra}]"'
