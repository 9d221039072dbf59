"""The records: what the library says about a text, and all that users need to know of it.

Offsets are Unicode code points into the raw text, end exclusive: ``text[r.start_char:r.end_char] == r.text``.
Names, indicators and periods are Simplified Chinese, free of debris. ``None`` means unknown, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Literal

Qualifier = Literal["exact", "about", "nearly", "over", "at_least", "at_most"]
Basis = Literal["yoy", "mom", "other"]
PercentageKind = Literal["change", "share", "rate", "level", "target"]
UnitKind = Literal["ministry", "bureau", "sub_bureau", "station", "squad", "centre", "post", "collective"]
UnitLevel = Literal["national", "province", "prefecture", "county", "town"]
UnitStatus = Literal["resolved", "ambiguous", "unknown"]
Family = Literal["online", "phone", "print", "broadcast", "face_to_face", "media", "place"]
Zone = Literal["title", "byline", "heading", "body", "caption", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Record:
    """One mention: where it stands, in which zone of the article, and the rule that found it.

    >>> record = FraudType("刷单", 2, 4, "body", "named", code="order_brushing", scheme="order_brushing")
    >>> record.to_dict()["code"]
    'order_brushing'
    """

    text: str
    start_char: int
    end_char: int
    zone: Zone
    rule: str

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, ready for JSON."""
        return _plain(self)


@dataclass(frozen=True, slots=True)
class FraudType(Record):
    """A named fraud scheme: ``code`` from the closed list, ``scheme`` the finer type inside it.

    ``count`` cases with their ``measure`` word, and ``share`` in percent of all, are what the text states of it; the
    ``_rule`` fields name the rules that made the links. ``police_unit`` is the unit that the sentence names before it.
    """

    code: str
    scheme: str
    count: int | None = None
    measure: str | None = None
    count_rule: str | None = None
    share: float | None = None
    share_rule: str | None = None
    police_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase that gives a fraud away: its place, its role (identity, pretext, demand), and the cue it is."""

    text: str
    start_char: int
    end_char: int
    role: str
    cue: str


@dataclass(frozen=True, slots=True)
class NarratedScheme(Record):
    """A case that tells a fraud without naming it; ``text`` is the passage, ``evidence`` what gives it away."""

    code: str
    evidence: tuple[Evidence, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, ready for JSON."""
        return {**_plain(self), "evidence": [_plain(item) for item in self.evidence]}

    def __post_init__(self) -> None:
        """Make evidence of plain values, as it is stored, typed again."""
        typed = tuple(Evidence(**item) if isinstance(item, dict) else item for item in self.evidence)
        object.__setattr__(self, "evidence", typed)


@dataclass(frozen=True, slots=True)
class PercentChange(Record):
    """A stated change with a number: how much, against what, of what, where and when.

    ``value`` is signed, in percent or percentage points as ``unit`` says; ``qualifier`` tells how exact it is. Of a
    range (增长5-20%), ``value`` is the far end and ``value_from`` the near one. ``region_adcode`` is the GB/T 2260 code
    of the region, for several bear one name (朝阳区). Days are ISO dates, and ``base_period`` is the ISO interval that
    the comparison refers back to. The ``_rule`` fields name the rules that made the links.
    """

    value: float
    unit: Literal["percent", "points"]
    basis: Basis | None
    qualifier: Qualifier
    indicator: str | None
    region: str | None
    period: str | None
    region_adcode: str | None = None
    police_unit: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    base_period: str | None = None
    value_from: float | None = None
    indicator_rule: str | None = None
    region_rule: str | None = None
    period_rule: str | None = None


@dataclass(frozen=True, slots=True)
class Percentage(Record):
    """Any percentage of a text, and what kind it is; a change has its sign."""

    kind: PercentageKind
    value: float
    unit: Literal["percent", "points"]
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class Trend(Record):
    """A stated change without a number: 同环比双降, 连续6个月下降, 大幅下降."""

    direction: Literal["up", "down", "flat"]
    basis: Basis | None
    indicator: str | None
    region: str | None
    period: str | None
    region_adcode: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that an ambiguous name may mean, with its division's code and the places named that speak for it."""

    full_name: str
    code: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PoliceUnit(Record):
    """A police unit, resolved to its standard full name, the unit above it and its divisions.

    ``status`` tells a resolved unit from an ``ambiguous`` one, which has ``candidates``, and from an ``unknown`` one;
    both have no ``full_name``. ``name`` is the last part of the full name; ``level`` the rung the unit stands on;
    ``adcode`` the GB/T 2260 code of its division.
    """

    kind: UnitKind
    full_name: str | None
    province: str | None
    city: str | None
    county: str | None
    level: UnitLevel | None = None
    name: str | None = None
    parent: str | None = None
    adcode: str | None = None
    status: UnitStatus = "unknown"
    candidates: tuple[Candidate, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain values, ready for JSON."""
        plain = [{**_plain(candidate), "evidence": list(candidate.evidence)} for candidate in self.candidates]
        return {**_plain(self), "candidates": plain}

    def __post_init__(self) -> None:
        """Make candidates of plain values, as they are stored, typed again."""
        if self.candidates == ():
            return
        given = (Candidate(**item) if isinstance(item, dict) else item for item in self.candidates)
        typed = tuple(Candidate(c.full_name, c.code, tuple(c.evidence)) for c in given)
        object.__setattr__(self, "candidates", typed)


@dataclass(frozen=True, slots=True)
class OutreachChannel(Record):
    """A means by which the warning reaches the public, with the count stated for it.

    ``family`` is the coarser kind of its ``code``; ``action`` the verb that carries it (发放, 张贴), where one stands
    by it; ``named`` its proper name in quotes. ``audience`` is how many it reached: people, visits or companies.
    ``police_unit`` is the unit that the sentence names before it.
    """

    code: str
    quantity: int | float | None
    measure: str | None
    qualifier: Qualifier | None
    family: Family | None = None
    action: str | None = None
    named: str | None = None
    audience: int | float | None = None
    audience_measure: str | None = None
    audience_qualifier: Qualifier | None = None
    police_unit: str | None = None


@cache
def _reader(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the names of a dataclass's fields, and what reads their values all at once."""
    names = tuple(kind.__dataclass_fields__)
    return names, attrgetter(*names)


def _plain(item: Any) -> dict[str, Any]:
    names, values = _reader(item.__class__)
    return dict(zip(names, values(item), strict=True))
