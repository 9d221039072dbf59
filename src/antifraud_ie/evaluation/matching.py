"""Which gold mention a found one stands for, and whether it is right by one of the three measures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import regex

FACTS: Mapping[str, tuple[str, ...]] = {
    "fraud_types": ("code",),
    "percent_changes": ("value", "unit", "basis"),
    "police_units": ("full_name",),
    "outreach_channels": ("code", "quantity"),
}
_CODE = {"fraud_types": "code", "police_units": "kind", "outreach_channels": "code"}

Mention = Mapping[str, Any]
Agreement = Callable[[Mention, Mention], bool]

_READING = r"(?:\([a-zà-ǜ]{1,6}\))?"
_FREE_EDGE = regex.compile(
    rf"(?:[“”「『\"‘《]|[反防]{_READING}(?:[电電]{_READING})?[诈詐骗騙]{_READING}(?:[骗騙]{_READING})?)+"
)
_PARENTS = regex.compile(r"(?:\p{Han}{2,12}?(?:省|自治区|特别行政区|市|自治州|州|盟|地区))+")
_TRIFLES = regex.compile(r"[\s，。、“”\"'（）()：:]+")


def compare(
    gold: Sequence[Mention], given: Sequence[Mention], agree: Agreement
) -> tuple[list[Mention], list[Mention], int]:
    """Return what was missed, what was wrongly given, and how many demanded mentions were found.

    >>> gold = [{"text": "刷单", "start_char": at, "end_char": at + 2, "code": "x"} for at in (0, 3)]
    >>> missed, false, found = compare(gold, gold[:1], agreement("exact", "fraud_types", "刷单、刷单"))
    >>> [mention["start_char"] for mention in missed], false, found
    ([3], [], 1)
    """
    pairs = list(_pair(gold, given, agree))
    paired_gold = {i for i, _ in pairs}
    paired_given = {j for _, j in pairs}
    demanded = [i for i, mention in enumerate(gold) if not mention.get("optional")]
    optional = [mention for mention in gold if mention.get("optional")]
    missed = [gold[i] for i in demanded if i not in paired_gold]
    false = [
        mention
        for j, mention in enumerate(given)
        if j not in paired_given and not any(_shared(mention, other) > 0 for other in optional)
    ]
    return missed, false, len(demanded) - len(missed)


def _pair(gold: Sequence[Mention], given: Sequence[Mention], agree: Agreement) -> Iterator[tuple[int, int]]:
    """Pair one to one, the largest relative overlap first; in a tie the earlier mention."""
    candidates = sorted(
        (-_shared(one, other) / max(_length(one), _length(other)), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(given)
        if _shared(one, other) > 0 and agree(one, other)
    )
    used_gold: set[int] = set()
    used_given: set[int] = set()
    for _, i, j in candidates:
        if i not in used_gold and j not in used_given:
            used_gold.add(i)
            used_given.add(j)
            yield i, j


def _length(mention: Mention) -> int:
    return int(mention["end_char"] - mention["start_char"])


def _shared(one: Mention, other: Mention) -> int:
    return int(min(one["end_char"], other["end_char"]) - max(one["start_char"], other["start_char"]))


def agreement(measure: str, label: str, raw: str) -> Agreement:
    """Return what tells whether a given mention, which overlaps a gold one, counts as right."""
    code = _CODE.get(label)

    def exact(gold: Mention, given: Mention) -> bool:
        same_code = code is None or gold.get(code) == given.get(code)
        return same_code and _edges(label, raw, gold) == _edges(label, raw, given)

    def overlap(gold: Mention, given: Mention) -> bool:
        return code != "code" or gold.get("code") == given.get("code")

    def fact(gold: Mention, given: Mention) -> bool:
        return all(_same(name, gold.get(name), given.get(name)) for name in FACTS[label])

    return {"exact": exact, "overlap": overlap, "fact": fact}[measure]


def _edges(label: str, raw: str, mention: Mention) -> tuple[int, int]:
    start, end = mention["start_char"], mention["end_char"]
    free = _FREE_EDGE.match(raw, start, end) if label == "outreach_channels" else None
    return (free.end() if free and end - free.end() >= 2 else start), end


def _same(name: str, gold: Any, given: Any) -> bool:
    if name == "full_name":
        return _same_unit(_bare(gold), _bare(given))
    if isinstance(gold, int | float) and isinstance(given, int | float):
        return math.isclose(gold, given, rel_tol=1e-6, abs_tol=1e-6)
    return bool(gold == given)


def _same_unit(gold: str, given: str) -> bool:
    """Whether two full names are the same, give or take the province or prefecture written before."""
    short, long = sorted((gold, given), key=len)
    if short == long:
        return True
    return bool(short) and long.endswith(short) and _PARENTS.fullmatch(long[: -len(short)]) is not None


def _bare(name: str | None) -> str:
    return str(_TRIFLES.sub("", name or ""))
