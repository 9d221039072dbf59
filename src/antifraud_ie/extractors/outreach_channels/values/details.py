"""What is said of a channel beside its count: its proper name, the people it reached."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ....numerals import Number
from ....patterns import Pattern
from ....records import Qualifier
from ..mentions import Bounds, Mention
from .quantities import Quantity

_NAME_REACH = 30
_NAME_BREAK = re.compile(r"[，,。；;：:\n]")
_NAME_AFTER = re.compile(r"[“《](?P<name>[^“”《》，,。；;\n]{2,24})[”》]")
_OPENING, _CLOSING = '“‘《"', '”’》"'

# People reached: 受教育群众8000余人次, 参与群众12万余人, 覆盖600余万人次, 200名市民出席.
_REACHED = (
    r"(?:受教育|受众|覆盖|惠及|受益|参与|参加|吸引|触达|辐射|服务|接待|听众|观众|听讲|听课|教育|宣传|面向|影响|接受咨询|接受群众咨询"
    r"|解答|接触|受宣|直接受众|观看|走访|动员|发动|培训|惠及面)"
)
_AUDIENCE_AFTER = Pattern(rf"{_REACHED}[\p{{Han}}]{{0,8}}$")
_ATTENDED = Pattern(r"\p{Han}{0,8}?(?:参加|参与|出席|到场|聆听|听讲|听课|观看|收看|受益|受教育|在场|接受)")
_USED = Pattern(r"\p{Han}{0,8}?(?:安装|下载|注册|关注|加入|观看|收看|参加|参与|聆听|走进)")
_PEOPLE = re.compile(r"人次|户次|人(?!民|员|士|家)|名|户(?!外)|位|家(?!长|庭|属|乡)")
_VISITED = frozenset({"人", "人次", "户", "户次", "家", "名", "所"})
_AUDIENCE_FAMILIES = frozenset({"face_to_face", "online", "media", "broadcast", "place"})
_AUDIENCE_REACH = 16
_USERS_REACH = 20  # from the number to what they use: 4000名群众安装|App
_CARRY_REACH = 60  # a number of people may open the next sentence


class Audience(NamedTuple):
    """How many were reached, in which measure, how exactly."""

    value: float
    measure: str
    qualifier: Qualifier


def name_of(text: str, mention: Mention) -> str | None:
    """Return the proper name in quotes that a channel has: inside it, around it, before or after it.

    >>> text = "“反诈进万家”主题活动"
    >>> name_of(text, Mention(1, 11, "event", "campaign", "face_to_face", False, frozenset()))
    '反诈进万家'
    """
    start, end = mention.start, mention.end
    quote = text[start - 1 : start]
    if quote and quote in _OPENING:
        closing = min((at for mark in _CLOSING if (at := text.find(mark, start, end + 1)) >= 0), default=-1)
        if closing >= 0 or quote != '"':
            return text[start:closing] if closing > start else None
    if quote and quote in _CLOSING:
        opening = max(text.rfind(mark, max(0, start - _NAME_REACH), start - 1) for mark in _OPENING)
        name = text[opening + 1 : start - 1]
        return name if opening >= 0 and name and not _NAME_BREAK.search(name) else None
    after = _NAME_AFTER.match(text, end) if text.startswith(("“", "《"), end) else None
    return after["name"] if after else None


def audiences(
    text: str, mentions: Sequence[Mention], numbers: Mapping[Bounds, Sequence[Number]], taken: frozenset[int]
) -> dict[int, Audience]:
    """Return the audience of the mentions that have one, by the mention's start.

    A number of people reached belongs to the last channel before it that reaches people by itself, or to what they
    use after it. ``numbers`` holds those of each sentence by its bounds, ``taken`` where those start that count
    channels.
    """
    found: dict[int, Audience] = {}
    reaching = [mention for mention in mentions if mention.family in _AUDIENCE_FAMILIES]
    starts = [mention.start for mention in reaching]
    for bounds, counts in numbers.items() if reaching else ():
        for at, users, audience in _counts_of_people(text, bounds, counts, taken):
            after = bisect_right(starts, at)
            if users and after < len(starts) and starts[after] - at <= _USERS_REACH:
                found.setdefault(starts[after], audience)
                continue
            index = bisect_right(starts, at) - 1
            if index >= 0 and (starts[index] >= bounds[0] or at - starts[index] <= _CARRY_REACH):
                found.setdefault(starts[index], audience)
    return found


def _counts_of_people(
    text: str, bounds: Bounds, counts: Sequence[Number], taken: frozenset[int]
) -> Iterator[tuple[int, bool, Audience]]:
    start, end = bounds
    for number in counts:
        measure = _PEOPLE.match(text, number.end)
        if number.start in taken or not measure:
            continue
        users = _USED.match(text, measure.end(), end) is not None
        reached = _AUDIENCE_AFTER.search(text, max(start, number.start - _AUDIENCE_REACH), number.start)
        if users or reached or _ATTENDED.match(text, measure.end(), end):
            value = int(number.value) if number.value == int(number.value) else float(number.value)
            yield number.start, users, Audience(value, measure.group(), number.qualifier)


def audience_of_visits(mention: Mention, quantity: Quantity | None) -> Audience | None:
    """Return a count of channels as an audience where it counts whom they reached: 走访商户1.6万余家."""
    if mention.code != "home_visit" or quantity is None or quantity.measure not in _VISITED:
        return None
    return Audience(quantity.value, quantity.measure, quantity.qualifier)
