"""The tree of police units: the mentions of one or many documents, folded into distinct units from the top down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .places import Division, gazetteer
from .records import PoliceUnit
from .unit_standards import chain_of_command


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit with its mentions and the units below it; one that only stands above others has no mentions."""

    full_name: str
    mentions: tuple[PoliceUnit, ...]
    children: tuple[UnitNode, ...]

    def walk(self, depth: int = 0) -> Iterator[tuple[int, UnitNode]]:
        """Yield the unit and all below it, each with its depth, from the top down."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


def unit_tree(records: Iterable[PoliceUnit]) -> tuple[UnitNode, ...]:
    """Fold resolved mentions into a tree; return its roots, and the units of each rung, in order of first mention.

    Ambiguous and unknown mentions are left out. For many documents, chain their records.

    >>> from antifraud_ie.article import read
    >>> from antifraud_ie.extractors.police_units import extract
    >>> (ministry,) = unit_tree(extract(read("昆明市公安局五华分局沙朗派出所,五华公安分局反诈。")))
    >>> for depth, unit in ministry.walk():
    ...     print("  " * depth + unit.full_name, len(unit.mentions))
    公安部 0
      云南省公安厅 0
        昆明市公安局 0
          昆明市公安局五华分局 1
            昆明市公安局五华分局沙朗派出所 1
    """
    mentions: dict[str, list[PoliceUnit]] = {}
    children: dict[str | None, dict[str, None]] = {None: {}}
    placed: set[str] = set()
    for record in records:
        if record.full_name is None:
            continue
        above: str | None = None
        for name in _path(record, record.full_name):
            if name not in placed:
                placed.add(name)
                children.setdefault(above, {})[name] = None
            above = name
        mentions.setdefault(record.full_name, []).append(record)
    return tuple(_node(name, mentions, children) for name in children[None])


def _node(name: str, mentions: dict[str, list[PoliceUnit]], children: dict[str | None, dict[str, None]]) -> UnitNode:
    below = tuple(_node(child, mentions, children) for child in children.get(name, {}))
    return UnitNode(name, tuple(mentions.get(name, ())), below)


def _path(record: PoliceUnit, full_name: str) -> list[str]:
    """The units from the top down to the record's own, as far as they are known."""
    if record.parent is None:
        return [full_name]
    division = _division(record)
    chain = chain_of_command(division) if division else ()
    if record.parent in chain:
        return [*chain[: chain.index(record.parent) + 1], full_name]
    # A unit deep inside a bureau: below the lowest bureau whose name begins its parent's.
    above = [rung for rung, name in enumerate(chain) if record.parent.startswith(name)]
    return [*chain[: above[-1] + 1 if above else 0], record.parent, full_name]


def _division(record: PoliceUnit) -> Division | None:
    """The smallest division named in a record."""
    above = record.province
    for name in (record.county, record.city, record.province):
        for division in gazetteer().named(name) if name else ():
            if division.name == name and gazetteer().province_name(division) == above:
                return division
    return None
