"""Noun phrases: what a clause before a figure names, freed of time, place, figures and the words around it."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from ....patterns import Pattern
from ....periods import find_spans
from ....places import gazetteer, is_common_word
from .noun_layers import (
    APART,
    ASIDE,
    CONCERNING,
    COURSE,
    FILLER,
    FROM_TO,
    HAN_DIGITS,
    IN_COMPARISON,
    INNER_MONEY,
    INNER_VERB,
    INSIDE_OF,
    LEADING,
    LEADING_FIGURE,
    MOVED_OBJECT,
    NUMERAL,
    PLACES,
    PREDICATE,
    REGION_WORDS,
    SOURCES,
    TRAILING,
    UNIT,
)

LONGEST = 36
_BEFORE_FIGURE = (
    "(?:达到?了?|为|是|合?共计?|合计|突破|超过?|约|[接将]?近|逾|仅|有|的|共有|已|[约折]合|累计|高达|[大激骤急猛锐]?(?:增加?至|增加?到|降至|减至|升至|[增减升跌]至)|还有|只剩|剩下?|(?<!统)计|录得?"
    "|录获|每[人户天日月年]|又|还|亦|则|分别|了|最少|至少|占|[-−]|(?:减少|增加|上升|下降|增长|下跌|提高)了?|(?:上升|下降|增长|提高|减少|增加|降低)?[至到]|[增减升跌]){0,4}"
)
# 90 276宗: a space behind the thousands.
_THOUSANDS = "(?:[0-9]{1,3} (?=[0-9]{3}))?"
_ONE_FIGURE = rf"{_THOUSANDS}{NUMERAL}(?:{UNIT}(?:\p{{Han}}{{0,2}}左右|以上)?|(?<=[万亿])|(?<=[为是][0-9.]{{1,12}}))"
# The figure that ends a clause, or the figures of a list: 立案115起, 分别进出口4.7万亿元、3.8万亿元.
_FIGURE = Pattern(
    rf"{_BEFORE_FIGURE}(?=[0-9{HAN_DIGITS}])(?:{_ONE_FIGURE}(?:[、和及]|(?<=[件起宗])(?=[0-9一二三四五六七八九两十]))){{0,6}}{_ONE_FIGURE}[，,]?\Z"
)
# Rough first passes with the standard `re`, which is faster: the ends of a figure, a thing counted.
_NUMERAL_END = f"[0-9{HAN_DIGITS}余多几来点]"
_FIGURE_END = re.compile(rf"{_NUMERAL_END}(?:{UNIT}(?:.{{0,2}}左右|以上)?)?[，,]?\Z")
_FIGURE_END_REACH = 20
_COUNT_END = re.compile(f"{_NUMERAL_END}[宗起件例单名位]")
# Cases counted before they are named: 共录得九万宗罪案.
_COUNTED = Pattern(rf".*{NUMERAL}(?:宗|起|件|例|单|名|位)(?:的|同类)?(?P<noun>\p{{Han}}{{2,}})$")
_EDGES = " ，,、的在（(）)—-"
_EXPLANATION = re.compile("(?<=.)[（(][^（）()]{9,}[)）]?")
# 内地 and 在建 are words of their own.
_OPENING = re.compile("(?:[ ，,、的（(）)—-]|内(?!地)|在(?![建校册途岗]))+")
_INSIDE = regex.compile("^(?:[，,、的里]|内(?!地)|间(?![接隔距])|起(?!诉)|中(?!国|[小央期部西东]))+")
_BARE_PREDICATE = Pattern(
    "(?:[年月日平]均|均|都|也|亦|已经?|累计|一度|录得|呈现?|有所|双|明显|持续|继续)*(?:上升|增长|增加|下降|减少|下跌)?"
)
_UNIT_NAME = Pattern(
    r"(?:\p{Han}{0,6}?(?:公安局|公安分局|分局|公安机关|公安|警方|警察局|派出所|支队|大队|中心|^局(?=辖))){1,2}[0-9]{0,5}"
    "(?:辖区|管内)?(?:的|共)?"
)
_UNIT_ENDS = ("派出所", "分局", "公安局", "支队", "大队", "中队", "辖区", "管内")
# An area that is no division; 城镇 and 小镇 name none.
_AREA = Pattern(
    r"(?:\p{Han}{2,4}新区|(?:新疆)?(?:生产建设)?兵团|(?:\p{Han}{1,2}[^城乡村集小重\P{Han}]|[^农乡新小中老旧县山\P{Han}][村集])镇(?!化))(?=\p{Han}{2})"
)
_JOINED = frozenset("、和与及")
_MOVES = frozenset("将把拉")
_COMPARES = frozenset("相较比")
_HEADS = (
    "增加值|固定资产投资|营业收入|零售额|销售额|交易额|运输量|产量|投资|收入|支出|利润|贷款余额|余额|进出口额?|出口额?|进口额?|警情数?量?|发案[数率]?"
    "|立案[数率]?|破案[数率]?|案件数?量?|损失[数额]?|损失金额|财损[数额]?|(?:实际使用)?外资|数[量目字]|[宗起件次]数|人数|金额|物流总额|总额|事故|[增降涨跌升减]幅|增速|占比|指数|价格|销量|产值|面积|客流|流量"
)
HEAD = Pattern(rf"(?:{_HEADS})$")
_ENDS_WELL = Pattern(rf"(?:{_HEADS}|案|诈骗)$")
_LAST_HEAD = Pattern(rf".*(?:{_HEADS}|诈骗案?|案(?!(?:件|中)?的?(?:受害|被捕|被告|嫌疑|涉案)))(?=\p{{Han}}{{2}})")
# 汽车3月份产销: a time between a thing and the bare head that is stated of it.
_BARE_HEAD = Pattern(f"(?:{_HEADS}|产销|存款|贷款)")
_OWNER = Pattern(r"(?!随着|通过|经过|数据|统计)[^显明现了的着过称说使让令获悉后，]{2,12}")
_AFTER = Pattern(
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
    clause = ASIDE.sub("", clause.translate(_QUOTES).replace("分别", "").strip(" ，,、的（("))
    if clause[:1] in _COMPARES and IN_COMPARISON.match(clause):
        return None
    if "由" in clause or "从" in clause:
        clause = FROM_TO.sub("", clause)
    clause = COURSE.strip(PREDICATE.sub("", clause))
    if not _MOVES.isdisjoint(clause):
        clause = MOVED_OBJECT.sub("", clause)
    if "比" in clause:
        clause = APART.sub("", clause)
    figured = _figure(clause)
    clause = _timeless(clause[: figured.start()] if figured else clause)
    if clause.endswith(SOURCES) or _names_place(clause) or FILLER.search(clause):
        return None
    counted = _counted(clause)
    clause = counted["noun"] if counted else INNER_MONEY.sub("", clause) if "元" in clause else clause
    clause = LEADING_FIGURE.strip(_without_place(_without_opening(clause)))
    clause = INNER_VERB.sub("", TRAILING.strip(CONCERNING.strip(clause)))
    clause = REGION_WORDS.strip(_without_opening(_trimmed(clause)))
    clause = _bracketed(clause)
    if FILLER.search(clause) or not _NAMES_SOMETHING.search(clause):
        return None
    if clause.endswith(_UNIT_ENDS):
        return None
    return clause[-LONGEST:] if len(clause) > 1 or figured else None


def _bracketed(clause: str) -> str:
    """Close a bracket that was cut open, and leave out what a long one explains: 快递业务量（不含邮政包裹业务）."""
    if "(" not in clause and "（" not in clause:
        return clause
    clause = _EXPLANATION.sub("", clause)
    for opening, closing in ("()", "（）"):
        if clause.count(opening) > clause.count(closing):
            clause += closing
    return clause


def _trimmed(clause: str) -> str:
    """Drop marks and small words from both ends."""
    clause = clause.rstrip("内" + _EDGES)
    opening = _OPENING.match(clause)
    return clause[opening.end() :] if opening else clause


def noun_after(text: str, position: int) -> str | None:
    """Return the noun that a figure stands before: 增长三成的品牌.

    >>> noun_after("同比下降43.5%的强奸案改善最多。", 9)
    '强奸案'
    """
    match = _AFTER.match(text, position)
    return match["noun"] if match else None


def without_figure(clause: str) -> str:
    """Return a clause without the figure that ends it.

    >>> without_figure("诈骗警情4.7起")
    '诈骗警情'
    """
    figured = _figure(clause)
    return clause[: figured.start()] if figured else clause


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
        if not after or _BARE_PREDICATE.fullmatch(after):
            return rest[:start]
        return rest[:start] + after if _BARE_HEAD.fullmatch(after) and _OWNER.fullmatch(rest, 0, start) else after
    return rest


def _without_opening(clause: str) -> str:
    clause = LEADING.strip(clause)
    return INSIDE_OF.sub("", clause) if "里" in clause or "内" in clause else clause


def _names_place(phrase: str) -> bool:
    """Whether a phrase ends in the name of a place: 升幅最大的日喀则, 小榄两镇 name no indicator."""
    phrase = PLACES.strip(phrase)
    end = -1
    for hit in gazetteer().find(phrase):
        end = -1 if is_common_word(hit.surface) else hit.end
    return end == len(phrase)


def _without_place(clause: str) -> str:
    """Drop the divisions, units and region words that a clause begins with."""
    clause = REGION_WORDS.strip(clause)
    position = 0
    for hit in gazetteer().find(clause[:LONGEST]):
        if hit.start > position + (position > 0 and clause[position] in _JOINED) or is_common_word(hit.surface):
            break
        position = hit.end
    rest = clause[position:]
    if area := _AREA.match(rest):
        return rest[area.end() :]
    unit = _UNIT_NAME.match(rest) if position else None
    if unit and len(rest) - unit.end() >= 2:
        rest = rest[unit.end() :]
    rest = REGION_WORDS.strip(LEADING.strip(rest))
    return rest if len(rest) >= 2 or not rest else clause
