"""The plain vocabulary by which a name that no lexicon lists is told, from ``data/scheme_words.toml``."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Any

from ...lexicon import packaged_table

# 下乡 is no 乡, 搬家 no 家; 学费 is what is paid, 代缴学费 what is offered.
_NO_MEMBER = r"\d$|(?:(?<!下)乡|(?<!搬)家)$|^(?![代退返缴交充催收骗免]).{1,3}费$"


@cache
def _words() -> dict[str, Any]:
    return packaged_table("data", "scheme_words.toml")


def is_generic(text: str, start: int, end: int) -> bool:
    """Whether start:end says nothing but that there is fraud, of some kind, somewhere.

    >>> is_generic("境外新型诈骗", 0, 4), is_generic("租房诈骗", 0, 2)
    (True, False)
    """
    return _generic().fullmatch(text, start, end) is not None


def is_prop(name: str) -> bool:
    """Whether swindlers of every kind use what is named.

    >>> is_prop("网站"), is_prop("培训报名")
    (True, False)
    """
    props = _words()["props"]
    return name.endswith(tuple(props["endings"])) or any(word in name for word in props["anywhere"])


def can_be_member(name: str) -> bool:
    """Whether what stands in a list of schemes can be the name of one: it deals in something and says no more.

    >>> can_be_member("资金清退"), can_be_member("消防知识")
    (True, False)
    """
    return not _no_member().search(name) and _deals().search(name) is not None


@cache
def _generic() -> re.Pattern[str]:
    words = chain.from_iterable(_words()["generic"].values())
    return re.compile(rf"(?:{'|'.join(words)}|\d)+")


@cache
def _no_member() -> re.Pattern[str]:
    table = _words()["no_member"]
    anywhere = chain(table["outreach"], table["people"], table["other_crimes"], table["steps"])
    return re.compile(
        rf"[{table['characters']}]|{'|'.join(anywhere)}|(?:{'|'.join(table['endings'])})$"
        rf"|^(?:{'|'.join(table['beginnings'])})|{_NO_MEMBER}"
    )


@cache
def _deals() -> re.Pattern[str]:
    table = _words()["deals"]
    return re.compile(rf"[{table['characters']}]|{'|'.join(table['words'])}")
