"""Members of a numbered list of schemes that no lexicon knows: ①刷单返利类：7起 ②藏品回购类：2起."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from .names import Mention, overlapping
from .words import can_be_member

_REACH = 300  # characters from one item to the next, what explains it included
_LEAST = 2  # known schemes without which a list may be of anything
_ITEM = regex.compile(
    r"(?:^|[\n:：;；。起])(?:(?P<circled>[①-⑳])|(?P<bullet>[◆■●▲★])|[（(]?(?P<digit>\d{1,2})[、.．)）:：]"
    r"|[（(]?(?P<numeral>[一二三四五六七八九十]{1,2})[、.．)）:：])"
    r"[“\"]?(?P<name>[\p{Han}A-Za-z]{2,12}?)(?:类型?)?[”\"]?(?=[:：;；，。\n(（]|\d{1,6}[起宗件]|$)"
)


def numbered_members(text: str, accepted: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the unknown members of numbered lists in which known schemes prevail.

    >>> known = [Mention(1, 3, "order_brushing", "x", "contextual", "contextual"),
    ...     Mention(11, 13, "romance", "x", "named", "named")]
    >>> list(numbered_members("①刷单\\n②藏品回购\\n③裸聊", known))
    [(5, 9)]
    """
    if len(accepted) < _LEAST:
        return
    begun = {mention.start for mention in accepted}
    for items in _runs(text):
        known = sum(item.start("name") in begun for item in items)
        if known < max(_LEAST, len(items) - known):
            continue
        for item in items:
            if can_be_member(item["name"]) and not overlapping(accepted, *item.span("name")):
                yield item.span("name")


def _runs(text: str) -> Iterator[list[regex.Match[str]]]:
    """Yield the items that follow one another with marks of one kind."""
    run: list[regex.Match[str]] = []
    for item in _ITEM.finditer(text):
        if run and not _goes_on(run[-1], item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _goes_on(last: regex.Match[str], item: regex.Match[str]) -> bool:
    alike = all(bool(last[kind]) == bool(item[kind]) for kind in ("circled", "bullet", "digit", "numeral"))
    return alike and item.start() - last.end() <= _REACH
