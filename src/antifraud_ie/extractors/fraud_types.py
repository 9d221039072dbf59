"""Fraud types: phrases that name a fraud scheme."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

import regex

from ..article import Article
from ..lexicon import Lexicon, Schema, load_terms, packaged_text
from ..records import FraudType
from .fraud_names import Mention, impersonations, open_names, term_mentions
from .fraud_senses import accepted

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
SCHEMA = Schema(codes=frozenset(CODES), keys={"name": str, "en": str, "sense": str})

_COORDINATED = regex.compile(r"[、/]|及|和|与|或")
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
    return tuple(
        FraudType(
            **article.span(mention.start, mention.end),
            rule=mention.rule,
            code=mention.code,
            scheme=mention.scheme,
        )
        for mention in accepted(article, _find(article, lexicon))
    )


def _find(article: Article, lexicon: Lexicon) -> list[Mention]:
    """Return the candidates, never overlapping, in text order."""
    text, gaps = article.text, article.view.gaps
    hits = list(lexicon.find(text))
    known = _longest([*term_mentions(text, gaps, hits), *impersonations(text, gaps, hits)])
    known = _longest([*known, *open_names(text, known, hits)])
    return _governed(text, _touching(known, gaps))


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Where mentions overlap keep the longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _touching(mentions: Sequence[Mention], gaps: Collection[int]) -> list[Mention]:
    """Join terms that stand against each other into one name (网购 + 退款诈骗)."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        touches = last is not None and last.end == mention.start and mention.start not in gaps
        if last and touches and not last.tail and _one_name(last, mention):
            joined[-1] = _union(last, mention)
        else:
            joined.append(mention)
    return joined


def _one_name(first: Mention, last: Mention) -> bool:
    if first.sense == "weak" or last.tail:
        return True
    if first.rule == "impersonation":
        return False
    return first.code == last.code and (last.sense == "weak" or first.rule == last.rule == "fake_role")


def _union(first: Mention, last: Mention) -> Mention:
    """Join two mentions; the surer one says what they are, the last of equals."""
    lead = first if _RANK.get(first.sense, 0) > _RANK.get(last.sense, 0) else last
    return lead._replace(start=first.start, end=last.end, prefix=first.prefix or last.prefix, tail=last.tail)


def _governed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Make one mention of what one prefix governs and one tail closes (网络婚恋、交友类诈骗)."""
    result: list[Mention] = []
    for mention in mentions:
        last = result[-1] if result else None
        if (
            last
            and last.prefix
            and not last.tail
            and not mention.prefix
            and mention.tail
            and mention.code == last.code
            and mention.sense in ("weak", "role")
            and mention.start - last.end <= 1
            and _COORDINATED.fullmatch(text, last.end, mention.start)
        ):
            result[-1] = _union(last, mention)
        else:
            result.append(mention)
    return result
