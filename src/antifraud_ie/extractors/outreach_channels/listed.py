"""Words no lexicon lists, carried by the list they stand in: 送环保袋和|草帽, 编成|好来宝|、快板, |商超群|、物业群."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import regex

from ...patterns import Pattern
from .mentions import Mention
from .senses.cues import CLAUSE_START
from .words import channel_words

_COUNT = r"(?:[近超约]?\d[\d.,]{0,8}[万千百]?[余多]?\p{Han}{1,2})?"
_JOINT = rf"[”’\"》]?{_COUNT}(?:、|和|及|与|以及)(?:反诈|防骗|宣传)?[“‘\"《]?"
# No part of a plain noun: particles, prepositions, pronouns, conjunctions.
_PART = r"(?:(?<=利)是|[^\P{Han}的了着过到在是有对向给被把让为以并就也都还请将用从与和或及等其该此这那每各])"
_ENDS = (
    r"(?=[”’]?(?:[、，,。；;！!？?）)\s]|[和及与等里中上内播滚轮都\d]"
    r"|以及|[一二两三四五六七八九十百千]|共计?|累计|[赠发]?送|$))"
)
_LONGEST_CLAUSE = 60
_MOST = 4  # unknown members in a row


class _Kind(NamedTuple):
    """Lists of one kind: the channels that open it, the verb that they need, and what their unknown members become."""

    codes: frozenset[str]
    verb: Pattern | None
    name: str
    code: str
    rule: str


_KINDS = (
    _Kind(
        frozenset({"gift", "leaflet"}),
        Pattern(r"(?:赠送|发放|派发|派送|分发|散发|分送|领取|兑换|换取|[送赠派领抽赢拿])[了出上到]?"),
        rf"{_PART}{{2,5}}",
        "gift",
        "listed_gift",
    ),
    _Kind(
        frozenset({"film_song"}),
        Pattern(r"(?:编成|编排成?|改编成|改编为|排演|排练|演唱|表演|创作|自编|写成|唱起|演出|编创)了?"),
        rf"{_PART}{{2,4}}",
        "film_song",
        "listed_show",
    ),
    _Kind(frozenset({"wechat_group"}), None, rf"{_PART}{{1,5}}群", "wechat_group", "listed_group"),
    _Kind(frozenset({"screen"}), None, rf"{_PART}{{1,5}}屏", "screen", "listed_screen"),
)


def with_listed(text: str, channels: Sequence[Mention]) -> list[Mention]:
    """Return the channels with the unknown members of their lists, in text order.

    >>> bag = Mention(3, 6, "gift", "gift", "print", False, frozenset("个"))
    >>> [(each.start, each.end, each.rule) for each in with_listed("民警送环保袋和草帽。", [bag])]
    [(3, 6, 'gift'), (7, 9, 'listed_gift')]
    """
    taken = {at for mention in channels for at in range(mention.start, mention.end)}
    found = []
    for mention in channels:
        kind = next((kind for kind in _KINDS if mention.code in kind.codes), None)
        if kind is None:
            continue
        for start, end in _members(text, mention, kind):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                found.append(mention._replace(start=start, end=end, code=kind.code, rule=kind.rule, weak=False))
    return sorted(chain(channels, found), key=itemgetter(0)) if found else list(channels)


def _members(text: str, mention: Mention, kind: _Kind) -> Iterator[tuple[int, int]]:
    """Yield where unknown members stand after a known one, and the one between the verb and it."""
    border = CLAUSE_START.match(text, max(0, mention.start - _LONGEST_CLAUSE), mention.start)
    left = border.end() if border else max(0, mention.start - _LONGEST_CLAUSE)
    verbs = list(kind.verb.finditer(text, left, mention.start)) if kind.verb else []
    if kind.verb and not verbs:
        return
    end = mention.end
    for _ in range(_MOST):
        following = _following(kind.name).match(text, end)
        if not following or _is_no_thing(following["name"]):
            break
        yield following.span("name")
        end = following.end()
    before = (
        _between(text, verbs[-1].end(), mention.start, kind) if verbs else _touching(text, left, mention.start, kind)
    )
    if before and not _is_no_thing(before["name"]):
        yield before.span("name")


def _is_no_thing(name: str) -> bool:
    """Whether a word of the name is a verb, a person, a place or nothing that can be handed over or shown."""
    return _no_thing().search(name) is not None


@cache
def _no_thing() -> Pattern:
    words = channel_words()
    return Pattern("|".join((*words["verbs"], *words["unlisted"])))


def _between(text: str, verb_end: int, known: int, kind: _Kind) -> regex.Match[str] | None:
    """送|草帽|和环保袋: the unknown member fills what is left between the verb and the known one."""
    return _before(kind.name).fullmatch(text, verb_end, known)


def _touching(text: str, left: int, known: int, kind: _Kind) -> regex.Match[str] | None:
    """|商超群|、物业群: the unknown member's own head says what it is."""
    return _before_in_reverse(kind.name).match(text, left, known)


@cache
def _following(name: str) -> Pattern:
    return Pattern(rf"{_JOINT}(?P<name>{name}){_ENDS}")


@cache
def _before(name: str) -> Pattern:
    return Pattern(rf"(?:反诈|防骗|宣传)?[“‘\"《]?(?P<name>{name}){_JOINT}")


@cache
def _before_in_reverse(name: str) -> Pattern:
    return Pattern(rf"(?r)(?P<name>{name}){_JOINT}")
