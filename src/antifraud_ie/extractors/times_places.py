"""When and where: the period and the region that a figure in the text belongs to."""

from __future__ import annotations

import regex

from ..article import Article
from ..periods import Period, find_periods
from ..places import Division, gazetteer, is_common_word

LOOK_BACK = 1200

_FULL_STOP = regex.compile(r"[。！？!?\n]")
_NATIONAL = regex.compile(r"(?<=^|[，,。：:、（(年月日度末底期来中\"“])(?:全国|我国|国内|全球|世界|海外|美国|日本|欧盟|英国|法国|德国|俄|韩国)")
_DEICTIC = regex.compile(r"(?:全|我|本|该)(?P<level>[市省县州旗镇港澳]|区)(?!域)|(?P<region>辖区|辖内|转辖区)")
_UNIT_AFTER = regex.compile(r"(?:市|县|区)?(?:公安局|公安分局|分局|公安|警方|派出所|警察局)")
# Periods that say when the report was made, or how long something took, not what a figure covers.
_SKIPPED = frozenset({"base", "dateline", "duration", "bare_day", "today", "relative"})
# Periods of statistics, which hold until another one is named.
_LASTING = frozenset({"month", "month_range", "quarter", "half", "as_of", "first_n", "day_range", "since", "so_far", "year", "whole"})


class Periods:
    """Finds the period of a figure: the nearest one before it in its sentence, else one that still holds."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self._cache: dict[tuple[int, int], list[Period]] = {}

    def at(self, position: int) -> str | None:
        """Return the phrase of the period, None where no time is named for the figure."""
        start, end = _stretch(self.text, position)
        own = [p for p in self._in(start, end) if p.start < position]
        near = [p for p in own if p.rule not in _SKIPPED]
        near = [p for p in near if not self._modifies(p)] or near or [p for p in own if p.rule in {"today", "bare_day"}]
        if near:
            return self._named(near[-1])
        if self.article.zone_at(position) == "title":
            durations = [p for p in own if p.rule == "duration"]
            return durations[-1].text if durations else None
        return self._lasting(start)

    def _modifies(self, period: Period) -> bool:
        """去年下半年以来的态势, 从4月份起: the period belongs to another word."""
        return self.text[period.end : period.end + 1] in {"的", "起"}

    def _lasting(self, end: int) -> str | None:
        floor = max(0, end - LOOK_BACK)
        while end > floor:
            start = _stretch(self.text, end - 1)[0]
            for period in reversed(self._in(start, end)):
                if period.rule in _LASTING and "目前" not in period.text and not self._modifies(period):
                    return self._named(period)
            end = start
        return None

    def _in(self, start: int, end: int) -> list[Period]:
        if (start, end) not in self._cache:
            self._cache[start, end] = find_periods(self.text, start, end, self.article.published)
        return self._cache[start, end]

    def _named(self, period: Period) -> str:
        return period.text


class Regions:
    """Finds the region of a figure: named in its sentence, meant by 全市 and its like, or the article's home."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.places = gazetteer()

    def at(self, position: int) -> str | None:
        """Return the full name of the region, None for the whole country or where it is unknown."""
        division = self._division(position)
        return division.name if division else None

    def _division(self, position: int) -> Division | None:
        start, _ = _stretch(self.text, position)
        stretch = self.text[start:position]
        named = self._named(stretch)
        deictic = None
        for deictic in _DEICTIC.finditer(stretch):
            pass
        national = None
        for national in _NATIONAL.finditer(stretch):
            pass
        ends = [named[0] if named else -1, deictic.end() if deictic else -1, national.end() if national else -1]
        if max(ends) < 0:
            return self.article.home
        if ends[0] == max(ends) and named:
            return named[1]
        if deictic is not None and ends[1] == max(ends):
            return self._deictic(deictic["level"], start + deictic.start())
        return None

    def _named(self, stretch: str) -> tuple[int, Division] | None:
        """End and division of the last place named in a stretch."""
        found: tuple[int, Division] | None = None
        for hit in self.places.find(stretch):
            if is_common_word(hit.surface) and not _UNIT_AFTER.match(stretch, hit.end):
                continue
            division = self._choose(hit.surface, found[1] if found and found[0] == hit.start else None)
            if division is not None:
                found = hit.end, division
        return found

    def _choose(self, surface: str, outer: Division | None) -> Division | None:
        if surface in self.article.local_names:
            return self.article.local_names[surface]
        candidates = list(dict.fromkeys(map(self.places.current, self.places.named(surface))))
        candidates = [c for c in candidates if not any(c != o and self.places.within(c, o) for o in candidates)]
        for area in (outer, *(reversed(self.places.lineage(self.article.home)) if self.article.home else ())):
            if area is not None:
                near = [c for c in candidates if self.places.within(c, area)]
                if len(near) == 1:
                    return near[0]
        if len(candidates) != 1:
            return None
        only = candidates[0]
        doubtful = surface != only.name and only.level in {"county", "town"} and outer is None and self.article.home is None
        return None if doubtful and only.name not in self.text else only

    def _deictic(self, level: str | None, position: int) -> Division | None:
        home = self.article.home
        if level is None:
            return home
        if level in "港澳":
            return self.places.get("810000" if level == "港" else "820000")
        line = reversed(self.places.lineage(home)) if home else ()
        latest = self._latest(position, level)
        if latest is not None and (home is None or self.places.within(latest, home)):
            return latest
        for division in line:
            if division.name.endswith(level) or (level == "省" and division.level == "province"):
                return division
        return latest

    def _latest(self, position: int, level: str) -> Division | None:
        """The last division of a level named before a position, headings included."""
        found = None
        floor = max(0, position - LOOK_BACK)
        for hit in self.places.find(self.text[floor:position]):
            if is_common_word(hit.surface):
                continue
            division = self._choose(hit.surface, None)
            if division is not None and (division.name.endswith(level) or (level == "省" and division.level == "province")):
                found = division
        return found


def _stretch(text: str, position: int) -> tuple[int, int]:
    """Bounds of the stretch between full stops that holds a position."""
    start = 0
    for match in _FULL_STOP.finditer(text, max(0, position - LOOK_BACK), position):
        start = match.end()
    end = _FULL_STOP.search(text, position)
    return max(start, position - LOOK_BACK), end.start() if end else len(text)
