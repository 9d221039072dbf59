"""Worker processes: items go out in chunks, and what a function makes of them comes back in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Result]


def map_in_processes(
    work: Work[Item, Result],
    chunks: Iterable[list[Item]],
    workers: int,
    lost: Work[Item, Result] | None = None,
) -> Iterator[Result]:
    """Yield what ``work`` makes of each item, in order, found by so many processes.

    >>> list(map_in_processes(abs, [[-1, 2], [-3]], workers=2))
    [1, 2, 3]

    work: sent to every process once, so that it may be large; it has to be picklable.
    lost: gives the result of an item that its process died of, and the others are done; without it BrokenProcessPool
    is raised. An error of ``work``, or of the chunks, is raised when what came before it has been yielded.
    """
    errors: list[Exception] = []
    source = _until_error(chunks, errors)
    pool = _pool(work, workers)
    pending: deque[tuple[list[Item], Future[list[Result]]]] = deque()
    try:
        while True:
            # A few chunks ahead: enough to keep all busy, not so many that a slow item piles up the rest.
            for chunk in islice(source, 2 * workers + 1 - len(pending)):
                pending.append((chunk, _submit(pool, chunk)))
            if not pending:
                break
            chunk, future = pending.popleft()
            try:
                found = future.result()
                yield from found
                if rest := chunk[len(found) :]:
                    pending.appendleft((rest, _submit(pool, rest)))
            except BrokenProcessPool:
                if lost is None:
                    raise
                pool.shutdown()
                yield from (_apart(work, item, lost) for item in chunk)
                pool = _pool(work, workers)
                pending = deque((chunk, _submit(pool, chunk)) for chunk, _ in pending)
    finally:
        pool.shutdown(cancel_futures=True)
    if errors:
        raise errors[0]


def _until_error(chunks: Iterable[list[Item]], errors: list[Exception]) -> Iterator[list[Item]]:
    """Yield the chunks up to an error, which waits under ``errors`` until all that came before it is done."""
    try:
        yield from chunks
    except Exception as error:
        errors.append(error)


def _apart(work: Work[Item, Result], item: Item, lost: Work[Item, Result]) -> Result:
    """Work on an item in a process that may die of it."""
    with _pool(work, 1) as pool:
        future: Future[list[Result]] = _submit(pool, [item])
        try:
            return future.result()[0]
        except BrokenProcessPool:
            return lost(item)


def _submit(pool: ProcessPoolExecutor, chunk: list[Item]) -> Future[list[Result]]:
    try:
        return pool.submit(_work_on, chunk)
    except BrokenProcessPool as error:
        broken: Future[list[Result]] = Future()
        broken.set_exception(error)
        return broken


def _pool(work: Work[Any, Any], workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_start, initargs=(work,))


_work: Work[Any, Any]


def _start(work: Work[Any, Any]) -> None:
    """Make a worker ready: it leaves an interrupt to its parent, and ends where its parent is killed."""
    global _work  # noqa: PLW0603  # the one way to hand a worker something once
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _work_on(chunk: list[Item]) -> list[Any]:
    """Return what becomes of the items, up to one that fails; raise the failure of the first."""
    done: list[Any] = []
    for item in chunk:
        try:
            done.append(_work(item))
        except Exception:
            if not done:
                raise
            break
    return done


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
