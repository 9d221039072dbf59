"""Names in quotation marks that no lexicon lists: “A”骗局, “A”“B”等骗局, 警惕“A”“B”等手段."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from .evidence import REACH, WARNED

# A name in quotation marks begins and ends with a letter or a digit.
_IN_QUOTES = r"[“‘\"](?P<name>(?=[\p{L}\p{N}])[^“”‘’\"\n，。！？!?、诈骗]{2,12}(?<=[\p{L}\p{N}]))[”’\"]"
_QUOTED = regex.compile(rf"(?r){_IN_QUOTES}[类式型]?(?:电信|网络|电话)?(?:新型|新)?")
# Further names in quotation marks before one, which share what stands behind it.
_BEFORE = regex.compile(rf"(?r){_IN_QUOTES}(?:[、/]|和|及|以及|与|或)?")
_LAST = regex.compile(
    rf"(?r)(?<=[”’\"](?:[、/]|和|及|以及|与|或)?){_IN_QUOTES}"
    r"等(?:常见|新型|各类|多种|多类|多个|几[类种]|电信|网络){0,3}"
)
_LIST_ENDINGS = frozenset(("", *"，,。；;：:！!\n手套类方形伎把要都来盯也又仍屡频专"))
# The whole name in quotation marks, its scam word included: “兑换货币骗案”.
_WHOLE = regex.compile(
    r"(?r)[“‘\"](?P<name>(?:(?![诈骗反防识拒被遭勿不无受别我你他她让把破打击讲说学看谈听懂知怕管治断止零少降远离守护帮拦抓查劝揭秘])[\p{Han}A-Za-z0-9]){2,10})"
)
_WHOLE_END = re.compile(r"(?:案(?![件例发值情子]))?(?=[”’\"])")
# Tricks that people are warned of, or by which they are cheated.
_TRICKS = re.compile(r"手段|手法|伎俩|花招|把戏|名目|噱头|招数")
_CHEATING = re.compile(r"(?:来|去|实施|进行)?(?:诈骗|骗取|行骗|骗人|骗[钱财])")


def quoted_names(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the quoted names before the scam word at:end, the last first.

    等 stands between them only behind a list.

    >>> list(quoted_names("“蟹卡”“粽卡”等骗局", 9, 11))
    [(5, 7), (1, 3)]
    """
    low = max(0, at - REACH)
    match = _QUOTED.match(text, low, at)
    if match is None and text[end : end + 1] in _LIST_ENDINGS:
        match = _LAST.match(text, low, at)
    yield from _with_those_before(text, match)


def quoted_tricks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the names in quoted lists of tricks.

    >>> list(quoted_tricks("警惕“蟹卡”“粽卡”等手段"))
    [(7, 9), (3, 5)]
    """
    for word in _TRICKS.finditer(text):
        names = list(_with_those_before(text, _LAST.match(text, max(0, word.start() - REACH), word.start())))
        if not names:
            continue
        quote = names[-1][0] - 1
        if WARNED.match(text, max(0, quote - REACH), quote) or _CHEATING.match(text, word.end()):
            yield from names


def quoted_whole(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Return the span of a name that fills its quotation marks together with the scam word at:end.

    >>> quoted_whole("“兑换货币骗案”", 5, 7)
    (1, 7)
    """
    closed = _WHOLE_END.match(text, end)
    match = _WHOLE.match(text, max(0, at - REACH), at) if closed else None
    return (match.start("name"), closed.end()) if match and closed else None


def _with_those_before(text: str, match: regex.Match[str] | None) -> Iterator[tuple[int, int]]:
    while match:
        yield match.span("name")
        match = _BEFORE.match(text, max(0, match.start() - REACH), match.start())
