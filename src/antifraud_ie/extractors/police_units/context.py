"""Whether the text around a name allows it to be a police unit."""

from __future__ import annotations

from functools import cached_property

import regex

from ...article import Article
from ...places import gazetteer
from ...sides import TAIWAN_SIDE, side_of_strait
from ...special_units import special_units
from .finding.heads import SELF_NAMED
from .parts import UnitName
from .words import words

APP = "国家反诈中心"
# As far around a 分局 as the police speak for it.
NEAR = 60

_APP_BEFORE = regex.compile(r"(?:安装|下载|注册|使用|推广|打开|登录|关注|启用|[“\"‘《])[^。，,]{0,4}$")
_APP_AFTER = regex.compile(r"[”\"’》]?\s?(?:官方|手机)?(?i:app|装机|软件|客户端|应用|小程序|微信|公众号|平台|[”\"’》])")
_PROGRAM = regex.compile("[反防](?:诈|骗|诈骗)小?程序")
_POLICE = regex.compile(r"公安|派出所|民警|警[方察局情]|警[分政]")
_POLICE_WORD = regex.compile(r"公安|派出所|民警|警[方察员区情]|员警|反诈|防诈|刑[侦警]|嫌疑人")
# 第一分局, 警四分局: in Taiwan only the police number theirs.
_ORDINAL = regex.compile("[第警][一二三四五六七八九十]+$")


def is_app(text: str, start: int, end: int) -> bool:
    """Say whether a centre's name stands for the App.

    >>> is_app("请下载国家反诈中心", 3, 9), is_app("国家反诈中心通报", 0, 6)
    (True, False)
    """
    return bool(_APP_BEFORE.search(text, max(0, start - 8), start) or _APP_AFTER.match(text, end))


class Context:
    """What an article's text says of the names in it.

    >>> from .finding.heads import find_heads
    >>> from .finding.names import find_units
    >>> article = Article("请注册国家反诈中心App。")
    >>> [Context(article).allows(name) for name in find_units(article, find_heads(article.text))]
    [False]
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text

    def allows(self, name: UnitName) -> bool:
        """Say whether a name can be a police unit in its place."""
        return (
            not self._is_app(name)
            and self._is_of_region(name)
            and self._is_of_side(name)
            and self._is_near_police(name)
        )

    def _is_of_side(self, name: UnitName) -> bool:
        """妇幼队 and its like are squads of the police in Taiwan only."""
        is_theirs = any(part.head in SELF_NAMED for part in name.parts)
        return not is_theirs or side_of_strait(self.text) == TAIWAN_SIDE

    def _is_app(self, name: UnitName) -> bool:
        """国家反诈中心 is mostly the App of that name; 司警反诈程序 is one, too."""
        if name.parts[0].level == "special" and _PROGRAM.match(self.text, name.end):
            return True
        return name.parts[0].head == APP and is_app(self.text, name.start, name.end)

    def _is_of_region(self, name: UnitName) -> bool:
        """Bare special units (警务处) count only in articles of their own region."""
        first = name.parts[0]
        needs = special_units()[first.head].needs if first.level == "special" else None
        return needs is None or needs in self._regions

    def _is_near_police(self, name: UnitName) -> bool:
        """Other bodies have 分局, too: one without 公安 needs the police near it, a district's in the article.

        So do 市局 and 省厅.
        """
        first = name.parts[0]
        if first.head in {"局", "厅"}:
            return self._names_police
        if first.head != "分局" or len(name.parts) > 1 or name.rule == "coordinated":
            return True
        if _POLICE_WORD.search(self.text, max(0, name.start - NEAR), name.end + NEAR):
            return True
        is_place = bool(gazetteer().named(first.name)) or words().zones.start(first.name) is not None
        is_numbered = _ORDINAL.match(first.name) is not None and side_of_strait(self.text) == TAIWAN_SIDE
        return (is_place or is_numbered) and self._names_police

    @cached_property
    def _names_police(self) -> bool:
        return _POLICE.search(self.text) is not None

    @cached_property
    def _regions(self) -> frozenset[str]:
        """The codes of the home's province; without a home, of the regions named in the text."""
        places = gazetteer()
        if self.article.home is not None:
            return frozenset({places.lineage(self.article.home)[0].code})
        regions = (places.get(code) for code in special_units().regions)
        return frozenset(region.code for region in regions if any(short in self.text for short in region.shorts))
