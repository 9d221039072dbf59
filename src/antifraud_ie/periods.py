"""Periods: phrases naming a time (今年以来, 截至4月21日, 1-7月, 春节期间) and the days they stand for.

Vague phrases (近期, 目前), durations of an action (历时三个月), ages and clock times are not periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import regex

from .dates import days_named

# Numbers of days, months and of counted units; none of them captures.
_N = r"(?<![0-9.一二三四五六七八九十百])(?:[0-9]{1,2}|[二三]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_MONTH_END = r"月(?:份|度)?(?![龄薪租均供息费饼亮嫂子票])"
_DASH = r"起?(?:[-—–~－～]{1,2}|至|到)"
_YEAR_BODY = (
    r"(?:(?:[今去本]|(?<![目以之此当线])[前上])年度?(?!均)|(?<![0-9.])(?:19|20)[0-9]{2}年度?"
    r"|(?<![〇零一二三四五六七八九])[一二][〇零一二九][〇零一二三四五六七八九]{2}年度?"
    r"|民国[0-9]{2,3}年度?|(?<!建.|历时|长达|[0-9.满近超])1(?:0[5-9]|[12][0-9])年度?)(?![级龄代轻版检审会])"
)
# Where a year is rare, it is called by name: copies take long to compile.
_ANY_YEAR = "(?&any_year)"
_YEAR = rf"(?P<year>{_YEAR_BODY})"
_TAIL = r"(?P<tail>[上中下]旬|[上下]半月|[末底初])?"
# The parts of a year, longest first; the group that takes part names the rule.
# A look ahead at the first characters spares most places the rest of a rule.
_ONE_NUMBER = "[0-9一二两三四五六七八九十]"
_MONTH_AHEAD = f"(?={_ONE_NUMBER}{{1,3}}月)"
_PARTS = "|".join(
    (
        rf"{_MONTH_AHEAD}(?P<day_range>(?P<m1>{_N})月(?P<d1>{_N})[日号]?{_DASH}(?:(?P<year2>{_ANY_YEAR})?(?P<m2>{_N})月)?(?P<d2>{_N})[日号])",
        rf"(?={_ONE_NUMBER}{{1,3}}[月起至到\-—–~～－])(?P<month_range>(?P<m1>{_N})(?:月份?)?{_DASH}(?P<year2>{_ANY_YEAR})?(?P<m2>{_N}){_MONTH_END}{_TAIL})",
        rf"(?=[前首头])(?P<first_n>(?<![目以之此日提])(?:[前首头](?P<count>{_N})|首)个?(?P<unit>月|季度?))",
        r"(?=[上下头])(?P<half>(?P<which>[上下头])半年(?!报))",
        r"(?=[第一二三四1-4])(?P<quarter>第?(?<![0-9一二三四五六七八九十])(?P<nth>[一二三四1-4])季度|第(?P<nth>[一二三四1-4])季)",
        rf"{_MONTH_AHEAD}(?P<day>(?P<m1>{_N})月(?P<d1>{_N})[日号])",
        rf"{_MONTH_AHEAD}(?P<month>(?P<m1>{_N}){_MONTH_END}{_TAIL})",
        r"(?P<whole>全年)(?!龄)",
        r"(?=[年末底])(?P<year_end>(?:年|(?<=[今去前上本0-9]年))[末底])",
        r"(?P<year_start>年?初)(?=以来|至今)",
    )
)
_SINCE = r"(?P<since>以来|至今|迄今|到现在|(?<=[自从][^自从，。；：,;:\n]{2,12})[^\d，。、；：,;:\n]{1,20}?以来)"
_SO_FAR = r"以来|(?:截?至|到)(?:目前|现在|今天?)(?:为止)?|迄今(?:为止)?|至今"
_CLOCK = r"(?:(?:上午|下午|晚上?)?[0-9]{1,2}[时点]整?)?"
_FEAST = (
    r"(?:春节|[“\"]?五一[”\"]?|[“\"]?十一[”\"]|国庆中秋|中秋国庆|国庆节?|中秋节?|端午节?|清明节?|元旦|元宵节?|双节"
    r"|[“\"]?双(?:11|12|十一|十二)[”\"]?|暑[假期]|寒假|春运|节日|假期|两会|汛期|高考)"
)
# Events that date a figure: 专项行动开展以来, 整治期间, 党的二十大以来, 入汛以来.
_EVENT = (
    r"(?:[\p{Han}“”‘’]{0,20}?(?:(?:行动|活动|整治|战役|会战|会议|大会|运动会|博览会|赛事|疫情|工作|政策)(?:以来|期间)"
    r"|(?:开展|启动|实施|部署|施行|成立|运行|上线|推行|启用|入驻|组建|打响|落地|挂牌|建立|设立|出台)以来)"
    r"|(?:党的)?十[八九]大以来|(?:党的)?二十大以来|改革开放以来|[入开][春夏秋冬汛学年]以来)"
)
_RULES = (
    rf"(?=[今本年])(?P<so_far>(?P<year>今年|本年|年初)(?:{_SO_FAR}))",
    r"(?=[截到目迄])(?P<as_of_now>(?:截[至止]到?|截至到|到)目前(?:为止)?|截[至止](?:今[天日]|昨[天日]|今|发稿(?:时|前)?|记者发稿时?)"
    rf"{_CLOCK}|(?<!到)目前为止|迄今为止)",
    r"(?=[“\"十新下未今])(?P<plan>(?:[“\"]十(?P<plan_no>[一二三四五六])五[”\"]|十(?P<plan_no>[一二三四五六])五(?=时期|期间|以来|末))"
    r"(?:时期|期间|以来|末)?|(?:新的?一个|下一个|未来|今后)五年[里内间]?)",
    rf"(?=.{{2,8}}?[至到\-—–~～－])(?P<year_range>{_YEAR}{_DASH}(?P<year2>{_ANY_YEAR})|(?<![0-9.])(?P<year>20[0-9]{{2}}){_DASH}(?P<year2>20[0-9]{{2}}年))",
    rf"(?P<feast>(?=.{{0,9}}[春五十国中端清元双暑寒节假汛高两除正开毕大])(?:(?:{_ANY_YEAR})?(?:{_FEAST}(?:期间|小?长假|假期|黄金周|首日|第{_N}天|以来)|大年(?:初[一二三四五六七]|三十)"
    rf"|除夕|正月初[一二三四五六七八九十]{{1,2}}|开学季|毕业季|暑[假期](?!工))|{_ANY_YEAR}{_FEAST}|春节(?![前后联晚])))",
    r"(?=[今昨])(?P<today>(?P<deictic>[今昨][天日])(?:[（(](?:(?P<m1>[0-9]{1,2})月)?(?P<d1>[0-9]{1,2})日[）)])?)",
    rf"(?=[截0-9一二两三四五六七八九十今去本前上首头下第全年末底初民])(?P<calendar>(?P<until>截[至止]到?至?)?(?:(?:{_YEAR}的?)?(?:{_PARTS})|{_YEAR}){_SINCE}?(?(until){_CLOCK}))",
    r"(?=[0-9])(?P<bare_day>(?<![0-9.月一-鿿][0-9]{0,1}|拘留)(?P<d1>[0-9]{1,2})日(?![内后前来夜均报刊线本益游元]))",
    r"(?=[截本上这])(?P<relative>(?P<until>截[至止]到?)?(?P<deictic>(?<![晚早马])[本上]个?(?:月|周|季度|星期)|这个月)[末底]?)",
    rf"(?=[过最近])(?P<recent>(?:过去|最?近)(?:半|{_N}个?)(?:年|月|季度|周)(?:以?来|间|里)?)",
    rf"(?={_ONE_NUMBER}|半)(?P<duration>(?!0)(?<!连续|历时|为期|长达|徒刑|用了|时隔|[每第满达近超逾创前]|过去|[0-9.个])(?:(?:半年|{_N}年|{_N}个月)来"
    rf"|(?:半|{_N})年(?![来内后前级龄多以时之报左代度的])|{_N}个月(?![来内后前多以时之左大])))",
)
_EVENT_RULE = rf"(?<=(?:\A|[自从，。；：,;:！!\n])在?)(?![自从在]){_EVENT}"
# What every other phrase begins with. The standard `re`, not `regex`: it is twice as fast here, and spares most
# characters the rules.
_NUMERAL = "[0-9〇零一二两三四五六七八九十]"
_BEGINNING = re.compile(
    '(?=[0-9〇零一二两三四五六七八九十今昨去前上下本这年月截到目迄民首头第全末底新未过近最半春国中端清元双暑寒节假汛高大除正开毕“"])'
    rf"(?=(?<![0-9一二三四五六七八九]){_NUMERAL}{{1,4}}(?:[年月日季]|个[月季]|{_DASH}[0-9一二两三四五六七八九十今去本前上民])|十[一二三四五六]五|五一|十一[”\"]|今[年天日后]|昨[天日]|去年"
    rf"|[前首头]{_NUMERAL}|前年|首[个月季]|[上下头]半|上[年个月周季星]|下一|本[年个月周季星]|这个|年[初末底]|(?<=年)[末底]"
    rf"|截[至止]|到目|目前|迄今|民国|第[一二三四1-4]|全年|新[的一]|未来|过去|最近|近[半0-9一二两三四五六七八九十]|半年"
    "|春[节运]|国庆|中秋|端午|清明|元[旦宵]|双[节1十]|两会|暑[假期]|寒假|节日|假期|汛期|高考|大年|除夕|正月|开学|毕业"
    '|[“"](?:五一|十[一二三四五六]|双[1十]))'
)
_PHRASE = regex.compile(f"(?(DEFINE)(?P<any_year>{_YEAR_BODY}))(?:{'|'.join(_RULES)})")
_EVENT_PHRASE = regex.compile(_EVENT_RULE)
# Every event ends in one of these, and is no longer than this.
_EVENT_END = re.compile("以来|期间")
_EVENT_REACH = 30
# Every phrase holds one of these; a text without any needs no closer look.
_MAY_NAME = re.compile(
    "[年月季日周天节假截运五汛暑寒目会双]|以来|期间|国庆|中秋|端午|清明|元[旦宵]|高考|除夕|十一|迄今"
)
_PHRASES = ("so_far", "as_of_now", "plan", "year_range", "feast", "today", "bare_day", "relative")
_WHOLE_PHRASES = (*_PHRASES, "recent", "duration")
_DAYS_AND_MONTHS = ("month", "day", "month_range", "first_n", "day_range")
_PARTS_OF_YEAR = (*_DAYS_AND_MONTHS, "quarter", "half", "whole", "year_end", "year_start", "year")

# What makes a period the base of a comparison rather than the time of the figure.
_COMPARED = re.compile(r"(?:(?<!占)比|较|相较于|高于|低于|多于|少于|[好优快慢大小]于|超过?|相当于|不及)\Z")
_COMPARED_REACH = 3
_WITH = frozenset("与同和跟对")
_AGAINST = regex.compile(r"\A\p{Han}{0,6}?(?:相比|相较|对比|持平|相当|比(?![例重]))")
# The years of a list that a figure is compared with: 较2020年及2019年分别减少, 与2015年、2016年同比.
_LISTED = frozenset("、和及与")
_YEARS_BEFORE = re.compile(r"[与较比](?:(?:19|20)[0-9]{2}年[、和及与]){1,4}\Z")
_YEARS_AFTER = re.compile(r"\A(?:[、和及与](?:19|20)[0-9]{2}年){1,4}(?:同期)?(?:同比|相比|分别)")
_FROM = frozenset("由从")
_MOVES_TO = re.compile(r"\A[^，。；,;\n]{0,16}?[升降增减跌涨缩高大少加][至到为]")
_SAME_TIME = re.compile(r"\A(?:的|全年|全国|我国)?同[期月季日]")
# A day on which something is said is not the time of the figures.
_SAID = re.compile(
    r"\A[，,]?(?:记者|[^，。；：,;:\n]{0,16}?(?:发布(?!预警|信息)|公布|获悉|通报|介绍|表示|报道|指出|举行|召开|(?<!简)称"
    r"|电[】）)]))"
)
_AND = re.compile(r"[和及与、]")
_REACH = 24


class Period(NamedTuple):
    """A phrase naming a time: its span, its text, its first and last day where known, and the rule.

    ``rule`` is ``base`` for what a figure is compared with (比去年同期), ``dateline`` for the day of
    a report, ``duration`` for a bare length of time (半年, 四个月), a period only where nothing else is.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    rule: str


def find_periods(text: str, start: int = 0, end: int | None = None, published: date | None = None) -> list[Period]:
    """Return the periods of ``text[start:end]`` in text order, never overlapping.

    >>> [(p.text, str(p.last)) for p in find_periods("今年1-7月发案下降", published=date(2024, 8, 9))]
    [('今年1-7月', '2024-07-31')]
    >>> [(p.text, p.rule) for p in find_periods("一季度，立案数比去年同期下降三成")]
    [('一季度', 'quarter'), ('去年', 'base')]
    """
    end = len(text) if end is None else end
    periods: list[Period] = []
    if not _MAY_NAME.search(text, start, end):
        return periods
    for match in _phrases(text, start, end):
        periods.append(_period(match, text, start, end, published))
        if len(periods) > 1 and match.re is _PHRASE:
            periods[-2] = _share_part(periods[-2], periods[-1], match, text, published)
    return periods


def find_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of the periods of a text, in text order.

    >>> find_spans("今年1-7月发案下降")
    [(0, 6)]
    """
    return [match.span() for match in _phrases(text, 0, len(text))] if _MAY_NAME.search(text) else []


def _phrases(text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """Yield the phrases of a stretch; where an event and another phrase begin together, it is the other one."""
    event = _next_event(text, start, end)
    position = start
    for beginning in _BEGINNING.finditer(text, start, end):
        at = beginning.start()
        while event is not None and event.start() < at:
            yield event
            position = event.end()
            event = _next_event(text, position, end)
        match = _PHRASE.match(text, at, end) if at >= position else None
        if match is None:
            continue
        yield match
        position = match.end()
        if event is not None and event.start() < position:
            event = _next_event(text, position, end)
    while event is not None:
        yield event
        event = _next_event(text, event.end(), end)


def _next_event(text: str, start: int, end: int) -> regex.Match[str] | None:
    for ending in _EVENT_END.finditer(text, start, end):
        match = _EVENT_PHRASE.search(text, max(start, ending.end() - _EVENT_REACH), ending.end())
        if match:
            return match
    return None


def _period(match: regex.Match[str], text: str, start: int, end: int, published: date | None) -> Period:
    first, last = match.span()
    before, after = text[max(start, first - _REACH) : first], text[last : min(end, last + _REACH)]
    is_base = _is_base(before, after)
    if match.re is _EVENT_PHRASE:
        return Period(first, last, match.group(), None, None, "base" if is_base else "event")
    rule = _rule(match)
    days = days_named(match, rule, published)
    return Period(first, last, match.group(), *days, "base" if is_base else _use(match, rule, after))


def _use(match: regex.Match[str], rule: str, after: str) -> str:
    """What a phrase is used for, named after its rule where that tells no more."""
    if match["until"] or rule == "as_of_now":
        return "as_of"
    if match["since"]:
        return "since"
    return "dateline" if rule in ("today", "day", "bare_day") and _SAID.match(after) else rule


def _rule(match: regex.Match[str]) -> str:
    """The name of the rule that matched; a calendar phrase is named after its part."""
    names = _WHOLE_PHRASES if match["calendar"] is None else _PARTS_OF_YEAR
    return next(name for name in names if match[name] is not None)


def _is_base(before: str, after: str) -> bool:
    last = before[-1:]
    if _SAME_TIME.match(after) or _COMPARED.search(before, max(0, len(before) - _COMPARED_REACH)):
        return True
    if last in _LISTED and _YEARS_BEFORE.search(before):
        return True
    if last in _WITH:
        return _AGAINST.match(after) is not None or _YEARS_AFTER.match(after) is not None
    return last in _FROM and _MOVES_TO.match(after) is not None


def _share_part(year: Period, full: Period, match: regex.Match[str], text: str, published: date | None) -> Period:
    """Give a year the part it shares with the next one: 2022年 in 2022年及2023年上半年 names 2022年上半年."""
    if year.rule != "year" or not match["year"] or match["year"] == match.group():
        return year
    if not _AND.fullmatch(text[year.end : full.start]):
        return year
    named = year.text + full.text[len(match["year"]) :]
    whole = _PHRASE.fullmatch(named)
    if not whole or whole["calendar"] is None:
        return year
    rule = _rule(whole)
    return Period(year.start, year.end, named, *days_named(whole, rule, published), rule)
