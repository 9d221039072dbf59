"""Where: the division that a figure in the text is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from ..article import Article
from ..places import Division, gazetteer, is_common_word
from .sentences import sentences_of

# How far back 全县 looks for the county meant, in characters.
LOOK_BACK = 1200

_NATIONAL = re.compile(
    r"(?=[全我国世海美日欧英法德俄韩])(?:^|(?<=[，,。：:、（(年月日度末底期来中\"“]))"
    "(?:全国|我国|国内|全球|世界|海外|美国|日本|欧盟|英国|法国|德国|俄|韩国)"
)
_DEICTIC = re.compile(r"(?=[全我本该辖转])(?:[全我本该](?P<level>[市省县区州镇旗港澳])(?!域)|辖区|辖内|转辖区)")
_UNIT_AFTER = re.compile(r"(?:市|县|区)?(?:公安局|公安分局|分局|公安|警方|派出所|警察局)")
_NUMBER_AFTER = re.compile("[0-9一二三四五六七八九十百千万亿]")
# 友谊路 is a street, and no part of 友谊县; 友谊县路况 is of the county.
_KINDS = frozenset("省市县区旗州盟镇")
_STREET_AFTER = re.compile("[东西南北中]?(?:路|街|大道|站|机场)")
_NUMERALS = frozenset("一二三四五六七八九十")
_WHOLE = {"港": "810000", "澳": "820000"}
_start = attrgetter("start")


class RegionLink(NamedTuple):
    """The region of a figure (None: the whole country, or abroad) and the rule that linked them."""

    division: Division | None
    rule: str


class Place(NamedTuple):
    """A place named in the text and the division it means."""

    start: int
    end: int
    division: Division


class _Deictic(NamedTuple):
    """A word like 全市 or 辖区, looked up only where a figure stands behind it; the level is None for 辖区."""

    start: int
    level: str | None


class Regions:
    """Finds the region of a figure: named in its sentence, meant by 全市 and its like, or the article's home.

    >>> regions = Regions(Article("昆明市公安局通报\\n昨日，全市警情下降3%，全国下降5%。"))
    >>> [link.division.name if link.division else None for link in (regions.at(16), regions.at(23))]
    ['昆明市', None]
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self._gazetteer = gazetteer()
        self._sentences = sentences_of(article)
        self._places: dict[int, tuple[list[int], list[Place]]] = {}
        self._named: dict[int, tuple[list[int], list[RegionLink | _Deictic]]] = {}
        self._chosen: dict[tuple[str, Division | None], Division | None] = {}

    def at(self, position: int) -> RegionLink:
        """Return the region of the figure at a position."""
        ends, named = self._named_in(self._sentences.at(position))
        before = bisect_right(ends, position)
        if not before:
            return RegionLink(self._article.home, "home")
        last = named[before - 1]
        return RegionLink(self._meant(last), "deictic") if isinstance(last, _Deictic) else last

    def _named_in(self, number: int) -> tuple[list[int], list[RegionLink | _Deictic]]:
        """The regions named in a sentence with the ends of their names, in text order."""
        if number not in self._named:
            found = sorted(self._find_named(number), key=lambda item: item[0])
            self._named[number] = [end for end, _ in found], [link for _, link in found]
        return self._named[number]

    def _find_named(self, number: int) -> Iterator[tuple[int, RegionLink | _Deictic]]:
        for place in self._places_in(number)[1]:
            yield place.end, RegionLink(place.division, "named")
        start, end = self._sentences.bounds(number)
        sentence = self._text[start:end]
        for match in _NATIONAL.finditer(sentence):
            yield start + match.end(), RegionLink(None, "national")
        for match in _DEICTIC.finditer(sentence):
            yield start + match.end(), _Deictic(start + match.start(), match["level"])

    def _places_in(self, number: int) -> tuple[list[int], list[Place]]:
        """Every place that a sentence names with their starts, in text order."""
        if number not in self._places:
            places = list(self._find_places(*self._sentences.bounds(number)))
            self._places[number] = [place.start for place in places], places
        return self._places[number]

    def _find_places(self, start: int, end: int) -> Iterator[Place]:
        last: Place | None = None
        hits = self._article.places
        for index in range(bisect_left(hits, start, key=_start), bisect_left(hits, end, key=_start)):
            first, after, surface = hits[index]
            if self._is_no_place(surface, after):
                continue
            outer = last.division if last and last.end == first else None
            if (surface, outer) not in self._chosen:
                self._chosen[surface, outer] = self._choose(surface, outer)
            division = self._chosen[surface, outer]
            if division is not None:
                last = Place(first, after, division)
                yield last

    def _is_no_place(self, surface: str, end: int) -> bool:
        """Whether a name up to a position is an everyday word, a numeral or part of a street's name."""
        if is_common_word(surface) and not _UNIT_AFTER.match(self._text, end):
            return True
        if surface[-1] in _NUMERALS and _NUMERALS.issuperset(surface) and _NUMBER_AFTER.match(self._text, end):
            return True
        return surface[-1] not in _KINDS and _STREET_AFTER.match(self._text, end) is not None

    def _choose(self, surface: str, outer: Division | None) -> Division | None:
        """The division a name means: in the one named right before it, around home, or the only one there is."""
        if surface in self._article.local_names:
            return self._article.local_names[surface]
        places, home = self._gazetteer, self._article.home
        candidates = list(dict.fromkeys(map(places.current, places.named(surface))))
        candidates = [c for c in candidates if not any(c != o and places.within(c, o) for o in candidates)]
        for area in (outer, *(reversed(places.lineage(home)) if home else ())):
            if area is not None:
                near = [c for c in candidates if places.within(c, area)]
                if len(near) == 1:
                    return near[0]
        if len(candidates) != 1:
            return None
        only = candidates[0]
        doubtful = surface != only.name and only.level in {"county", "town"} and outer is None and home is None
        return None if doubtful and only.name not in self._text else only

    def _meant(self, deictic: _Deictic) -> Division | None:
        """The division that 全市, 我县, 该区 or 辖区 means."""
        home, level = self._article.home, deictic.level
        if level is None:
            return home
        if level in _WHOLE:
            return self._gazetteer.get(_WHOLE[level])
        latest = self._latest(level, deictic.start)
        if latest is not None and (home is None or self._gazetteer.within(latest, home)):
            return latest
        line = reversed(self._gazetteer.lineage(home)) if home else ()
        return next((division for division in line if _is_of(division, level)), latest)

    def _latest(self, level: str, position: int) -> Division | None:
        """The last division of a level named before a position, not too far back."""
        floor = position - LOOK_BACK
        for number in range(self._sentences.at(position), -1, -1):
            if self._sentences.bounds(number)[1] <= floor:
                break
            starts, places = self._places_in(number)
            for place in reversed(places[bisect_left(starts, floor) : bisect_left(starts, position)]):
                if _is_of(place.division, level):
                    return place.division
        return None


@lru_cache(maxsize=1)
def regions_of(article: Article) -> Regions:
    """Return the regions of an article; those of the latest article are kept."""
    return Regions(article)


def _is_of(division: Division, level: str) -> bool:
    return division.name.endswith(level) or (level == "省" and division.level == "province")
