"""Units outside the pattern "division + bureau": ministries, and the police of Hong Kong, Macau and Taiwan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

from .lexicon import packaged_text
from .records import UnitKind


class SpecialUnit(NamedTuple):
    """A unit known by name; ``needs`` is the division whose articles alone use the bare form."""

    kind: UnitKind
    full_name: str
    province: str | None
    needs: str | None


class SpecialUnits:
    """The table of special units with an automaton over their surfaces.

    >>> special_units()["公安部"].kind
    'ministry'
    """

    def __init__(self, rows: dict[str, SpecialUnit]) -> None:
        self._rows = rows
        self._surfaces = tuple(rows)
        self._automaton = ahocorasick_rs.AhoCorasick(self._surfaces, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def __getitem__(self, surface: str) -> SpecialUnit:
        return self._rows[surface]

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and surface of the longest names from left to right."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if not (self._surfaces[index] == "公安部" and text[end : end + 1] in {"门", "队", "署"}):
                yield start, end, self._surfaces[index]


@lru_cache(maxsize=1)
def special_units() -> SpecialUnits:
    """Load the table ``data/special_units.tsv``."""
    rows = {}
    for line in packaged_text("data", "special_units.tsv").splitlines():
        if line and not line.startswith("#"):
            surface, kind, full_name, province, needs = line.split("\t")
            rows[surface] = SpecialUnit(kind, full_name, province or None, needs or None)  # type: ignore[arg-type]
    return SpecialUnits(rows)
