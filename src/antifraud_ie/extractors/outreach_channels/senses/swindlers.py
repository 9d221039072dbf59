"""Whose channel it is: the swindler's own, in the street or in the story, or one the public is warned of."""

from __future__ import annotations

from ..mentions import Mention
from . import cues

_TOPIC_REACH = 6
_CALLS = ("电话", "短信")  # 疑似诈骗|电话预警: of the swindlers' calls
_PLAYED_CODES = frozenset({"volunteer_team", "phone"})  # whose part swindlers play


def is_done_by_swindlers(text: str, mention: Mention, before: str) -> bool:
    """骗子发|传单, 查获|传单, 冒充|志愿者: whether swindlers are the subject or play the part, and no 反诈 is near."""
    if mention.code in _PLAYED_CODES and cues.IMPERSONATED.ends(before):
        return True
    if mention.family == "print" and cues.SEIZED.ends(before):
        return True
    if cues.LURED.ends(before) or _is_bait(text, mention, before) or _is_pretext(text, mention, before):
        return True
    if not cues.VILLAIN_NAMED.search(before) or not cues.VILLAIN_SUBJECT.search(before):
        return False
    return not cues.TOPIC_NEAR.search(text, max(0, mention.start - _TOPIC_REACH), mention.end)


def _is_bait(text: str, mention: Mention, before: str) -> bool:
    """免费送|鸡蛋, 听|讲座|送鸡蛋: what lures the victim, where nobody who warns is named in the clause."""
    lure = cues.BAIT_AFTER.get(mention.code)
    if lure is None or cues.PROTECTED.search(text, mention.start, mention.end):
        return False
    free = text.startswith("免费", mention.start)
    if not (free or cues.BAIT.ends(before) or lure.match(text, mention.end)):
        return False
    clause = before[max(map(before.rfind, "，,。：:“")) + 1 :]
    return not cues.GUARD_OR_TOPIC.search(clause)


def _is_pretext(text: str, mention: Mention, before: str) -> bool:
    """以讲座|为名, 打着志愿者|的幌子: what swindlers only pretend, and no 反诈 is near."""
    if not cues.PRETEXT_AFTER.match(text, mention.end) or not cues.PRETEXT_BEFORE.ends(before):
        return False
    return not cues.TOPIC_NEAR.search(text, max(0, mention.start - _TOPIC_REACH), mention.end)


def is_swindlers(text: str, mention: Mention, before: str) -> bool:
    """Whether the fraud's own story uses the channel: the swindler sends it, the victim is drawn into it."""
    surface = text[mention.start : mention.end]
    if surface[0].isdigit():
        return False
    if cues.PROTECTED.search(surface):
        return surface.startswith(_CALLS) and cues.TAINTED.match(before) is not None
    if cues.TAINTED.match(before) or cues.PRETENDED.ends(before) or _is_blocked(mention, before):
        return True
    if cues.PROTECTED_BEFORE.ends(before):
        return False
    if _is_warned_of(mention, before) or cues.STORY_AFTER.match(text, mention.end):
        return True
    return is_villains(before) or _is_victims(before)


def _is_blocked(mention: Mention, before: str) -> bool:
    """拦截短信3万条: what police and operators shut off."""
    if cues.BLOCKED.ends(before):
        return True
    return mention.weak and mention.family == "phone" and cues.BLOCKED_LIST.ends(before)


def _is_warned_of(mention: Mention, before: str) -> bool:
    """不要点击陌生人发送的链接、|小程序: what the public is told to leave alone, or not to believe."""
    if cues.MISTRUSTED.ends(before) or cues.NOT_USED.ends(before):
        return True
    if mention.code in cues.OPENED_CODES and not before.endswith(("”", "’", '"')):
        return cues.ADVICE_ON_LIST.ends(before)
    return mention.weak and cues.ADVICE.ends(before)


def is_villains(before: str) -> bool:
    """Return whether the last one named before a channel is a swindler.

    >>> is_villains("民警说骗子常用"), is_villains("骗子怕民警的")
    (True, False)
    """
    actor = cues.ACTOR.search(before) if cues.VILLAIN_HINT.search(before) else None
    return actor is not None and actor["villain"] is not None


def _is_victims(before: str) -> bool:
    """收到 or 点击 before it, and no guardian in the clause: 民警添加|微信群 is outreach."""
    if not cues.FRAUD_STORY.ends(before):
        return False
    guard = cues.ACTOR.search(before)
    border = max(before.rfind(mark) for mark in "，,：:")
    return guard is None or guard.start() <= border
