"""The sense of a channel's name: outreach, or a swindler's tool, police work, everyday life."""

from __future__ import annotations

from collections.abc import Mapping

from . import cues
from .mentions import Bounds, Mention
from .swindlers import is_done_by_swindlers, is_swindlers, is_villains
from .topics import Topic

_SWINDLED_FAMILIES = frozenset({"online", "phone", "media"})
_ABOUT_REACH = 150
_SENTENCE_REACH = 300
_STORY_REACH = 60
_AFTER_REACH = 12
_ECHO_REACH = 120
_WARNING_REACH = 40
_JUDGED_CODES = frozenset({"event", "news_media"})  # whose compounds are checked even where they are named
_ECHO_CODES = frozenset({"gift", "leaflet", "film_song"})
_LIST_GAP = 14


def outreach_mentions(text: str, mentions: list[Mention], sentences: Mapping[int, Bounds]) -> list[Mention]:
    """Return the mentions that mean outreach; ``sentences`` holds the bounds of each one's sentence by its start.

    Named channels stand unless something speaks against them; weak words need evidence in their clause or
    sentence, or a neighbour in a list that carries them.
    """
    topic = Topic(text)
    bounds = {}
    for mention in mentions:
        start, end = sentences[mention.start]
        bounds[mention.start] = max(start, mention.start - _SENTENCE_REACH), min(end, mention.end + _SENTENCE_REACH)
    standing = _standing(text, mentions, bounds, topic)
    return _with_echoes(text, standing, _kept(text, standing, bounds))


def _kept(text: str, standing: list[Mention], bounds: dict[int, Bounds]) -> list[Mention]:
    """Keep the named channels, and the weak ones that something speaks for."""
    strong = {mention.start for mention in standing if not mention.weak}
    kept: list[Mention] = []
    for at, mention in enumerate(standing):
        if not mention.weak:
            kept.append(mention)
            continue
        following = standing[at + 1 : at + 2]
        near = [each for each in (*standing[max(0, at - 1) : at], *following) if each.start in strong]
        if _is_carried(text, mention, near, kept) or (
            not _is_carrier(text, mention, following) and _has_evidence(text, mention, bounds[mention.start])
        ):
            kept.append(mention)
            strong.add(mention.start)
    return kept


def _with_echoes(text: str, standing: list[Mention], kept: list[Mention]) -> list[Mention]:
    """Add the weak words that name a thing again which is a channel elsewhere in the text: 扇子."""
    starts = {mention.start for mention in kept}
    things = {text[mention.start : mention.end] for mention in kept if mention.code in _ECHO_CODES}
    return [
        mention
        for mention in standing
        if mention.start in starts or (mention.code in _ECHO_CODES and text[mention.start : mention.end] in things)
    ]


def _standing(text: str, mentions: list[Mention], bounds: dict[int, Bounds], topic: Topic) -> list[Mention]:
    """Leave out what is off the topic, no outreach, or the same swindler's channel named again."""
    standing = []
    tainted: dict[str, int] = {}
    for mention in mentions:
        if not topic.covers(mention.start, mention.end, bounds[mention.start]):
            continue
        surface = text[mention.start : mention.end]
        again = mention.start - tainted.get(surface, -_ECHO_REACH) < _ECHO_REACH
        if _is_dropped(text, mention, bounds[mention.start]):
            tainted[surface] = mention.end
        elif not again or mention.family != "online" or _is_guarded(text, mention):
            standing.append(mention)
    return standing


def _is_guarded(text: str, mention: Mention) -> bool:
    """Whether police or the like are named right before, or its own words warn."""
    if cues.PROTECTED.search(text, mention.start, mention.end):
        return True
    actor = cues.ACTOR.search(text, max(0, mention.start - _AFTER_REACH), mention.start)
    return actor is not None and actor["guard"] is not None


def _is_dropped(text: str, mention: Mention, sentence: Bounds) -> bool:
    start, end = sentence
    before = text[max(start, mention.start - _STORY_REACH) : mention.start]
    if _is_no_word(text, mention) or _is_other_compound(text, mention, before):
        return True
    if is_done_by_swindlers(text, mention, before):
        return True
    if mention.family in _SWINDLED_FAMILIES:
        around = (max(0, start - _ABOUT_REACH), end + _ABOUT_REACH)
        off_topic = mention.family == "media" and not cues.NEAR_POLICE.search(text, *around)
        return off_topic or is_swindlers(text, mention, before)
    return mention.weak and is_villains(before)


def _is_no_word(text: str, mention: Mention) -> bool:
    """MV inside a longer run of Latin letters, 96110 inside a longer number or a sum, 群 of 群众."""
    first, last = text[mention.start], text[mention.end - 1]
    if (first.isascii() or last.isascii()) and _goes_on(first, last, text, mention):
        return True
    broken = cues.broken_by(last)
    return broken is not None and broken.match(text, mention.end) is not None


def _goes_on(first: str, last: str, text: str, mention: Mention) -> bool:
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    edges = ((first, before), (last, after))
    if any(edge.isascii() and edge.isalpha() and next_to.isascii() and next_to.isalnum() for edge, next_to in edges):
        return True
    return first.isdigit() and bool(
        (before and before in "0123456789.-") or (after and after in "0123456789.万亿元人件")
    )


def _is_other_compound(text: str, mention: Mention, before: str) -> bool:
    """Whether the words next to it make another thing of it: 工作|提示函, 业务|培训, 电影|票."""
    for kind in (mention.code, mention.rule):
        not_before = cues.NOT_BEFORE.get(kind)
        if not_before and not_before.ends(before):
            return True
    if not mention.weak and mention.code not in _JUDGED_CODES:
        return False
    if mention.code == "lecture" and cues.INTERNAL.ends(before):
        return True
    not_after = cues.not_after(mention.code)
    return not_after is not None and not_after.match(text, mention.end, mention.end + _AFTER_REACH) is not None


def _is_carried(text: str, mention: Mention, near: list[Mention], kept: list[Mention]) -> bool:
    """Whether a neighbour in a list carries a weak word, or it repeats one named before (宣导影片 ... 影片)."""
    if any(_are_listed(text, *sorted((mention, each), key=lambda one: one.start)) for each in near):
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


def _has_evidence(text: str, mention: Mention, sentence: Bounds) -> bool:
    """Whether the clause reaches out and the sentence warns."""
    start, end = sentence
    if mention.code == "home_visit" and _is_investigation(text, start, end):
        return False
    if _is_counted(text, mention):
        return True
    border = cues.CLAUSE_START.match(text, start, mention.start)
    left = border.end() if border else start
    border = cues.CLAUSE_END.search(text, mention.end, end)
    right = border.start() if border else end
    if mention.code in cues.SENTENCE_EVIDENCE:
        calls = mention.code != "phone" or _is_call_to_warn(text, mention, left, right)
        return calls and cues.SENTENCE_EVIDENCE[mention.code].search(text, start, end) is not None
    if mention.code == "vehicle" and cues.VEHICLE_PART.match(text, mention.end, end):
        return True
    wanted = cues.clause_evidence(mention.code)
    found = wanted.search(text, left, mention.start) or wanted.search(text, mention.end, right)
    return (
        found is not None
        and cues.WARNING.search(text, max(0, start - _WARNING_REACH), end + _WARNING_REACH) is not None
    )


def _is_investigation(text: str, start: int, end: int) -> bool:
    """调取监控、走访居民: police at work on a case, with no word to the public."""
    return cues.INVESTIGATES.search(text, start, end) is not None and not cues.SPREADS.search(text, start, end)


def _is_counted(text: str, mention: Mention) -> bool:
    """Whether a count in its own measure follows: 短信约8.6万条, 走访近100万人."""
    if mention.code not in cues.COUNTED_CODES:
        return False
    count = cues.COUNTED.match(text, mention.end)
    return count is not None and count["measure"] in mention.measures


def _is_call_to_warn(text: str, mention: Mention, left: int, right: int) -> bool:
    """打电话 in a clause that tells no story."""
    if not cues.CALL_TO_WARN.ends(text[left : mention.start]):
        return False
    return cues.CALL_IN_STORY.search(text, left, right) is None
