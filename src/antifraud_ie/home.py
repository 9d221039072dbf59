"""The home division: the city or county an article is about, by weighing every place it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .ballot import Ballot, Vote
from .places import HONG_KONG, MACAU, Division, Gazetteer, PlaceHit, gazetteer, largest
from .records import Zone
from .zones import Line

READ_LIMIT = 8000
ZONE_WEIGHT: dict[Zone, float] = {"title": 3, "byline": 1.5, "heading": 1, "body": 1, "caption": 1, "boilerplate": 0}
FURNITURE_WEIGHT: dict[Zone, float] = {zone: float(zone == "boilerplate") for zone in ZONE_WEIGHT}
LEAD_WEIGHT = 2
# The part of what is said about a division that one child must hold to be the home instead.
DOMINANT = 0.55
# Hong Kong and Macau report as a whole; their districts make no home.
UNDIVIDED = frozenset({HONG_KONG, MACAU})
# Words of a province's own offices, and those of smaller divisions.
_OF_PROVINCE = re.compile("(?:全|我)省|省(?:高院|高级|法院|检察院|公安厅)|自治区(?:高院|高级|检察院|公安厅)")
_OF_LESS = re.compile("全[市县州旗]|我[市县区州旗]|市(?:公安局|检察院|中院|法院)[^一-鿿]")
_OWN = re.compile("[我全]([市州盟县区旗])")
# The name of a division in full, of today or a former one.
_FULL = re.compile("..[省市州盟县区旗]$")


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
    ballot = _ballot(text, lines, hits, ZONE_WEIGHT)
    votes = ballot.votes()
    if not votes:
        return Home(_publisher(text, lines, hits), {})
    home = _deepest_dominant(_tally(votes, places), _naming(votes, places), places)
    grounded = home is not None and (
        _is_spoken_for(text, home, votes) or any(_supports(v, home, places) for v in votes)
    )
    if home is not None and _is_told_by_province(text, lines, votes):
        home = places.lineage(home)[0]
    return Home(home if grounded else _only_one(text, votes), ballot.local)


def _is_told_by_province(text: str, lines: Sequence[Line], votes: Sequence[Vote]) -> bool:
    """Whether an article speaks of a province as its own, from its title on, and of nothing smaller."""
    if any(vote.in_head and vote.by_unit and vote.candidates[0].level != "province" for vote in votes):
        return False
    title = next((line for line in lines if line.zone == "title"), None)
    if title is None or not _OF_PROVINCE.search(text, title.start, title.end):
        return False
    return not _OF_LESS.search(text)


def _ballot(text: str, lines: Sequence[Line], hits: Sequence[PlaceHit], weights: Mapping[Zone, float]) -> Ballot:
    ballot = Ballot(text[:READ_LIMIT], gazetteer(), hits[: bisect_left(hits, (READ_LIMIT,))])
    lead = next((line for line in lines if line.zone == "body"), None)
    for line in lines:
        if line.start >= READ_LIMIT:
            break
        ballot.count(line, weights[line.zone] * (LEAD_WEIGHT if line is lead else 1))
    return ballot


def _publisher(text: str, lines: Sequence[Line], hits: Sequence[PlaceHit]) -> Division | None:
    """The division whose site it is, by the furniture of the page, where an article names no place but 我市."""
    kinds = set(_OWN.findall(text))
    if not kinds:
        return None
    votes = _ballot(text, lines, hits, FURNITURE_WEIGHT).votes()
    home = _deepest_dominant(_tally(votes, gazetteer()), _naming(votes, gazetteer()), gazetteer())
    return home if home is not None and home.name[-1] in kinds else None


def _is_spoken_for(text: str, home: Division, votes: Sequence[Vote]) -> bool:
    """Whether a text that names a county in full goes on to speak of it as such: 全县, 我县, its 区公安分局."""
    kinds = {vote.surface[-1] for vote in votes if vote.candidates == (home,) and _FULL.search(vote.surface)}
    return any(re.search(rf"[全我]{kind}|(?<!\w){kind}(?:公安|局)", text) for kind in kinds)


def _only_one(text: str, votes: Sequence[Vote]) -> Division | None:
    """The county that is the only place of a text, be it for short, which speaks of one as its own: 兰溪 and 全市."""
    named = {vote.candidates[0] for vote in votes if len(vote.candidates) == 1}
    only = named.pop() if len(named) == 1 else None
    is_own = only is not None and only.level == "county" and only.name[-1] in _OWN.findall(text)
    return only if is_own else None


def _supports(vote: Vote, home: Division, places: Gazetteer) -> bool:
    return (vote.by_unit or vote.in_head) and any(
        places.within(c, home) or places.within(home, c) for c in vote.candidates
    )


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
            likeliest = _likeliest(vote, sure, places)
            if likeliest is None:
                continue
            division = likeliest
        tally[division.code] += vote.weight
    return tally


def _likeliest(vote: Vote, sure: Mapping[str, float], places: Gazetteer) -> Division | None:
    """The bearer of a name whose surroundings are named most, the one large one where none are; None in a draw."""
    support = [sum(sure.get(d.code, 0.0) for d in _above(c, places)) for c in vote.candidates]
    most = max(support)
    if not most:
        return None if vote.bare else largest(vote.candidates)
    return vote.candidates[support.index(most)] if support.count(most) == 1 else None


def _above(division: Division, places: Gazetteer) -> tuple[Division, ...]:
    """The divisions whose naming makes a homonym likely: its city, or its province where it is itself a city."""
    lineage = places.lineage(division)[:-1]
    return lineage[1:] if len(lineage) > 1 else lineage


def _naming(votes: Sequence[Vote], places: Gazetteer) -> Mapping[str, float]:
    """Weigh by code the provinces as they are named: in passing, and not by their police as it acts (浙江警方)."""
    naming: dict[str, float] = defaultdict(float)
    for vote in votes:
        division = vote.candidates[0]
        if division.level == "province" and not vote.by_unit:
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
