"""Python's garbage collector, held off while one document is worked on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Do some work without the collector, or a function where it is a decorator; one that was off stays off.

    A long text makes records by the hundred thousand, and the collector would walk through all of them again and
    again: half as long as finding them takes. None is part of a cycle, so that nothing waits for it.

    >>> with collector_paused():
    ...     gc.isenabled()
    False
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
