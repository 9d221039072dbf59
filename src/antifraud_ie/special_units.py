"""Units outside the pattern "division + bureau": ministries, and the police of Hong Kong, Macau and Taiwan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, cast

import ahocorasick_rs

from .lexicon import packaged_text
from .places import find_all
from .records import UnitKind

# Behind a short form these make up another word: 公安部门, 治安警员.
_OTHER_WORDS = {"公安部": frozenset("门队署"), "治安警": frozenset("员务力察情示")}


class SpecialUnit(NamedTuple):
    """A unit known by name; ``needs`` is the division whose articles alone use the bare form."""

    kind: UnitKind
    full_name: str
    province: str | None
    needs: str | None
    parent: str | None


class SpecialUnits:
    """The table of special units with an automaton over their surfaces.

    >>> special_units()["刑事警察局"].parent
    '内政部警政署'
    """

    def __init__(self, rows: Mapping[str, SpecialUnit]) -> None:
        self._rows = rows
        self.surfaces = tuple(rows)
        self._automaton = ahocorasick_rs.AhoCorasick(self.surfaces, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    @property
    def regions(self) -> frozenset[str]:
        """The codes of the regions whose articles alone use some bare form."""
        return frozenset(unit.needs for unit in self._rows.values() if unit.needs)

    def __getitem__(self, surface: str) -> SpecialUnit:
        return self._rows[surface]

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and surface of the longest names from left to right.

        >>> list(special_units().find("公安部门请公安部指导"))
        [(5, 8, '公安部')]
        """
        for index, start, end in find_all(self._automaton, text):
            surface = self.surfaces[index]
            if not self.is_other_word(surface, text, end):
                yield start, end, surface

    @staticmethod
    def is_other_word(surface: str, text: str, end: int) -> bool:
        """Say whether the character behind a surface makes it up to another word: 公安部门.

        >>> special_units().is_other_word("公安部", "公安部门", 3)
        True
        """
        return surface in _OTHER_WORDS and text[end : end + 1] in _OTHER_WORDS[surface]


@lru_cache(maxsize=1)
def special_units() -> SpecialUnits:
    """Load the table ``data/special_units.tsv``; a unit's parent is the one whose full name begins its own."""
    lines = packaged_text("data", "special_units.tsv").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    names = {fields[2] for fields in table}
    rows = {}
    for surface, kind, full_name, province, needs in table:
        above = [name for name in names if full_name.startswith(name) and full_name != name]
        rows[surface] = SpecialUnit(
            cast("UnitKind", kind), full_name, province or None, needs or None, max(above, key=len, default=None)
        )
    return SpecialUnits(rows)
