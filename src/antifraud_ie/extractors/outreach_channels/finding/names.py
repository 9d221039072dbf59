"""Finding the names of outreach channels: lexicon hits, open-class rules, and names that touch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter

from ....lexicon import Hit, Lexicon
from ..mentions import Mention, Vocabulary, vocabulary_of
from .carriers import CARRIER_RULES
from .compounds import is_broken
from .edges import is_nameless, trimmed, with_book_title, with_quoted_name
from .finder import find_names
from .modifiers import with_modifiers
from .rules import NameRule


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Things, that take another channel's name before them (漫画|宣传板), and what is done, not had (入户|宣传活动).
_HEADS = _words("leaflet poster banner display_board booth gift screen broadcast mini_program wechat_group")
_VERBAL_CODES = _words("home_visit booth")
_VERBAL_NOUNS = _words("lecture event")
_CONTESTS = _words("比赛 大赛 竞赛 展览 巡展 展演 创作比赛 创作大赛 设计比赛 设计大赛 征集大赛")
_SHOWN_FAMILIES = _words("online print media")  # what a contest or an exhibition is about: 微视频|比赛
_UNLISTED_ONLY = frozenset(rule.rule for rule in CARRIER_RULES)  # of things that no term names
_MOST_CROSSINGS = 3
_LONGEST_CROSSING = 4  # how far a term that crosses the end of another may go on
_HOTLINE_NUMBER = re.compile(r"(?<=线)\d{3,8}(?![\d\-.,余多万千百十个件次起条通名人])")


def find_mentions(text: str, gaps: frozenset[int], lexicon: Lexicon) -> list[Mention]:
    """Return the candidate channels in text order, never overlapping; the longer one wins."""
    vocabulary = vocabulary_of(lexicon)
    hits = [_right_headed(hit, text, lexicon, vocabulary) for hit in lexicon.find(text)]
    found = [_from_hit(hit, text, gaps, vocabulary) for hit in hits]
    listed = {hit.end for hit in hits}
    for rule, start, end in find_names(text):
        if end not in listed or rule.rule not in _UNLISTED_ONLY:
            found.append(_from_rule(rule, start, end, text, gaps))
    found.sort(key=itemgetter(0))
    return _joined(_longest(found), text, gaps)


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Leave out those that overlap a longer one; of equally long ones a named one wins, then the first."""
    kept: list[Mention] = []
    chain: list[Mention] = []  # each overlaps what is before it
    end = 0
    for mention in mentions:
        if mention.start < end:
            chain.append(mention)
            end = max(end, mention.end)
            continue
        kept += chain if len(chain) < 2 else _settled(chain, end)
        chain = [mention]
        end = mention.end
    return kept + _settled(chain, end)


def _settled(chain: list[Mention], end: int) -> list[Mention]:
    if len(chain) < 2:
        return chain
    first = chain[0].start
    taken = bytearray(end - first)
    kept = []
    for mention in sorted(chain, key=lambda mention: (mention.start - mention.end, mention.weak)):
        span = slice(mention.start - first, mention.end - first)
        if not any(taken[span]):
            taken[span] = b"\x01" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=itemgetter(0))


def _joined(mentions: list[Mention], text: str, gaps: frozenset[int]) -> list[Mention]:
    """Make one name of two that touch: 防骗易热线|18222, 漫画|宣传板, 直播|讲座."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if not last or mention.start in gaps or not _touch(last, mention, text):
            joined.append(mention)
        else:
            joined[-1:] = _compound(last, mention, text)
    return [_with_tail(mention, text, gaps) for mention in joined]


def _touch(first: Mention, second: Mention, text: str) -> bool:
    """Whether one name goes on in the other: 防骗易热线|18222, “96110”|劝阻专线."""
    if first.end == second.start:
        return True
    return first.code == second.code and text[first.end : second.start] in ("”", "’")


def _compound(first: Mention, second: Mention, text: str) -> list[Mention]:
    """Return what two touching names are: one compound, whose head stands right, or two names in a row."""
    whole = second._replace(start=first.start, weak=first.weak and second.weak)
    if first.code == second.code:
        return [whole]
    if second.rule == "qr_code":
        return [first]
    if first.family in _SHOWN_FAMILIES and text[second.start : second.end] in _CONTESTS:
        return [whole]
    if first.code == "vehicle" and second.family == "broadcast":
        return [second]
    if first.code in _VERBAL_CODES and second.code in _VERBAL_NOUNS:
        return [first._replace(end=second.end)] if second.code == "lecture" else [whole]
    is_head = second.code in _HEADS and not is_nameless(second) and first.code not in _VERBAL_CODES
    return [whole] if is_head else [first, second]


def _with_tail(mention: Mention, text: str, gaps: frozenset[int]) -> Mention:
    """Take in 活动 after the name of an event (广场舞|活动), and a hotline's number (防罪热线|993)."""
    if mention.end in gaps:
        return mention
    if mention.code == "event" and text.startswith("活动", mention.end):
        return mention._replace(end=mention.end + 2)
    number = _HOTLINE_NUMBER.match(text, mention.end) if mention.rule == "hotline_named" else None
    return mention._replace(end=number.end()) if number else mention


def _right_headed(hit: Hit, text: str, lexicon: Lexicon, vocabulary: Vocabulary) -> Hit:
    """Prefer the term that crosses a hit's end, as the head of a noun stands right: 户外[宣传栏], 反诈漫画[展板]."""
    for _ in range(_MOST_CROSSINGS):
        offset, end = hit.start + 1, hit.end
        if not vocabulary.may_cross(text, end):
            break
        found = lexicon.find(text[offset : end + _LONGEST_CROSSING])
        crossing = next((other for other in found if other.start + offset < end < other.end + offset), None)
        if crossing is None or is_broken(text, crossing.end + offset):
            break
        hit = Hit(crossing.start + offset, crossing.end + offset, crossing.term)
    return hit


def _from_hit(hit: Hit, text: str, gaps: frozenset[int], vocabulary: Vocabulary) -> Mention:
    known = vocabulary.mentions[id(hit.term)]
    mention = with_modifiers(known.moved(hit.start, hit.end, weak=known.weak), text, gaps)
    return trimmed(with_book_title(with_quoted_name(mention, text), text), text)


def _from_rule(rule: NameRule, start: int, end: int, text: str, gaps: frozenset[int]) -> Mention:
    mention = Mention(start, end, rule.code, rule.rule, rule.family, weak=False, measures=rule.measures)
    if rule.code != "app":
        mention = with_modifiers(mention, text, gaps)
    return trimmed(with_quoted_name(mention, text), text)
