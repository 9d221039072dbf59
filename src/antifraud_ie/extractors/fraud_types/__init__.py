"""Fraud types: phrases that name a fraud scheme."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from ...article import Article
from ...lexicon import Lexicon, Schema, load_terms, packaged_text
from ...links.who import unit_before
from ...records import FraudType
from .figures import link_figures
from .list_members import list_members
from .names import Mention, sense_of, term_mentions
from .open_names import open_names
from .roles import impersonations
from .senses import FraudContext, accepted

CODES = (
    "order_brushing",
    "fake_investment",
    "romance",
    "fake_loan",
    "fake_credit_report",
    "fake_customer_service",
    "impersonating_police",
    "impersonating_acquaintance",
    "fake_shopping",
    "game_trading",
    "sexual_extortion",
    "malicious_link",
    "prize",
    "recruitment",
    "elderly",
    "gambling",
    "other_fraud",
    "facilitation",
)
SENSES = ("named", "contextual", "weak", "role", "organization", "decoy")
FCC_CLASSES = (
    "刷单返利类",
    "虚假网络投资理财类",
    "虚假购物、服务类",
    "冒充电商物流客服类",
    "贷款、代办信用卡类",
    "虚假征信类",
    "冒充领导、熟人类",
    "冒充公检法及政府机关类",
    "网络婚恋、交友类",
    "网络游戏产品虚假交易类",
    "冒充军警购物类",
    "网黑案件",
)
MPS_CLASSES = (
    "刷单返利",
    "虚假网络投资理财",
    "虚假购物服务",
    "冒充电商物流客服",
    "虚假贷款",
    "虚假征信",
    "冒充领导熟人",
    "冒充公检法及政府机关",
    "婚恋交友",
    "网络游戏产品虚假交易",
    "机票退改签",
)
SCHEMA = Schema(
    codes=frozenset(CODES),
    keys={
        "name": str,
        "en": str,
        "sense": str,
        "regional": list,
        "fcc12": str,
        "mps": str,
        "scheme": str,
        "poses": bool,
    },
    choices={"sense": frozenset(SENSES), "fcc12": frozenset(FCC_CLASSES), "mps": frozenset(MPS_CLASSES)},
)

_ASIDE_END = re.compile(r"[)）]")
_CLASS = re.compile(r"类(?![别型似])")
_COORDINATED = re.compile(r"[、/]|及|和|与|或")
# What is offered in somebody's name says more than who he poses as.
_BAITED = frozenset({"romance", "fake_investment"})
_VOICE = "impersonating_acquaintance.ai"
_WITH = frozenset("用以过借靠拿")
_RANK = {"named": 3, "contextual": 2, "pose": 1, "role": 1}


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """Return the packaged lexicon of fraud types.

    >>> next(default_lexicon().find("警惕杀猪盘")).term.code
    'romance'
    """
    where = "fraud_types.toml"
    return Lexicon(load_terms(packaged_text("lexicons", where), where, SCHEMA))


def extract(article: Article, lexicon: Lexicon) -> tuple[FraudType, ...]:
    """Return the fraud types an article names, in text order.

    >>> from antifraud_ie.article import read
    >>> found = extract(read("警惕刷单返利、冒充客服等诈骗。"), default_lexicon())
    >>> [(record.text, record.code) for record in found]
    [('刷单返利', 'order_brushing'), ('冒充客服', 'fake_customer_service')]
    """
    context = FraudContext(article.text)
    mentions = accepted(article, context, _find(article, lexicon, context))
    mentions = list(_apart_from_asides(article.text, mentions))
    if context.spoken:
        mentions = sorted([*mentions, *list_members(article.text, article.view.gaps, mentions, lexicon)])
    return tuple(
        FraudType(
            **article.span(mention.start, mention.end),
            rule=mention.rule,
            code=mention.code,
            scheme=mention.scheme,
            count=figures.count,
            measure=figures.measure,
            count_rule=figures.count_rule,
            share=figures.share,
            share_rule=figures.share_rule,
            police_unit=unit_before(article, mention.start),
        )
        for mention, figures in zip(mentions, link_figures(article.text, mentions), strict=True)
    )


def _find(article: Article, lexicon: Lexicon, context: FraudContext) -> list[Mention]:
    """Return the candidates, never overlapping, in text order."""
    text, gaps = article.text, article.view.gaps
    hits = list(lexicon.find(text))
    if not context.spoken and not any(sense_of(hit) == "named" for hit in hits):
        return []
    known = _longest([*term_mentions(text, gaps, hits), *impersonations(text, gaps, hits)])
    known = _longest([*known, *open_names(text, known, hits, gaps)])
    return _governed(text, _touching(text, known, gaps))


def _apart_from_asides(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Leave out what only explains the name before it: 假交友（征婚诈财）诈骗."""
    last: Mention | None = None
    for mention in mentions:
        opened = last is not None and last.end == mention.start - 1 and text[last.end] in "(（"
        # 租借电话卡（帮信）says what the offence is called: two names, not one explained.
        explained = opened and mention.code != "facilitation"
        if not (explained and last and last.code == mention.code and _ASIDE_END.match(text, mention.end)):
            yield mention
        last = mention


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Where mentions overlap keep the longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _touching(text: str, mentions: Sequence[Mention], gaps: Collection[int]) -> list[Mention]:
    """Join terms that stand against each other into one name (网购 + 退款诈骗)."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last is None or last.tail or mention.start in gaps or mention.start - last.end > 1:
            joined.append(mention)
        elif last.end == mention.start:
            joined[-1:] = _adjoining(text, last, mention)
        elif text[last.end] == "+":  # 刷单返利+线下取现
            joined[-1] = _union(last, mention)
        else:
            joined.append(mention)
    return joined


def _adjoining(text: str, first: Mention, last: Mention) -> list[Mention]:
    """Return what stands for two terms against each other: one name, both, or the pose without its pretext."""
    if _one_name(first, last):
        return [_union(first, last)]
    if first.rule == "impersonation" and "假" in last.prefix:  # 假冒名人|假投资: both words of one name
        return [_union(first, last)._replace(code=last.code, scheme=last.scheme)]
    if first.scheme == _VOICE and last.rule == "impersonation" and text[first.start - 1 : first.start] not in _WITH:
        return [_union(first, last)]  # AI换脸|冒充亲友; 用AI换脸|冒充亲友 says with what one poses
    # 冒充快递公司|理赔: what the swindler offers is no scheme of its own.
    pretext = first.rule == "impersonation" and last.sense == "weak"
    return [first] if pretext else [first, last]


def _one_name(first: Mention, last: Mention) -> bool:
    if last.rule == "impersonation" != first.rule:
        return False  # 网购|冒充客服诈骗: where it happens is no part of the name
    if first.sense == "weak" or last.tail or (first.rule == "fake_role" and last.sense == "weak"):
        return True
    if first.rule == "impersonation":
        return False
    return first.code == last.code and (last.sense == "weak" or first.rule == last.rule == "fake_role")


def _union(first: Mention, last: Mention) -> Mention:
    """Join two mentions; the surer one says what they are, the last of equals."""
    lead = first if _RANK.get(first.sense, 0) > _RANK.get(last.sense, 0) else last
    if first.rule == "impersonation" and last.code in _BAITED:
        lead = lead._replace(code=last.code, scheme=last.scheme)  # 冒充军官恋爱诈骗: the role is only bait
    return lead._replace(start=first.start, end=last.end, prefix=first.prefix or last.prefix, tail=last.tail)


def _governed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Make one mention of what one prefix governs and one tail closes (网络婚恋、交友类诈骗)."""
    result: list[Mention] = []
    for mention in mentions:
        last = result[-1] if result else None
        if last and _same_class(text, last, mention):
            result[-1] = _union(last, mention)
        else:
            result.append(mention)
    return result


def _same_class(text: str, first: Mention, last: Mention) -> bool:
    if not first.prefix or first.tail or last.prefix or last.code != first.code or last.sense not in ("weak", "role"):
        return False
    if not last.tail and not _CLASS.match(text, last.end):
        return False
    return last.start - first.end <= 1 and _COORDINATED.fullmatch(text, first.end, last.start) is not None
