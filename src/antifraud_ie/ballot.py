"""The ballot: what each naming of a place says about the home of an article, and how much it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from .places import HONG_KONG, MACAU, TAIWAN, Division, Gazetteer, PlaceHit, gazetteer, is_common_word
from .records import Zone
from .sides import by_head, by_side, is_across, outermost, side_of_strait
from .special_units import special_units
from .zones import Line

UNIT_WEIGHT = 4
SHORT_WEIGHT = 0.5
# The name of a former district, and the word for any new zone.
_ZONE_WORDS = frozenset({"新区"})
_HEAD_ZONES = frozenset({"title", "byline"})

# A name that heads a police unit speaks more of the article's home than a name in passing.
_UNIT_HEAD = re.compile(
    r"(?:[省市州县区旗]|自治[区州县旗])?(?:人民)?(?:政府)?"
    r"(?:公安(?:局|分局|厅)?|警方|交警|网警|特警|刑警|警察局|警局|警务|分局|反(?:电信网络)?诈骗?(?:中心|办)|检察|边境管理|警[一二三四五六七八九十]?分局)"
)
_HEAD_BEGINS = frozenset("省市州县区旗自人政公警反检边分交网特刑")
# A station's name behind that of its county tells the home as well, but for a road's (南京东路派出所).
_STATION = re.compile("[^\\W\\d_A-Za-z]{1,3}[^\\W\\d_A-Za-z路街道巷村站园场区](?:镇|乡|街道)?派出所")
# The police of another place, of whom a text says what they gave: 接到…警方通报, 在…警方配合下.
_PARTNER_BEFORE = re.compile(r"(?:接到|根据|商请|移交给?|与|会同|联合)[^\W\d_A-Za-z]{0,3}$")
# What a swindler claims to be of tells nothing: 自称“上海市徐汇区公安分局民警”.
_CLAIMED = re.compile(r"(?:自称|冒充|假冒|谎称|声称|假扮)[\w“\"「『]{0,8}$")
_CLAIM_REACH = 10
_PARTNER_AFTER = re.compile("的?(?:大力|全力|积极|鼎力|密切)?(?:支持|配合|协助|协作)下?|发来|协查")
_PARTNER_REACH = len("移交给内蒙古")
_PARTNERS = ("警方", "公安", "公安局")
# What is called by the county it is in: its site, which its own news opens with (邓州网讯), its banks.
_OF_COUNTY = re.compile("(?:新闻网|网|日报)讯|农(?:村)?商(?:业)?银?行|农信社|农村信用|融媒")
# 全港, 本澳: the region as a whole.
_WHOLE = re.compile(r"[全本](?P<which>[港澳])(?![币元口])")
_WHOLE_CODES = {"港": HONG_KONG, "澳": MACAU}
# News datelined from Taipei is about all of Taiwan unless it names a place.
_DATELINE = re.compile("(?:即时|综合|连线)?(?:报[导道]|[讯电])")
# A correspondent's city, which need not be that of the news: 新华社济南1月15日电.
_NEWS_FROM = re.compile("(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:[电讯]|消息)")
# What may stand between a city's name and that of a place in it.
_BETWEEN = frozenset({"", "公安局", "市公安局"})


class Vote(NamedTuple):
    """One naming of a place: the divisions it may mean and how much it counts.

    A ``bare`` vote, a county's short name without its kind or its city before it, counts only beside a sure vote for
    the county's city: many such names are everyday words. A vote ``by_unit``, by the name of its police, or
    ``in_head``, in the title, can make a home.
    """

    surface: str
    candidates: tuple[Division, ...]
    weight: float
    bare: bool = False
    by_unit: bool = False
    in_head: bool = False


class Meaning(NamedTuple):
    """What a place's name may mean; whether it is a short name, and of nothing larger than a county."""

    candidates: tuple[Division, ...]
    short: bool
    small: bool


class Ballot:
    """Collects the votes of a text, line by line."""

    def __init__(self, text: str, places: Gazetteer, hits: Sequence[PlaceHit]) -> None:
        self.text = text
        self.places = places
        self.local: dict[str, Division] = {}
        self._waiting = list(reversed(hits))
        self._side = side_of_strait(text)
        self._votes: list[Vote] = []
        self._sure = sorted([*self._whole_regions(), *self._special_units()], reverse=True)

    def count(self, line: Line, weight: float) -> None:
        """Add the votes of the next line."""
        while self._sure and self._sure[-1][0] < line.end:
            _, surface, code, factor = self._sure.pop()
            if weight:
                self._votes.append(Vote(surface, (self.places.get(code),), weight * factor, by_unit=True))
        hits: list[PlaceHit] = []
        while self._waiting and self._waiting[-1].start < line.end:
            hits.append(self._waiting.pop())
        if hits and weight:
            self._count_places(hits, weight, line.zone)

    def _count_places(self, hits: Sequence[PlaceHit], weight: float, zone: Zone) -> None:
        before: Sequence[Division] = ()
        before_end = 0
        for start, end, surface in hits:
            if _CLAIMED.search(self.text, max(0, start - _CLAIM_REACH), start):
                continue
            head = self._head(end)
            if head and self._is_partner(start, end, head):
                head = ""
            if surface in _ZONE_WORDS or (not head and is_common_word(surface)):
                continue
            if surface == "台北" and _DATELINE.match(self.text, end):
                taiwan = (self.places.get(TAIWAN),)
                self._votes.append(Vote(surface, taiwan, weight, in_head=zone in _HEAD_ZONES))
                continue
            if _NEWS_FROM.match(self.text, end):
                continue
            outer = before if before and self.text[before_end:start] in _BETWEEN else ()
            tells = not head and self._tells_home(surface, end)
            before = self._add(surface, head, outer, weight, zone, tells=tells)
            before_end = end

    def votes(self) -> list[Vote]:
        """Return all votes; a name found to be local to a city votes for it wherever it stands."""
        return [
            vote._replace(candidates=(self.local[vote.surface],), bare=False) if vote.surface in self.local else vote
            for vote in self._votes
        ]

    def _is_partner(self, start: int, end: int, head: str) -> bool:
        """Whether a place's police are named for what they gave those of the home."""
        if not head.endswith(_PARTNERS):
            return False
        if _PARTNER_AFTER.match(self.text, end + len(head)):
            return True
        return _PARTNER_BEFORE.search(self.text, max(0, start - _PARTNER_REACH), start) is not None

    def _head(self, position: int) -> str:
        """What stands at a position of a police unit or a government, an empty string where nothing does."""
        if self.text[position : position + 1] not in _HEAD_BEGINS:
            return ""
        match = _UNIT_HEAD.match(self.text, position)
        return match[0] if match else ""

    def _tells_home(self, surface: str, end: int) -> bool:
        """Whether a station, a site or a bank is called by a place: 寿宁鳌阳派出所, 邓州网讯, 鹿邑农商银行."""
        if _OF_COUNTY.match(self.text, end):
            return _meant(surface, "", self._side).small
        return _STATION.match(self.text, end) is not None and not is_common_word(surface)

    def _add(
        self, surface: str, head: str, outer: Sequence[Division], weight: float, zone: Zone, *, tells: bool
    ) -> tuple[Division, ...]:
        """Vote for a place, named right behind others or alone; return what it may mean."""
        meaning = _meant(surface, head, self._side)
        inner: tuple[Division, ...] = ()
        if outer:
            inner = tuple(c for c in meaning.candidates if any(self.places.within(c, o) for o in outer))
            if inner:
                self._votes.pop()
                meaning = _meaning(surface, inner)
            elif len(outer) == 1 and head and meaning.short:
                # A name written under a city's name, but not known there, is local to it (a zone, a town).
                self.local[surface] = outer[0]
                meaning = _meaning(surface, tuple(outer))
        candidates, short, small = meaning
        if not candidates:
            return ()
        factor = UNIT_WEIGHT if head else SHORT_WEIGHT if short and not tells else 1
        bare = short and small and not head and not inner and not tells
        # The police that a byline names wrote the text, and need not be what it tells of.
        by_unit = (bool(head) or tells) and zone != "byline"
        self._votes.append(Vote(surface, candidates, weight * factor, bare, by_unit, in_head=zone in _HEAD_ZONES))
        return candidates

    def _whole_regions(self) -> Iterator[tuple[int, str, str, float]]:
        if "港" not in self.text and "澳" not in self.text:
            return
        for match in _WHOLE.finditer(self.text):
            yield match.start(), match.group(), _WHOLE_CODES[match["which"]], 1

    def _special_units(self) -> Iterator[tuple[int, str, str, float]]:
        for start, _, surface in special_units().find(self.text):
            unit = special_units()[surface]
            if unit.province and not unit.needs:
                yield start, surface, unit.province, UNIT_WEIGHT


@lru_cache(maxsize=8192)
def _meant(surface: str, head: str, side: str | None) -> Meaning:
    """What a place's name means before a head, in a text of one side of the strait."""
    places = gazetteer()
    bearers = tuple(dict.fromkeys(map(places.current, places.named(surface))))
    if len(bearers) == 1:
        return _meaning(surface, () if is_across(bearers[0], side) else bearers)
    likely = by_side(bearers, side)
    if "局" in head:
        likely = by_head(likely, sub_bureau=head.endswith("分局"))
    return _meaning(surface, outermost(likely))


def _meaning(surface: str, candidates: tuple[Division, ...]) -> Meaning:
    short = all(division.name != surface for division in gazetteer().named(surface))  # a former full name is none
    return Meaning(candidates, short, all(division.level in {"county", "town"} for division in candidates))
