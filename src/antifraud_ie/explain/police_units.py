"""Why a phrase is no police unit."""

from __future__ import annotations

from ..extractors.police_units.context import APP, Context
from ..extractors.police_units.finding.heads import Head, find_heads
from ..extractors.police_units.finding.names import find_units
from ..extractors.police_units.parts import UnitName
from ..extractors.police_units.words import words
from ..places import gazetteer
from .reasons import Failure, Query, Step

NAME_LENGTH = 12  # characters before a head that may name it
_HEADS = "公安局, 分局, 派出所, 支队, 反诈中心, 警务站, 警方"


def failure(query: Query) -> Failure:
    """Return the nearest rule that a phrase failed.

    >>> from antifraud_ie.article import Article
    >>> failure(Query(Article("公安提醒，市税务分局昨日发布公告"), 5, 10, None)).rule
    'not_police'
    """
    article = query.article
    if not article.about_safety:
        return Failure(
            "about_safety", "the text is not about public safety: no word of fraud, crime or police", Step.ALIKE
        )
    heads = [*find_heads(article.text)]
    for name in find_units(article, heads):
        if query.shares(name.start, name.end) > 0:
            return _disallowed(article.text, name, allowed=Context(article).allows(name))
    for head in heads:
        if query.shares(head.start, head.end) > 0:
            return _headless(query, head)
    if gazetteer().named(query.phrase):
        return Failure("head", f"it is a place: a unit's name ends in a head ({_HEADS} …)", Step.ALIKE)
    return Failure("head", f"it has no head: a unit's name ends in {_HEADS} or the like", Step.UNKNOWN)


def _disallowed(text: str, name: UnitName, *, allowed: bool) -> Failure:
    """A name that was found, and that the text around it does not allow."""
    found = text[name.start : name.end]
    if allowed:
        return _candidate("resolution", f"{found!r} was found, but not what it points to: no unit is named before it")
    first = name.parts[0]
    if first.head == APP:
        return _candidate("app", f"{found!r} is the App of that name here")
    if first.level == "special":
        return _candidate("region", f"{found!r} counts only in an article about its own region")
    return _candidate(
        "near_police", f"other bodies have a {first.head!r} too: neither 公安 nor a word of police is near"
    )


def _headless(query: Query, head: Head) -> Failure:
    """A head whose name is missing or says that it is no police unit."""
    before = query.article.text[max(0, head.start - NAME_LENGTH) : head.start].rpartition("\n")[2]
    other = words().not_police.search(before)
    if other:
        return _candidate(
            "not_police", f"{before[slice(*other)]!r} before {head.surface!r} says that it is no police unit"
        )
    foreign = words().foreign.search(before)
    if foreign:
        return _candidate("foreign", f"{before[slice(*foreign)]!r} before {head.surface!r} is abroad")
    generic = next((word for word in sorted(words().generic, key=len, reverse=True) if before.endswith(word)), None)
    if generic:
        return _candidate("generic", f"{generic!r} before {head.surface!r} says that all of a kind are meant, not one")
    if head.surface in ("分局", "支队", "大队"):
        return _candidate("anaphoric", f"a bare {head.surface!r} points back, but no such unit is named before it")
    return _candidate("name", f"{head.surface!r} has no name: a division or the name of a place is needed before it")


def _candidate(rule: str, lacked: str) -> Failure:
    return Failure(rule, lacked, Step.CANDIDATE)
