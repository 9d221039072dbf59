"""What a run shows: records on standard output; errors, and a progress bar on long work, on standard error."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TaskID, TimeRemainingColumn
from rich.text import Text

from ..batch import Outcome
from ..extractors import KINDS
from .tables import document_report, printable, summary_line

Shows = Literal["tables", "lines", "counts", "errors"]

PIPED_WIDTH = 120
REFRESH_SECONDS = 0.1


class PatientConsole(Console):
    """Prints no more once nobody reads it (``| head``), and lets the command finish its work."""

    def on_broken_pipe(self) -> None:
        """Send what is still to be printed, by whomever, into nothing."""
        self.quiet = True
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, self.file.fileno())
        os.close(nothing)


def records_console() -> Console:
    """Return a console that keeps its tables readable in a file or a pipe, which tell no width."""
    console = PatientConsole(highlight=False)
    return console if console.is_terminal else PatientConsole(width=PIPED_WIDTH, highlight=False)


def errors_console() -> Console:
    """Return a console for errors and the progress of work."""
    return PatientConsole(stderr=True, highlight=False)


def tell(message: str, console: Console) -> None:
    """Print a message in one line, of what can be printed."""
    console.print(Text(printable(message)), soft_wrap=True)


class Rate(ProgressColumn):
    """Documents a second, over the last half minute."""

    def render(self, task: Task) -> Text:
        """Return the rate, once there is one."""
        speed = task.finished_speed or task.speed
        return Text("–/s" if speed is None else f"{speed:.1f}/s")


class Screen:
    """Shows the outcomes of a run, one by one; the bar only on a terminal, and where it is not the only thing wanted.

    shows: ``tables`` or ``lines`` of records, ``counts`` for none, ``errors`` for no bar either.
    total: how many documents there are, asked for only where there is a bar.
    """

    def __init__(self, shows: Shows, total: Callable[[], int], errors: Console | None = None) -> None:
        self._shows = shows
        self._errors = errors or errors_console()
        self._records = records_console()
        if self._records.is_terminal and self._errors.is_terminal:
            self._records = self._errors  # what goes through the bar's own console scrolls above it
        self._bar: Progress | None = None
        if self._errors.is_terminal and shows != "errors":
            columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=self._errors, auto_refresh=False, transient=True)
            self._task: TaskID = self._bar.add_task("", total=total())
        self._refreshed = 0.0

    def __enter__(self) -> Screen:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def add(self, outcome: Outcome) -> None:
        """Show what became of a document."""
        if outcome.error is not None:
            self.error(f"{outcome.name}: {outcome.error}")
        elif self._shows in ("tables", "lines"):
            records = {name: value for name, value in outcome.row.items() if name in KINDS}
            lines = self._shows == "lines"
            show = summary_line if lines else document_report
            self._records.print(show(outcome.name, records), markup=False, soft_wrap=lines)
        if self._bar:
            self._bar.advance(self._task)
            if time.monotonic() - self._refreshed > REFRESH_SECONDS:
                self._bar.refresh()
                self._refreshed = time.monotonic()

    def error(self, message: str) -> None:
        """Show what went wrong."""
        tell(f"antifraud-ie: {message}", self._errors)
