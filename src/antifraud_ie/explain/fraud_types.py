"""Why a phrase is no fraud type."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..extractors.fraud_types.evidence import REACH, SENSE_RULES, SenseRule
from ..extractors.fraud_types.names import Mention, sense_of, term_mentions
from ..extractors.fraud_types.open_names import open_names
from ..extractors.fraud_types.roles import impersonations
from ..extractors.fraud_types.senses import CONTEXT_REACH, NEAR, FraudContext, accepted
from ..lexicon import Hit, Lexicon
from .reasons import Failure, Query, Step, dropped, unlisted
from .rules import meaning

LABEL = "fraud_types"
_WAYS = "诈骗 or 骗局 behind a name, or 冒充 before a role"
_SENSES = {
    "decoy": "the lexicon lists {surface!r} as a phrase that looks like a scheme and is none",
    "role": "the lexicon lists {surface!r} as a role: it counts behind 冒充, or before 类诈骗",
    "organization": "the lexicon lists {surface!r} as a body that swindlers pose as: it counts behind 冒充",
}
_HAN = regex.compile(r"\p{Han}")
_GENERIC = ("诈骗", "骗局", "电诈", "网诈")


def failure(query: Query) -> Failure:
    """Return the nearest rule that a phrase failed.

    >>> from antifraud_ie.article import Article
    >>> from antifraud_ie.extractors.fraud_types import default_lexicon
    >>> failure(Query(Article("骗子很多，电信诈骗高发"), 5, 9, default_lexicon())).rule
    'generic'
    """
    lexicon = query.lexicon or Lexicon(())
    hits = list(lexicon.find(query.article.text))
    candidates = [m for m in _candidates(query, hits) if query.shares(m.start, m.end) > 0]
    if candidates:
        best = max(candidates, key=lambda m: (query.shares(m.start, m.end), m.end - m.start))
        return dropped(query, best.start, best.end, *_lacked(query, best))
    for hit in hits:
        if query.shares(hit.start, hit.end) > 0:
            return _listed(query, hit)
    if any(word in query.phrase for word in _GENERIC):
        return Failure("generic", "it says that there is fraud, but names no scheme", Step.ALIKE)
    return unlisted(query, _WAYS)


def _candidates(query: Query, hits: list[Hit]) -> Iterator[Mention]:
    text, gaps = query.article.text, query.article.view.gaps
    yield from term_mentions(text, gaps, hits)
    yield from impersonations(text, gaps, hits)
    yield from open_names(text, (), hits)


def _listed(query: Query, hit: Hit) -> Failure:
    """A term that is no candidate: it is listed as none, or somebody is told not to do it."""
    sense = sense_of(hit)
    surface = query.article.text[hit.start : hit.end]
    if sense in _SENSES:
        return Failure(sense, _SENSES[sense].format(surface=surface), Step.CANDIDATE)
    return Failure("advice", f"不 or 勿 stands before {surface!r}: it is advice to leave it alone", Step.CANDIDATE)


def _lacked(query: Query, mention: Mention) -> tuple[str, str]:
    """Return the rule that a candidate failed, and what it lacked."""
    context = FraudContext(query.article.text)
    if not context.spoken:
        return "fraud_spoken", "the text speaks of fraud nowhere (诈, 骗, 冒充, 陷阱, 圈套)"
    if accepted(query.article, context, [mention]):
        return "overlapped", "a longer name took its place, or it only explains the name before it"
    if mention.sense == "contextual":
        return "contextual", f"the text speaks of fraud, but not within {CONTEXT_REACH} characters of it"
    if mention.sense == "role":
        return "role_class", "a role without 冒充 counts before 类诈骗, or where a clause says no more"
    if mention.sense == "pose":
        return "fraud_tail", "whom somebody claims to be counts with 诈骗 or 骗局 right behind it"
    return _evidence(query, mention)


def _evidence(query: Query, mention: Mention) -> tuple[str, str]:
    """An ambiguous word: the rule of evidence that it came nearest to."""
    name = query.article.text[mention.start : mention.end]
    nearest = max(
        (_nearness(query, mention, rule) for rule in SENSE_RULES if rule.code in ("", mention.code)),
        key=lambda near: near[0],
    )
    length, rule, lacks = nearest
    if not length:
        return "fraud_head", (
            f"{name!r} is ambiguous, and nothing around it says that it is a scheme: 诈骗 behind it, 虚假 before it, "
            "警惕 before it where fraud is spoken of, or a neighbour in a list that is one"
        )
    return rule, f"{name!r} is ambiguous; nearest: {meaning(LABEL, 'rule', rule)}; but {lacks}"


def _nearness(query: Query, mention: Mention, rule: SenseRule) -> tuple[int, str, str]:
    """Return how many Han characters of a rule's evidence are there, the rule, and what it lacks."""
    text, start, end = query.article.text, mention.start, mention.end
    at_gap = end in query.article.view.gaps
    if rule.holds(text, start, end, at_gap):
        reach = NEAR if rule.scope == "near" else CONTEXT_REACH
        return len(text), rule.name, f"fraud is not spoken of within {reach} characters"
    if rule.before and rule._replace(after=None).holds(text, start, end, at_gap):
        match = rule.before.search(text, max(0, start - REACH), start)
        return _length(match and match.group()), rule.name, "what follows the word is not as the rule asks"
    if rule.after and rule._replace(before=None).holds(text, start, end, at_gap):
        after = rule.after.match(text, end)
        return _length(after and after.group()), rule.name, "what stands before the word is not as the rule asks"
    return 0, rule.name, ""


def _length(evidence: str | None) -> int:
    """Count the Han characters of evidence: a comma alone is none."""
    return len(_HAN.findall(evidence or ""))
