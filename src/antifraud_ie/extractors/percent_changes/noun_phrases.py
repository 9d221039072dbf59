"""Noun phrases: what a clause before a figure names, freed of time, place, figures and the words around it."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from ...periods import find_spans
from ...places import gazetteer

LONGEST = 36

_UNIT = (
    "(?:万亿|亿|万|千)?(?:美|港|欧|日|澳门?|新台)?"
    "(?:元(?:人民币)?|人民币|币|起|宗|件|例|人次|人|名|位|条|次|辆次|辆|户|家|张|份|个|台|(?:载重)?吨|千瓦时?|公里|亩|笔|部|架次|列|班|场|所|款"
    "|微克/立方米|平方米|立方米|斤|公斤|标?箱|天|团|单|手|套|头|票|％|%)"
)
# A numeral as far as it matters here, where none is evaluated; the full pattern takes long to compile.
_HAN_DIGITS = "〇○零一二三四五六七八九两十百千万亿廿卅"
_NUMERAL = (
    rf"(?:(?<![0-9]|[0-9]\.)(?=[0-9])|(?<![{_HAN_DIGITS}])(?<![几数](?=[十百千万亿]))"
    "(?=[一二三四五六七八九两十廿卅]|[〇○零][点〇○零一二三四五六七八九]|[百千万亿]{1,2}[余多来])|(?<=[近逾超达过上]|突破)(?=[百千万亿]))"
    rf"(?:[0-9{_HAN_DIGITS}余多几来点]|[.,](?=[0-9])){{1,24}}(?![0-9十百万亿]|千(?![克米瓦]))"
)
_BEFORE_FIGURE = (
    "(?:达到?了?|为|是|合?共计?|合计|突破|超过?|约|近|逾|仅|有|的|共有|已|累计|高达|增加?至|增加?到|降至|减至|升至|还有|只剩|剩下?|计|录得?"
    "|录获|又|还|亦|则|分别|了|最少|至少|占|(?:上升|下降|增长|提高|减少|增加|降低)?[至到]|[增减升跌]){0,4}"
)
_ONE_FIGURE = rf"{_NUMERAL}(?:{_UNIT}(?:\p{{Han}}{{0,2}}左右|以上)?|(?<=[万亿])|(?<=[为是][0-9.]{{1,12}}))"
# The figure that ends a clause, or the figures of a list: 立案115起, 分别进出口4.7万亿元、3.8万亿元.
_FIGURE = regex.compile(rf"{_BEFORE_FIGURE}(?=[0-9{_HAN_DIGITS}])(?:{_ONE_FIGURE}[、和及]){{0,6}}{_ONE_FIGURE}[，,]?\Z")
# Rough first passes with the standard `re`, which is faster: the ends of a figure, a thing counted.
_NUMERAL_END = f"[0-9{_HAN_DIGITS}余多几来点]"
_FIGURE_END = re.compile(rf"{_NUMERAL_END}(?:{_UNIT}(?:.{{0,2}}左右|以上)?)?[，,]?\Z")
_FIGURE_END_REACH = 20
_COUNT_END = re.compile(f"{_NUMERAL_END}[宗起件例单名位]")
_LEADING_FIGURE = regex.compile(rf"^(?:有|共|约|近|超)?{_NUMERAL}{_UNIT}的?")
# Cases counted before they are named: 共录得九万宗罪案.
_COUNTED = regex.compile(rf".*{_NUMERAL}(?:宗|起|件|例|单|名|位)(?:的|同类)?(?P<noun>\p{{Han}}{{2,}})$")
# Money counted before it is named: 拦截15.7亿元骗款.
_INNER_MONEY = regex.compile(rf"[约近逾超]?{_NUMERAL}(?:港|美)?元(?!的)(?=\p{{Han}}{{2,6}}$)")
_ASIDE = regex.compile(r"[（(][^（）()]{0,20}[)）]?$|[加合](?:在一起|起来)$")
_FROM_TO = regex.compile(rf"(?:却|则|也|已|便|又)?[由从](?=[^，。由从]{{0,22}}(?:至|到|成)|{_NUMERAL})")
_ENUMERATION = (
    r"【[^】]{1,12}】|[■●◆▲▸·•\-—–、)）(（\s]+|[0-9]{1,2}[.、)）]"
    r"|[（(]?[一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}(?:是|、(?=\p{Han}{2}))|[①-⑳]"
)
_LEADING = regex.compile(
    "^(?:(?:其中|当中|以?及(?!时)|和(?!平)|此外|另外|同时|并且|并(?!购)|而且|而|但是?|惟独?|不过|不仅|虽然?|尽管|至于|特别是|尤其是?|原因是|(?:最?主要)是|还|也|亦|则|却|且"
    "|使得?|令|让|致|因此|从而|所以|由此|据悉|据了解|据介绍|数据显示|统计显示|结果显示|总的看|算下来|具体来看|从[^，,]{1,8}看"
    "|记者[^，,]{0,16}(?:获悉|了解到)|(?:官员|警方|发言人)?(?:表示|透露|指出?)(?=\\p{Han}{4})|有效(?:助推|推动|遏制|压降)|助推|推动|带动|拉动|促使|促进|助力"
    "|实现了?|完成了?|共|全年|当月|当年|本月|同期|期[间内]|目前|现在|已|累计|合计|预计|平均|年均|日均|整体|总体|上述|这些|这|该(?![市省区县州镇乡所局])类?|其|今|将|能(?![源耗力量])|可(?![防比支再])"
    "|有望|力争|又|再|更|仍|受理的?|110(?:接报|报警)?(?=\\p{Han})|立案的|合共|到|以|全部|各类型?|有关|成功|公安机关|警方|则?包括(?![^，]*[0-9一二三四五六七八九十][宗人起件名场])|接(?:报|到)?(?=\\p{Han}{2,8}警)|处置(?=\\p{Han}{2,8}警)|的|[^，]{0,10}[里内](?:的|，)"
    rf"|{_ENUMERATION})[，,]?)+"
)
_REGION_WORDS = regex.compile(
    r"^(?:全[市省区县州国港澳镇乡旗]|[我本该]\s?[市省区县州国港澳镇乡所局]|辖区内?|辖内|当地|各地|转辖区|中心城区|(?:等|这)?[0-9一二两三四五六七八九十]{1,3}个?"
    r"(?:镇区|地区|[县市区镇乡省州地]))(?:的|内|各级)?"
)
_TRAILING = regex.compile(
    "(?:分别|均|都|也|亦|则|又|再|仍|了|已经?|却|虽然?|更|就|已|只|仅|曾|录得|实现了?|完成了?|较前?|大幅度?|显著|累计|呈现?|出现|保持|维持|继续|持续|总体|整体|数量上|方面|的|有|名义|实际|是|为|将"
    "|同期|更是|还|连年|逐年|明显|预计|一举|单月|一年|年均|一口气|这样|平均|当中|相加|合计|总计)+$"
)
_INNER_VERB = regex.compile(
    r"(?:实现|完成|立(?=电|案件|刑|诈|\p{Han}{2,8}案)|录得|达成|共发生|发生|接报|接获|受理|开立|共接|(?<!公)共(?!享|同|预|和))(?!率)"
)
_CONCERNING = regex.compile(r"^就[^，]{2,14}?案件?(?=\p{Han}{2})")
# What an earlier clause says of its subject: 立案同比下降.
_PREDICATE = regex.compile(
    r"(?<=.)(?:同环比|同比|环比|按年)(?![降增升跌涨减][幅速])(?=.*[升降增减跌涨平多少]).*$"
    r"|(?<=.)均?(?:实现|保持|呈)?(?:较快|快速|平稳|稳步|大幅|小幅|明显)(?:增长|上升|下降|回落|减少)(?:态势|势头)?$"
    r"|(?<=.)[较比与](?=去年|上年|前年|上月|(?:19|20)[0-9]{2}年).*$"
)
_APART = regex.compile(r"^.+(?:同比|环比)(?=\p{Han}{2,}$)(?![降增升跌涨减][幅速])")
# Clauses that say nothing of what changed: asides, shares, other changes, conditions.
_FILLER = regex.compile(
    "^(?:同环?比|环比)(?![降增升跌涨减][幅速])"
    "|^(?:即(?![时日将使刻])|听|看着|说明|其实|剔除|扣除|不算|按|经季节|好在|[同环]比持平|持平|降得|升得|涨得|则?包括|占(?!.*(?:比重|比例|份额)$)|约占|仅占|达到?|[前后]者|涉及$)"
    "|占(?:去|整体|全部|总(?!额))(?!.*(?:比重|比例|份额)$)|占[^，比]{1,10}的$|^[快慢高低好优][于出]|^[净新再又]$"
    "|^(?:上升|增长|增加|提高|下降|减少|降低|下跌|多|少|增|减|降|升|涨|跌)+(?:了|至|到|为|$)"
    "|^[较比与跟][^，]{1,24}(?:上升|增长|增加|下降|减少|下跌|多|少|增|减|降|升)了?$"
    "|[起宗件](?:上升|增加|减少|下跌)$"
)
_INSIDE = regex.compile("^(?:[，,、的内里]|中(?!国|[小央期部西东]))+")
_BARE_PREDICATE = regex.compile("(?:均|都|也|亦|录得|呈现?|有所|双|明显|持续|继续)*(?:上升|增长|增加|下降|减少|下跌)?")
_PLACES = regex.compile(r"(?:[两三四五六]?[省市县区镇州地]|等地|等)$")
_UNIT_NAME = regex.compile(
    r"(?:\p{Han}{0,6}?(?:公安局|公安分局|分局|公安机关|公安|警方|警察局|派出所|支队|大队|中心)[0-9]{0,5}(?:的|共)?)"
)
_HEADS = (
    "增加值|固定资产投资|营业收入|零售额|销售额|交易额|运输量|产量|投资|收入|支出|利润|贷款余额|余额|进出口额?|出口额?|进口额?|警情数?量?|发案[数率]?"
    "|立案[数率]?|破案[数率]?|案件数?量?|损失[数额]?|损失金额|财损[数额]?|(?:实际使用)?外资|数[量目字]|宗数|人数|金额|物流总额|总额|占比|指数|价格|销量|产值|面积|客流|流量"
)
HEAD = regex.compile(rf"(?:{_HEADS})$")
_ENDS_WELL = regex.compile(rf"(?:{_HEADS}|案|诈骗)$")
_LAST_HEAD = regex.compile(rf".*(?:{_HEADS}|诈骗案?|案)(?=\p{{Han}}{{2}})")
_AFTER = regex.compile(
    r"(?:以上|左右)?的(?:(?P<noun>\p{Han}{1,6}?(?:案件|案(?!件)|警情))|(?P<noun>\p{Han}{2,8}?)(?=[，。；;,、\n]|$))"
)
_QUOTES = str.maketrans("", "", "“”‘’\"'《》")
_NAMES_SOMETHING = regex.compile(r"\p{Han}|[A-Z]{2}")


@lru_cache(maxsize=256)
def noun_phrase(clause: str) -> str | None:
    """Return the noun phrase that a clause names, None where nothing is left of it.

    >>> noun_phrase("今年以来，全市电信网络诈骗警情"), noun_phrase("当中诈骗案共有39,824宗")
    ('电信网络诈骗警情', '诈骗案')
    >>> noun_phrase("占全部立案的") is None
    True
    """
    clause = _ASIDE.sub("", clause.translate(_QUOTES).replace("分别", "").strip(" ，,、的（("))
    moved = _FROM_TO.search(clause)
    clause = clause[: moved.start()] if moved else clause
    clause = _APART.sub("", _PREDICATE.sub("", clause))
    figured = _figure(clause)
    clause = _timeless(clause[: figured.start()] if figured else clause)
    if _names_place(clause) or _FILLER.search(clause):
        return None
    counted = _counted(clause)
    clause = counted["noun"] if counted else _INNER_MONEY.sub("", clause) if "元" in clause else clause
    clause = _LEADING_FIGURE.sub("", _without_place(_LEADING.sub("", clause)))
    clause = _INNER_VERB.sub("", _TRAILING.sub("", _CONCERNING.sub("", clause)))
    clause = _REGION_WORDS.sub("", _LEADING.sub("", clause.strip(" ，,、的内在（(）)—-")))
    if _FILLER.search(clause) or not _NAMES_SOMETHING.search(clause):
        return None
    return clause[-LONGEST:] if len(clause) > 1 or figured else None


def noun_after(text: str, position: int) -> str | None:
    """Return the noun that a figure stands before: 增长三成的品牌.

    >>> noun_after("同比下降43.5%的强奸案改善最多。", 9)
    '强奸案'
    """
    match = _AFTER.match(text, position)
    return match["noun"] if match else None


def has_figure(clause: str) -> bool:
    """Whether a clause states a figure of its own: 共录得九万宗, 立案115起."""
    return bool(_figure(clause) or _counted(clause))


def _figure(clause: str) -> regex.Match[str] | None:
    return _FIGURE.search(clause) if _FIGURE_END.search(clause, max(0, len(clause) - _FIGURE_END_REACH)) else None


def _counted(clause: str) -> regex.Match[str] | None:
    return _COUNTED.match(clause) if _COUNT_END.search(clause) else None


def ends_with_head(phrase: str) -> bool:
    """Whether a phrase ends in a word that figures are stated of: 立案数, 警情, 增加值."""
    return HEAD.search(phrase) is not None


def up_to_head(phrase: str) -> str:
    """Of a whole clause, keep what leads up to its head noun.

    >>> up_to_head("诈骗警情连着几周往下走")
    '诈骗警情'
    """
    match = None if _ENDS_WELL.search(phrase) else _LAST_HEAD.match(phrase)
    return match.group() if match else phrase


def _timeless(clause: str) -> str:
    """Drop the periods of a clause; what stands after the last of them comes first."""
    rest = clause
    for start, end in reversed(find_spans(clause)):
        if end == len(rest):
            rest = rest[:start].rstrip(" ，,、在")
            continue
        after = _INSIDE.sub("", rest[end:])
        return after if after and not _BARE_PREDICATE.fullmatch(after) else rest[:start]
    return rest


def _names_place(phrase: str) -> bool:
    """Whether a phrase ends in the name of a place: 升幅最大的日喀则, 小榄两镇 name no indicator."""
    phrase = _PLACES.sub("", phrase)
    end = -1
    for hit in gazetteer().find(phrase):
        end = hit.end
    return end == len(phrase)


def _without_place(clause: str) -> str:
    """Drop the divisions, units and region words that a clause begins with."""
    clause = _REGION_WORDS.sub("", clause)
    position = 0
    for hit in gazetteer().find(clause[:LONGEST]):
        if hit.start > position:
            break
        position = hit.end
    rest = clause[position:]
    unit = _UNIT_NAME.match(rest) if position else None
    if unit and len(rest) - unit.end() >= 2:
        rest = rest[unit.end() :]
    rest = _REGION_WORDS.sub("", _LEADING.sub("", rest))
    return rest if len(rest) >= 2 or not rest else clause
