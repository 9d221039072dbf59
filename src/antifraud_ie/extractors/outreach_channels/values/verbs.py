"""The verb that carries a channel: 发放|传单, 横幅|挂上了街."""

from __future__ import annotations

import re
from functools import cache

import ahocorasick_rs

from ....patterns import Pattern
from ..mentions import Bounds, Mention
from ..senses.cues import CLAUSE_START
from ..words import channel_words

# One character is a verb only right before the name, or with 了, a number or 反诈 between: 贴海报, 上了一堂反诈课.
_SHORT_BEFORE = Pattern(
    r"(?r)(?<![印开启举主承讲直转展播宣])(?P<verb>[发派赠贴挂办建播拍印讲打拨设开]|上(?=[了一两反防]))[了起出过]?"
    r"(?:[一两三四五六七八九十\d]{1,4}\p{Han}{1,2})?(?:[反防识]\p{Han}{0,2}[诈骗])?[“\"]?"
)
_SHORT_VERB = re.compile("[发派赠贴挂办建播拍印讲打拨设开上]")
_SHORT_REACH = 13  # the longest match of the pattern
_NO_VERBS = ("播放器", "发出警", "发出判", "推广员", "组织者", "组织部", "观看者")
_JOINT = Pattern(r"[”’\"》]?\p{Han}{0,6}")
_SPEAKING_CODES = frozenset({"screen", "broadcast"})
_ACTION_REACH = 24
_JOINT_REACH = 7  # a quote and six characters


def verb_of(text: str, mention: Mention, sentence: Bounds) -> str | None:
    """Return the nearest verb before a mention in its clause, else one right after it.

    >>> from antifraud_ie.extractors.outreach_channels.finding.names import find_mentions
    >>> from antifraud_ie.extractors.outreach_channels import default_lexicon
    >>> text = "民警发放宣传单、宣传册，横幅挂上了街。"
    >>> [verb_of(text, each, (0, 19)) for each in find_mentions(text, frozenset(), default_lexicon())]
    ['发放', '发放', '挂上']
    """
    start, end = sentence
    before = _verb_before(text, mention.start, max(start, mention.start - _ACTION_REACH))
    if before and mention.code not in _SPEAKING_CODES:
        return before
    return _verb_after(text, mention.end, min(end, mention.end + _JOINT_REACH + _longest_verb())) or before


def _verb_before(text: str, name: int, left: int) -> str | None:
    border = CLAUSE_START.match(text, left, name)
    start = end = left = border.end() if border else left
    verbs = [(last, -first) for _, first, last in _find_verbs(text[left:name])]
    if verbs:
        # Of those that end together the longest counts: 循环播放, not 播放.
        last, first = max(verbs)
        end, start = left + last, left - first
    if _SHORT_VERB.search(text, max(end, name - _SHORT_REACH), name):
        short = _SHORT_BEFORE.match(text, end, name)
        if short:
            return short["verb"]
    return None if text.startswith(_NO_VERBS, start, name) else text[start:end] or None


def _verb_after(text: str, name: int, right: int) -> str | None:
    verbs = [(first, -last) for _, first, last in _find_verbs(text[name:right])]
    if not verbs:
        return None
    first, last = min(verbs)
    start, end = name + first, name - last
    if first > _JOINT_REACH or text.startswith(_NO_VERBS, start):
        return None
    return text[start:end] if _JOINT.fullmatch(text, name, start) else None


def _find_verbs(text: str) -> list[tuple[int, int, int]]:
    return _verb_automaton().find_matches_as_indexes(text, overlapping=True)


@cache
def _verb_automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(channel_words()["verbs"])


@cache
def _longest_verb() -> int:
    return max(map(len, channel_words()["verbs"]))
