"""The home division: the city or county an article is about, by weighing every place it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from .places import Division, Gazetteer, gazetteer, is_common_word
from .records import Zone
from .special_units import special_units
from .zones import Line

READ_LIMIT = 8000
ZONE_WEIGHT: dict[Zone, float] = {"title": 3, "byline": 1.5, "heading": 1, "body": 1, "caption": 1, "boilerplate": 0}
LEAD_WEIGHT = 2
UNIT_WEIGHT = 4
# Hong Kong and Macau report as a whole; their districts make no home.
UNDIVIDED = frozenset({"810000", "820000"})
DOMINANT = 0.55

# A name that heads a police unit speaks more of the article's home than a name in passing.
_UNIT_HEAD = regex.compile(
    r"(?:[省市州县区旗]|自治[区州县旗])?(?:人民)?(?:政府)?(?:公安(?:局|分局|厅)?|警方|警察局|警局|警务|分局|反(?:电信网络)?诈骗?(?:中心|办)|检察|警分局)"
)


_WHOLE = regex.compile(r"[全本](?P<which>[港澳])(?![币元口])")


class Vote(NamedTuple):
    """One naming of a place: the divisions it may mean and how much it counts.

    A ``bare`` vote, a county's short name without its kind, counts only beside a sure vote for the county's city:
    many such names are everyday words. A ``strong`` vote, by a police unit or in the title, can make a home.
    """

    surface: str
    candidates: tuple[Division, ...]
    weight: float
    bare: bool
    strong: bool


class Home(NamedTuple):
    """The home division, and names that are local to a city without being divisions (a development zone)."""

    division: Division | None
    local: dict[str, Division]


def find_home(text: str, lines: Sequence[Line]) -> Home:
    """Weigh every place named and return the one division the article is about, None where none stands out."""
    places = gazetteer()
    local: dict[str, Division] = {}
    votes = _votes(text, lines, places, local)
    home = _deepest_dominant(_tally(votes, places), places)
    grounded = home is not None and any(
        vote.strong and any(places.within(c, home) or places.within(home, c) for c in vote.candidates) for vote in votes
    )
    return Home(home if grounded else None, local)


def _votes(text: str, lines: Sequence[Line], places: Gazetteer, local: dict[str, Division]) -> list[Vote]:
    votes: list[Vote] = []
    lead = next((number for number, line in enumerate(lines) if line.zone == "body"), len(lines))
    for number, line in enumerate(lines):
        weight = ZONE_WEIGHT[line.zone] * (LEAD_WEIGHT if number == lead else 1)
        if line.start > READ_LIMIT:
            break
        if weight:
            content = text[line.start : min(line.end, line.start + READ_LIMIT)]
            head = line.zone in {"title", "byline"}
            votes.extend(_special_votes(content, weight, places))
            votes.extend(vote._replace(strong=vote.strong or head) for vote in _line_votes(content, weight, places, local))
    return [vote._replace(candidates=(local[vote.surface],), bare=False) if vote.surface in local else vote for vote in votes]


def _special_votes(line: str, weight: float, places: Gazetteer) -> Iterator[Vote]:
    for match in _WHOLE.finditer(line):
        code = "810000" if match["which"] == "港" else "820000"
        yield Vote(match.group(), (places.get(code),), weight, bare=False, strong=True)
    for _, _, surface in special_units().find(line):
        unit = special_units()[surface]
        if unit.province and not unit.needs:
            yield Vote(surface, (places.get(unit.province),), weight * UNIT_WEIGHT, bare=False, strong=True)


def _line_votes(line: str, weight: float, places: Gazetteer, local: dict[str, Division]) -> list[Vote]:
    votes: list[Vote] = []
    previous: tuple[int, tuple[Division, ...]] = (0, ())
    for start, end, surface in places.find(line):
        candidates = _outermost(tuple(dict.fromkeys(map(places.current, places.named(surface)))), places)
        heads_unit = _UNIT_HEAD.match(line, end) is not None
        if is_common_word(surface) and not heads_unit:
            continue
        before_end, before = previous
        if before and line[before_end:start] in {"", "公安局", "市公安局"}:
            inner = tuple(c for c in candidates if any(places.within(c, outer) for outer in before))
            if inner:
                votes.pop()
                candidates = inner
            elif len(before) == 1 and heads_unit and surface not in {c.name for c in candidates}:
                # A name written under a city's name, but not known there, is local to it (a development zone, a town).
                local[surface] = before[0]
                candidates = before
        previous = (end, candidates)
        short = surface not in {candidate.name for candidate in candidates}
        bare = short and not heads_unit and all(candidate.level in {"county", "town"} for candidate in candidates)
        factor = UNIT_WEIGHT if heads_unit else 0.5 if short else 1
        votes.append(Vote(surface, candidates, weight * factor, bare, strong=heads_unit))
    return votes


def _outermost(candidates: tuple[Division, ...], places: Gazetteer) -> tuple[Division, ...]:
    """A short name shared by a city and a county in it (南昌) means the city."""
    return tuple(c for c in candidates if not any(c != outer and places.within(c, outer) for outer in candidates))


def _tally(votes: Sequence[Vote], places: Gazetteer) -> Counter[str]:
    """Weigh divisions by code; a homonym goes to the bearer whose surroundings are named otherwise."""
    sure: Counter[str] = Counter()
    for vote in votes:
        if len(vote.candidates) == 1 and not vote.bare:
            for division in places.lineage(vote.candidates[0]):
                sure[division.code] += vote.weight
    tally: Counter[str] = Counter()
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


def _deepest_dominant(tally: Counter[str], places: Gazetteer) -> Division | None:
    """Go down from the province as long as one child holds most of what is said about its parent."""
    below: Counter[str] = Counter()
    for code, weight in tally.items():
        for division in places.lineage(places.get(code)):
            below[division.code] += weight
    total = sum(tally.values())
    home: Division | None = None
    children = [code for code in below if places.get(code).level == "province"]
    while children:
        best = max(children, key=lambda code: below[code])
        if below[best] < DOMINANT * (total if home is None else below[home.code] - _passing(home, best, tally)):
            break
        home = places.get(best)
        if best in UNDIVIDED:
            break
        children = [code for code in below if places.get(code).parent == home.code]
    return home


def _passing(parent: Division, child: str, tally: Counter[str]) -> float:
    """Weight of a province named only to place its city: it does not keep the home up at the province."""
    return tally[parent.code] if parent.level == "province" and tally[child] >= 1 else 0.0
