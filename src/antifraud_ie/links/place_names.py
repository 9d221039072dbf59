"""Place names: the places that an article's sentences name, and the division that each means there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from ..article import Article
from ..places import Division, gazetteer, is_common_word, largest
from .areas import is_own_ground
from .sentences import sentences_of

_UNIT_AFTER = re.compile(r"(?:市|县|区)?(?:公安局|公安分局|分局|公安|警方|派出所|警察局)")
_NUMBER_AFTER = re.compile("[0-9一二三四五六七八九十百千万亿]")
# 友谊路 is a street, and no part of 友谊县; 友谊县路况 is of the county.
_KINDS = frozenset("省市县区旗州盟镇")
_STREET_AFTER = re.compile("[东西南北中]?(?:路|街|大道|站|机场)")
_NUMERALS = frozenset("一二三四五六七八九十")
# Where a report comes from, and an assembly, are no regions of its figures: 台北报导, 荃湾区议会.
_NO_REGION_AFTER = re.compile("(?:即时|综合|连线)?报[导道]|[0-9月日]{0,6}[讯电][】〕）)\\s]|区?议会")
_BUREAUS = ("公安局", "公安分局", "分局")
_start = attrgetter("start")


class Place(NamedTuple):
    """A place named in the text and the division it means."""

    start: int
    end: int
    division: Division


class PlaceNames:
    """The places of one article, read sentence by sentence when they are asked for.

    >>> names = PlaceNames(Article("昆明市公安局通报，五华、西山警情下降。"))
    >>> [place.division.name for place in names.in_sentence(0)]
    ['昆明市', '五华区', '西山区']
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self._gazetteer = gazetteer()
        self._sentences = sentences_of(article)
        self._places: dict[int, list[Place]] = {}
        self._chosen: dict[tuple[str, Division | None], Division | None] = {}

    def in_sentence(self, number: int) -> list[Place]:
        """Return every place that a sentence names, in text order."""
        if number not in self._places:
            self._places[number] = list(self._find_places(*self._sentences.bounds(number)))
        return self._places[number]

    def _find_places(self, start: int, end: int) -> Iterator[Place]:
        last: Place | None = None
        hits = self._article.places
        for index in range(bisect_left(hits, start, key=_start), bisect_left(hits, end, key=_start)):
            first, after, surface = hits[index]
            if self._is_no_place(surface, after) or self._is_local(surface, first, last):
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
        if is_own_ground(self._text, end) or _NO_REGION_AFTER.match(self._text, end):
            return True
        return surface[-1] not in _KINDS and _STREET_AFTER.match(self._text, end) is not None

    def _is_local(self, surface: str, start: int, last: Place | None) -> bool:
        """Whether a short name right behind a bureau is that of its station, and of no county elsewhere."""
        if last is None or surface[-1] in _KINDS or not self._text.endswith(_BUREAUS, last.end, start):
            return False
        return not any(self._gazetteer.within(place, last.division) for place in self._gazetteer.named(surface))

    def _choose(self, surface: str, outer: Division | None) -> Division | None:
        """The division a name means: in the one named right before it, around home, or the only one there is."""
        if surface in self._article.local_names:
            return self._article.local_names[surface]
        places, home = self._gazetteer, self._article.home
        candidates = [*places.named_in(surface, self._article.year)]
        candidates = [c for c in candidates if not any(c != o and places.within(c, o) for o in candidates)]
        for area in (outer, *(reversed(places.lineage(home)) if home else ())):
            if area is not None:
                near = [c for c in candidates if places.within(c, area)]
                if len(near) == 1:
                    return near[0]
        if len(candidates) != 1:
            return largest(candidates)
        only = candidates[0]
        is_short = surface != only.name and only.level in {"county", "town"} and outer is None
        return None if is_short and not self._is_likely(only) else only

    def _is_likely(self, county: Division) -> bool:
        """Whether a short name may mean a county: one near home, or one named in full or with what it lies in."""
        line, home = self._gazetteer.lineage(county), self._article.home
        if home is not None and self._gazetteer.lineage(home)[0] == line[0]:
            return True
        if county.name in self._text:
            return True
        return home is not None and any(
            name in self._text for above in line[:-1] for name in (above.name, *above.shorts)
        )
