"""Where a channel's name begins: its name in quotes, its title, and the 反诈 that it leaves out."""

from __future__ import annotations

import re
from functools import cache

from ....patterns import Pattern
from ..mentions import Mention
from ..words import channel_words
from .rules import TOPIC

# One name for several accounts (“某地反诈”微信公众号、抖音号), one noun for several names (“某地公安”“某地反诈”公众号).
_SHARED_NAME = re.compile("[、和及与]")
_SHARED_NOUN = re.compile("(?<=[”’][、和及与])|(?<=[”’])")
_LONGEST_NAME = 20
_SHORTEST_LONG_NAME = 3
_OPENING, _CLOSING = frozenset('“‘"'), frozenset('”’"')
_QUOTED_BEFORE = _OPENING | {"《"}
_OPENING_OF = {"”": "“"}  # single quotes may stand inside double ones: “守护‘瓶’安”直播
_NAME_BREAK = frozenset("。，,；;：:！!？?、\n《》+”’")
# Curly quotes say which one opens, so that a slogan between them may be a name: “全民反诈，你我同行！”主题宣传活动.
_SLOGAN_MARKS = frozenset("，,！!、")
_UNDER_A_SLOGAN = re.compile("宣[传讲教导]|[活行]动")
_TOPIC_START = frozenset("反防拒识打")
_LEADING_TOPIC = re.compile(rf"(?:{TOPIC})+(?!视伏|易)")
_CALL = re.compile("我[是为当来要]|争[做当]|人人都?[是当]|一起|让我们")  # “我是宣传员”, “争做志愿者” are no names
_LONGEST_TITLE = 30
_WARNING_TITLE = re.compile("[诈骗防警宣]")
_COURSE = re.compile(r"[小大微云]?[课讲]堂")


def with_quoted_name(mention: Mention, text: str) -> Mention:
    """Take in a name in quotes before the noun (“X”小程序) or around it (“X小铺”), but not its opening quote."""
    attached = text[mention.start - 1 : mention.start] in _CLOSING and not is_nameless(mention)
    inside = text[mention.end : mention.end + 1] in _CLOSING and not _takes(mention, "before_only", "warning")
    if not (attached or inside) or not _takes(mention, "quoted", "warning"):
        return mention
    stop = mention.start - 1 if attached else mention.start
    allowed = _allowed_marks(mention, text) if attached else frozenset()
    opening = _OPENING_OF.get(text[stop], _OPENING) if attached else _OPENING
    for at in range(stop - 1, max(-1, stop - _LONGEST_NAME - 1), -1):
        if text[at] in _NAME_BREAK and text[at] not in allowed:
            break
        if text[at] in opening:
            if attached and _is_no_name(text, mention, at, text[at + 1 : stop]):
                break
            if not attached and _CALL.match(text, at + 1):
                break
            warns = _warning_name().search(text, at + 1, mention.start) is not None
            if not warns and _takes(mention, "warning"):
                break
            return mention.moved(_name_start(text, at + 1, mention), mention.end, weak=mention.weak and not warns)
    return mention


def is_nameless(mention: Mention) -> bool:
    """Whether something is done, not had: a name in quotes before it is something else's."""
    return _takes(mention, "nameless")


def _takes(mention: Mention, *lists: str) -> bool:
    """Whether the channel is in one of the lists, by its code or its term."""
    names = _names()
    return any(mention.code in names[each] or mention.rule in names[each] for each in lists)


@cache
def _names() -> dict[str, frozenset[str]]:
    return {kind: frozenset(listed) for kind, listed in channel_words()["names"].items()}


@cache
def _warning_name() -> Pattern:
    return Pattern("|".join((TOPIC, *channel_words()["names"]["words"])))


def _name_start(text: str, start: int, mention: Mention) -> int:
    """Return where a quoted name begins: behind stray marks, and behind the one that is no count (“一堂|安全课”)."""
    start = _first_letter(text, start)
    counted = text[start] == "一" and text[start + 1] in mention.measures and start + 2 <= mention.start
    return start + 2 if counted else start


def _first_letter(text: str, start: int) -> int:
    """Return where a name begins behind stray marks: “#反诈”小程序."""
    while not text[start].isalnum():
        start += 1
    return start


def _is_no_name(text: str, mention: Mention, opening: int, quoted: str) -> bool:
    """Whether words in quotes name no account (shared, or an office), or no team (who sends it), or are too short."""
    if _takes(mention, "accounts"):
        shared = _SHARED_NAME.match(text, mention.end) or _SHARED_NOUN.match(text, opening)
        return shared is not None or quoted.endswith(tuple(channel_words()["offices"]))
    if _takes(mention, "long") and len(quoted) < _SHORTEST_LONG_NAME:
        return True
    return mention.code == "volunteer_team" and quoted.endswith(tuple(channel_words()["organizations"]))


def _allowed_marks(mention: Mention, text: str) -> frozenset[str]:
    """Return the marks that may stand inside the quoted name of such a channel."""
    if mention.code == "wechat_group":
        return frozenset("+")
    if mention.code == "livestream":
        return frozenset("’")
    if text[mention.start - 1] != "”" or not _UNDER_A_SLOGAN.search(text, mention.start, mention.end):
        return frozenset()
    return _SLOGAN_MARKS


def with_book_title(mention: Mention, text: str) -> Mention:
    """Take in the title that ends with the noun, or stands before it: 《全民反诈|手册》, 《平安路》|歌曲."""
    titled = text[mention.start - 1 : mention.start] == "》" and _takes(mention, "titled_before")
    if not titled and (text[mention.end : mention.end + 1] != "》" or not _takes(mention, "titled")):
        return mention
    opening = text.rfind("《", max(0, mention.start - _LONGEST_TITLE), mention.start)
    title = text[opening + 1 : mention.start - titled]
    if opening < 0 or "》" in title or title.startswith("工作"):
        return mention
    weak = mention.weak and _WARNING_TITLE.search(text, opening + 1, mention.end) is None
    return mention.moved(_first_letter(text, opening + 1), mention.end, weak=weak)


def trimmed(mention: Mention, text: str) -> Mention:
    """Leave out a leading 反诈 / 防骗 where two characters or more remain and no name is cut."""
    if text[mention.start] not in _TOPIC_START or _takes(mention, "keep_topic"):
        return mention
    quoted = mention.start > 0 and text[mention.start - 1] in _QUOTED_BEFORE
    lead = _LEADING_TOPIC.match(text, mention.start, mention.end)
    if lead is None:
        return mention
    if text[lead.end() : lead.end() + 1] in _CLOSING:
        # “识诈”|座谈会: the topic alone is no name.
        return mention.moved(lead.end() + 1, mention.end, weak=mention.weak) if quoted else mention
    if quoted:
        return mention
    if mention.end - lead.end() >= 2 and not _COURSE.fullmatch(text, lead.end(), mention.end):
        return mention.moved(lead.end(), mention.end, weak=mention.weak)
    return mention
