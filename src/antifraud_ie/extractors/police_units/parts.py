"""A unit's name as written: a chain of parts, each a name and a head (五华 + 分局, 沙朗 + 派出所)."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """One level of a unit's name."""

    name: str
    head: str
    level: str


class UnitName(NamedTuple):
    """A unit as written: its span in the clean text and the parts of its name, highest first."""

    start: int
    end: int
    parts: tuple[Part, ...]
    rule: str
