"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a lexicon (``problem``), or may be (``warning``); ``entry`` counts from 1, 0 is the file."""

    severity: Literal["problem", "warning"]
    entry: int
    id: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A lexicon that was checked: whose terms it has, how many entries and sentences, and what was found."""

    label: str
    entries: int
    sentences: int
    findings: tuple[Finding, ...]

    @property
    def problems(self) -> int:
        """How many findings keep the lexicon from being used as it is."""
        return sum(finding.severity == "problem" for finding in self.findings)
