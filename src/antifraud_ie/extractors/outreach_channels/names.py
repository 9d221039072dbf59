"""Finding the names of outreach channels: lexicon hits, open-class rules, and where a name begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from ...lexicon import Hit, Lexicon
from .forms import FORM_RULES
from .rules import NAME_RULES, TOPIC, NameRule


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# The modifiers that belong to a noun: those that say it warns by themselves (防骗|视频), and the others.
_WARNING_MODIFIERS = _words(
    "宣传 宣防 宣导 宣教 警示 提醒 提示 防范 反诈 防诈 防骗 反诈骗 反电诈 识骗 识诈 打诈 拒诈 公益 普法 预警 劝阻"
)
_MODIFIERS = _WARNING_MODIFIERS | _words("主题 专题 法治 安全 原创 知识 集中 巡回 互动 有奖 趣味 教育 户外")
_FAMILY_MODIFIERS = {
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
_LONGEST_MODIFIER = 4
_MOST_MODIFIERS = 5
_MOST_CROSSINGS = 3

# The channels that take a proper name in quotes: “金钟罩”小程序, but “某地公安”微信公众号 names whose it is.
_NAMED_CODES = _words(
    "app mini_program event volunteer_team wechat_group booth venue lecture home_visit broadcast gift"
)
# Doing, not things: a name in quotes before them is something else's.
_NAMELESS = _words("booth_verb visit_word")
_LONGEST_NAME = 20
_SHORTEST_TEAM_NAME = 4  # with its quote: “变身”反诈宣传员 names nobody
_OPEN, _CLOSE, _STRAIGHT = "“‘", "”’", '"'
_NAME_BREAK = frozenset("。，,；;：:！!？?、\n《》+")
_SPEAKING_NAME = regex.compile(rf"{TOPIC}|[宣警安响]|守护")
_LEADING_TOPIC = regex.compile(rf"(?:{TOPIC})+(?!视伏|易)")
# Things, that take another channel's name before them (漫画|宣传板), and what is done, not had (入户|宣传活动).
_HEADS = _words("leaflet poster banner display_board booth gift screen broadcast mini_program")
_VERBAL_CODES = _words("home_visit booth")
_VERBAL_NOUNS = _words("lecture event")
_CONTESTS = _words("比赛 大赛 竞赛 展览 巡展 展演")
_SHOWN_FAMILIES = _words("online print media")  # what a contest or an exhibition is about: 微视频|比赛
_BOOK_TITLE_CODES = _words("leaflet news_media gift other_channel")
_LONGEST_TITLE = 30
# Names that mean nothing without their 反诈: a park or a market is a channel only as a themed one.
_KEEP_TOPIC = _words("themed_place themed_booth themed_event named_app named_mini_program")
_COURSE = regex.compile(r"[小大微云]?[课讲]堂")
_HOTLINE_NUMBER = regex.compile(r"(?<=线)\d{3,8}(?![\d\-.,余多万千百十个件次起条通名人])")


# The family of a user's term that names none: that of its code.
_FAMILY_OF = {
    code: family
    for family, codes in {
        "online": "wechat_account wechat_group wechat_other weibo short_video livestream app mini_program",
        "phone": "sms phone",
        "print": "poster leaflet banner gift",
        "broadcast": "screen broadcast vehicle",
        "face_to_face": "home_visit lecture event volunteer_team",
        "media": "news_media film_song other_channel",
        "place": "display_board booth venue",
    }.items()
    for code in codes.split()
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A channel's name in the clean text, before its sense is known."""

    start: int
    end: int
    code: str
    rule: str
    family: str
    weak: bool
    measures: frozenset[str]


def find_mentions(text: str, gaps: frozenset[int], lexicon: Lexicon) -> list[Mention]:
    """Return the candidate channels in text order, never overlapping; the longer one wins."""
    found = [_from_hit(_right_headed(hit, text, lexicon), text, gaps) for hit in lexicon.find(text)]
    for rule in (*NAME_RULES, *FORM_RULES):
        found.extend(_from_rule(rule, match, text, gaps) for match in rule.pattern.finditer(text))
    found.sort(key=lambda mention: (mention.start - mention.end, mention.weak, mention.start))
    taken = bytearray(len(text))
    kept = []
    for mention in found:
        if any(taken[mention.start : mention.end]):
            continue
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        kept.append(mention)
    return _joined(sorted(kept, key=lambda mention: mention.start), text, gaps)


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
    whole = replace(second, start=first.start, weak=first.weak and second.weak)
    if first.code == second.code:
        return [whole]
    if second.rule == "qr_code":
        return [first]
    if first.family in _SHOWN_FAMILIES and text[second.start : second.end] in _CONTESTS:
        return [whole]
    if first.code == "vehicle" and second.family == "broadcast":
        return [second]
    if first.code in _VERBAL_CODES and second.code in _VERBAL_NOUNS:
        return [replace(first, end=second.end)] if second.code == "lecture" else [whole]
    is_head = second.code in _HEADS and second.rule not in _NAMELESS and first.code not in _VERBAL_CODES
    return [whole] if is_head else [first, second]


def _with_tail(mention: Mention, text: str, gaps: frozenset[int]) -> Mention:
    """Take in 活动 after the name of an event (广场舞|活动), and a hotline's number (防罪热线|993)."""
    if mention.end in gaps:
        return mention
    if mention.code == "event" and text.startswith("活动", mention.end):
        return replace(mention, end=mention.end + 2)
    number = _HOTLINE_NUMBER.match(text, mention.end) if mention.rule == "hotline_named" else None
    return replace(mention, end=number.end()) if number else mention


def _right_headed(hit: Hit, text: str, lexicon: Lexicon) -> Hit:
    """Prefer the term that crosses a hit's end, as the head of a noun stands right: 户外[宣传栏], 反诈漫画[展板]."""
    for _ in range(_MOST_CROSSINGS):
        offset, end = hit.start + 1, hit.end
        found = lexicon.find(text[offset : end + _LONGEST_MODIFIER])
        crossing = next((other for other in found if other.start + offset < end < other.end + offset), None)
        if crossing is None:
            break
        hit = Hit(crossing.start + offset, crossing.end + offset, crossing.term)
    return hit


def _from_hit(hit: Hit, text: str, gaps: frozenset[int]) -> Mention:
    term = hit.term
    mention = Mention(
        hit.start,
        hit.end,
        term.code,
        term.id,
        term.extra.get("family", _FAMILY_OF.get(term.code, "media")),
        term.extra.get("sense") == "weak",
        frozenset(term.extra.get("measures", ())),
    )
    start = _with_modifiers(mention, text, gaps)
    if start < mention.start:
        warns = any(word in text[start : mention.start] for word in _WARNING_MODIFIERS)
        mention = replace(mention, start=start, weak=mention.weak and not warns)
    return _trimmed(_with_book_title(_with_quoted_name(mention, text), text), text)


def _from_rule(rule: NameRule, match: regex.Match[str], text: str, gaps: frozenset[int]) -> Mention:
    start, end = match.span("name")
    mention = Mention(start, end, rule.code, rule.rule, rule.family, False, frozenset(rule.measures))
    if rule.code != "app":
        mention = replace(mention, start=_with_modifiers(mention, text, gaps))
    return _trimmed(_with_quoted_name(mention, text), text)


def _with_modifiers(mention: Mention, text: str, gaps: frozenset[int]) -> int:
    """Return the start with the modifiers that belong to the noun: 宣传|海报, 社区|微信群."""
    modifiers = _FAMILY_MODIFIERS.get(mention.code, _MODIFIERS)
    start = mention.start
    for _ in range(_MOST_MODIFIERS):
        for length in range(_LONGEST_MODIFIER, 1, -1):
            if start >= length and text[start - length : start] in modifiers and start not in gaps:
                start -= length
                break
        else:
            break
    return start


def _with_quoted_name(mention: Mention, text: str) -> Mention:
    """Take in a name in quotes before the noun (“X”小程序) or around it (“X小铺”), but not its opening quote."""
    if mention.code not in _NAMED_CODES or not mention.start:
        return mention
    attached = text[mention.start - 1] in _CLOSE + _STRAIGHT and mention.rule not in _NAMELESS
    inside = mention.end < len(text) and text[mention.end] in _CLOSE + _STRAIGHT
    if not attached and not inside:
        return mention
    stop = mention.start - 1 if attached else mention.start
    for at in range(stop - 1, max(-1, stop - _LONGEST_NAME - 1), -1):
        if text[at] in _NAME_BREAK or text[at] in _CLOSE:
            break
        if text[at] in _OPEN + _STRAIGHT:
            if mention.code == "volunteer_team" and attached and stop - at < _SHORTEST_TEAM_NAME:
                break
            named = _SPEAKING_NAME.search(text, at + 1, mention.start) is not None
            return replace(mention, start=at + 1, weak=mention.weak and not named)
    return mention


def _with_book_title(mention: Mention, text: str) -> Mention:
    """Take in the title that ends with the noun: 《全民反诈|手册》."""
    if mention.code not in _BOOK_TITLE_CODES or text[mention.end : mention.end + 1] != "》":
        return mention
    opening = text.rfind("《", max(0, mention.start - _LONGEST_TITLE), mention.start)
    title = text[opening + 1 : mention.start]
    if opening < 0 or "》" in title or title.startswith("工作"):
        return mention
    return replace(mention, start=opening + 1, weak=False)


def _trimmed(mention: Mention, text: str) -> Mention:
    """Leave out a leading 反诈 / 防骗 where two characters or more remain and no name is cut."""
    quoted = mention.start > 0 and text[mention.start - 1] in _OPEN + _STRAIGHT + "《"
    if quoted or mention.rule in _KEEP_TOPIC:
        return mention
    lead = _LEADING_TOPIC.match(text, mention.start, mention.end)
    if lead and mention.end - lead.end() >= 2 and not _COURSE.fullmatch(text, lead.end(), mention.end):
        return replace(mention, start=lead.end())
    return mention
