"""The words that police units' names are made of and bounded by, compiled from ``data/unit_words.toml``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import regex

from ..lexicon import packaged_text

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_NUMBER = "[一二三四五六七八九十]"


class Words(NamedTuple):
    """The word lists as patterns; those named after what stands before a head match up to its start."""

    stop: regex.Pattern[str]
    trade: regex.Pattern[str]
    department: regex.Pattern[str]
    not_police: regex.Pattern[str]
    system: regex.Pattern[str]
    zone: regex.Pattern[str]
    generic: frozenset[str]
    stops: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Load the word lists.

    >>> words().trade.search("新吴公安分局刑侦")[0], words().stop.search("来到沙朗派出所")[0]
    ('刑侦', '来到')
    """
    lists = tomllib.loads(packaged_text("data", "unit_words.toml"))
    trades, departments, not_police, systems, zones = (
        _any_of(lists[key]) for key in ("trades", "departments", "not_police", "systems", "zones")
    )
    return Words(
        stop=regex.compile(f"{_any_of(lists['stops'])}|{_coverbs(lists['coverbs'], lists['coverbs_after'])}"),
        trade=regex.compile(f"(?:(?:{trades})(?:第?{_NUMBER}{{1,2}}|直属|机动)?|侦查?第?{_NUMBER}{{1,2}})$"),
        department=regex.compile(
            f"(?:{departments}){{1,2}}(?:科|处|办公室|办|室|岗)(?!长)|\\p{{Han}}{{2,4}}岗(?=[，。、\\n]|$)"
        ),
        not_police=regex.compile(f"(?:{not_police})(?:局|管理|监督|监察|\\p{{Han}}{{2,4}}[县区市])?$"),
        system=regex.compile(f"(?:{systems}|{zones}|第{_NUMBER}{{1,2}}师)$"),
        zone=regex.compile(f"(?:{zones})$"),
        generic=frozenset(lists["generic"]),
        stops=frozenset(lists["stops"]),
    )


def _any_of(terms: Iterable[str]) -> str:
    return "|".join(sorted(map(regex.escape, terms), key=len, reverse=True))


def _coverbs(coverbs: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Single characters that end one clause part, unless the character after or before makes them a name's."""
    plain = "".join(char for char, names in coverbs.items() if not names and char not in after)
    bounded = [f"{char}(?![{names}])" for char, names in coverbs.items() if names]
    return "|".join([f"[{plain}]", *bounded, *(f"(?<![{names}]){char}" for char, names in after.items())])
