"""Bodies: schools, communities and branches of banks that figures are of; none of them is a division."""

from __future__ import annotations

import re

from ..article import Article
from ..places import Division
from .place_names import PlaceNames
from .sentences import sentences_of

# 该校师生被骗案, 今年以来，金山社区的发案.
_BODY = re.compile(
    "[该本我]校|师生被"
    "|[，,：:。\n](?![走进入到在各全把向为从该本我这每对以据])[一-鿿]{2,4}(?:社区|小区)(?![居民警一]|派出所)"
)
_BRANCH = "分行"
# How far back in its sentence a figure's body is named, and how many sentences back its branch in full.
_REACH, _SENTENCES = 240, 40


def body_before(article: Article, places: PlaceNames, position: int) -> tuple[Division | None, str] | None:
    """Return the division and the rule of a body that the sentence of a figure names before it, None without one.

    A bank's branch has the city that it was named after; a school and a community have no division.

    >>> article = Article("今年以来，金山社区发案下降三成。")
    >>> body_before(article, PlaceNames(article), 11)
    (None, 'body')
    """
    sentences = sentences_of(article)
    number = sentences.at(position)
    start = max(sentences.bounds(number)[0], position - _REACH)
    if _BODY.search(article.text, start, position):
        return None, "body"
    if article.text.find(_BRANCH, start, position) < 0:
        return None
    for earlier in range(number - 1, max(-1, number - 1 - _SENTENCES), -1):
        for place in reversed(places.in_sentence(earlier)):
            if article.text.startswith(_BRANCH, place.end):
                return place.division, "branch"
    return None
