"""Names of fraud schemes: how a lexicon term grows to the whole name that stands in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, TypeVar

import regex

from ...lexicon import Hit


class Mention(NamedTuple):
    """A candidate in the clean text, with what stands attached to it."""

    start: int
    end: int
    code: str
    scheme: str
    sense: str  # named, contextual, weak, or role (a role with a tail but no verb)
    rule: str
    prefix: str = ""
    tail: str = ""


# Attached to a name, these belong to it; after a generic word (网络诈骗, 犯罪, 案件) they stay outside.
_TAIL = re.compile(
    r"(?:(?:[（(][^\W\d_A-Za-z]{2,8}[)）])?[类型式性]?(?:(?:诈财)?诈骗(?:案(?![件例发值情子])|警情)?|诈财|诈欺(?:案(?![件例]))?|骗局|骗案|欺诈|警情)"
    r"|类?案(?![件例发值情子板头由底者]))"
)
# Most terms have neither tail nor prefix, which the first or the last character of one tells at once.
_TAIL_STARTS = frozenset("类型式性诈骗欺警案（(")
_PREFIX_ENDS = frozenset('假络路上际网线“‘"')
# 寒假, 打假 and the like end in 假 without saying that something is fake; 虚假“养老产品” is said of what is quoted.
_PREFIX = regex.compile(
    r"(?r)(?:虚假|(?<![寒暑放请休真度节病事作掺打造])假|电信网络|网络|网路|网上|网际|线上|互联网|在线){1,3}(?:(?<=假)[“‘\"])?"
)
_PREFIX_LENGTH = 9
# What is done with goods belongs to the name where it opens a phrase: 、高价出售游戏账号.
_TRADE = regex.compile(
    r"(?r)[低高]价(?:购买|出售|售卖|收购|回收|抢购|充值)"
    r"|(?<=[、，,。：:；;“”\n和及对讲了中遇到防]|是)(?:购买|代购|出售|售卖|倒卖|出租|租赁|买卖|收购|回收|代抢|抢购|[低高]价)"
)
_TRADED = frozenset({"fake_shopping", "game_trading"})
_LENT = regex.compile(r"(?r)(?:(?:出租|出借|出售|转让|买卖|租借|贩卖|收购|购买)(?:、|和|或|与|以及)?){1,4}")
_LENT_LENGTH = 16
_WHOSE = r"(?:个人|本人|自己的?|名下|他人|实名)?"
_KIND = r"(?:银行|电话|手机|支付|对公|微信|社交|物联网|企业|QQ)"
_CARD = rf"{_WHOSE}(?:{_KIND}?(?:账户|帐户|账号|帐号)|{_KIND}[卡号]|U盾|两卡)"
_LENT_TOO = re.compile(rf"(?:[、/]|和|及|或|与|以及){_CARD}(?:(?:[、/]|和|及|或|与|以及){_CARD}){{0,4}}")
_LENDING = ("出", "买", "收", "贩", "租", "卖", "倒", "提供", "借")
_NO_NAMES = frozenset({"decoy", "organization"})
_FAKE = frozenset({"假", "虚假"})
_REFUSED = frozenset("不勿")  # 不轻信、不刷单 is advice


def grow(text: str, gaps: Collection[int], start: int, end: int) -> tuple[int, int, str, str]:
    """Extend a term over its attached prefix and tail; return start, end, prefix and tail.

    >>> grow("谨防虚假贷款类诈骗。", frozenset(), 4, 6)
    (2, 9, '虚假', '类诈骗')
    """
    new_start, new_end = _prefix_start(text, gaps, start), tail_end(text, end)
    if text[new_start - 1 : new_start] == "涉" and text.endswith("诈骗警情", end, new_end):
        new_end -= 2  # 涉养老诈骗|警情 are reports of it
    return new_start, new_end, text[new_start:start], text[end:new_end]


def _prefix_start(text: str, gaps: Collection[int], start: int) -> int:
    if text[start - 1 : start] not in _PREFIX_ENDS:
        return start
    prefix = _PREFIX.match(text, max(0, start - _PREFIX_LENGTH), start)
    # A space in the raw text is a clause boundary: no prefix is taken from beyond it.
    if prefix and (crossed := [gap for gap in range(prefix.start() + 1, start + 1) if gap in gaps]):
        prefix = _PREFIX.match(text, crossed[-1], start)
    return prefix.start() if prefix else start


def tail_end(text: str, end: int) -> int:
    """Return the end of what stands attached to a name that ends at ``end``.

    >>> tail_end("贷款类诈骗。", 2), tail_end("假交友（投资诈财）诈骗", 3)
    (5, 11)
    """
    tail = _TAIL.match(text, end) if text[end : end + 1] in _TAIL_STARTS else None
    return tail.end() if tail else end


def term_mentions(text: str, gaps: Collection[int], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Yield a mention for every lexicon term that may name a scheme."""
    for hit in hits:
        sense = sense_of(hit)
        if sense in _NO_NAMES:
            continue
        start, end, _ = hit
        before = text[start - 1 : start]
        if before in _REFUSED:
            continue
        if sense == "role" and before not in _PREFIX_ENDS and text[end : end + 1] not in _TAIL_STARTS:
            continue  # most roles stand bare
        start, end, prefix, tail = grow(text, gaps, start, end)
        code, scheme = kind_of(hit)
        if sense != "role":
            start = start if prefix else _activity(text, gaps, start, code)
            end = _lent_too(text, start, end, code)
            yield Mention(start, end, code, scheme, sense, sense, prefix, tail)
        elif prefix.rstrip('“‘"') in _FAKE:
            yield Mention(start, end, code, scheme, "contextual", "fake_role", prefix, tail)
        elif tail and tail != "案" and not text.startswith("涉", max(0, hit.start - 1)):
            yield Mention(hit.start, end, code, scheme, "role", "role", "", tail)


def _activity(text: str, gaps: Collection[int], start: int, code: str) -> int:
    """Return where a name begins that says what is done with the goods or the cards."""
    if code in _TRADED:
        match = _TRADE.match(text, max(0, start - _PREFIX_LENGTH), start)
    elif code == "facilitation" and text.startswith(_LENDING, start):
        match = _LENT.match(text, max(0, start - _LENT_LENGTH), start)
    else:
        return start
    crossed = match is None or any(gap in gaps for gap in range(match.start() + 1, start + 1))
    return start if match is None or crossed else match.start()


def _lent_too(text: str, start: int, end: int, code: str) -> int:
    """Return the end of a list of cards that one verb governs: 买卖银行卡、电话卡."""
    if code != "facilitation" or not text.startswith(_LENDING, start):
        return end
    more = _LENT_TOO.match(text, end)
    return more.end() if more else end


def sense_of(hit: Hit) -> str:
    """Return when a term counts; a user's term without further keys is a name."""
    sense: str = hit.term.extra.get("sense", "named")
    return sense


def kind_of(hit: Hit) -> tuple[str, str]:
    """Return code and scheme of a term; word lists say which scheme they belong to."""
    return hit.term.code, str(hit.term.extra.get("scheme", hit.term.id))


_Span = TypeVar("_Span", Mention, Hit)


def overlapping(spans: Sequence[_Span], start: int, end: int) -> list[_Span]:
    """Return those of the spans, sorted and apart, that share characters with start:end."""
    index = max(0, bisect_left(spans, (start,)) - 1)
    found = []
    while index < len(spans) and spans[index].start < end:
        if spans[index].end > start:
            found.append(spans[index])
        index += 1
    return found
