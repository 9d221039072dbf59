"""The words that police units' names are made of and bounded by, compiled from ``data/unit_words.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ...lexicon import packaged_table
from ...places import find_all
from .corps import ARMY_DIVISION
from .marks import CLOSING_QUOTES, HAN, without_aside

_NUMBER = "[一二三四五六七八九十]"
_AFTER_TRADE = re.compile(f"(?:第?{_NUMBER}{{1,2}}|直属|机动)$")
# 食药环犯罪侦查大队, 网络和侵财犯罪侦查中队.
_CRIME, _LONGEST_CRIME = "犯罪侦查", 10
_AFTER_OTHER = re.compile(f"局|管理|监督|监察|{HAN}{{2,4}}[县区市]|第?{_NUMBER}{{1,2}}")
_AFTER_BRANCH = re.compile(f"(?:局|委员会|委|(?<=委)){HAN}{{2,4}}")
_AFTER_COUNTRY = re.compile(f"{HAN}{{1,8}}")
# 高市警湖内分局: in Taiwan a city's police stand before the district's.
_CITY_POLICE = re.compile(f"({HAN}{{1,2}}[市县]|{HAN}{{2}})警({HAN}{{2,4}})")
# 南警四分局 of Tainan: which city's is known from elsewhere.
_NUMBERED_IN_CITY = re.compile(f"{HAN}警第?({_NUMBER}{{1,2}})")


class Stops:
    """Words that bound a name on its left: verbs, prepositions, roles, times.

    >>> list(words().stops.find("来到和睦里"))
    [(0, 2)]
    """

    def __init__(self, terms: Iterable[str], coverbs: Mapping[str, str], after: Mapping[str, str]) -> None:
        self._terms = frozenset(terms)
        self._surfaces = (*sorted(self._terms), *sorted({*coverbs, *after} - self._terms))
        self._automaton = AhoCorasick(self._surfaces, matchkind=MatchKind.LeftmostLongest)
        # Characters with which a coverb makes up a name: those after it, those before it.
        self._in_names = [
            (frozenset(coverbs.get(surface, "")), frozenset(after.get(surface, ""))) for surface in self._surfaces
        ]

    def __contains__(self, surface: str) -> bool:
        return surface in self._terms

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of the stop words in a text, left to right, without overlaps."""
        for index, start, end in find_all(self._automaton, text):
            following, preceding = self._in_names[index]
            if text[end : end + 1] not in following and text[start - 1 : start] not in preceding:
                yield start, end


class Endings:
    """Words that a name may end with.

    >>> Endings(["巡警", "特巡警"]).start("云岩特巡警")
    2
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = frozenset(terms)
        # The lengths of the words that end in a character, the longest first.
        self._lengths: dict[str, list[int]] = {}
        for length in sorted(set(map(len, self._terms)), reverse=True):
            for last in {term[-1] for term in self._terms if len(term) == length}:
                self._lengths.setdefault(last, []).append(length)

    def __contains__(self, name: str) -> bool:
        return name in self._terms

    def of(self, name: str) -> str | None:
        """Return the longest of the words that ends a name, None where it ends with none."""
        for length in self._lengths.get(name[-1:], ()):
            if (ending := name[-length:]) in self._terms:
                return ending
        return None

    def start(self, name: str) -> int | None:
        """Return where the longest of the words that end a name begins, None where it ends with none."""
        ending = self.of(name)
        return len(name) - len(ending) if ending else None


class Inside:
    """Words inside a name behind which nothing may stand but what a pattern allows.

    >>> taxes = Inside(["税务"], tail=re.compile("管理"))
    >>> taxes.search("市税务管理"), taxes.search("税务街")
    ((1, 3), None)
    """

    def __init__(self, terms: Sequence[str], tail: re.Pattern[str]) -> None:
        self._automaton = AhoCorasick(terms, matchkind=MatchKind.LeftmostLongest)
        self._tail = tail

    def search(self, name: str) -> tuple[int, int] | None:
        """Return start and end of the first such word, None where there is none."""
        for _, start, end in find_all(self._automaton, name):
            if end == len(name) or self._tail.fullmatch(name, end):
                return start, end
        return None


class Words(NamedTuple):
    """The word lists, compiled."""

    trades: Endings
    department: re.Pattern[str]
    team: re.Pattern[str]
    detectives: re.Pattern[str]
    branch: re.Pattern[str]
    not_police: Inside
    other_centres: Endings
    branches: Inside
    foreign: Inside
    systems: Endings
    zones: Endings
    own: tuple[str, ...]
    generic: frozenset[str]
    taiwan: Mapping[str, str]
    hong_kong: Mapping[str, str]
    railways: Mapping[str, str]
    stops: Stops

    def trade_start(self, name: str) -> int | None:
        """Return where the squad's trade that ends a name begins, with its number; None where it has none.

        >>> words().trade_start("新吴公安分局刑侦"), words().trade_start("侦一"), words().trade_start("税务")
        (6, 0, None)
        """
        if name.endswith(_CRIME) and len(name) <= _LONGEST_CRIME:
            return 0
        number = _AFTER_TRADE.search(name)
        if number is not None:
            trade = name[: number.start()]
            start = self.trades.start(trade)
            if start is not None:
                return start
            if trade.endswith("侦"):
                return len(trade) - 1
        return self.trades.start(name)

    def in_full(self, name: str, level: str) -> str:
        """Return what stands before a unit's first head as its full name has it.

        >>> words().in_full("深铁", "bureau"), words().in_full("公安海淀", "sub_bureau")
        ('深圳铁路', '海淀')
        >>> words().in_full("高市警湖内", "sub_bureau"), words().in_full("上街(高新区)", "sub_bureau")
        ('高市湖内', '上街')
        >>> words().in_full("南警四", "sub_bureau")
        '第四'
        """
        name = name.removeprefix("公安")
        if name == "该局":
            return "局"
        if level == "post":  # 石榴籽”警务室
            return name.rstrip(CLOSING_QUOTES)
        if level == "sub_bureau":
            numbered = _NUMBERED_IN_CITY.fullmatch(name) if "警" in name else None
            if numbered:
                return f"第{numbered[1]}"
            city = _CITY_POLICE.fullmatch(name) if "警" in name else None
            return city[1] + city[2] if city else without_aside(name)
        return self.railways.get(name, name)

    def system_start(self, name: str) -> int | None:
        """Return where the body with a police of its own that ends a name begins, None where there is none.

        >>> words().system_start("昆明铁路"), words().system_start("昆明高新区"), words().system_start("第八师")
        (2, 2, 0)
        """
        division = ARMY_DIVISION.search(name) if name.endswith("师") else None
        return division.start() if division else self.systems.start(name)

    def names_another(self, name: str, level: str) -> bool:
        """Say whether a name tells that it is no police unit: 税务局盘龙 before 分局, 城管执法 before 大队.

        >>> words().names_another("城管执法", "squad"), words().names_another("刑侦", "squad")
        (True, False)
        >>> words().names_another("进托婴", "centre")
        True
        """
        other = self.not_police.search(name)
        if level == "sub_bureau":
            zone = self.zones.start(name)  # 旅游度假区 is a zone, not the 旅游 of a place
            is_zone = other is not None and zone is not None and zone <= other[0]
            return (other is not None and not is_zone) or self.branches.search(name) is not None
        if level == "centre" and self.other_centres.of(name):
            return True
        if level != "squad":
            return other is not None
        trade = self.trade_start(name)
        if other is not None and (trade is None or other[0] < trade):
            return True
        return trade is not None and self.not_police.search(name[:trade]) is not None


@lru_cache(maxsize=1)
def words() -> Words:
    """Load the word lists.

    >>> words().zones.start("昆明高新区")
    2
    """
    lists = packaged_table("data", "unit_words.toml")
    zones = (*lists["zones"], *lists["transport"])
    return Words(
        trades=Endings(lists["trades"]),
        department=re.compile(
            f"(?:{_any_of(lists['departments'])}){{1,2}}(?:科|处|局|办公室|办|室|岗)(?!长)|{HAN}{{1,3}}(?![上到在站下顶离值定轮换]){HAN}岗(?=[，。、\\n]|$)"
        ),
        team=re.compile(f"(?:{_any_of(lists['teams'])}){{1,2}}(?:第?(?:{_NUMBER}|\\d){{1,2}}队)?"),
        detectives=re.compile(f"侦查?第?{_NUMBER}{{1,2}}队|科侦队|第{_NUMBER}{{1,2}}队"),
        branch=re.compile(f"{HAN}{{2,3}}分中心"),
        not_police=Inside(lists["not_police"], _AFTER_OTHER),
        other_centres=Endings(lists["other_centres"]),
        branches=Inside(lists["not_police"], _AFTER_BRANCH),
        foreign=Inside(lists["foreign"], _AFTER_COUNTRY),
        systems=Endings((*lists["systems"], *zones, *lists["railways"])),
        zones=Endings(zones),
        own=(*lists["systems"], *lists["transport"]),
        generic=frozenset(lists["generic"]),
        taiwan=lists["taiwan"],
        hong_kong=lists["hong_kong"],
        railways=lists["railways"],
        stops=Stops(lists["stops"], lists["coverbs"], lists["coverbs_after"]),
    )


def _any_of(terms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, terms), key=len, reverse=True))
