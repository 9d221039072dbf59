"""Where a channel's name begins: its modifiers, its name in quotes, its title, and the 反诈 that it leaves out."""

from __future__ import annotations

import re

from .mentions import Mention
from .rules import TOPIC


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# The modifiers that belong to a noun: those that say it warns by themselves (防骗|视频), and the others.
_WARNING_MODIFIERS = _words(
    "宣传 宣防 宣导 宣教 警示 提醒 提示 防范 反诈 防诈 防骗 反诈骗 反电诈 识骗 识诈 打诈 拒诈 公益 普法 预警 劝阻"
)
_MODIFIERS = _WARNING_MODIFIERS | _words("主题 专题 法治 法制 安全 原创 知识 集中 巡回 互动 有奖 趣味 教育 户外")
_FAMILY_MODIFIERS = {
    "livestream": _words("宣传 宣防 宣导 宣教 反诈 防诈 防骗 反诈骗 反电诈"),
    "volunteer_team": _MODIFIERS
    | _words(
        "志愿 服务 巾帼 青年 党员 校园 高校 大学生 学生 少年 退役军人 民警 社区 网格 银行 平安 治安 骑手 外卖 快递"
        " 老奶奶 刑侦 警宝 老年 夕阳红 校警 警校 义务 文艺 百姓 基层 乡村 双语 宣讲 禁毒 社会 女警 法律 金融 小小"
        " 市民 村民 居民"
    ),
    "wechat_group": _MODIFIERS
    | _words(
        "社区 小区 居民 村民 楼长 楼栋 企业 商户 家庭 家长 边境 警务 警民 行业 场所 单位 班级 学校 学生 工友 网格 微信"
        " 交流 联系 联络 工作 业主 物业 辖区 村组 商家 员工 骑手 财务 财会 行业场所 群众 邻里 外卖 快递 钉钉 联防 治安"
        " 乡镇 村级"
    ),
}
# Said of a bare noun they belong to it (法治|讲座); before another modifier they only describe it: 安全|宣讲小分队.
_DESCRIBING = _words("安全 法治 法制 防范 趣味 原创 户外")
_MODIFIER_ENDS = {word[-1] for words in (_MODIFIERS, *_FAMILY_MODIFIERS.values()) for word in words}
_LONGEST_MODIFIER = 4
_MOST_MODIFIERS = 5

# The channels that take a proper name in quotes: “金钟罩”小程序, “平安某地”微信公众号.
_NAMED_RULES = _words("light_show wechat_account channels_account weibo short_video_platform")
# A name of several accounts (“某地反诈”微信公众号、抖音号) stays outside, as several of one kind and an office do.
_ACCOUNT_LIST = re.compile("[、和及与]")
_SHARED_NOUN = re.compile("(?<=[”’][、和及与])|(?<=[”’])")
_ACCOUNT_CODES = _words("wechat_account wechat_other weibo short_video")
_OFFICES = ("局", "派出所", "支队", "大队", "总队", "中心", "厅", "部")
_NAMED_CODES = _words(
    "app mini_program event volunteer_team wechat_group booth venue lecture home_visit broadcast gift"
)
# Doing, not things: a name in quotes before them is something else's.
NAMELESS = _words("booth_verb visit_word")
_LONGEST_NAME = 20
_SHORTEST_TEAM_NAME = 3  # “变身”反诈宣传员 names nobody
_ORGANIZATIONS = (
    "工会",
    "协会",
    "商会",
    "公司",
    "集团",
    "银行",
    "大学",
    "学院",
    "学校",
    "医院",
    "基金会",
    "派出所",
    "分局",
)
_OPENING, _CLOSING = frozenset('“‘"'), frozenset('”’"')
_QUOTED_BEFORE = _OPENING | {"《"}
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


def with_modifiers(mention: Mention, text: str, gaps: frozenset[int]) -> Mention:
    """Take in the modifiers that belong to the noun (宣传|海报); one that warns makes a weak word strong."""
    start, weak = mention.start, mention.weak
    if text[start - 1 : start] not in _MODIFIER_ENDS or text[start].isdigit():
        return mention
    modifiers = _FAMILY_MODIFIERS.get(mention.code, _MODIFIERS)
    for _ in range(_MOST_MODIFIERS):
        if text[start - 1 : start] not in _MODIFIER_ENDS or start in gaps:
            break
        for length in range(min(_LONGEST_MODIFIER, start), 1, -1):
            word = text[start - length : start]
            if word in _DESCRIBING and _is_modified(text, start, mention.end, modifiers):
                return mention.moved(start, mention.end, weak=weak)
            if word in modifiers:
                start -= length
                weak = weak and word not in _WARNING_MODIFIERS
                break
        else:
            break
    return mention if start == mention.start else mention.moved(start, mention.end, weak=weak)


def _is_modified(text: str, start: int, end: int, modifiers: frozenset[str]) -> bool:
    """Whether the name at ``start`` opens with a modifier and goes on after it: 宣讲|小分队."""
    return any(text[start : start + length] in modifiers for length in (2, 3, 4) if start + length < end)


def with_quoted_name(mention: Mention, text: str) -> Mention:
    """Take in a name in quotes before the noun (“X”小程序) or around it (“X小铺”), but not its opening quote."""
    if not mention.start or (mention.code not in _NAMED_CODES and mention.rule not in _NAMED_RULES):
        return mention
    attached = text[mention.start - 1] in _CLOSING and mention.rule not in NAMELESS
    inside = text[mention.end : mention.end + 1] in _CLOSING
    if not attached and not inside:
        return mention
    stop = mention.start - 1 if attached else mention.start
    allowed = _allowed_marks(mention, text) if attached else frozenset()
    for at in range(stop - 1, max(-1, stop - _LONGEST_NAME - 1), -1):
        if text[at] in _NAME_BREAK and text[at] not in allowed:
            break
        if text[at] in _OPENING:
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
    """Whether words in quotes name no team (too short, or who sends it), or no account (whose they are)."""
    if mention.code in _ACCOUNT_CODES:
        shared = _ACCOUNT_LIST.match(text, mention.end) or _SHARED_NOUN.match(text, opening)
        return shared is not None or quoted.endswith(_OFFICES)
    return mention.code == "volunteer_team" and (len(quoted) < _SHORTEST_TEAM_NAME or quoted.endswith(_ORGANIZATIONS))


def _allowed_marks(mention: Mention, text: str) -> frozenset[str]:
    """Return the marks that may stand inside the quoted name of such a channel."""
    if mention.code == "wechat_group":
        return frozenset("+")
    if text[mention.start - 1] != "”" or not _UNDER_A_SLOGAN.search(text, mention.start, mention.end):
        return frozenset()
    return _SLOGAN_MARKS


def with_book_title(mention: Mention, text: str) -> Mention:
    """Take in the title that ends with the noun: 《全民反诈|手册》."""
    if mention.code not in _BOOK_TITLE_CODES or text[mention.end : mention.end + 1] != "》":
        return mention
    opening = text.rfind("《", max(0, mention.start - _LONGEST_TITLE), mention.start)
    title = text[opening + 1 : mention.start]
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
