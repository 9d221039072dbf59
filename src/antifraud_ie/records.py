"""The records: what the library says about a text, and all that users need to know of it.

Offsets are Unicode code points into the raw text, end exclusive: ``text[r.start_char:r.end_char] == r.text``.
Names, indicators and periods are Simplified Chinese, free of debris. ``None`` means unknown, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Literal

Qualifier = Literal["exact", "about", "nearly", "over", "at_least", "at_most"]
Basis = Literal["yoy", "mom", "other"]
UnitKind = Literal["ministry", "bureau", "sub_bureau", "station", "squad", "centre", "post", "collective"]
Zone = Literal["title", "byline", "heading", "body", "caption", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Record:
    """One mention: where it stands, in which zone of the article, and the rule that found it.

    >>> FraudType("刷单", 2, 4, zone="body", rule="named", code="order_brushing", scheme="order_brushing").to_dict()["code"]
    'order_brushing'
    """

    text: str
    start_char: int
    end_char: int
    zone: Zone
    rule: str

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, ready for JSON."""
        return {name: getattr(self, name) for name in _names(type(self))}


@dataclass(frozen=True, slots=True)
class FraudType(Record):
    """A named fraud scheme: ``code`` from the closed list, ``scheme`` the finer type inside it."""

    code: str
    scheme: str


@dataclass(frozen=True, slots=True)
class PercentChange(Record):
    """A stated change with a number: how much, against what, of what, where and when.

    ``value`` is signed, in percent or percentage points as ``unit`` says; ``qualifier`` tells how exact it is.
    """

    value: float
    unit: Literal["percent", "points"]
    basis: Basis | None
    qualifier: Qualifier
    indicator: str | None
    region: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class PoliceUnit(Record):
    """A police unit, resolved to its standard full name and its divisions where they can be known."""

    kind: UnitKind
    full_name: str | None
    province: str | None
    city: str | None
    county: str | None


@dataclass(frozen=True, slots=True)
class OutreachChannel(Record):
    """A means by which the warning reaches the public, with the count stated for it."""

    code: str
    quantity: int | float | None
    measure: str | None
    qualifier: Qualifier | None


@lru_cache(maxsize=None)
def _names(record: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))
