"""Outreach channels: the means by which a warning reaches the public, with the counts stated for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..lexicon import Lexicon, Schema, load_terms, packaged_text
from ..records import OutreachChannel
from .channel_names import Mention, find_mentions
from .channel_quantities import Quantity, link_quantities
from .channel_senses import outreach_mentions

if TYPE_CHECKING:
    from ..article import Article

CODES = (
    "wechat_account",
    "wechat_group",
    "wechat_other",
    "weibo",
    "short_video",
    "livestream",
    "news_media",
    "app",
    "mini_program",
    "sms",
    "phone",
    "poster",
    "leaflet",
    "banner",
    "display_board",
    "gift",
    "screen",
    "broadcast",
    "home_visit",
    "lecture",
    "event",
    "booth",
    "volunteer_team",
    "vehicle",
    "film_song",
    "venue",
    "other_channel",
)
SCHEMA = Schema(codes=frozenset(CODES), keys={"family": str, "sense": str, "measures": list})
FILE = "outreach_channels.toml"

_SILENT_ZONES = frozenset({"byline", "boilerplate"})


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """Return the packaged channels."""
    return Lexicon(load_terms(packaged_text("lexicons", FILE), FILE, SCHEMA))


def extract(article: Article, lexicon: Lexicon) -> tuple[OutreachChannel, ...]:
    """Return the channels of an article in text order; none where it is not about public safety.

    >>> from antifraud_ie.article import Article
    >>> channels = extract(Article("民警张贴反诈海报2670张，走访商户1.6万余家。"), default_lexicon())
    >>> [(c.text, c.code, c.quantity, c.measure, c.qualifier) for c in channels]
    [('海报', 'poster', 2670, '张', 'exact'), ('走访', 'home_visit', 16000, '家', 'over')]
    """
    if not article.about_safety:
        return ()
    mentions = _sense(article, _find(article, lexicon))
    quantities = _link(article, mentions)
    return tuple(_record(article, mention, quantities.get(mention.start)) for mention in mentions)


def _find(article: Article, lexicon: Lexicon) -> list[Mention]:
    found = find_mentions(article.text, article.view.gaps, lexicon)
    return [mention for mention in found if article.zone_at(mention.start) not in _SILENT_ZONES]


def _sense(article: Article, mentions: list[Mention]) -> list[Mention]:
    sentences = [article.sentence_at(mention.start) for mention in mentions]
    return outreach_mentions(article.text, mentions, sentences)


def _link(article: Article, mentions: list[Mention]) -> dict[int, Quantity]:
    sentences = sorted({article.sentence_at(mention.start) for mention in mentions})
    return link_quantities(article.text, mentions, sentences)


def _record(article: Article, mention: Mention, quantity: Quantity | None) -> OutreachChannel:
    return OutreachChannel(
        **article.span(mention.start, mention.end),
        rule=mention.rule,
        code=mention.code,
        quantity=quantity.value if quantity else None,
        measure=quantity.measure if quantity else None,
        qualifier=quantity.qualifier if quantity else None,
    )
