"""Police named for their trade: 石狮交警 are the 交通警察大队 of 石狮市公安局."""

from __future__ import annotations

from ....places import HONG_KONG, MACAU, MUNICIPALITIES, TAIWAN, gazetteer
from ..units import Unit, named_below
from .memory import Memory

_SQUADS = {"交警": "交通警察", "网警": "网络安全保卫", "特警": "特警", "刑警": "刑侦"}
_ELSEWHERE = frozenset({HONG_KONG, MACAU, TAIWAN})


def police_of_trade(trade: str, above: Unit, memory: Memory) -> Unit:
    """Return the squad of a bureau that a trade means: the one that the article names, else by its standard name.

    >>> city = gazetteer().named("石狮市")[0]
    >>> bureau = Unit("collective", "泉州市石狮市公安局", city, "石狮市公安局", spelled=True)
    >>> police_of_trade("交警", bureau, Memory()).full_name
    '泉州市石狮市公安局交通警察大队'
    """
    named = memory.of_trade(above, trade[0])
    if named is not None:
        return named._replace(kind="collective")
    rung = _rung(above)
    if not rung:
        return Unit("collective", None, above.division, trade)
    return named_below(above, "collective", _SQUADS[trade] + rung)._replace(spelled=False)


def _rung(above: Unit) -> str:
    """总队 of a province, 支队 of a city, 大队 of what lies in it; the districts of 上海 have a 支队."""
    division = above.division
    if division is None:
        return ""
    province = gazetteer().lineage(division)[0]
    if province.code in _ELSEWHERE:
        return ""
    if above.name.endswith("分局") or division.level in {"county", "town"}:
        return "支队" if province.code in MUNICIPALITIES else "大队"
    return "总队" if division.level == "province" else "支队"
