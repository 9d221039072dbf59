"""The sense of a channel's name: outreach, or a swindler's tool, police work, everyday life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from operator import itemgetter
from typing import Literal, NamedTuple

from ..finding.compounds import is_compound, is_other_word
from ..mentions import Bounds, Mention
from . import cues
from .evidence import OCCASIONS, has_evidence
from .police_work import is_police_work
from .swindlers import is_done_by_swindlers, is_swindlers, is_villains
from .topics import Topic

_SWINDLED_FAMILIES = frozenset({"online", "phone", "media"})
_ABOUT_REACH = 150
_SENTENCE_REACH = 300
_STORY_REACH = 60
_ACTOR_REACH = 12
_ECHO_REACH = 120
_ECHO_CODES = frozenset({"gift", "leaflet", "film_song"})
_LIST_GAP = 14

Drop = Literal["topic", "other_word", "compound", "police_work", "swindlers", "swindlers_again", "carrier", "evidence"]
"""The rules that drop a mention; ``explain`` says what each means."""
_SWINDLED = frozenset({"swindlers", "swindlers_again"})


class Judged(NamedTuple):
    """The channels in text order; for each other mention the rule that dropped it, by its start."""

    channels: list[Mention]
    dropped: dict[int, Drop]


def judge(text: str, mentions: Sequence[Mention], sentences: Mapping[int, Bounds]) -> Judged:
    """Return which mentions mean outreach; ``sentences`` holds the bounds of each one's sentence by its start.

    Named channels stand unless something speaks against them; weak words need evidence in their clause or
    sentence, or a neighbour in a list that carries them.
    """
    dropped: dict[int, Drop] = {}
    standing = _standing(text, mentions, sentences, dropped)
    return Judged(_with_echoes(text, standing, _kept(text, standing, sentences, dropped), dropped), dropped)


def _kept(
    text: str, standing: list[Mention], sentences: Mapping[int, Bounds], dropped: dict[int, Drop]
) -> list[Mention]:
    """Keep the named channels, and the weak ones that something speaks for."""
    strong = {mention.start for mention in standing if not mention.weak}
    kept: list[Mention] = []
    for at, mention in enumerate(standing):
        following = standing[at + 1 : at + 2]
        if mention.weak:
            near = [each for each in (*standing[max(0, at - 1) : at], *following) if each.start in strong]
            if _is_carrier(text, mention, following):
                dropped[mention.start] = "carrier"
                continue
            sentence = _near(mention, sentences[mention.start])
            if not _is_carried(text, mention, near, kept) and not has_evidence(text, mention, sentence):
                dropped[mention.start] = "evidence"
                continue
            strong.add(mention.start)
        kept.append(mention)
    return kept


def _with_echoes(text: str, standing: list[Mention], kept: list[Mention], dropped: dict[int, Drop]) -> list[Mention]:
    """Add the weak words that name a thing again which is a channel elsewhere in the text: 扇子 for 宣传扇."""
    lacking = [mention for mention in standing if mention.start in dropped and mention.code in _ECHO_CODES]
    if not lacking:
        return kept
    things = tuple(_thing(text, mention) for mention in kept if mention.code in _ECHO_CODES)
    echoes = [mention for mention in lacking if any(thing.endswith(_thing(text, mention)) for thing in things)]
    for mention in echoes:
        del dropped[mention.start]
    return sorted(kept + echoes, key=itemgetter(0))


def _thing(text: str, mention: Mention) -> str:
    return text[mention.start : mention.end].removesuffix("子")


def _standing(
    text: str, mentions: Sequence[Mention], sentences: Mapping[int, Bounds], dropped: dict[int, Drop]
) -> list[Mention]:
    """Leave out what is off the topic, no outreach, or the same swindler's channel named again."""
    topic = Topic(text)
    standing = []
    swindled: list[Mention] = []
    for mention in mentions:
        sentence = _near(mention, sentences[mention.start])
        if not topic.covers(mention.start, mention.end, sentence):
            dropped[mention.start] = "topic"
            continue
        against = _rule_against(text, mention, sentence)
        if against is None and swindled and _goes_with(text, mention, swindled):
            against = "swindlers_again"
        if against is None:
            standing.append(mention)
            continue
        dropped[mention.start] = against
        if against in _SWINDLED:
            swindled.append(mention)
    return standing


def _near(mention: Mention, sentence: Bounds) -> Bounds:
    """Return the part of a sentence that is searched: a list without a full stop may be long."""
    start, end = sentence
    return max(start, mention.start - _SENTENCE_REACH), min(end, mention.end + _SENTENCE_REACH)


def _goes_with(text: str, mention: Mention, swindled: Sequence[Mention]) -> bool:
    """Whether it names a swindler's channel again, or stands in a list with one: 听课领|鸡蛋|、|大米."""
    listed = mention.weak and _are_listed(text, swindled[-1], mention)
    return (listed or _is_again(text, mention, swindled)) and not _is_guarded(text, mention)


def _is_again(text: str, mention: Mention, swindled: Sequence[Mention]) -> bool:
    """Whether the same word was a swindler's not far before."""
    if mention.family != "online" and not (mention.weak and mention.family == "phone"):
        return False
    surface = text[mention.start : mention.end]
    near = takewhile(lambda earlier: mention.start - earlier.end < _ECHO_REACH, reversed(swindled))
    return any(text[earlier.start : earlier.end] == surface for earlier in near)


def _is_guarded(text: str, mention: Mention) -> bool:
    """Whether police or the like are named right before, or its own words warn."""
    if cues.PROTECTED.search(text, mention.start, mention.end):
        return True
    actor = cues.ACTOR.search(text, max(0, mention.start - _ACTOR_REACH), mention.start)
    return actor is not None and actor["guard"] is not None


def _rule_against(text: str, mention: Mention, sentence: Bounds) -> Drop | None:
    """Return the rule that speaks against a channel, None where none does."""
    start, end = sentence
    before = text[max(start, mention.start - _STORY_REACH) : mention.start]
    if is_other_word(text, mention):
        return "other_word"
    if is_compound(text, mention, before):
        return "compound"
    if is_police_work(text, mention, sentence):
        return "police_work"
    if is_done_by_swindlers(text, mention, before):
        return "swindlers"
    if mention.family == "media" and not cues.NEAR_POLICE.search(
        text, max(0, start - _ABOUT_REACH), end + _ABOUT_REACH
    ):
        return "topic"
    return "swindlers" if _is_tainted(text, mention, before) else None


def _is_tainted(text: str, mention: Mention, before: str) -> bool:
    if mention.family in _SWINDLED_FAMILIES:
        return is_swindlers(text, mention, before)
    if mention.family == "print" and cues.FAKE.ends(before):
        return True
    return mention.weak and (cues.FAKE.ends(before) or is_villains(before))


def _is_carried(text: str, mention: Mention, near: list[Mention], kept: list[Mention]) -> bool:
    """Whether a neighbour in a list carries a weak word, or it repeats one named before (宣导影片 ... 影片)."""
    if mention.rule in OCCASIONS:
        return False
    if any(_are_listed(text, min(mention, each), max(mention, each)) for each in near):
        return True
    surface = text[mention.start : mention.end]
    return any(
        earlier.end - earlier.start > len(surface)
        and mention.start - earlier.end <= _ECHO_REACH
        and text[earlier.start : earlier.end].endswith(surface)
        for earlier in kept[-3:]
    )


def _are_listed(text: str, first: Mention, second: Mention) -> bool:
    """Whether they are members of one list; where only a comma joins them, they must be of one kind."""
    if second.start - first.end > _LIST_GAP:
        return False
    joint = cues.LISTED if first.code != second.code else cues.LISTED_OR_COMMA
    return joint.fullmatch(text, first.end, second.start) is not None


def _is_carrier(text: str, mention: Mention, following: list[Mention]) -> bool:
    """出租车|电子顶灯, 公交车内|电子屏: the screen is the channel, not the vehicle."""
    if mention.code != "vehicle" or not following:
        return False
    return cues.ON_BOARD.fullmatch(text, mention.end, following[0].start) is not None
