"""Trends: changes that a text states without a number - 同环比双降, 连续6个月下降, 大幅下降, 同比持平."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import regex

from ...article import Article
from ...links.when import Periods, periods_of
from ...links.where import Regions, regions_of
from ...patterns import Pattern
from ...records import Basis, Trend
from .finding.bases import basis_of
from .finding.changes import Change, find_changes
from .finding.cues import cues_of
from .finding.words import BASIS
from .indicators.lookup import Indicators

Direction = Literal["up", "down", "flat"]

_UP = (
    "上升|增长|增加|提高|提升|攀升|回升|上涨|上扬|成长|增多|多增|加快|反弹|走高|升高|激增|飙升"
    "|[大微略急激劲猛骤暴剧][升增涨]"
)
_DOWN = (
    "下降|减少|降低|下跌|下滑|回落|压降|收窄|走低|减缓|放缓|负增长|[往向]下走|压了下来|降了下来"
    "|[大微略急锐骤暴剧陡][降跌减]"
)
_FLAT = "持平|不变|零增长"
_DEGREE = (
    "(?:(?:大幅度?|小幅|略微?|明显|显著|持续|逐[年月季步]|连续|稳步|快速|急剧|不断|总体|进一步|有所|继续|较快|高速|两位数"
    "|均|都|全面|同步|双双?|齐|再次|再度){1,4})"
)
_LIGHT = "(?:实现|保持|出现|呈现?)?"
_STREAK = (
    r"(?:已?连[续着著](?:第)?[0-9一二两三四五六七八九十几多]{1,3}个?多?(?:年|月|季度|周|日|天)"
    rf"{_LIGHT})"
)
_DOUBLE = "(?:双|[两三]|[两三四五六七八九十]项)(?:下?(?P<down_double>降)|[上回]?(?P<up_double>升))(?!级|班|温|格|学)"
# A verb that says its own degree: 略升, 锐减.
_SELF = "(?:(?P<up>[略微急激劲猛骤剧陡][升增涨](?!级|加|长)|飙升|激增)|(?P<down>[略微急锐骤剧陡][降跌减](?!少|低)))"
_AFTER_VERB = "(?:明显|较快|较多|较大|显著|迅速|最快|最多|尤为突出)"
_VERB = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<flat>{_FLAT})|{_DOUBLE})"
_TREND = Pattern(
    rf"(?:(?P<streak>{_STREAK})?{BASIS}(?(streak)|{_STREAK}?{_LIGHT}){_DEGREE}?|{_STREAK}{_DEGREE}?|{_DEGREE})"
    rf"{_LIGHT}{_VERB}{_AFTER_VERB}?"
    rf"|{_DOUBLE}|{_SELF}|(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_AFTER_VERB}"
    r"|(?:[增降跌升涨]幅|增速)(?:(?P<up>加快|扩大|回升|提高)|(?P<down>放缓|收窄|回落|缩小))"
)
# A number behind the verb makes it a change or a figure, 至 and 到 a level; 的 makes it a modifier.
_NUMBER_AFTER = re.compile(
    "(?:了|出|幅度)?(?:分别|均|都|也)?(?:达到?|高达|超过?|近|约|逾|接近|将近|为|在|不到|不足){0,4}"
    "(?:[0-9〇零一二两三四五六七八九十百半几数+-]|[至到为]|率|点|值)"
)
# A verb with an object tells what somebody does (全面提升劝阻率); 势头 and its like may follow a statement.
_OBJECT_AFTER = regex.compile(r"(?!势|态|趋|[且而并但和与及等后的了])\p{Han}")
_DENIED = re.compile(r"(?:未|没有|没|不再|不|防止|避免|遏制|防)(?:见|有|会|出现)?\Z")
# No trend goes beyond one of these marks.
_MARKS = "，。！？；\n"
_CLAUSE = re.compile(f"[^{_MARKS}]*")
_CLAUSE_BEFORE = regex.compile(f"(?r)[^{_MARKS}]*")
# A rough first pass with the standard `re`, which is faster: a trend begins nowhere else.
_VERB_BEGINS = "上增提攀回成多加反走升激飙大微略急劲猛骤暴剧锐陡下减降压收放负往向"
_BEGINNING = re.compile(
    f"(?=[同环比按年月季相对较与和跟已连明显持逐稳快不总进有继均都全双齐再两三四五六七八九十小高涨跌{_VERB_BEGINS}])"
    "(?:[比较与和同跟]|环[同比]|按[年月季周]|[年月季](?=[增减])|相[较比]|对比|已?连[续着著]"
    f"|{_DEGREE}{_LIGHT}[持不零双两三四五六七八九十涨跌{_VERB_BEGINS}]"
    "|(?:[双两三]|[两三四五六七八九十]项)[下上回]?[升降]|[略微急激劲猛骤剧陡飙锐暴][升增涨降跌减]"
    f"|[{_VERB_BEGINS}].{{1,3}}{_AFTER_VERB}|[增降跌升涨]幅|增速)"
)


class _Mention(NamedTuple):
    """A trend found; it is looked up like a change, but shares its predicate with none."""

    start: int
    end: int
    number: int
    first: int
    direction: Direction
    basis: Basis | None
    rule: str


def extract_trends(article: Article) -> tuple[Trend, ...]:
    """Return the changes without a number of an article, in text order.

    >>> found = extract_trends(Article("全市电诈警情同环比双降，破案数大幅上升，立案数同比持平。"))
    >>> [(trend.text, trend.direction, trend.indicator) for trend in found]
    [('同环比双降', 'down', '电诈警情'), ('大幅上升', 'up', '破案数'), ('同比持平', 'flat', '立案数')]
    """
    mentions = tuple(_mentions(article))
    if not mentions:
        return ()
    indicators, regions, periods = Indicators(article, mentions), regions_of(article), periods_of(article)
    return tuple(_record(article, mention, indicators, regions, periods) for mention in mentions)


def _mentions(article: Article) -> Iterator[_Mention]:
    text, gaps = article.text, article.view.gaps
    number = 0
    for match in _matches(text, find_changes(article)):
        start, end = match.span()
        if _NUMBER_AFTER.match(text, end) or (end not in gaps and _OBJECT_AFTER.match(text, end)):
            continue
        if _DENIED.search(text, max(0, start - 6), start):
            continue
        yield _Mention(start, end, number, number, _direction(match), basis_of(match), _rule(match))
        number += 1


def _matches(text: str, changes: Iterable[Change]) -> Iterator[regex.Match[str]]:
    """Yield what is written like a trend, outside of the changes."""
    remaining = iter(changes)
    change = next(remaining, None)
    for start, end in _clauses(text):
        position = start
        while beginning := _BEGINNING.search(text, position, end):
            at = beginning.start()
            while change is not None and change.end <= at:
                change = next(remaining, None)
            if change is not None and change.start <= at:
                position = change.end
                continue
            match = _TREND.match(text, at, end)
            if match and (change is None or match.end() <= change.start):
                yield match
            position = match.end() if match else at + 1


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses that hold a cue."""
    done = 0
    for first, last in cues_of(text).trends:
        if first < done:
            continue
        start = _CLAUSE_BEFORE.match(text, done, first).start()  # type: ignore[union-attr]  # it matches anywhere
        done = _CLAUSE.match(text, last).end()  # type: ignore[union-attr]  # it too
        yield start, done


def _direction(match: regex.Match[str]) -> Direction:
    if match["flat"]:
        return "flat"
    return "up" if match["up"] or match["up_double"] else "down"


def _rule(match: regex.Match[str]) -> str:
    if match["down_double"] or match["up_double"]:
        return "several_at_once"
    if match["flat"]:
        return "unchanged"
    return "compared" if basis_of(match) else "degree"


def _record(article: Article, mention: _Mention, indicators: Indicators, regions: Regions, periods: Periods) -> Trend:
    indicator = indicators.of(mention.number)
    region = regions.at(mention.start).division
    period = periods.at(mention.start)
    return Trend(
        **article.span(mention.start, mention.end),
        rule=mention.rule,
        direction=mention.direction,
        basis=mention.basis,
        indicator=indicator.phrase if indicator else None,
        region=region.name if region else None,
        region_adcode=region.adcode if region else None,
        period=period.period.text if period else None,
    )
