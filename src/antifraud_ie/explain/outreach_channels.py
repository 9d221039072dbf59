"""Why a phrase is no outreach channel."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..article import Article
from ..extractors.outreach_channels.mentions import Mention
from ..extractors.outreach_channels.names import find_mentions
from ..extractors.outreach_channels.swindlers import is_done_by_swindlers, is_swindlers, is_villains
from ..extractors.outreach_channels.topics import Topic
from ..lexicon import Lexicon
from .reasons import Failure, Query, dropped, unlisted

_SWINDLED = frozenset({"online", "phone", "media"})  # the families that swindlers use
STORY_REACH = 60  # characters before a channel that tell whose it is

_WAYS = "反诈 or 防骗 before a common noun, a name in quotation marks before 活动, 热线 with a number"


def failure(query: Query) -> Failure:
    """Return the nearest rule that a phrase failed.

    >>> from antifraud_ie.article import Article
    >>> from antifraud_ie.extractors.outreach_channels import default_lexicon
    >>> failure(Query(Article("骗子在街头散发传单，警方提醒市民。"), 7, 9, default_lexicon())).rule
    'swindlers'
    """
    article = query.article
    mentions = find_mentions(article.text, article.view.gaps, query.lexicon or Lexicon(()))
    candidates = [mention for mention in mentions if query.shares(mention.start, mention.end) > 0]
    if not candidates:
        return unlisted(query, _WAYS)
    best = max(candidates, key=lambda mention: query.shares(mention.start, mention.end))
    return dropped(query, best.start, best.end, *_lacked(query, best))


class Check(NamedTuple):
    """A step that drops channels: its rule, what they lack, and whether a mention fails it."""

    rule: str
    lacked: str
    fails: Callable[[Article, Mention], bool]


def _lacked(query: Query, mention: Mention) -> tuple[str, str]:
    """Return the first rule that a candidate failed, and what it lacked."""
    check = next(check for check in _CHECKS if check.fails(query.article, mention))
    return check.rule, check.lacked


def _is_off_topic(article: Article, mention: Mention) -> bool:
    return not Topic(article.text).covers(mention.start, mention.end, article.sentence_at(mention.start))


def _is_of_swindlers(article: Article, mention: Mention) -> bool:
    start, _ = article.sentence_at(mention.start)
    before = article.text[max(start, mention.start - STORY_REACH) : mention.start]
    if is_done_by_swindlers(article.text, mention, before):
        return True
    if mention.family in _SWINDLED:
        return is_swindlers(article.text, mention, before)
    return mention.weak and is_villains(before)


_CHECKS = (
    Check(
        "about_safety",
        "the text is not about public safety: no word of fraud, crime or police",
        lambda article, _: not article.about_safety,
    ),
    Check(
        "zone",
        "it stands in a byline or in boilerplate, where channels are the page's own",
        lambda article, mention: article.zone_at(mention.start) in ("byline", "boilerplate"),
    ),
    Check("topic", "the words around it are not about fraud, police or their warnings", _is_off_topic),
    Check("swindlers", "it is the swindlers' own, or what the public is warned of", _is_of_swindlers),
    Check(
        "evidence",
        "it is an everyday word: it counts where its clause reaches out (发放, 张贴, 通过) and its sentence warns "
        "(反诈, 宣传, 提醒), where it is counted, or next to a channel in a list",
        lambda _, mention: mention.weak,
    ),
    Check(
        "compound",
        "the words next to it make another thing of it, or it names a channel of swindlers again",
        lambda _, __: True,
    ),
)
