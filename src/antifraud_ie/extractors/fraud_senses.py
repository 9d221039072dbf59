"""Senses of fraud terms: a word counts only where it means the scheme, and the evidence is a named rule."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

import regex

from ..article import Article
from .fraud_names import Mention

FRAUD = regex.compile(r"诈|骗|冒充")
NEAR = 100  # characters within which fraud must be spoken of for weaker evidence
CONTEXT_REACH = 1500  # characters within which a text must speak of fraud for a contextual term to count

_FRAUD_TAIL = regex.compile(r"诈骗|诈欺|骗局|骗案|欺诈|类警情")
_SCAM = r"(?:诈骗|电诈|涉诈|诈欺|欺诈|骗局|骗术|骗案|骗子|套路|陷阱|圈套|骗招)"
_CLOSING = r"[”’\"')）]{0,2}(?:[(（][^()（）\n]{0,12}[)）])?"
_COUNT = r"[一二两三四五六七八九十几多数各\d]{1,3}[种个类大样起项招条]"
_HEAD = regex.compile(
    rf"{_CLOSING}(?:[类型式]?(?:的|等)?(?:新型|电信|网络|网路|通讯|涉诈){{0,3}}{_SCAM}"
    r"|[类型]?反诈(?:骗)?(?=宣传(?![员大队])|知识|教育|课|提醒|提示)|怎么骗|如何骗|的?[都就全均]?是[\p{Han}]{0,2}?(?:诈骗|骗局|骗人|陷阱|假的)"
    r"|类(?=[\p{Han}]{0,2}(?:案|警情|发案|预警|高危|占)|\n|[:：]|$))"
)
_LIST_HEAD = regex.compile(
    rf"{_CLOSING}类?(?:(?:等|之类|这类|一类|此类)(?:{_COUNT})?|{_COUNT})[^，。；;！？\n、]{{0,10}}?"
    rf"(?:{_SCAM}|[坑招]|手法|警情|案件|案例|类型|手段|招数|把戏|伎俩|预警|反诈|防骗|犯罪|风险点)"
)
_INTRODUCED = regex.compile(
    rf"(?:{_SCAM}|手法|类型|类案件|警情|案例)[^，。；;、！？\n]{{0,8}}?(?:包括|包含|主要有|有|分别是|分别为|为|是|如|例如|比如|涉及|涵盖|集中在|以)"
    r"[:：,，]?[“‘\"]?$"
)
_WARNED = regex.compile(
    r"(?:警惕|谨防|防范|慎防|提防|当心|小心|严防|远离|拒绝|识破|揭秘|揭露|剖析|解析|曝光|拆解|讲解|讲清|讲透|认清|警示)"
    r"(?:各类|新型|常见|高发|此类|这类)?[“‘\"]?$"
)
_CLAUSE_START = regex.compile(r"(?:^|[，。；;、！!？?：:,\n“\"])$")
_CLAUSE_END = regex.compile(r"[”’\"')）]?(?:[，。；;、！!？?：:,\n“]|等|类|$)")
_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_BULLET = regex.compile(
    rf"(?:^|\n)(?:[①-⑳◆■●▪▲★·•※—-]{{1,2}}|[（(]?{_NUMBER}[、.．)）:：])[“\"]?$"
    rf"|(?:第{_NUMBER}[题条招类种式课关讲]|(?:套路|骗局|骗术|类型|手法|招数|陷阱|案例)之?{_NUMBER})[:：、]?[“\"]?$"
    rf"|(?:^|\n)【$|(?:[一二三四五六七八九十]是|其[一二三四五][,，、:：]?)[“\"]?$"
)
_BULLET_END = regex.compile(
    r"[”\"】]?(?:[(（][^()（）\n]{0,12}[)）])?(?:[:：。,，;；]|\n|$|类?\d{1,6}[起宗件]|(?<=】))"
)
_FIGURE = regex.compile(r"类?(?:警情|案件|发案)?[(（]?\d{1,6}[起宗]")
_PRETEXT = regex.compile(r"(?:以|打着|打著|借|假借|谎称|编造|虚构|利用|披着)[“‘\"]?[\p{Han}]{0,4}+$")
_PRETEXT_END = regex.compile(
    r"[”’\"]?(?:等|服务)?(?:为由|为名|为幌子|为诱饵|为借口|的?名义|的?旗号|的?幌子|的?外衣)"
    r"[^，。；！？\n]{0,6}?[诈骗]"
)
_SEPARATOR = regex.compile(
    rf"[类型]?{_CLOSING}(?:[占有共](?:百分之)?)?(?:\d[\d.]{{0,8}}+[%万亿件宗起例]{{0,2}})?"
    r"(?:最多|居首|居次|次之|第[一二三四五六七八九十])?"
    r"(?:[、,，;；/|+]|以及|及|和|与|或者?|还有|(?<=[”’\"])(?=[“‘\"]))[“‘\"']{0,2}(?:(?![的是了被在])[\p{Han}]{1,8}+[、])?"
)
_REACH = 24  # the longest evidence that stands before a mention


class Evidence(NamedTuple):
    """A rule by which an ambiguous word counts: what stands around it, and where fraud must be spoken of."""

    rule: str
    before: regex.Pattern[str] | None
    after: regex.Pattern[str] | None
    scope: Literal["none", "text", "near"]

    def holds(self, text: str, start: int, end: int, at_gap: bool) -> bool:
        """Whether the surroundings of start:end are as the rule says; a space in the raw text ends a clause."""
        if self.before and not self.before.search(text, max(0, start - _REACH), start):
            return False
        if self.after is None or (at_gap and self.after in (_BULLET_END, _CLAUSE_END)):
            return True
        return self.after.match(text, end) is not None


EVIDENCE = (
    Evidence("fraud_head", None, _HEAD, "none"),
    Evidence("list_head", None, _LIST_HEAD, "text"),
    Evidence("introduced", _INTRODUCED, None, "text"),
    Evidence("figure", None, _FIGURE, "text"),
    Evidence("bullet", _BULLET, _BULLET_END, "text"),
    Evidence("warned", _WARNED, _CLAUSE_END, "near"),
    Evidence("pretext", _PRETEXT, _PRETEXT_END, "near"),
)


class FraudContext:
    """Where a text speaks of fraud."""

    def __init__(self, text: str) -> None:
        self._positions = [match.start() for match in FRAUD.finditer(text)]

    def within(self, start: int, end: int) -> bool:
        """Whether a word of fraud stands between two positions.

        >>> FraudContext("小心骗子").within(0, 2)
        False
        """
        index = bisect_left(self._positions, start)
        return index < len(self._positions) and self._positions[index] < end

    def near(self, mention: Mention, reach: int) -> bool:
        """Whether fraud is spoken of near a mention, the mention itself counted."""
        return self.within(max(0, mention.start - reach), mention.end + reach)


def accepted(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """Keep the mentions that mean a scheme, each with the rule that says why."""
    context = FraudContext(article.text)
    rules = [_own_rule(article, context, mention) for mention in mentions]
    order = range(len(mentions))
    for indices, step in ((order, -1), (reversed(order), 1)):
        for index in indices:
            other = index + step
            if not rules[index] and 0 <= other < len(mentions) and rules[other]:
                rules[index] = _listed(article, mentions[index], mentions[other])
    return [mention._replace(rule=rule) for mention, rule in zip(mentions, rules, strict=True) if rule]


def _listed(article: Article, mention: Mention, neighbour: Mention) -> str:
    """A scheme next to a word in a list vouches for it; 跑分 next to 虚拟货币 does not."""
    if neighbour.code == "facilitation" != mention.code:
        return ""
    first, second = sorted((mention, neighbour))
    if second.start == first.end:  # only a space, which the clean text has dropped, stands between them
        return "listed" if second.start in article.view.gaps else ""
    near = second.start - first.end <= _REACH
    return "listed" if near and _SEPARATOR.fullmatch(article.text, first.end, second.start) else ""


def _own_rule(article: Article, context: FraudContext, mention: Mention) -> str:
    """Return the rule by which a mention counts on its own, or an empty string."""
    if mention.sense == "named":
        return mention.rule
    if mention.sense == "contextual":
        return mention.rule if context.near(mention, CONTEXT_REACH) else ""
    if mention.sense == "role":
        return _role_rule(article.text, mention)
    if _FRAUD_TAIL.search(mention.tail):
        return "fraud_tail"
    return "" if mention.sense == "pose" else _weak_rule(article, context, mention)


def _role_rule(text: str, mention: Mention) -> str:
    """A role with a tail names a scheme as 亲友类诈骗, or where a clause says 亲友诈骗 and no more."""
    if mention.tail.startswith("类"):
        return "role_class"
    low = max(0, mention.start - _REACH)
    alone = _CLAUSE_START.search(text, low, mention.start) or _WARNED.search(text, low, mention.start)
    return "role_name" if alone and _FRAUD_TAIL.search(mention.tail) else ""


def _weak_rule(article: Article, context: FraudContext, mention: Mention) -> str:
    scopes = {"none"}
    if context.near(mention, CONTEXT_REACH):
        scopes.add("text")
    if context.near(mention, NEAR):
        scopes.add("near")
    if "假" in mention.prefix and "text" in scopes:
        return "fake_prefix"
    at_gap = mention.end in article.view.gaps
    for evidence in EVIDENCE:
        if evidence.scope in scopes and evidence.holds(article.text, mention.start, mention.end, at_gap):
            return evidence.rule
    return ""
