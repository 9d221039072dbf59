"""Outreach channels: the means by which a warning reaches the public, with the counts stated for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...links.who import unit_before
from ...records import OutreachChannel
from .finding.names import find_mentions
from .listed import with_listed
from .mentions import Mention
from .packaged import CODES, FAMILIES, SCHEMA, default_lexicon
from .senses.judging import judge
from .values.details import audience_of_visits, audiences, name_of
from .values.numbers import numbers_in
from .values.quantities import link_quantities
from .values.verbs import verb_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...article import Article
    from ...lexicon import Lexicon
    from .mentions import Bounds

__all__ = ["CODES", "FAMILIES", "SCHEMA", "default_lexicon", "extract", "rule_against"]

_SILENT_ZONES = frozenset({"byline", "boilerplate"})


def extract(article: Article, lexicon: Lexicon) -> tuple[OutreachChannel, ...]:
    """Return the channels of an article in text order; none where it is not about public safety.

    >>> from antifraud_ie.article import Article
    >>> channels = extract(Article("民警张贴反诈海报500张，走访商户1.6万余家。"), default_lexicon())
    >>> [(c.text, c.code, c.quantity, c.measure, c.qualifier) for c in channels]
    [('海报', 'poster', 500, '张', 'exact'), ('走访', 'home_visit', 16000, '家', 'over')]
    """
    if not article.about_safety:
        return ()
    mentions = _find(article, lexicon)
    if not mentions:
        return ()
    sentences = _sentences(article, mentions)
    channels = with_listed(article.text, judge(article.text, mentions, sentences).channels)
    return tuple(_records(article, channels, _sentences(article, channels)))


def rule_against(article: Article, mention: Mention, lexicon: Lexicon) -> str:
    """Return the name of the rule that drops a mention which is no record."""
    if not article.about_safety:
        return "about_safety"
    mentions = _find(article, lexicon)
    dropped = judge(article.text, mentions, _sentences(article, mentions)).dropped
    return dropped.get(mention.start, "zone")


def _find(article: Article, lexicon: Lexicon) -> list[Mention]:
    found = find_mentions(article.text, article.view.gaps, lexicon)
    return [mention for mention in found if article.zone_at(mention.start) not in _SILENT_ZONES]


def _sentences(article: Article, mentions: list[Mention]) -> dict[int, Bounds]:
    """Return the bounds of each mention's sentence by its start."""
    return {mention.start: article.sentence_at(mention.start) for mention in mentions}


def _records(article: Article, mentions: list[Mention], sentences: Mapping[int, Bounds]) -> Iterator[OutreachChannel]:
    text = article.text
    numbers = numbers_in(text, mentions, sentences)
    quantities = link_quantities(text, mentions, numbers)
    taken = frozenset(quantity.start for quantity in quantities.values())
    reached = audiences(text, mentions, numbers, taken)
    for mention in mentions:
        quantity = quantities.get(mention.start)
        audience = reached.get(mention.start) or audience_of_visits(mention, quantity)
        yield OutreachChannel(
            **article.span(mention.start, mention.end),
            rule=mention.rule,
            code=mention.code,
            quantity=quantity.value if quantity else None,
            measure=quantity.measure if quantity else None,
            qualifier=quantity.qualifier if quantity else None,
            family=mention.family,
            action=verb_of(text, mention, sentences[mention.start]),
            named=name_of(text, mention),
            audience=audience.value if audience else None,
            audience_measure=audience.measure if audience else None,
            audience_qualifier=audience.qualifier if audience else None,
            police_unit=unit_before(article, mention.start),
        )
