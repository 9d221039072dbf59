"""Which of several divisions of one name a text means, as far as its wording tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .places import TAIWAN, Division, gazetteer

TAIWAN_SIDE, MAINLAND_SIDE = "taiwan", "mainland"

# Words of one side of the strait only (潮州 and 大安 are on both).
_TAIWAN_WORDS = re.compile(
    r"员警|宣导|诈欺|警分局|分局长|打诈|警政|新台币|里长|检警|车手|[县市](?:政府)?警察?局|刑事警察局"
)
_TAIWAN_POLICE = ("员警", "警分局", "警政署", "刑事警察局")
_MAINLAND_WORDS = re.compile(r"公安|民警|辅警|警务站|社区干部|党委|反诈中心")


@lru_cache(maxsize=4)  # asked for one text by several
def side_of_strait(text: str) -> str | None:
    """Return the side of the strait that a text is written on: "mainland", "taiwan", or None where it does not show.

    >>> side_of_strait("员警到场宣导"), side_of_strait("民警到场宣传"), side_of_strait("晴")
    ('taiwan', 'mainland', None)
    >>> side_of_strait("诈团假冒公安,员警宣导")
    'taiwan'
    """
    if _MAINLAND_WORDS.search(text) and not _is_of_taiwan_all_the_same(text):
        return MAINLAND_SIDE
    return TAIWAN_SIDE if _TAIWAN_WORDS.search(text) else None


def _is_of_taiwan_all_the_same(text: str) -> bool:
    """Whether a text with words of both sides has more of Taiwan's: swindlers there play the 公安, too."""
    if not any(word in text for word in _TAIWAN_POLICE):
        return False
    return len(_TAIWAN_WORDS.findall(text)) > len(_MAINLAND_WORDS.findall(text))


def is_across(division: Division, side: str | None) -> bool:
    """Say whether a text of the mainland has met the letters of a small place in Taiwan (新园 in 高新园区).

    >>> is_across(gazetteer().named("新园")[0], "mainland"), is_across(gazetteer().named("台北")[0], "mainland")
    (True, False)
    """
    if side != MAINLAND_SIDE or division.level not in {"county", "town"}:
        return False
    return gazetteer().lineage(division)[0].code == TAIWAN


def by_side(candidates: Sequence[Division], side: str | None) -> list[Division]:
    """Keep the candidates on one side of the strait, all where none is left or the side is not known.

    >>> [division.name for division in by_side(gazetteer().named("林口"), "taiwan")]
    ['林口区']
    """
    if side is None or len(candidates) == 1:
        return list(candidates)
    kept = [d for d in candidates if (gazetteer().lineage(d)[0].code == TAIWAN) == (side == TAIWAN_SIDE)]
    return kept or list(candidates)


def by_head(candidates: Sequence[Division], *, sub_bureau: bool) -> list[Division]:
    """Keep districts and towns before 分局, other divisions before 公安局, all where none is left.

    In Taiwan the cities inside counties have a 分局, too.

    >>> [division.name for division in by_head(gazetteer().named("五华"), sub_bureau=True)]
    ['五华区']
    """
    if len(candidates) == 1:
        return list(candidates)
    kept = [d for d in candidates if _has_sub_bureau(d) == sub_bureau]
    return kept or list(candidates)


def _has_sub_bureau(division: Division) -> bool:
    if division.level not in {"county", "town"}:
        return False
    return division.name[-1] in "区镇乡" or gazetteer().lineage(division)[0].code == TAIWAN


def outermost(candidates: Sequence[Division]) -> tuple[Division, ...]:
    """Drop what lies in another candidate: a short name shared by a city and a county in it means the city.

    >>> [division.name for division in outermost(gazetteer().named("南昌"))]
    ['南昌市']
    """
    if len(candidates) == 1:
        return tuple(candidates)
    within = gazetteer().within
    return tuple(c for c in candidates if not any(c != outer and within(c, outer) for outer in candidates))
