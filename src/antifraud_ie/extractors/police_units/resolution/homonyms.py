"""Homonyms: which of the divisions that share a name is meant, settled by evidence and never by guess."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ....article import Article
from ....places import Division, gazetteer
from ....sides import by_head, by_side, is_across, outermost, side_of_strait

# As far back in its sentence as another place decides which homonym is meant.
LOOK_BACK = 60


class Settler:
    """Settles the divisions' names of one article.

    >>> settler = Settler(Article("南京警方通报,鼓楼公安分局破案。"))
    >>> [division.code for division in settler.settle("鼓楼", at=7)]
    ['320106']
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.home = article.home
        self.places = gazetteer()
        self._evidence: dict[str, tuple[str, ...]] = {}
        self._candidates: dict[tuple[str, str, Division | None], tuple[Division, ...]] = {}

    def settle(self, surface: str, at: int, *, level: str = "", within: Division | None = None) -> tuple[Division, ...]:
        """Return the one division meant, all that may be meant, or none where the name is not known.

        The evidence is taken in this order: the division written before the name; the wording, of mainland or
        Taiwan; the head behind it (``level``), as 分局 are of districts and 公安局 of cities and counties; places
        before it in its sentence; the article's home; last, a city is meant rather than a county of its name.
        """
        key = surface, level, within
        if key not in self._candidates:
            self._candidates[key] = self._possible(surface, level, within)
        candidates = self._candidates[key]
        if len(candidates) <= 1:
            return candidates
        for decide in (self._by_sentence, self._by_home, self._by_level):
            chosen = decide(candidates, surface, at)
            if chosen is not None:
                return (chosen,)
        return candidates

    def _possible(self, surface: str, level: str, within: Division | None) -> tuple[Division, ...]:
        """The bearers of a name that its surroundings and its wording leave, wherever it stands."""
        candidates = self._bearers(surface)
        if within is not None:
            candidates = [c for c in candidates if self.lies_in(c, within) and c != within]
        side = side_of_strait(self.article.text)
        candidates = [c for c in by_side(candidates, side) if not is_across(c, side)]
        if level in {"bureau", "sub_bureau"}:
            candidates = by_head(candidates, sub_bureau=level == "sub_bureau")
        return outermost(_without_nicknamed(candidates, surface))

    def evidence(self, division: Division) -> tuple[str, ...]:
        """Return the places named in the article that speak for a division: its city, its province.

        >>> article = Article("南京来电")
        >>> Settler(article).evidence(gazetteer().get("320106"))
        ('南京',)
        """
        if division.code not in self._evidence:
            above = set(self.places.lineage(division)[:-1])
            self._evidence[division.code] = tuple(s for s in self._named if above & set(self.places.named(s)))
        return self._evidence[division.code]

    def lies_in(self, division: Division, area: Division) -> bool:
        """Say whether a division is an area or lies in it, whatever the two were called at the time."""
        return self.places.within(self.places.current(division), self.places.current(area))

    def _bearers(self, surface: str) -> list[Division]:
        """Divisions of that name when the article was published; else current ones, else successors."""
        bearers = self.places.named(surface)
        if len(bearers) == 1 and bearers[0].current:
            return [*bearers]
        alive = [division for division in bearers if division.existed(self.article.year)]
        if alive:
            codes = {division.code for division in alive}
            return [division for division in alive if division.successor not in codes]
        current = [division for division in bearers if division.current]
        if current:
            return current
        lineage = self.places.lineage(self.home) if self.home else ()
        city = next((area for area in lineage if area.level == "prefecture"), None)
        successors = dict.fromkeys(self.places.current(division) for division in bearers if division.successor)
        return [division for division in successors if city is None or self.places.within(division, city)]

    def _by_sentence(self, candidates: Sequence[Division], surface: str, at: int) -> Division | None:
        start, _ = self.article.sentence_at(at)
        hits = self.places.find(self.article.text[max(start, at - LOOK_BACK) : at])
        named = [division for hit in hits for division in self.places.named(hit.surface)]
        near = [c for c in candidates if any(d != c and self.places.within(c, d) for d in named)]
        return near[0] if len(near) == 1 else None

    def _by_home(self, candidates: Sequence[Division], surface: str, at: int) -> Division | None:
        """The bearer nearest to the home: in its county, else in its city, else in its province."""
        for area in reversed(self.places.lineage(self.home)) if self.home else ():
            near = [c for c in candidates if self.places.within(c, area) or self.places.within(area, c)]
            exact = [c for c in near if c.name == surface]
            if len(near) == 1 or len(exact) == 1:
                return near[0] if len(near) == 1 else exact[0]
        return None

    def _by_level(self, candidates: Sequence[Division], surface: str, at: int) -> Division | None:
        for level in ("province", "prefecture"):
            higher = [c for c in candidates if c.level == level]
            if len(higher) == 1:
                return higher[0]
        return None

    @cached_property
    def _named(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(hit.surface for hit in self.article.places))


def _without_nicknamed(candidates: Sequence[Division], surface: str) -> Sequence[Division]:
    """Drop a city that only has for a nickname what is the name of a county in it: 鹿城 of 温州 is a district."""
    if len(candidates) == 1:
        return candidates
    named = [c for c in candidates if surface == c.name or surface in c.shorts]
    within = gazetteer().within
    return [c for c in candidates if c in named or not any(within(county, c) for county in named)]
