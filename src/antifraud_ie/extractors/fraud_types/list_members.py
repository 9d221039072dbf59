"""Members of a list of schemes that no lexicon knows: 警惕冒充客服、资金清退、刷单等诈骗."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import regex

from ...lexicon import Lexicon
from .names import Mention, kind_of, overlapping, sense_of
from .numbered_members import numbered_members
from .words import can_be_member

_REACH = 120  # characters of one list
_SIGN = re.compile(r"[，,。；;！!？?：:\n…]")
_SIGN_BEFORE = regex.compile(r"(?r)[，,。；;！!？?：:\n…]")
_JOINT = re.compile(r"、|以及|(?<=[\u4e00-\u9fff])及(?![时其格])")
# What closes a list of schemes; who commits them (等诈骗分子) closes none.
_SCAM = r"(?:诈骗(?!分子|团伙|集团|窝点|犯罪嫌疑人|罪)|诈欺|骗局|骗术|骗案|骗招|套路|陷阱|圈套)"
# Most clauses hold none of these, which a look tells sooner than the whole pattern.
_CAN_CLOSE = re.compile(r"诈骗|诈欺|骗[局术案招]|套路|陷阱|圈套|话术|[多高频]发")
_CLOSED = regex.compile(
    rf"类?(?P<listed>等[\p{{Han}}\d--[反防识我你他是]]{{0,12}}?{_SCAM})"
    rf"|类?[一二两三四五六七八九十几多\d]{{1,3}}[类种个大](?:常见|新型|高发|校园|老)?{_SCAM}"
    r"|类?的?(?:老|新|常见|惯用|诈骗)?(?:套路|骗术|骗局|话术)"
    r"|类?(?:等类?)?(?:案件|诈骗)?(?:近期|近日|最近|近来|当前|眼下|近段时间)[\p{Han}]{0,4}?[多高频]发(?!期|地|区|人群|时段|路段|季)",
    regex.V1,
)
_OPENER = regex.compile(
    r"(?r)(?:警惕|谨防|慎防|提防|当心|防范|识破|拆穿|戳穿|揭穿|揭秘|揭露|曝光|剖析|讲解|介绍|讲述|讲了?|[要谨]?防|包括|例如|比如|诸如|遇到|遭遇|梳理了?|还原了?|[:：])"
    r"(?:各类|新型|常见|高发|此类|这类|近期|当前|所谓的?)?$"
)
_NAME = regex.compile(r"[\p{Han}A-Za-z]{2,10}")
_GOODS = re.compile(r"[低高]价|收购|购买|代购|抢购|团购|求购|[购售卖]")


# 常见骗局：刷单返利、换零钱: a list that opens so needs nothing to close it.
_LIST_OPEN = regex.compile(
    r"(?r)(?:诈骗|骗局|骗术|骗案|套路|陷阱|大坑)(?:案件)?(?:手[法段]|类型|方式|形式|清单|名单|之)?(?:有|包括|主要有)?[:：]?"
)
_COLONS = frozenset(":：")


class _Member(NamedTuple):
    start: int
    end: int
    is_first: bool


def list_members(text: str, gaps: Collection[int], accepted: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the unknown members of lists of schemes.

    >>> known = Mention(2, 6, "impersonating_police", "x", "contextual", "impersonation")
    >>> [(m.start, m.end) for m in list_members("警惕冒充客服、资金清退等诈骗。", (), [known], Lexicon([]))]
    [(7, 11)]
    """
    inline = [_mention(text, span, lexicon) for span in _inline_members(text, gaps, accepted)]
    numbered = numbered_members(text, sorted([*accepted, *inline]))
    yield from inline
    yield from (_mention(text, span, lexicon) for span in numbered)


def _inline_members(text: str, gaps: Collection[int], accepted: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    for low, end, says_itself in _lists(text):
        members = list(_members(text, low, end))
        unknown = [member for member in members if not overlapping(accepted, member.start, member.end)]
        if not unknown:
            continue
        known = len(members) - len(unknown)
        names = [name for member in unknown if (name := _name(text, low, member, gaps))]
        # 等骗局 says by itself what a list is of where every member can be a name; else schemes have to prevail in it.
        if len(unknown) > known and not (says_itself and len(names) == len(unknown)):
            continue
        yield from names


def _lists(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of lists of schemes, and whether 等诈骗 closes them.

    A list begins behind the nearest sign but 、 and ends before what closes it, or with its clause behind 常见骗局：.
    """
    at = text.find("、")
    while at >= 0:
        floor = max(0, at - _REACH)
        opening = _SIGN_BEFORE.search(text, floor, at)
        low = opening.end() if opening else floor
        sign = _SIGN.search(text, at)
        high = sign.end() if sign else len(text)
        reach = min(high, at + _REACH)
        closing = _CLOSED.search(text, at, reach) if _CAN_CLOSE.search(text, at, reach) else None
        if closing:
            yield low, closing.start(), bool(closing["listed"])
        elif text[low - 1 : low] in _COLONS and _LIST_OPEN.match(text, max(0, low - _REACH), low):
            yield low, high - 1 if sign else high, False
        at = text.find("、", high)


def _members(text: str, low: int, end: int) -> Iterator[_Member]:
    at = low
    for joint in _JOINT.finditer(text, low, end):
        yield _Member(at, joint.start(), at == low)
        at = joint.end()
    yield _Member(at, end, at == low)


def _name(text: str, low: int, member: _Member, gaps: Collection[int]) -> tuple[int, int] | None:
    start, end = member.start, member.end
    if member.is_first:
        opened = [at for at in range(low, end - 1) if _OPENER.match(text, max(0, low - 1), at)]
        if not opened:
            return None
        start = opened[-1]
    if end > start and text[end - 1] == "类":
        end -= 1
    if not _NAME.fullmatch(text, start, end) or not can_be_member(text[start:end]):
        return None
    crossed = any(gap in gaps for gap in range(start + 1, end))
    return None if crossed else (start, end)


def _mention(text: str, span: tuple[int, int], lexicon: Lexicon) -> Mention:
    return Mention(*span, *_kind(text[slice(*span)], lexicon), "contextual", "list_member")


def _kind(name: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return code and scheme by the last word of a name that the lexicon knows."""
    hits = [hit for hit in lexicon.find(name) if sense_of(hit) not in ("decoy", "organization")]
    if hits:
        return kind_of(hits[-1])
    return ("fake_shopping", "fake_shopping") if _GOODS.search(name) else ("other_fraud", "other_fraud.open")
