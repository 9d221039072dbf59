"""The patterns of phrases naming a time, by rule; ``periods`` applies them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import regex

# Numbers of days, months and of counted units; none of them captures.
_N = r"(?<![0-9.一二三四五六七八九十百])(?:[0-9]{1,2}|[二三]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_MONTH_END = r"月(?:份|度)?(?![龄薪租均供息费饼亮嫂子票])"
_DASH = r"起?(?:[-—–~－～]{1,2}|至|到)"
_YEAR_BODY = (
    r"(?:(?:[今去本]|(?<![目以之此当线])[前上])(?:[（(][0-9]{2,4}[)）])?年度?(?!均)|(?<![0-9.])(?:19|20)[0-9]{2}年度?"
    r"|(?<![〇零一二三四五六七八九])[一二][〇零一二九][〇零一二三四五六七八九]{2}年度?"
    r"|民国[0-9]{2,3}年度?|(?<!建.|历时|长达|[0-9.满近超])1(?:0[5-9]|[12][0-9])年度?)(?![级龄代轻版]|检(?![察出])|审(?![结理判查议])|会(?!同))"
)
# Where a year is rare, it is called by name: copies take long to compile.
_ANY_YEAR = "(?&any_year)"
_DEFINED = f"(?(DEFINE)(?P<any_year>{_YEAR_BODY}))"
_YEAR = rf"(?P<year>{_YEAR_BODY})"
_CLOCK = r"(?:(?:上午|下午|晚上?)?[0-9]{1,2}[时点]整?)?"
_TAIL = r"(?P<tail>[上中下]旬|[上下]半月|[末底初])?"
# The parts of a year, longest first; the group that takes part names the rule.
# A look ahead at the first characters spares most places the rest of a rule.
_ONE_NUMBER = "[0-9一二两三四五六七八九十]"
_MONTH_AHEAD = f"(?={_ONE_NUMBER}{{1,3}}月)"
_PARTS = "|".join(
    (
        rf"{_MONTH_AHEAD}(?P<day_range>(?P<m1>{_N})月(?P<d1>{_N})[日号]?(?:(?<=[日号]){_CLOCK})?{_DASH}(?:(?P<year2>{_ANY_YEAR})?(?P<m2>{_N})月)?(?P<d2>{_N})[日号]{_CLOCK})",
        rf"(?={_ONE_NUMBER}{{1,3}}[月起至到\-—–~～－])(?P<month_range>(?P<m1>{_N})(?:月份?)?{_DASH}(?P<year2>{_ANY_YEAR})?(?P<m2>{_N}){_MONTH_END}{_TAIL})",
        rf"(?=[前首头])(?P<first_n>(?<![目以之此日提])(?:[前首头](?P<count>{_N})|首)个?(?P<unit>月|季度?))",
        rf"(?<=[0-9今去前本]年)(?P<first_n>(?P<count>{_N})个(?P<unit>月))(?![来内后前多以时之左大间])",
        r"(?=[上下头])(?P<half>(?P<which>[上下头])半年(?!报))",
        r"(?=[第一二三四1-4])(?P<quarter>第?(?<![0-9一二三四五六七八九十])(?P<nth>[一二三四1-4])季度(?P<tail>[末底])?|第(?P<nth>[一二三四1-4])季)",
        rf"{_MONTH_AHEAD}(?P<day>(?P<m1>{_N})月(?P<d1>{_N})[日号])",
        rf"{_MONTH_AHEAD}(?P<month>(?P<m1>{_N}){_MONTH_END}{_TAIL})",
        r"(?P<whole>全年)(?!龄)",
        r"(?=[年末底])(?P<year_end>(?:年|(?<=[今去前上本0-9]年))[末底])",
        r"(?P<year_start>年?初)(?=以来|至今)",
    )
)
_SINCE = r"(?P<since>以来|至今|迄今|到现在|(?<=[自从][^自从，。；：,;:\n]{2,12})[^\d，。、；：,;:\n]{1,20}?以来)"
_SO_FAR = r"以来|(?:截?至|到)(?:目前|现在|今天?)(?:为止)?|迄今(?:为止)?|至今"
_FEAST = (
    r"(?:春节|[“\"]?五一[”\"]?|[“\"]?十一[”\"]|国庆中秋|中秋国庆|国庆节?|中秋节?|端午节?|清明节?|元旦|元宵节?|双节"
    r"|[“\"]?双(?:11|12|十一|十二)[”\"]?|暑[假期]|寒假|春运|节日|假期|两会|汛期|高考)"
)
# Events that date a figure: 专项行动开展以来, 整治期间, 党的二十大以来, 入汛以来.
_EVENT = (
    r"(?:[\p{Han}“”‘’]{0,20}?(?:(?:行动|活动|整治|战役|会战|会议|大会|运动会|博览会|赛事|疫情|工作|政策|宣传[月周日]|攻坚战?)(?:以来|期间)"
    r"|(?:开展|启动|实施|部署|施行|成立|运行|上线|推行|启用|入驻|组建|打响|落地|挂牌|建立|设立|出台)以来)"
    r"|(?:党的)?十[八九]大以来|(?:党的)?二十大以来|改革开放以来|[入开][春夏秋冬汛学年]以来)"
)
# How phrases begin: the first two characters of a year, and of a number with what it counts.
_NUMBER = "[0-9一二两三四五六七八九十]"
_YEAR_BEGINS = "[今去前上本][年（(]|[12][0-9]|[一二][〇零一二九]|民国"
_YEARS_BEGIN = f"{_NUMBER}(?:[年个]|{_NUMBER})"


class _Rule(NamedTuple):
    """A rule of phrases naming a time: its name, a pattern of their first two characters, and that of the whole."""

    name: str
    begins: str
    source: str


# The first rule that matches names the phrase; each is compiled when a phrase may be one of its own.
_RULES = (
    _Rule("so_far", "[今本]年|年初", rf"(?P<year>今年|本年|年初)(?:{_SO_FAR})"),
    _Rule(
        "as_of_now",
        "截[至止]|到目|目前|迄今",
        r"(?:截[至止]到?|截至到|到)目前(?:为止)?|截[至止](?:今[天日]|昨[天日]|今|发稿(?:时|前)?|记者发稿时?)"
        rf"{_CLOCK}|(?<!到)目前为止|迄今为止",
    ),
    _Rule(
        "plan",
        '[“"]十|十[一二三四五六]|新[的一]|下一|未来|今后',
        r"(?:[“\"]十(?P<plan_no>[一二三四五六])五[”\"]|十(?P<plan_no>[一二三四五六])五(?=时期|期间|以来|末))"
        r"(?:时期|期间|以来|末)?|(?:新的?一个|下一个|未来|今后)五年[里内间]?",
    ),
    _Rule(
        "year_range",
        _YEAR_BEGINS,
        rf"(?=.{{2,8}}?[至到\-—–~～－]){_DEFINED}(?:{_YEAR}{_DASH}(?P<year2>{_ANY_YEAR})"
        rf"|(?<![0-9.])(?P<year>20[0-9]{{2}}){_DASH}(?P<year2>20[0-9]{{2}}年))",
    ),
    _Rule(
        "feast",
        _YEAR_BEGINS + '|春[节运]|[“"][五十双]|五一|十一|国庆|中秋|端午|清明|元[旦宵]|双[节1十]|暑[假期]|寒假|节日|假期'
        "|两会|汛期|高考|大年|除夕|正月|开学|毕业",
        rf"(?=.{{0,9}}[春五十国中端清元双暑寒节假汛高两除正开毕大]){_DEFINED}(?:(?:{_ANY_YEAR})?(?:{_FEAST}"
        rf"(?:(?:放假|假期|长假|连假|黄金周)?期间|小?长假|连假|假期|黄金周|首日|第{_N}天|以来)|大年(?:初[一二三四五六七]|三十)"
        rf"|假期{_N}天|除夕|正月初[一二三四五六七八九十]{{1,2}}|开学季|毕业季|暑[假期](?!工))|{_ANY_YEAR}{_FEAST}|春节(?![前后联晚]))",
    ),
    _Rule(
        "today",
        "[今昨][天日]",
        r"(?P<deictic>[今昨][天日])(?:[（(](?:(?P<m1>[0-9]{1,2})月)?(?P<d1>[0-9]{1,2})日[）)])?",
    ),
    _Rule(
        "calendar",
        rf"{_YEAR_BEGINS}|截[至止]|[前首头](?:{_NUMBER}|[个月季])|[上下头]半|第[一二三四1-4]|全年|年[末底初]|[末底].?|初[以至]"
        rf"|{_NUMBER}[^年]",
        rf"{_DEFINED}(?P<until>截[至止]到?至?)?(?:(?:{_YEAR}的?)?(?:{_PARTS})|{_YEAR}){_SINCE}?(?(until){_CLOCK})",
    ),
    _Rule(
        "bare_day",
        "[0-9][0-9日]",
        r"(?<![0-9.月一-鿿][0-9]{0,1}|拘留)(?P<d1>[0-9]{1,2})日(?![内后前来夜均报刊线本益游元])",
    ),
    _Rule(
        "relative",
        "截[至止]|[本上][一个月周季星]|这个",
        r"(?P<until>截[至止]到?)?(?P<deictic>(?<![晚早马])[本上]一?个?(?:月|周|季度|星期)|这个月)[末底]?",
    ),
    _Rule(
        "recent",
        f"过去|最近|近.|半年|{_NUMBER}[周星]|" + _YEARS_BEGIN,
        rf"(?:过去|最?近)(?:半|{_N}个?)(?:年|月|季度|周)(?:以?来|间|里)?"
        rf"|(?!0)(?<!连续|历时|[每第满达近超逾创前]|过去|[0-9.个])(?:半年|{_N}年|{_N}个月)来(?!自)"
        rf"|(?!0)(?<![每第满达近超逾创前续时去的0-9.个])(?:{_N})(?:周|星期)(?=[内间])",
    ),
    _Rule(
        "duration",
        "半年|" + _YEARS_BEGIN,
        rf"(?!0)(?<!连续|历时|为期|长达|徒刑|用了|时隔|[每第满达近超逾创前]|过去|[0-9.个])(?:(?:半|{_N})年(?![来内后前级龄多以时之报左代度的])|{_N}个月(?![来内后前多以时之左大]))",
    ),
)
# What every other phrase begins with. The standard `re`, not `regex`: it is twice as fast here, and spares most
# characters the rules.
_NUMERAL = "[0-9〇零一二两三四五六七八九十]"
BEGINNING = re.compile(
    '(?=[0-9〇零一二两三四五六七八九十今昨去前上下本这年月截到目迄民首头第全末底新未过近最半春国中端清元双暑寒节假汛高大除正开毕“"])'
    rf"(?=(?<![0-9一二三四五六七八九]){_NUMERAL}{{1,4}}(?:[年月日季周]|星期|个[月季]|{_DASH}[0-9一二两三四五六七八九十今去本前上民])|十[一二三四五六]五|五一|十一[”\"]|今[年天日后]|昨[天日]|去年|[今去前][（(]"
    rf"|[前首头]{_NUMERAL}|前年|首[个月季]|[上下头]半|上一?[年个月周季星]|下一|本[年个月周季星]|这个|年[初末底]|(?<=年)[末底]"
    rf"|截[至止]|到目|目前|迄今|民国|第[一二三四1-4]|全年|新[的一]|未来|过去|最近|近[半0-9一二两三四五六七八九十]|半年"
    "|春[节运]|国庆|中秋|端午|清明|元[旦宵]|双[节1十]|两会|暑[假期]|寒假|节日|假期|汛期|高考|大年|除夕|正月|开学|毕业"
    '|[“"](?:五一|十[一二三四五六]|双[1十]))'
)
EVENT = regex.compile(rf"(?<=(?:\A|[自从，。；：,;:！!\n])在?)(?![自从在]){_EVENT}")
# Every event ends in one of these, and is no longer than this.
EVENT_END = re.compile("以来|期间")
EVENT_REACH = 30
# Every phrase holds one of these; a text without any needs no closer look.
MAY_NAME = re.compile("[年月季日周天节假截运五汛暑寒目会双]|以来|期间|国庆|中秋|端午|清明|元[旦宵]|高考|除夕|十一|迄今")


@cache
def patterns() -> dict[str, regex.Pattern[str]]:
    """Return the pattern of every rule by its name; they are compiled on first use."""
    return {rule.name: regex.compile(rule.source) for rule in _RULES}


@lru_cache(maxsize=4096)
def rules_at(beginning: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """Return the rules of the phrases that begin with two characters, each with its pattern, in order.

    >>> [name for name, _ in rules_at("今年")], [name for name, _ in rules_at("今天")]
    (['so_far', 'year_range', 'feast', 'calendar'], ['today'])
    """
    return tuple(
        (rule.name, patterns()[rule.name]) for rule in _RULES if re.fullmatch(rule.begins, beginning, re.DOTALL)
    )
