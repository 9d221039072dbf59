"""What is said of a channel beside its count: the verb that carries it, its proper name, the people it reached."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs
import regex

from ...numerals import Number
from ...records import Qualifier
from .cues import CLAUSE_START
from .mentions import Bounds, Mention

_VERBS = (
    "滚动播放 循环播放 轮番播放 滚动播出 循环播出 轮播 滚播 播放 播报 播出 播送 放映 展播 滚动 循环"
    " 发放 派发 派送 分发 散发 下发 寄发 印发 制发 发送 群发 发布 发出 发到 发给 转发 推送 推出"
    " 推播 推广 刊发 刊登 刊播 投放 张贴 粘贴 贴上 贴出 悬挂 挂起 挂上 拉起 拉挂 竖起 立起 摆放"
    " 摆设 摆出 放置 设置 设立 增设 架设 搭建 搭起 开设 开辟 开通 开启 开展 展开 开出 开讲 举办"
    " 举行 召开 主办 承办 组织 组建 成立 建立 建起 建成 打造 创建 启动 启用 拍摄 摄制 录制 制作"
    " 编写 编排 编印 编创 创作 自编 绘制 印制 定制 赠送 送出 送上 送到 讲授 下载 安装 注册 关注"
    " 推荐 拨打 致电 公布 曝光 表演 演出 演唱 上演 登上 观看 收听 利用 借助 运用 依托"
)
# One character is a verb only right before the name, or with 了, a number or 反诈 between: 贴海报, 上了一堂反诈课.
_SHORT_BEFORE = regex.compile(
    r"(?r)(?<![印开启举主承讲直转展播宣])(?P<verb>[发派赠贴挂办建播拍印讲打拨设开]|上(?=[了一两反防]))[了起出过]?"
    r"(?:[一两三四五六七八九十\d]{1,4}\p{Han}{1,2})?(?:[反防识]\p{Han}{0,2}[诈骗])?[“\"]?"
)
_SHORT_VERBS = frozenset("发派赠贴挂办建播拍印讲打拨设开上")
_SHORT_REACH = 13  # the longest match of the pattern
_NO_VERBS = ("播放器", "发出警", "发出判", "推广员", "组织者", "组织部", "观看者")
_JOINT = regex.compile(r"[”’\"》]?\p{Han}{0,6}")
_SPEAKING_CODES = frozenset({"screen", "broadcast"})
_ACTION_REACH = 24
_AFTER_REACH = 11  # a quote, six characters and the longest verb
_NAME_REACH = 30
_NAME_BREAK = regex.compile(r"[，,。；;：:\n]")
_NAME_AFTER = regex.compile(r"[“《](?P<name>[^“”《》，,。；;\n]{2,24})[”》]")
_OPENING, _CLOSING = '“‘《"', '”’》"'

# People reached: 受教育群众8000余人次, 参与群众12万余人, 覆盖600余万人次, 200名市民出席.
_REACHED = (
    r"(?:受教育|受众|覆盖|惠及|受益|参与|参加|吸引|触达|辐射|服务|接待|听众|观众|听讲|听课|教育|宣传|面向|影响|接受咨询|接受群众咨询"
    r"|解答|接触|受宣|直接受众|观看|走访|动员|发动|培训|惠及面)"
)
_AUDIENCE_AFTER = regex.compile(rf"{_REACHED}[\p{{Han}}]{{0,8}}$")
_ATTENDED = regex.compile(r"\p{Han}{0,8}?(?:参加|参与|出席|到场|聆听|听讲|听课|观看|收看|受益|受教育|在场|接受)")
_USED = regex.compile(r"\p{Han}{0,8}?(?:安装|下载|注册|关注|加入|观看|收看|参加|参与|聆听|走进)")
_PEOPLE = regex.compile(r"人次|户次|人(?!民|员|士|家)|名|户(?!外)|位|家(?!长|庭|属|乡)")
_VISITED = frozenset({"人", "人次", "户", "户次", "家", "名", "所"})
_AUDIENCE_FAMILIES = frozenset({"face_to_face", "online", "media", "broadcast", "place"})
_AUDIENCE_REACH = 16
_USERS_REACH = 20  # from the number to what they use: 4000名群众安装|App
_CARRY_REACH = 60  # a number of people may open the next sentence


@dataclass(frozen=True, slots=True)
class Audience:
    """How many were reached, in which measure, how exactly."""

    value: float
    measure: str
    qualifier: Qualifier


def action_of(text: str, mention: Mention, sentence: tuple[int, int]) -> str | None:
    """Return the verb that carries a channel: the nearest one before it in its clause, else one right after it.

    >>> from antifraud_ie.extractors.outreach_channels.names import find_mentions
    >>> from antifraud_ie.extractors.outreach_channels import default_lexicon
    >>> text = "民警发放宣传单、宣传册，横幅挂上了街。"
    >>> [action_of(text, each, (0, 19)) for each in find_mentions(text, frozenset(), default_lexicon())]
    ['发放', '发放', '挂上']
    """
    start, end = sentence
    left = max(start, mention.start - _ACTION_REACH)
    border = CLAUSE_START.match(text, left, mention.start)
    left = border.end() if border else left
    verbs = _verbs_in(text, left, min(end, mention.end + _AFTER_REACH))
    before = _verb_before(text, left, mention.start, verbs)
    if before and mention.code not in _SPEAKING_CODES:
        return before
    return _verb_after(text, mention.end, verbs) or before


def _verbs_in(text: str, start: int, end: int) -> list[Bounds]:
    found = _verb_automaton().find_matches_as_indexes(text[start:end], overlapping=True)
    return [(start + first, start + last) for _, first, last in found]


@cache
def _verb_automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_VERBS.split())


def _verb_before(text: str, left: int, name: int, verbs: Iterable[Bounds]) -> str | None:
    """Return the verb that ends last before a name; of two that end there, the longer one (循环播放, not 播放)."""
    preceding = [verb for verb in verbs if verb[1] <= name]
    start, end = max(preceding, key=lambda verb: (verb[1], -verb[0])) if preceding else (left, left)
    if not _SHORT_VERBS.isdisjoint(text[max(end, name - _SHORT_REACH) : name]):
        short = _SHORT_BEFORE.match(text, end, name)
        if short:
            return short["verb"]
    return None if text.startswith(_NO_VERBS, start, name) else text[start:end] or None


def _verb_after(text: str, name: int, verbs: Iterable[Bounds]) -> str | None:
    """Return the verb that follows a name first; of two that begin there, the longer one."""
    following = [verb for verb in verbs if verb[0] >= name]
    if not following:
        return None
    start, end = min(following, key=lambda verb: (verb[0], -verb[1]))
    if text.startswith(_NO_VERBS, start) or not _JOINT.fullmatch(text, name, start):
        return None
    return text[start:end]


def name_of(text: str, mention: Mention) -> str | None:
    """Return the proper name in quotes that a channel has: inside it, around it, before or after it.

    >>> text = "“反诈进万家”主题活动"
    >>> name_of(text, Mention(1, 11, "event", "campaign", "face_to_face", False, frozenset()))
    '反诈进万家'
    """
    start, end = mention.start, mention.end
    quote = text[start - 1 : start]
    if quote and quote in _OPENING:
        closing = min((at for mark in _CLOSING if (at := text.find(mark, start, end + 1)) >= 0), default=-1)
        if closing >= 0 or quote != '"':
            return text[start:closing] if closing > start else None
    if quote and quote in _CLOSING:
        opening = max(text.rfind(mark, max(0, start - _NAME_REACH), start - 1) for mark in _OPENING)
        name = text[opening + 1 : start - 1]
        return name if opening >= 0 and name and not _NAME_BREAK.search(name) else None
    after = _NAME_AFTER.match(text, end) if text.startswith(("“", "《"), end) else None
    return after["name"] if after else None


def audiences(
    text: str, mentions: Sequence[Mention], numbers: Mapping[Bounds, Sequence[Number]], taken: frozenset[int]
) -> dict[int, Audience]:
    """Return the audience of the mentions that have one, by the mention's start.

    A number of people reached belongs to the last channel before it that reaches people by itself, or to what they
    use after it. ``numbers`` holds those of each sentence by its bounds, ``taken`` where those start that count
    channels.
    """
    found: dict[int, Audience] = {}
    reaching = [mention for mention in mentions if mention.family in _AUDIENCE_FAMILIES]
    starts = [mention.start for mention in reaching]
    for bounds, counts in numbers.items() if reaching else ():
        for at, users, audience in _counts_of_people(text, bounds, counts, taken):
            after = bisect_right(starts, at)
            if users and after < len(starts) and starts[after] - at <= _USERS_REACH:
                found.setdefault(starts[after], audience)
                continue
            index = bisect_right(starts, at) - 1
            if index >= 0 and (starts[index] >= bounds[0] or at - starts[index] <= _CARRY_REACH):
                found.setdefault(starts[index], audience)
    return found


def _counts_of_people(
    text: str, bounds: Bounds, counts: Sequence[Number], taken: frozenset[int]
) -> Iterator[tuple[int, bool, Audience]]:
    start, end = bounds
    for number in counts:
        measure = _PEOPLE.match(text, number.end)
        if number.start in taken or not measure:
            continue
        users = _USED.match(text, measure.end(), end) is not None
        reached = _AUDIENCE_AFTER.search(text, max(start, number.start - _AUDIENCE_REACH), number.start)
        if users or reached or _ATTENDED.match(text, measure.end(), end):
            value = int(number.value) if number.value == int(number.value) else float(number.value)
            yield number.start, users, Audience(value, measure.group(), number.qualifier)


def audience_of_visits(mention: Mention, value: float, measure: str, qualifier: Qualifier) -> Audience | None:
    """Return a count of channels as an audience where it counts whom they reached: 走访商户1.6万余家."""
    return Audience(value, measure, qualifier) if mention.code == "home_visit" and measure in _VISITED else None
