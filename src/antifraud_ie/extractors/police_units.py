"""Police units: found by their heads, resolved to the unit in the hierarchy that a name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from ..article import Article
from ..lexicon import Lexicon, Term
from ..places import Division, gazetteer
from ..records import PoliceUnit
from ..special_units import special_units
from .unit_names import Part, UnitName, find_units
from .unit_words import words
from .unit_resolution import Resolver, Unit

_BARE = regex.compile(r"该?(?P<head>(?:公安)?分局|支队|大队)")
_HAN = regex.compile(r"\p{Han}")
_BELOW = regex.compile(r"(?P<centre>反诈(?:骗)?中心|合成作战(?:中心|室))|(?P<squad>\p{Han}{2,6}?(?:支队|大队|中队))")
_APP_BEFORE = regex.compile(r"(?:安装|下载|注册|使用|推广|打开|登录|关注|启用|[“\"‘《])[^。，,]{0,4}$")
_APP_AFTER = regex.compile(r"[”\"’》]?\s?(?:官方|手机)?(?i:app|软件|客户端|小程序|微信|公众号|平台|[”\"’》])")


def extract(article: Article, lexicon: Lexicon | None = None) -> tuple[PoliceUnit, ...]:
    """Return the police units of an article, in text order.

    >>> from antifraud_ie.article import read
    >>> [unit.full_name for unit in extract(read("近日,昆明市公安局五华分局沙朗派出所开展宣传。"))]
    ['昆明市公安局五华分局沙朗派出所']
    """
    if not article.about_safety:
        return ()
    names = _find(article)
    resolver = Resolver(article.home, article.local_names)
    resolver.learn(names)
    return tuple(record for name in names if (record := _record(article, name, resolver)) is not None)


def load_lexicon(extra_terms: Iterable[Term] = ()) -> Lexicon | None:
    """Police units are found by rule; there is no lexicon of terms to extend."""
    return None


def _find(article: Article) -> list[UnitName]:
    named = [name for name in find_units(article) if not _is_app(article.text, name) and _fits(article, name)]
    taken = sorted((name.start, name.end) for name in named)
    return sorted([*named, *_anaphoric(article, taken)])


def _fits(article: Article, name: UnitName) -> bool:
    """Bare special units (警务处) count only in articles of their own region."""
    first = name.parts[0]
    needs = special_units()[first.head].needs if first.level == "special" else None
    if needs is None:
        return True
    if article.home is None:
        return any(short in article.text for short in gazetteer().get(needs).shorts)
    return gazetteer().lineage(article.home)[0].code == needs


def _is_app(text: str, name: UnitName) -> bool:
    """国家反诈中心 is mostly the App of that name."""
    if name.parts[0].head != "国家反诈中心":
        return False
    return bool(_APP_AFTER.match(text, name.end) or _APP_BEFORE.search(text, max(0, name.start - 8), name.start))


def _anaphoric(article: Article, taken: list[tuple[int, int]]) -> Iterator[UnitName]:
    """Yield bare heads (分局成立了…) that point back to a unit named before."""
    text = article.text
    ends = iter(taken)
    current = next(ends, None)
    first = taken[0][0] if taken else len(text)
    for match in _BARE.finditer(text, first):
        while current is not None and current[1] <= match.start():
            current = next(ends, None)
        if current is not None and current[0] < match.end():
            continue
        if _begins_name(text, match.start(), article.view.gaps):
            parts = [Part("", match["head"], "anaphoric")]
            below = _part_below(text, match.end())
            yield UnitName(match.start(), match.end() + (len(below.name + below.head) if below else 0), (*parts, *filter(None, [below])), "anaphoric")


def _part_below(text: str, position: int) -> Part | None:
    """A centre or squad named right behind a bare head: 分局刑警大队."""
    match = _BELOW.match(text, position)
    if match is None:
        return None
    if match["centre"]:
        return Part("", match.group(), "centre")
    name, head = match.group()[:-2], match.group()[-2:]
    return Part(name, head, "squad") if words().trade.search(name) else None


def _begins_name(text: str, position: int, gaps: frozenset[int]) -> bool:
    if position == 0 or position in gaps or not _HAN.match(text, position - 1):
        return True
    return any(match.end() == position for match in words().stop.finditer(text, max(0, position - 3), position))


def _record(article: Article, name: UnitName, resolver: Resolver) -> PoliceUnit | None:
    first = name.parts[0]
    if first.level == "anaphoric":
        named = resolver.latest.get("sub_bureau" if first.head.endswith("分局") else first.head)
        if named is None:
            return None
        unit = resolver.below(named, name.parts[1:])
    else:
        unit = resolver.resolve(name)
        if first.head == "局" and first.name in {"县", "州"} and unit.full_name is None:
            return None
    province, city, county = _divisions(unit)
    return PoliceUnit(
        **article.span(name.start, name.end),
        rule=name.rule,
        kind=unit.kind,
        full_name=unit.full_name,
        province=province,
        city=city,
        county=county,
    )


def _divisions(unit: Unit) -> tuple[str | None, str | None, str | None]:
    division: Division | None = unit.division
    if division is None:
        return None, None, None
    places = gazetteer()
    return places.province_name(division), places.city_name(division), places.county_name(division)
