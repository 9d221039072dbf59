"""Predicates: the words before an amount that make it a change - its direction and what it is compared with."""

from __future__ import annotations

from typing import NamedTuple

import regex

from ..records import Basis

REACH = 56

_UP = (
    "上升|增长|增加|提高|提升|攀升|激增|回升|飙升|扩大|上涨|上扬|成长|增多|猛增|急增|大增|剧增|递增|净增|多增|劲增|微增|略增|急升|微升|略升|猛升|大升|再升|再增"
    "|飙涨|暴涨|大涨|微涨|涨|增|(?<![公至])升|上调|调升|调高|加快|反弹|跃升|拉升|抬升|走高|升高|增高|增收|多出|(?<![最许很太更众诸至不])多"
)
_DOWN = (
    "下降|减少|降低|下跌|下滑|回落|压降|缩减|收窄|缩小|缩短|萎缩|减低|减小|锐减|骤减|骤降|大减|大降|急降|微降|略降|再降|微跌|急跌|暴跌|大跌|下挫|下探|递减|走低|滑落|压减|压缩"
    "|负增长|插水|缩水|下调|调降|调低|放缓|跌|降|(?<!加)减|(?<![至不多减缺很最极青])少"
)
_NOUN_UP = "增幅|涨幅|升幅|增速|增长率|增长幅度|上升幅度|上涨幅度|成长率|年增率"
_NOUN_DOWN = "降幅|跌幅|减幅|下降幅度|减少幅度|下跌幅度|降低幅度|下降率"
_LEVEL_UP, _LEVEL_DOWN = "高出?|快出?", "低|慢"

_TIME_HEAD = (
    "去年|上年|前年|前一年|前1年|上一年|上个?月|上个?周|上季|上半[年月]|上旬|前一?个?[月周日天季]|前[0-9一二两三四五六七八九十]{1,3}个?[月年季]|(?:19|20)[0-9]{2}年?|1[01][0-9]年"
    "|[0-9]{1,2}(?:[-—–至到][0-9]{1,2})?月|[0-9一二三四五六七八九十]{1,3}月|第?[一二三四1-4]季度?|[“\"]?十[一二三四五六]五|同期|此前|之前|以前|以往|往年|历年|过去|昨[日天]|今年|年初"
    "|[\\u4e00-\\u9fff]{1,8}(?:前|初期|之初)(?!的)|首[0-9一二三四五六]?季"
)
_COMPARED = rf"(?:相较于?|相比|对比|比较|较|比|与|和|同|跟)(?P<base>(?:{_TIME_HEAD})[^，。；;！？\n,、和]{{0,16}}?)(?:相比(?:较|之下)?|比)?(?:来说|来看|而言)?"
_BASIS = (
    rf"(?:(?P<both>同环比|环同比)|(?P<yoy>同比(?:去年)?|按年|同期相比|(?<![去前上今逐每每0-9〇一二三四五六七八九十近多])年(?=[增减]))|(?P<mom>环比(?:上月|上季度?)?|按月|按季|(?<![0-9一二三四五六七八九十上本当])月(?=[增减]))|{_COMPARED})"
)
_ADVERBS = (
    "(?:分别|均|都|也|再|又|名义|实际|大幅(?:度)?|小幅|继续|总体|整体|则|累计|明显|显著|由此|将|平均|各|同步|双双|持续|进一步|首次|却|已|已经|预计|估计|约|逆势|强势|快速|更|还|共|日均|月均|稳步|净|的){0,3}"
)
_QUALIFIED = "(?:达到?了?|高达|超过了?|超出|超|逾|近|约|将近|接近了?|大约|大概|至少|不到|不足|不少于|不低于|过|突破|均|都|也)"
_VERB_LINK = rf"(?:了|出|幅)?(?:幅度)?{_QUALIFIED}{{0,3}}"
_NOUN_LINK = rf"(?:一度|普遍|依然|甚至|分别|各|也|均|都|则|仍|已|更|仅|就|却){{0,2}}(?:为|是|在|有|到|至)?{_QUALIFIED}{{0,3}}"

_PREDICATE = regex.compile(
    rf"(?:{_BASIS}[，,]?{_ADVERBS})?(?:"
    rf"(?P<noun>(?P<up>{_NOUN_UP})|(?P<down>{_NOUN_DOWN}))[:：]?{_NOUN_LINK}"
    rf"|(?P<verb>(?P<up>{_UP})|(?P<down>{_DOWN})){_VERB_LINK})\Z"
)
_TIMED_LEVEL = regex.compile(rf"{_BASIS}{_ADVERBS}(?:(?P<up>{_LEVEL_UP})|(?P<down>{_LEVEL_DOWN})){_VERB_LINK}\Z")
_BASIS_ONLY = regex.compile(rf"{_BASIS}{_ADVERBS}[:：]?\Z")
_DETACHED = regex.compile(
    rf"(?P<yoy>同比(?:来)?看|(?:由|从|自)(?:去年|上年)同期)|(?P<mom>环比(?:来)?看)|{_COMPARED}(?=[，,])"
)
# A comparison with another group (比城镇快, 高于全国) is no change.
_GROUP = regex.compile(r"(?:(?<![同环占对])比(?![例重较率])|高于|低于|快于|慢于)[^，。；;,\n]{1,18}\Z")
_NOT_A_CHANGE = regex.compile(r"(?:未|没有|没|并未|不再|不)(?:见|有)?\Z")
_YOY = regex.compile("去年|上年|前一年|前1年|上一年|同期|前年")
_BASE_YEAR = regex.compile(r"[较比与和同跟](?P<year>(?:19|20)[0-9]{2})年同期")
_MOM = regex.compile("上个?月|上个?周|上季|上半月|下半月|上旬|前一[日周月]|前一个月|昨|^[0-9一二三四五六七八九十]{1,3}月份?$")


class Predicate(NamedTuple):
    """What makes an amount a change: where the mention starts, its direction and basis (None where unstated)."""

    start: int
    direction: int
    basis: Basis | None
    rule: str


def predicate_before(text: str, floor: int, end: int, *, built_in: int = 0) -> Predicate | None:
    """Return the predicate that ends right before position ``end``, not reaching below ``floor``.

    ``built_in`` is the direction of an amount that carries its own (翻一番, 腰斩, -3.2%).

    >>> text = "全市警情比去年同期下降近61%"
    >>> predicate_before(text, 0, 12)
    Predicate(start=4, direction=-1, basis='yoy', rule='verb')
    """
    floor = max(floor, end - REACH)
    if built_in:
        match = _BASIS_ONLY.search(text, floor, end)
        return Predicate(match.start(), built_in, _basis(match), "built_in") if match else Predicate(end, built_in, None, "built_in")
    match = _PREDICATE.search(text, floor, end)
    if match is None:
        match = _TIMED_LEVEL.search(text, floor, end)
        return Predicate(match.start(), 1 if match["up"] else -1, _basis(match), "timed_level") if match else None
    basis = _basis(match)
    word = match.start("noun") if match["noun"] else match.start("verb")
    if basis is None and (_GROUP.search(text, floor, word) or _NOT_A_CHANGE.search(text, floor, word)):
        return None
    start = match.start() if basis else word
    return Predicate(start, 1 if match["up"] else -1, basis, "noun" if match["noun"] else "verb")


def carried_basis(text: str, start: int, end: int) -> tuple[int, Basis | None]:
    """Return position and basis of the last detached comparison (与去年同期相比，…) in a stretch."""
    last: tuple[int, Basis | None] = (-1, None)
    for match in _DETACHED.finditer(text, start, end):
        last = match.start(), _basis(match)
    return last


def _basis(match: regex.Match[str]) -> Basis | None:
    groups = match.groupdict()
    if groups.get("yoy") or groups.get("both"):
        return "yoy"
    if groups.get("mom"):
        return "mom"
    base = groups.get("base")
    if not base:
        return None
    if _YOY.search(base):
        return "yoy"
    return "mom" if _MOM.search(base) else "other"


def base_year(text: str, start: int, end: int) -> int | None:
    """Return the year that a predicate's comparison names (较2019年同期), None where it names none."""
    match = _BASE_YEAR.search(text, start, end)
    return int(match["year"]) if match else None
