"""Short names of divisions, by rule: 昆明市 -> 昆明, 红河哈尼族彝族自治州 -> 红河, 红河州."""

from __future__ import annotations

import re
from pathlib import Path

SHORTEST = 2
# Names that say only where in a city a district lies; their stem names no place.
GENERIC = re.compile(r"(?:郊|城|矿|新|市|[东南西北中]|市[中郊]|开发|高新|老城|新城|新市|[东南西北中]市)区")
PEOPLES = (
    "阿昌|白|保安|布朗|布依|朝鲜|达斡尔|傣|德昂|东乡|侗|独龙|鄂伦春|鄂温克|高山|仡佬|哈尼|"
    "哈萨克|赫哲|回|基诺|京|景颇|柯尔克孜|拉祜|黎|傈僳|珞巴|满|毛南|门巴|蒙古|苗|仫佬|纳西|"
    "怒|普米|羌|撒拉|畲|水|塔吉克|塔塔尔|土家|土|佤|维吾尔|乌孜别克|锡伯|瑶|彝|裕固|藏|壮|各"
)
# Peoples that names carry without 族: 木垒哈萨克自治县, 伊犁哈萨克自治州, 新疆维吾尔自治区.
BARE_PEOPLES = "哈萨克|蒙古|柯尔克孜|塔吉克|锡伯|维吾尔"
_TAIL_PEOPLES = re.compile(rf"(?:(?:(?:{PEOPLES})族)+|{BARE_PEOPLES})$")
_AUTONOMOUS = re.compile(r"自治([区州县旗])$")
# 林区 and the like are suffixes only where a name is left without them: 神农架林区, but 士林区.
_SUFFIX = re.compile(r"(?<=..)(?:特别行政区|地区|林区|矿区|特区|新区|街道)$|[省市区县盟镇乡]$")
_BANNER = re.compile(r"(?<![左右前后中蓝黄白])旗$")


def read_exceptions(path: Path) -> dict[str, str]:
    """Read the table of short names that no rule gives."""
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def short_names(name: str, exceptions: dict[str, str]) -> tuple[str, ...]:
    """Return the short names of a division's full name, the plainest first."""
    more = exceptions.get(name, "")
    ruled = () if more.startswith("!") else _by_rule(name)
    listed = tuple(short for short in more.lstrip("!").split("|") if short)
    return tuple(dict.fromkeys((*ruled, *listed)))


def _by_rule(name: str) -> tuple[str, ...]:
    if GENERIC.fullmatch(name):
        return ()
    autonomous = _AUTONOMOUS.search(name)
    if autonomous:
        stem = _without_peoples(name[: autonomous.start()])
        kind = autonomous[1]
        # 广西区 and the like are not said of the five autonomous regions.
        return _long_enough((stem,) if kind == "区" else (stem, stem + kind))
    stem = _SUFFIX.sub("", name)
    if stem == name:
        stem = _BANNER.sub("", name)
    plain = _without_peoples(stem)
    if plain != stem:
        return _long_enough((plain, plain + name[len(stem) :]))
    return _long_enough((stem,)) if stem != name else ()


def _without_peoples(stem: str) -> str:
    plain = _TAIL_PEOPLES.sub("", stem)
    return plain if len(plain) >= SHORTEST else stem


def _long_enough(shorts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(short for short in shorts if len(short) >= SHORTEST)
