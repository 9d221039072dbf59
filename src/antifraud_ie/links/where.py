"""Where: the division that a figure in the text is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ..article import Article
from ..places import HONG_KONG, MACAU, TAIWAN, Division, gazetteer
from .areas import areas_in, home_of
from .bodies import body_before
from .place_names import Place, PlaceNames
from .sentences import sentences_of

# How far back 全县 looks for the county meant, in characters.
LOOK_BACK = 1200
# How many words for regions before a figure are looked at in a sentence.
NEAREST = 40
# How many sentences a region holds that go on with 其中.
CARRIED_OVER = 3

# Offices of the whole country where they tell figures; those of Taiwan tell of Taiwan.
_OFFICE = re.compile(
    "(?:公安部|最高(?:人民)?(?:法院?|检(?:察院)?)|(?P<taiwan>警政署|刑事(?:警察)?局))[^，。；,;\n]{0,24}?"
    "(?:统计|数据|公布|通报|发布|介绍|表示|透露|指出)"
)
_OFFICE_CUES = ("公安部", "最高", "警政署", "刑事")
# 全国, a foreign country, and words that point: 全市, 我县, 辖区.
_POINTING = re.compile(
    r"(?=[全我国世海美日欧英法德俄韩本该辖转])(?:(?P<country>(?:^|(?<=[，,。：:（(年月日度末底期来中\"“\s])|(?<=、)(?=[全我国世海]))"
    "(?:全国|我国|国内|全球|世界|海外|美国|日本|欧盟|英国|法国|德国|俄|韩国))"
    "|(?<![比于较])[全我本该](?P<level>[市省县区州镇旗港澳]|(?<=全)台)(?!域|第|平均|排名|前列|率先|领先)|辖区|辖内|转辖区)"
)
# A figure of several places is that of none of them: 五华、西山两区警情下降, 江津等11个区县发案下降.
_NUMERAL = "[0-9一二两三四五六七八九十]{1,3}"
_SEVERAL = re.compile(
    rf"[市县区州镇]?(?:(?:、[^\W\d_]{{1,6}}){{0,9}}等(?:地|{_NUMERAL}个?[市县区州镇省地]|镇[街区])|{_NUMERAL}个?[市县区州镇省地])"
)
_JOINED = re.compile("[市县区州镇]?(?:公安局|公安分局|分局|公安|警方)?(?:[、和与及]|以及)")
_OF_WHICH = ("其中", "当中")
_CLAUSE_END = re.compile("[，,；;：:]")
_WHOLE = {"港": HONG_KONG, "澳": MACAU, "台": TAIWAN}


class RegionLink(NamedTuple):
    """The region of a figure (None: the whole country, or abroad) and the rule that linked them."""

    division: Division | None
    rule: str


class _Named(NamedTuple):
    """A region named: its division, None for the country, and the rule of its link."""

    start: int
    end: int
    division: Division | None
    rule: str


class _Deictic(NamedTuple):
    """A word like 全市 or 辖区, looked up only where a figure stands behind it; the level is None for 辖区."""

    start: int
    end: int
    level: str | None


_Word = _Named | _Deictic
_end = attrgetter("end")


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
        self._places = PlaceNames(article)
        self._named: dict[int, tuple[list[int], list[_Word]]] = {}
        self._last: dict[int, Mapping[str, _Named]] = {}

    def at(self, position: int) -> RegionLink:
        """Return the region of the figure at a position."""
        asked, number = position, self._sentences.at(position)
        for _ in range(CARRIED_OVER):
            link = self._told(number, position)
            if link is not None:
                return link
            start = self._sentences.bounds(number)[0]
            if not start or not self._text.startswith(_OF_WHICH, start):
                break
            number, position = number - 1, start - 1
        body = body_before(self._article, self._places, asked)
        return RegionLink(*body) if body else RegionLink(self._home, "home")

    def _told(self, number: int, position: int) -> RegionLink | None:
        """The region that a sentence tells of a figure, None where it tells none."""
        ends, named = self._named_in(number)
        last = bisect_right(ends, position) - 1
        for index in range(last, max(-1, last - NEAREST), -1):
            link = self._link(named, index, position)
            if link is not None:
                return link
        return None

    def dealt(self, position: int, size: int) -> list[RegionLink]:
        """Return the coordinated regions of a sentence, one for each of so many numbers; none where they do not match.

        >>> article = Article("五华、西山分局立案分别下降3%、5%。")
        >>> [link.division.name for link in regions_of(Article("昆明市公安局通报，" + article.text)).dealt(18, 2)]
        ['五华区', '西山区']
        """
        ends, named = self._named_in(self._sentences.at(position))
        before = bisect_right(ends, position)
        run = [word for word in named[max(0, before - size - 1) : before] if isinstance(word, _Named)]
        joined = [self._are_joined(*pair) for pair in pairwise(run)]
        if len(run) < size or not all(joined[-(size - 1) :]) or (len(run) > size and joined[0]):
            return []
        return [RegionLink(word.division, "dealt") for word in run[-size:]]

    def _link(self, named: Sequence[_Word], index: int, position: int) -> RegionLink | None:
        """What a word for a region says of a figure behind it; None where it says nothing."""
        word = named[index]
        if isinstance(word, _Deictic):
            return RegionLink(self._meant(word), "deictic")
        in_clause = not _CLAUSE_END.search(self._text, word.end, position - 1)
        if word.rule == "town" and not in_clause:
            return None
        goes_on = word.division is not None and _SEVERAL.match(self._text, word.end)
        if goes_on or any(self._are_joined(*pair) for pair in pairwise(named[max(0, index - 1) : index + 2])):
            return RegionLink(self._around(named, index), "several") if in_clause or goes_on else None
        return RegionLink(word.division, word.rule)

    def _around(self, named: Sequence[_Word], last: int) -> Division | None:
        """What a list of places is said to lie in: 新疆 of 新疆阿拉山口、霍尔果斯口岸."""
        first = last
        while first and self._are_joined(named[first - 1], named[first]):
            first -= 1
        outer, inner = named[first - 1] if first else None, named[first]
        if not isinstance(outer, _Named) or not isinstance(inner, _Named) or outer.division is None:
            return None
        return outer.division if inner.division and self._gazetteer.within(inner.division, outer.division) else None

    def _are_joined(self, first: _Word, second: _Word) -> bool:
        if not (isinstance(first, _Named) and isinstance(second, _Named) and first.division and second.division):
            return False
        return _JOINED.fullmatch(self._text, first.end, second.start) is not None

    def _named_in(self, number: int) -> tuple[list[int], list[_Word]]:
        """The words for regions in a sentence, with their ends, in text order."""
        if number not in self._named:
            found = sorted(self._find_named(number), key=_end)
            self._named[number] = [word.end for word in found], found
        return self._named[number]

    def _find_named(self, number: int) -> Iterator[_Word]:
        start, end = self._sentences.bounds(number)
        places = self._places.in_sentence(number)
        for place in places:
            yield _Named(place.start, place.end, place.division, "named")
        sentence = self._text[start:end]
        ends = {place.end for place in places}
        for first, last, area in areas_in(sentence):
            if start + last not in ends:
                yield _Named(start + first, start + last, area, "town" if area.level == "town" else "named")
        for match in _OFFICE.finditer(sentence) if self._names_offices else ():
            country = self._gazetteer.get(TAIWAN) if match["taiwan"] else None
            yield _Named(start + match.start(), start + match.end(), country, "national")
        for match in _POINTING.finditer(sentence):
            first, last = start + match.start(), start + match.end()
            if match["country"]:
                yield _Named(first, last, self._country, "national")
            elif match["level"] or not self._is_ground_of(places, first):
                yield _Deictic(first, last, match["level"])

    def _is_ground_of(self, places: Sequence[Place], position: int) -> bool:
        """Whether 辖区 at a position is that of a place named in its clause: 开平市局辖区, 沙坪派出所辖区."""
        before = bisect_right(places, position, key=_end)
        return before > 0 and not _CLAUSE_END.search(self._text, places[before - 1].end, position)

    @cached_property
    def _names_offices(self) -> bool:
        return self._article.about_safety and any(word in self._text for word in _OFFICE_CUES)

    @cached_property
    def _home(self) -> Division | None:
        return home_of(self._article)

    @cached_property
    def _country(self) -> Division | None:
        """What 全国 means: Taiwan in its own reports."""
        home = self._article.home
        is_taiwan = home is not None and self._gazetteer.lineage(home)[0].code == TAIWAN
        return self._gazetteer.get(TAIWAN) if is_taiwan else None

    def _meant(self, deictic: _Deictic) -> Division | None:
        """The division that 全市, 我县, 该区 or 辖区 means."""
        home, level = self._article.home, deictic.level
        if level is None:
            return self._home
        if level in _WHOLE:
            return self._gazetteer.get(_WHOLE[level])
        if home is not None and _is_of(home, level):
            return self._latest(level, deictic.start, back=0) or home
        latest = self._latest(level, deictic.start, back=LOOK_BACK)
        if latest is not None and (home is None or self._gazetteer.within(latest, home)):
            return latest
        line = reversed(self._gazetteer.lineage(home)) if home else ()
        return next((division for division in line if _is_of(division, level)), latest)

    def _latest(self, level: str, position: int, *, back: int) -> Division | None:
        """The last division of a level named before a position, in its sentence or not too far before that."""
        own = self._sentences.at(position)
        floor = max(self._sentences.bounds(own)[0] - back, position - LOOK_BACK)
        ends, named = self._named_in(own)
        last = bisect_right(ends, position)
        word = _last_by_level(named[max(0, last - NEAREST) : last]).get(level)
        for number in range(own - 1, self._sentences.at(floor) - 1, -1):
            if word is not None:
                break
            word = self._named_last(number).get(level)
        return word.division if word is not None and word.start >= floor else None

    def _named_last(self, number: int) -> Mapping[str, _Named]:
        """The last division of each level that a sentence names."""
        if number not in self._last:
            self._last[number] = _last_by_level(self._named_in(number)[1])
        return self._last[number]


@lru_cache(maxsize=1)
def regions_of(article: Article) -> Regions:
    """Return the regions of an article; those of the latest article are kept."""
    return Regions(article)


def _last_by_level(words: Iterable[_Word]) -> Mapping[str, _Named]:
    found = {}
    for word in words:
        if isinstance(word, _Named) and word.division:
            found[word.division.name[-1]] = word
            if word.division.level == "province":
                found["省"] = word
    return found


def _is_of(division: Division, level: str) -> bool:
    return division.name.endswith(level) or (level == "省" and division.level == "province")
