"""Narrated schemes: cases that tell a fraud without naming it (自称国内警察…缴纳保证金)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from ..article import Article
from ..lexicon import Lexicon, Schema, load_terms, packaged_text
from ..records import Evidence, FraudType, NarratedScheme
from .fraud_types import CODES
from .fraud_types.senses import FraudContext

ROLES = ("identity", "pretext", "demand", "scene")
SCHEMA = Schema(codes=frozenset({*CODES, "any"}), keys={"role": str}, choices={"role": frozenset(ROLES)})

_POSED = regex.compile(
    r"(?:自称|谎称|佯称|声称|假称|诈称|称自己[是在]|说自己[是在]|说是|称是|称其是|自报是|扮成?)"
    r"(?:是|为|来自)?[“‘\"]?(?:(?![，,。；;：:！!？?\n”’\"])[\p{Han}A-Za-z0-9×·*]){0,8}$"
)
_QUOTED = regex.compile(r"[“‘\"](?:(?![，,。；;：:！!？?\n”’\"])[\p{Han}A-Za-z0-9×·*]){0,6}$")
_UNQUOTED = regex.compile(r"(?:(?!的)\p{Han}){0,2}[”’\"]")
_POSED_REACH = 14
# Most identities are nobody's pose: before them stands neither a word of posing, told by one character, nor a quote.
_POSING = re.compile('[称说报扮“‘"]')
# Advice, not a case: what swindlers use to do, what nobody should do. With the look-ahead it takes a third of the time.
_ADVICE = re.compile(
    r"(?=[凡一切勿请不警提谨如遇务绝都就骗诈犯常手套惯要牢吗么])(?:凡是|一律|切勿|勿[轻信转点]|请勿|不要|警方提[醒示]|提醒[您广大市民居群众:：]|谨防|如遇|遇到(?:此类|类似|这种|这类|陌生|自称)|务必"
    r"|绝?不会|(?:都|就)是(?:诈骗|骗局|骗子|骗人)|(?:骗子|诈骗分子|不法分子|犯罪分子|骗徒)(?:会|往往|通常|常常?|一般|可能|多)|常见|手法|套路|惯用|要记住|牢记|[吗么][?？])"
)
_REMINDER = re.compile(r"\n.{0,6}提[醒示]")
_CHAIN = 120  # characters between two pieces of evidence of one case
_PASSAGE = 600
_AROUND = 60  # characters around a passage in which the scene is looked for
_NAMED_WITHIN = 120  # a scheme named this near is not merely narrated


class Cue(NamedTuple):
    """A cue found in the clean text."""

    start: int
    end: int
    role: str
    code: str
    id: str


@lru_cache(maxsize=1)
def default_cues() -> Lexicon:
    """Return the packaged lexicon of fraud cues.

    >>> next(default_cues().find("缴纳保证金")).term.extra["role"]
    'demand'
    """
    where = "fraud_cues.toml"
    return Lexicon(load_terms(packaged_text("lexicons", where), where, SCHEMA))


def extract_narrated(article: Article, cues: Lexicon, named: Sequence[FraudType] = ()) -> tuple[NarratedScheme, ...]:
    """Return the cases that tell a fraud without naming it, in text order; ``named`` are the fraud types found.

    >>> from antifraud_ie.article import read
    >>> text = "小徐接到电话，对方自称国内警察，要他缴纳保证金。这是诈骗。"
    >>> [(case.code, case.rule) for case in extract_narrated(read(text), default_cues())]
    [('impersonating_police', 'identity_demand')]
    """
    context = FraudContext(article.text)
    if not context.spoken:
        return ()
    evidence, scenes = _cues(article.text, cues)
    if not scenes:
        return ()
    named_spans = [(record.start_char, record.code) for record in named]
    found = []
    for chain in _told_chains(article, evidence, scenes):
        case = _case(chain)
        if case is None or not _told(chain, scenes) or not context.nearby(chain[0].start, chain[-1].end):
            continue
        code, rule = case
        telling = [cue for cue in chain if cue.code in (code, "any")]
        start, end = _passage(article, telling)
        if not _is_named(article, start, end, code, named_spans):
            evidence_found = tuple(_evidence(article, cue) for cue in telling)
            found.append(NarratedScheme(**article.span(start, end), rule=rule, code=code, evidence=evidence_found))
    return tuple(found)


def _told_chains(article: Article, evidence: Iterable[Cue], scenes: Sequence[int]) -> Iterator[list[Cue]]:
    """Yield the chains of evidence; sentences are read only where all that stands near would make a case."""
    advice: dict[tuple[int, int], bool] = {}

    def is_advice(cue: Cue) -> bool:
        sentence = article.sentence_at(cue.end - 1)
        if sentence not in advice:
            advice[sentence] = _ADVICE.search(article.text, *sentence) is not None
        return advice[sentence]

    for run in _chains(evidence, len(article.text)):
        if _told(run, scenes) and _case(run):
            for chain in _chains([cue for cue in run if not is_advice(cue)], _PASSAGE):
                yield from _by_paragraph(article.text, chain)


def _by_paragraph(text: str, chain: Sequence[Cue]) -> Iterator[list[Cue]]:
    """Yield the cases of a chain apart where a paragraph tells one of its own behind one that is complete."""
    told: list[Cue] = []
    for paragraph in _paragraphs(text, chain):
        if told and _case(told) and _case(paragraph):
            yield told
            told = []
        told += paragraph
    yield told


def _paragraphs(text: str, chain: Sequence[Cue]) -> Iterator[list[Cue]]:
    paragraph: list[Cue] = []
    for cue in chain:
        if paragraph and text.find("\n", paragraph[-1].end, cue.start) >= 0:
            yield paragraph
            paragraph = []
        paragraph.append(cue)
    if paragraph:
        yield paragraph


def _cues(text: str, cues: Lexicon) -> tuple[list[Cue], list[int]]:
    """Return what may be evidence, in text order, and the places of what makes a scene."""
    evidence: list[Cue] = []
    scenes: list[int] = []
    for start, end, term in cues.find(text):
        role = term.extra["role"]
        if role == "scene":
            scenes.append(start)
            continue
        first = _posed(text, start, end) if role == "identity" else start
        if first is None:
            continue
        if evidence:  # what stands between 自称 and an identity may be evidence itself: no two share a character
            first = max(first, evidence[-1].end)
        evidence.append(Cue(first, end, role, term.code, term.id))
    return evidence, scenes


def _posed(text: str, start: int, end: int) -> int | None:
    """Return where a pretended identity begins: at 自称 or the like, or within its quotation marks."""
    low = max(0, start - _POSED_REACH)
    if not _POSING.search(text, low, start):
        return None
    if posed := _POSED.search(text, low, start):
        return posed.start()
    quoted = _UNQUOTED.match(text, end) and _QUOTED.search(text, low, start)
    return quoted.start() + 1 if quoted else None


def _chains(evidence: Iterable[Cue], longest: int) -> Iterator[list[Cue]]:
    """Yield runs of evidence that stand near one another, none longer than ``longest``."""
    chain: list[Cue] = []
    for cue in evidence:
        if chain and (cue.start - chain[-1].end > _CHAIN or cue.end - chain[0].start > longest):
            yield chain
            chain = []
        chain.append(cue)
    if chain:
        yield chain


def _case(chain: Sequence[Cue]) -> tuple[str, str] | None:
    """Return code and rule of the scheme that a chain speaks for; two pieces of evidence at least.

    A pretext says more than an identity: the “客服” of a task group sells tasks, not refunds.
    """
    demanded = False
    told: dict[str, tuple[set[str], set[tuple[int, str]]]] = {}
    for cue in chain:
        demanded = demanded or cue.role == "demand"
        if cue.code != "any":
            roles, pieces = told.setdefault(cue.code, (set(), set()))
            roles.add(cue.role)
            pieces.add((cue.start, cue.id))
    best: tuple[tuple[bool, int, int], str, str] | None = None
    for code, (roles, pieces) in told.items():
        rule = _rule(roles, demanded)
        weight = "pretext" in roles, len(roles), len(pieces)
        if rule and (best is None or weight > best[0]):
            best = weight, code, rule
    return best[1:] if best else None


def _rule(roles: set[str], demanded: bool) -> str:
    if "identity" in roles and demanded:
        return "identity_demand"
    if "pretext" in roles and demanded:
        return "pretext_demand"
    return "identity_pretext" if roles >= {"identity", "pretext"} else ""


def _told(chain: Sequence[Cue], scenes: Sequence[int]) -> bool:
    """Whether somebody's case is told around a chain."""
    index = bisect_left(scenes, chain[0].start - _AROUND)
    return index < len(scenes) and scenes[index] < chain[-1].end + _AROUND


def _passage(article: Article, telling: Sequence[Cue]) -> tuple[int, int]:
    """Return the sentences from the first piece of evidence to the last."""
    start = article.sentence_at(telling[0].start)[0]
    end = article.sentence_at(telling[-1].start)[1]
    while end > start and article.text[end - 1] in "\n ":
        end -= 1
    return start, end


def _evidence(article: Article, cue: Cue) -> Evidence:
    start, end = article.view.raw_span(cue.start, cue.end)
    return Evidence(article.view.raw[start:end], start, end, cue.role, cue.id)


def _is_named(article: Article, start: int, end: int, code: str, named: Sequence[tuple[int, str]]) -> bool:
    """Whether the scheme of a case is named around it; ``named`` holds places in the raw text and codes, in order."""
    if all(code != other for _, other in named):
        return False
    reach = min(end + _NAMED_WITHIN, len(article.text))
    line_end = article.text.find("\n", end, reach)
    if line_end >= 0 and not _REMINDER.match(article.text, line_end):
        reach = line_end
    raw_start, raw_end = article.view.raw_span(start, max(reach, end))
    first = bisect_left(named, (raw_start - _NAMED_WITHIN,))
    return any(other == code for _, other in named[first : bisect_left(named, (raw_end,))])
