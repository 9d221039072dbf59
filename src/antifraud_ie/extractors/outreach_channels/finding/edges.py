"""Where a channel's name begins: its name in quotes, its title, and the 反诈 that it leaves out."""

from __future__ import annotations

import re

from ..mentions import Mention
from ..words import channel_words
from .rules import TOPIC


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# The channels that take a proper name in quotes: “金钟罩”小程序, “平安某地”微信公众号.
_NAMED_RULES = _words("light_show wechat_account channels_account weibo short_video_platform")
_NAMED_CODES = _words(
    "app mini_program event volunteer_team wechat_group booth venue lecture home_visit broadcast gift livestream"
)
# Spoken of by their names only where the name stands before them: “多平台线上直播” is no name.
_NAMED_BEFORE_ONLY = _words("livestream")
_ACCOUNT_CODES = _words("wechat_account wechat_other weibo short_video")
# One name for several accounts (“某地反诈”微信公众号、抖音号), one noun for several names (“某地公安”“某地反诈”公众号).
_SHARED_NAME = re.compile("[、和及与]")
_SHARED_NOUN = re.compile("(?<=[”’][、和及与])|(?<=[”’])")
# Doing, not things: a name in quotes before them is something else's.
NAMELESS = _words("booth_verb visit_word")
_LONGEST_NAME = 20
_SHORTEST_TEAM_NAME = 3  # “变身”反诈宣传员 names nobody
_OPENING, _CLOSING = frozenset('“‘"'), frozenset('”’"')
_QUOTED_BEFORE = _OPENING | {"《"}
_OPENING_OF = {"”": "“"}  # single quotes may stand inside double ones: “守护‘瓶’安”直播
_NAME_BREAK = frozenset("。，,；;：:！!？?、\n《》+”’")
# Curly quotes say which one opens, so that a slogan between them may be a name: “全民反诈，你我同行！”主题宣传活动.
_SLOGAN_MARKS = frozenset("，,！!、")
_UNDER_A_SLOGAN = re.compile("宣[传讲教导]|[活行]动")
_SPEAKING_NAME = re.compile(rf"{TOPIC}|[防灭]罪|[宣警安响]|守护|金钟罩|卫士|盾")
_TOPIC_START = frozenset("反防拒识打")
_LEADING_TOPIC = re.compile(rf"(?:{TOPIC})+(?!视伏|易)")
_BOOK_TITLE_CODES = _words("leaflet news_media gift other_channel")
_LONGEST_TITLE = 30
# Names that mean nothing without their 反诈: a park or a market is a channel only as a themed one.
_KEEP_TOPIC = _words("themed_place themed_booth themed_event named_app named_mini_program")
_COURSE = re.compile(r"[小大微云]?[课讲]堂")


def with_quoted_name(mention: Mention, text: str) -> Mention:
    """Take in a name in quotes before the noun (“X”小程序) or around it (“X小铺”), but not its opening quote."""
    if not mention.start or (mention.code not in _NAMED_CODES and mention.rule not in _NAMED_RULES):
        return mention
    attached = text[mention.start - 1] in _CLOSING and mention.rule not in NAMELESS
    inside = text[mention.end : mention.end + 1] in _CLOSING and mention.code not in _NAMED_BEFORE_ONLY
    if not attached and not inside:
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
            named = _SPEAKING_NAME.search(text, at + 1, mention.start) is not None
            return mention.moved(_first_letter(text, at + 1), mention.end, weak=mention.weak and not named)
    return mention


def _first_letter(text: str, start: int) -> int:
    """Return where a quoted name begins behind stray marks: “#反诈”小程序."""
    while not text[start].isalnum():
        start += 1
    return start


def _is_no_name(text: str, mention: Mention, opening: int, quoted: str) -> bool:
    """Whether words in quotes name no team (too short, or who sends it), or no account (shared, or an office)."""
    if mention.code in _ACCOUNT_CODES:
        shared = _SHARED_NAME.match(text, mention.end) or _SHARED_NOUN.match(text, opening)
        return shared is not None or quoted.endswith(tuple(channel_words()["offices"]))
    if mention.code != "volunteer_team":
        return False
    return len(quoted) < _SHORTEST_TEAM_NAME or quoted.endswith(tuple(channel_words()["organizations"]))


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
    titled = mention.code == "film_song" and text[mention.start - 1 : mention.start] == "》"
    if not titled and (mention.code not in _BOOK_TITLE_CODES or text[mention.end : mention.end + 1] != "》"):
        return mention
    opening = text.rfind("《", max(0, mention.start - _LONGEST_TITLE), mention.start)
    title = text[opening + 1 : mention.start - titled]
    if opening < 0 or "》" in title or title.startswith("工作"):
        return mention
    return mention.moved(_first_letter(text, opening + 1), mention.end, weak=False)


def trimmed(mention: Mention, text: str) -> Mention:
    """Leave out a leading 反诈 / 防骗 where two characters or more remain and no name is cut."""
    if text[mention.start] not in _TOPIC_START or mention.rule in _KEEP_TOPIC:
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
