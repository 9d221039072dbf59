"""Evidence that an everyday word is outreach: its clause reaches out, it is counted, somebody calls to warn."""

from __future__ import annotations

import re
from functools import cache

from ....patterns import Pattern
from ..finding.rules import TOPIC
from ..mentions import Bounds, Mention
from ..patterns import Ending, any_of
from ..words import channel_words
from .cues import CLAUSE_END, CLAUSE_START

_WARNING = re.compile(
    any_of("诈 骗 宣[传讲导防教] 预警 劝阻 普法 防范 提醒 提示 警示 安全知识 钱袋 公安 民警 警方 派出所")
)
# A stream is the swindlers' own stage as well: that the words around it say fraud tells nothing.
_OUTREACH = re.compile(
    any_of(
        f"{TOPIC} 宣[传讲导防教] 预警 普法 防范 提醒 提示 警示 安全知识 钱袋 公安 警 派出所 分局 识[破别] 讲[解授座]"
    )
)
_WARNING_REACH = 40
# A weak word that is counted in its own measure is a channel: 短信约8.6万条, 走访近100万人.
_COUNTED = re.compile(
    r"[了共已约近超达到至发送累计布放出派]{0,6}(?:[\d.,]{1,9}|[一二三四五六七八九十百千]{1,6})[十百千万]{0,2}[余多]?"
    r"(?P<measure>人次|场次|户次|小时|[条份张册本把个件场期节堂户家人次所幅])"
)
_COUNTED_CODES = frozenset({"sms", "gift", "leaflet", "home_visit", "lecture", "film_song", "livestream"})
# Markets and fairs are channels where police hold them: 办起|夜市, but 摆进|夜市.
OCCASIONS = frozenset({"occasion"})
_HELD = Ending("举办 举行 开办 推出 打造 开设 设置 设立 组织 办起 办 搞", r"[^，,。；;：:！!？?\n进到在入]{0,8}", 8)
_HELD_REACH = 12
# A bare 电话 is outreach where somebody calls to warn, and not where its clause tells a story.
_CALL_TO_WARN = Ending("打 拨打? 预警 回访 提醒 劝阻")
_CALL_IN_STORY = re.compile(
    any_of("要求 转账 占线 挂[断掉] 无法 询问 联系 自称 告知 给民警 报警 电话(?:回[来家去]|过来|叮嘱)")
)
# A lesson spoken of again: 通过此次|培训, |培训过程中. Its sentence says what it was about.
_THIS_LESSON = Ending("本次 此次 这次 该次 本场 此场 这场 本期")
_COURSE_OF_LESSON = re.compile("过程中|现场|期间|中[，,]")
_ABOUT_FRAUD = re.compile("[诈骗]")
_OWN_SKILLS = re.compile("业务|执法|实战|办案|队伍|战斗力")
# A place that becomes one: 田间地头变|课堂.
_BECOMES_LESSON = Ending("都是 就是 成了 成为 变成 变为 变身 变 当成 当作 化作")
# The slogans stand on the vehicle: 找来三十辆出租车，后窗都贴着.
_VEHICLE_PART = Pattern(
    r"[，,]?\p{Han}{0,4}(?:车[身窗顶尾门内厢]|[前后]窗|顶灯|靠背|头枕|座椅|座套|后备箱)[^。；;\n]{0,6}[贴印播喷挂滚]"
)


def has_evidence(text: str, mention: Mention, sentence: Bounds) -> bool:
    """Return whether the clause reaches out and the sentence warns.

    >>> visit = Mention(2, 4, "home_visit", "visit_word", "face_to_face", True, frozenset("户"))
    >>> has_evidence("民警走访120户。", visit, (0, 9)), has_evidence("民警走访邻居。", visit, (0, 7))
    (True, False)
    """
    start, end = sentence
    if mention.rule in OCCASIONS:
        return _HELD.ends(text[max(start, mention.start - _HELD_REACH) : mention.start])
    if _is_counted(text, mention):
        return True
    border = CLAUSE_START.match(text, start, mention.start)
    left = border.end() if border else start
    border = CLAUSE_END.search(text, mention.end, end)
    right = border.start() if border else end
    if proof := _proof("sentence_evidence", mention.rule, mention.code, mention.family):
        calls = mention.code != "phone" or _is_call_to_warn(text, mention, left, right)
        return calls and proof.search(text, start, end) is not None
    if mention.code == "lecture" and _is_lesson_again(text, mention, sentence):
        return True
    if mention.code == "vehicle" and _VEHICLE_PART.match(text, mention.end, end):
        return True
    proof = _proof("clause_evidence", mention.rule, mention.code, "any")
    found = proof and (proof.search(text, left, mention.start) or proof.search(text, mention.end, right))
    warning = _OUTREACH if mention.code == "livestream" else _WARNING
    return bool(found and warning.search(text, max(0, start - _WARNING_REACH), end + _WARNING_REACH))


def _is_counted(text: str, mention: Mention) -> bool:
    """Whether a count in its own measure follows: 短信约8.6万条, 走访近100万人."""
    if mention.code not in _COUNTED_CODES:
        return False
    count = _COUNTED.match(text, mention.end)
    return count is not None and count["measure"] in mention.measures


def _is_call_to_warn(text: str, mention: Mention, left: int, right: int) -> bool:
    """打电话 in a clause that tells no story."""
    if not _CALL_TO_WARN.ends(text[left : mention.start]):
        return False
    return _CALL_IN_STORY.search(text, left, right) is None


def _is_lesson_again(text: str, mention: Mention, sentence: Bounds) -> bool:
    """Whether a lesson on fraud is taken up again or a place becomes one, no training of the police's own."""
    start, end = sentence
    before = text[start : mention.start]
    if text.startswith("课堂", mention.start) and _BECOMES_LESSON.ends(before):
        return _WARNING.search(text, max(0, start - _WARNING_REACH), end + _WARNING_REACH) is not None
    again = _THIS_LESSON.ends(before) or _COURSE_OF_LESSON.match(text, mention.end, end)
    return bool(again and _ABOUT_FRAUD.search(text, start, end) and not _OWN_SKILLS.search(text, start, end))


@cache
def _proof(table: str, *names: str) -> re.Pattern[str] | None:
    """Return what must stand around a weak word, by the first of some names that the table has."""
    listed = channel_words()[table]
    words = next((listed[name] for name in names if name in listed), None)
    return re.compile(any_of(" ".join(words))) if words else None
