"""The words that police units' names are made of and bounded by, compiled from ``data/unit_words.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from ...lexicon import packaged_table
from ...places import find_all

_NUMBER = "[一二三四五六七八九十]"


class Stops:
    """Words that bound a name on its left: verbs, prepositions, roles, times.

    >>> list(words().stops.find("来到和平里"))
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


class Words(NamedTuple):
    """The word lists as patterns; those named after what stands before a head match up to its start."""

    trade: regex.Pattern[str]
    department: regex.Pattern[str]
    team: regex.Pattern[str]
    not_police: regex.Pattern[str]
    foreign: regex.Pattern[str]
    system: regex.Pattern[str]
    zone: regex.Pattern[str]
    own: tuple[str, ...]
    bodies: tuple[str, ...]
    generic: frozenset[str]
    taiwan: Mapping[str, str]
    stops: Stops

    def names_another(self, name: str, level: str) -> bool:
        """Say whether a name tells that it is no police unit: 税务 before 分局, 城管执法 before 大队.

        >>> words().names_another("城管执法", "squad"), words().names_another("刑侦", "squad")
        (True, False)
        """
        other = self.not_police.search(name)
        if level != "squad":
            return other is not None
        trade = self.trade.search(name)
        if other is not None and (trade is None or other.start() < trade.start()):
            return True
        return trade is not None and self.not_police.search(name[: trade.start()]) is not None


@lru_cache(maxsize=1)
def words() -> Words:
    """Load the word lists.

    >>> words().trade.search("新吴公安分局刑侦")[0]
    '刑侦'
    """
    lists = packaged_table("data", "unit_words.toml")
    trades, departments, teams, not_police, systems, zones, transport = (
        _any_of(lists[key]) for key in ("trades", "departments", "teams", "not_police", "systems", "zones", "transport")
    )
    return Words(
        trade=regex.compile(f"(?:(?:{trades})(?:第?{_NUMBER}{{1,2}}|直属|机动)?|侦查?第?{_NUMBER}{{1,2}})$"),
        department=regex.compile(
            f"(?:{departments}){{1,2}}(?:科|处|局|办公室|办|室|岗)(?!长)|\\p{{Han}}{{1,3}}[^\\P{{Han}}上到在站下顶离值定轮换]岗(?=[，。、\\n]|$)"
        ),
        team=regex.compile(f"(?:{teams})(?:第?{_NUMBER}{{1,2}}队)?"),
        not_police=regex.compile(
            f"(?:{not_police})(?:局|管理|监督|监察|\\p{{Han}}{{2,4}}[县区市]|第?{_NUMBER}{{1,2}})?$"
        ),
        foreign=regex.compile(f"(?:{_any_of(lists['foreign'])})\\p{{Han}}{{0,8}}$"),
        system=regex.compile(f"(?:{systems}|{zones}|{transport}|第{_NUMBER}{{1,2}}师)$"),
        zone=regex.compile(f"(?:{zones}|{transport})$"),
        own=(*lists["systems"], *lists["transport"]),
        bodies=(*lists["systems"], *lists["transport"], *lists["zones"]),
        generic=frozenset(lists["generic"]),
        taiwan=lists["taiwan"],
        stops=Stops(lists["stops"], lists["coverbs"], lists["coverbs_after"]),
    )


def _any_of(terms: Iterable[str]) -> str:
    return "|".join(sorted(map(regex.escape, terms), key=len, reverse=True))
