"""Counts of what is sent over accounts: 公众号、抖音号等推送64次, 朋友圈转发提示3000次."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ....patterns import Pattern
from ..mentions import Mention

if TYPE_CHECKING:
    from .quantities import Quantity

# How often something was sent counts the account, how much of it does not: 朋友圈|转发提示|3000次, 转发提示300条.
_SENT = Pattern(
    r"[”’\"》]?(?:等\p{Han}{0,8}?)?(?:[共累][计]?|已|先后)?(?:推送|转发|发布|发送|推出|播发|刊发|编发|群发)(?!量)"
    r"[\p{Han}“”‘’]{0,18}"
)
_SENT_MEASURES = frozenset({"次", "人次"})
_PUSHED = re.compile(r"推送|发布|转发|播[放出]|推出")
_LISTED = re.compile(r"[”’\"》]?(?:[、,]|和|及|以及|与)[“‘\"《]?")


def counts_sending(mention: Mention, gap: str, measure: str) -> bool:
    """Return whether a count after ``gap`` says how often something was sent over the account."""
    return mention.family == "online" and measure in _SENT_MEASURES and _SENT.fullmatch(gap) is not None


def shared_pushes(text: str, mentions: Sequence[Mention], linked: Mapping[int, Quantity]) -> dict[int, Quantity]:
    """Return the counts of pushes that belong to every account in a list: 公众号、抖音号等推送64次."""
    shared: dict[int, Quantity] = {}
    for right in range(len(mentions) - 1, 0, -1):
        mention, before = mentions[right], mentions[right - 1]
        quantity = linked.get(mention.start) or shared.get(mention.start)
        if quantity is None or before.start in linked or quantity.measure not in before.measures:
            continue
        accounts = mention.family == before.family == "online"
        pushed = mention.start in shared or _PUSHED.search(text, mention.end, quantity.start)
        if accounts and pushed and _LISTED.fullmatch(text, before.end, mention.start):
            shared[before.start] = quantity
    return shared
