"""The home division: the city or county an article is about, by weighing every place it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .places import Division, Gazetteer, PlaceHit, gazetteer, is_common_word
from .records import Zone
from .sides import by_head, by_side, is_across, outermost, side_of_strait
from .special_units import special_units
from .zones import Line

READ_LIMIT = 8000
ZONE_WEIGHT: dict[Zone, float] = {"title": 3, "byline": 1.5, "heading": 1, "body": 1, "caption": 1, "boilerplate": 0}
LEAD_WEIGHT = 2
UNIT_WEIGHT = 4
SHORT_WEIGHT = 0.5
# The part of what is said about a division that one child must hold to be the home instead.
DOMINANT = 0.55
# The name of a former district, and the word for any new zone.
_ZONE_WORDS = frozenset({"新区"})
# Hong Kong and Macau report as a whole; their districts make no home.
UNDIVIDED = frozenset({"810000", "820000"})

# A name that heads a police unit speaks more of the article's home than a name in passing.
_UNIT_HEAD = re.compile(
    r"(?:[省市州县区旗]|自治[区州县旗])?(?:人民)?(?:政府)?"
    r"(?:公安(?:局|分局|厅)?|警方|警察局|警局|警务|分局|反(?:电信网络)?诈骗?(?:中心|办)|检察|警分局)"
)
_HEAD_BEGINS = frozenset("省市州县区旗自人政公警反检分")
# 全港, 本澳: the region as a whole.
_WHOLE = re.compile(r"[全本](?P<which>[港澳])(?![币元口])")
_WHOLE_CODES = {"港": "810000", "澳": "820000"}
# News datelined from Taipei is about all of Taiwan unless it names a place.
_DATELINE = re.compile("(?:即时|综合|连线)?(?:报[导道]|[讯电])")
# What may stand between a city's name and that of a place in it.
_BETWEEN = frozenset({"", "公安局", "市公安局"})


class Vote(NamedTuple):
    """One naming of a place: the divisions it may mean and how much it counts.

    A ``bare`` vote, a county's short name without its kind, counts only beside a sure vote for the county's city:
    many such names are everyday words. A vote ``by_unit``, by the name of its police, or ``in_head``, in the title,
    can make a home.
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


class Home(NamedTuple):
    """The home division, and names that are local to a city without being divisions (a development zone)."""

    division: Division | None
    local: dict[str, Division]


def find_home(text: str, lines: Sequence[Line], hits: Sequence[PlaceHit]) -> Home:
    """Weigh every place named and return the one division the article is about, None where none stands out.

    >>> text = "徐州市公安局鼓楼分局昨日通报"
    >>> find_home(text, (Line(0, len(text), "body"),), list(gazetteer().find(text))).division.code
    '320302'
    """
    places = gazetteer()
    ballot = Ballot(text[:READ_LIMIT], places, hits[: bisect_left(hits, (READ_LIMIT,))])
    lead = next((line for line in lines if line.zone == "body"), None)
    for line in lines:
        if line.start >= READ_LIMIT:
            break
        ballot.count(line, ZONE_WEIGHT[line.zone] * (LEAD_WEIGHT if line is lead else 1))
    votes = ballot.votes()
    home = _deepest_dominant(_tally(votes, places), _naming(votes, places), places)
    grounded = home is not None and (
        _is_spoken_for(text, home, votes) or any(_supports(v, home, places) for v in votes)
    )
    return Home(home if grounded else None, ballot.local)


def _is_spoken_for(text: str, home: Division, votes: Sequence[Vote]) -> bool:
    """Whether a text that names a county in full goes on to speak of it as such: 全县, 我县."""
    kind = home.name[-1]
    is_named = any(vote.surface == home.name and vote.candidates == (home,) for vote in votes)
    return is_named and any(word + kind in text for word in ("全", "我"))


def _supports(vote: Vote, home: Division, places: Gazetteer) -> bool:
    return (vote.by_unit or vote.in_head) and any(
        places.within(c, home) or places.within(home, c) for c in vote.candidates
    )


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
            self._count_places(hits, weight, in_head=line.zone in {"title", "byline"})

    def _count_places(self, hits: Sequence[PlaceHit], weight: float, *, in_head: bool) -> None:
        before: Sequence[Division] = ()
        before_end = 0
        for start, end, surface in hits:
            head = self._head(end)
            if surface in _ZONE_WORDS or (not head and is_common_word(surface)):
                continue
            if surface == "台北" and _DATELINE.match(self.text, end):
                taiwan = (self.places.get("710000"),)
                self._votes.append(Vote(surface, taiwan, weight, in_head=in_head))
                continue
            outer = before if before and self.text[before_end:start] in _BETWEEN else ()
            before = self._add(surface, head, outer, weight, in_head=in_head)
            before_end = end

    def votes(self) -> list[Vote]:
        """Return all votes; a name found to be local to a city votes for it wherever it stands."""
        return [
            vote._replace(candidates=(self.local[vote.surface],), bare=False) if vote.surface in self.local else vote
            for vote in self._votes
        ]

    def _head(self, position: int) -> str:
        """What stands at a position of a police unit or a government, an empty string where nothing does."""
        if self.text[position : position + 1] not in _HEAD_BEGINS:
            return ""
        match = _UNIT_HEAD.match(self.text, position)
        return match[0] if match else ""

    def _add(
        self, surface: str, head: str, outer: Sequence[Division], weight: float, *, in_head: bool
    ) -> tuple[Division, ...]:
        """Vote for a place, named right behind others or alone; return what it may mean."""
        meaning = _meant(surface, head, self._side)
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
        factor = UNIT_WEIGHT if head else SHORT_WEIGHT if short else 1
        bare = short and small and not head
        self._votes.append(Vote(surface, candidates, weight * factor, bare, by_unit=bool(head), in_head=in_head))
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
    short = all(division.name != surface for division in candidates)
    return Meaning(candidates, short, all(division.level in {"county", "town"} for division in candidates))


def _tally(votes: Sequence[Vote], places: Gazetteer) -> Mapping[str, float]:
    """Weigh divisions by code; a homonym goes to the bearer whose surroundings are named otherwise."""
    sure: dict[str, float] = defaultdict(float)
    for vote in votes:
        if len(vote.candidates) == 1 and not vote.bare:
            for division in places.lineage(vote.candidates[0]):
                sure[division.code] += vote.weight
    tally: dict[str, float] = defaultdict(float)
    for vote in votes:
        division = vote.candidates[0]
        if len(vote.candidates) > 1 or vote.bare:
            support = [sum(sure[d.code] for d in _above(c, places)) for c in vote.candidates]
            if support.count(max(support)) > 1 or max(support) == 0:
                continue
            division = vote.candidates[support.index(max(support))]
        tally[division.code] += vote.weight
    return tally


def _above(division: Division, places: Gazetteer) -> tuple[Division, ...]:
    """The divisions whose naming makes a homonym likely: its city, or its province where it is itself a city."""
    lineage = places.lineage(division)[:-1]
    return lineage[1:] if len(lineage) > 1 else lineage


def _naming(votes: Sequence[Vote], places: Gazetteer) -> Mapping[str, float]:
    """Weigh by code the provinces as they are named, and not by units with names of their own (警政署)."""
    naming: dict[str, float] = defaultdict(float)
    for vote in votes:
        division = vote.candidates[0]
        if division.level == "province" and places.named(vote.surface):
            naming[division.code] += vote.weight
    return naming


def _deepest_dominant(tally: Mapping[str, float], naming: Mapping[str, float], places: Gazetteer) -> Division | None:
    """Go down from the province as long as one child holds most of what is said about its parent."""
    below: dict[str, float] = defaultdict(float)
    for code, weight in tally.items():
        for division in places.lineage(places.get(code)):
            below[division.code] += weight
    total = sum(tally.values())
    home: Division | None = None
    children = [code for code in below if places.get(code).level == "province"]
    while children:
        best = max(children, key=lambda code: below[code])
        # A province may be named only to place its city: that does not keep the home up at the province.
        passing = naming.get(home.code, 0.0) if home is not None and tally.get(best, 0.0) >= 1 else 0.0
        if below[best] < DOMINANT * ((total if home is None else below[home.code]) - passing):
            break
        home = places.get(best)
        if best in UNDIVIDED:
            break
        children = [code for code in below if places.get(code).parent == home.code]
    return home
