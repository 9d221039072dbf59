"""Percentages: every percentage of a text with its kind - a change, a share, a rate, a level or a target."""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from ...article import Article
from ...records import Percentage, PercentageKind
from .finding.amounts import Amount
from .finding.changes import amounts_of, find_changes

# How far before an amount the words that tell its kind may stand.
REACH = 24

_LINK = (
    "(?:分别|均|都|各|已|也|仅|只|还|高|总体|稳定|保持|维持|达到?了?|超过?|高达|为|是|在|有|到|约|近|逾|超|将近|接近"
    "|不足|不到|过|至少|最高|录得|[:：（(]){0,5}"
)
_MOVES = "增|减|升|降|涨|跌|提高|提升|增加|增长|下降|减少|降低|扩大|上升|上调|下调|压缩|缩小"


class KindRule(NamedTuple):
    """A kind of percentage and the words before it that tell it."""

    kind: PercentageKind
    name: str
    before: re.Pattern[str]


# The first rule whose words stand before a percentage tells its kind.
RULES = (
    KindRule(
        "target",
        "target_word",
        re.compile(
            "目标|力争|争取|计划|规划|确保|预期|要求|任务|不低于|不高于|到20[23][0-9]年(?!底?[，,]?[已共])|将(?:达|超|提高|降)"
        ),
    ),
    KindRule("level", "moved_to", re.compile(rf"(?:{_MOVES})[至到为]{_LINK}\Z|[由从][^，。；]{{0,12}}\Z")),
    KindRule(
        "level",
        "compared_groups",
        re.compile(
            r"(?:相当于|[是为])[^，。；]{2,14}的?[约近]?\Z|[高低快慢多少]于[^，。；]{1,18}\Z"
            r"|[比较][^，。；]{1,18}[高低快慢多少]出?[约近]?\Z"
        ),
    ),
    KindRule(
        "share",
        "share_word",
        re.compile(rf"(?:占(?!比$)|占比|比重|比例|份额|其中|当中)[^，。；]{{0,14}}?{_LINK}\Z"),
    ),
    KindRule(
        "rate",
        "rate_word",
        re.compile(
            rf"(?:率(?![先领])|指数|满意度|知晓度|收益|税|[精浓湿进]度|准确度|完成|收[割购])[^，。；、的]{{0,8}}?{_LINK}\Z"
        ),
    ),
)
_OF_A_WHOLE = regex.compile(
    r"(?:以上|左右|多)?(?:的(?!速度|增)|为|是(?!去年)|\p{Han}{2,4}[为是]|受访|人口|案件?|群众|受害|民众|市民)"
)


def extract_percentages(article: Article) -> tuple[Percentage, ...]:
    """Return every percentage of an article in text order; those that are changes carry their sign.

    >>> found = extract_percentages(Article("破案率达98%，立案同比下降5%，刷单占三成，力争降至2%。"))
    >>> [(percentage.text, percentage.kind, percentage.value) for percentage in found]
    [('98%', 'rate', 98.0), ('5%', 'change', -5.0), ('三成', 'share', 30.0), ('2%', 'target', 2.0)]
    """
    directions = {change.amount.start: change.direction for change in find_changes(article)}
    return tuple(_record(article, amount, directions.get(amount.start)) for amount in amounts_of(article))


def _record(article: Article, amount: Amount, direction: int | None) -> Percentage:
    kind: PercentageKind
    kind, rule = _kind(article.text, amount) if direction is None else ("change", "change")
    return Percentage(
        **article.span(amount.start, amount.end),
        rule=rule,
        kind=kind,
        value=float(amount.value) * (direction or amount.direction or 1),
        unit=amount.unit,
        qualifier=amount.qualifier(article.text),
    )


def _kind(text: str, amount: Amount) -> tuple[PercentageKind, str]:
    """What kind a percentage is that is no change, and the rule that told."""
    start = max(0, amount.start - REACH)
    for rule in RULES:
        if rule.before.search(text, start, amount.start):
            return rule.kind, rule.name
    if amount.form in ("points", "times", "doubling"):
        return "level", "form"
    if amount.form != "percent" or _OF_A_WHOLE.match(text, amount.end):
        return "share", "of_a_whole"
    return "rate", "plain"
