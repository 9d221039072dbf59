"""What a rule for an open class of names is, and the rules for accounts, media and campaigns.

A rule is tried only where one of its cues stands, short strings without which it cannot match; ``finder`` looks for
the cues of all rules at once. Its pattern, compiled when it is first needed, is matched at the cue, or so many
characters into it. The group ``name`` opens where the channel's name begins, which may be in a lookbehind; the name
goes on to the end of the match.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple, cast

from ....records import Family

TOPIC = r"(?:反(?:电信网络|电信|网络|电)?诈骗?|[防拒识打]诈骗?|[防识]骗)"
"""Regex source of the words that say "against fraud" in front of a noun; no groups."""

# 户外宣传 is an event, 户外宣传栏 is not.
_NO_NOUN = (
    r"(?![栏册单片车品员牌板画页屏队点台站展稿语墙]|海报|标语|视频|资料|手册|折页|横幅|口号|阵地|材料|短片|大使|橱窗|广告|音频|喇叭|广播|彩页"
    r"|宣讲|内容|教育|效果|工作)"
)
_IN_QUOTES = r"[^“”\"。，,；;：:\n]"
_CLOSING = '” "'
# What may stand between the name of a campaign in quotes and 活动.
_CAMPAIGN = (
    "主题 系列 集中 专项 大型 专题 公益 反诈 防骗 实践 入户 上门 巡回 攻坚 百日 会战 推广 体验"
    " 互动 志愿 服务 文化 校园 夏季 秋季 冬季 春季 暑期 宣传 宣讲 宣教 普法 教育 月 周 日"
)

# A brand stands between what opens a mini program and its name: 打开|粤省事|小程序, but not 打开|答题|小程序.
_OPENED = "(?:[在从]|通过|透过|登[录陆]|打开|进入|使用|推出|上线|注册|依托|利用|借助|关注|[开研]发)"
_BRAND = r"(?:[A-Za-z]|[^\P{Han}的了在个款等各该这其进入开扫码点登用由从把让可和与及或一二两三多上下])"
# The place whose police run a program belongs to its name: 用上|满洲里反诈小程序.
_PLACE = r"(?!民警|警方|社区|校园|全民|全国|微信)[^\P{Han}的了在个款等这其进开用由从把让可和与及或一上下市县区省]{2,4}"
_PLAIN_PROGRAM = (
    "(?:官方|专属|相关|手机|微信|支付宝|公众号|微信公众号|线上|在线|网[上络]|自助|智能|服务|政务|便民|答题|学习|测试|查询|预约"
    "|举报|咨询|宣传|互动|小游戏|警务)"
)


class NameRule(NamedTuple):
    """A named rule with the cues that call for it."""

    rule: str
    code: str
    family: Family
    measures: frozenset[str]
    cues: Mapping[str, int]
    pattern: str


def name_rule(rule: str, kind: str, measures: str, cues: Mapping[str, int], pattern: str) -> NameRule:
    """Return a rule; ``kind`` is its code and family as in the lexicon, parted by a space, as the ``measures`` are."""
    code, family = kind.split()
    return NameRule(rule, code, cast("Family", family), frozenset(measures.split()), cues, pattern)


def cues(*parts: str) -> dict[str, int]:
    """Return what one word of each part makes together; the pattern is matched where they begin.

    >>> cues("热 专", "线")
    {'热线': 0, '专线': 0}
    """
    return dict.fromkeys(map("".join, product(*(part.split() for part in parts))), 0)


def cues_after(before: str, words: str) -> dict[str, int]:
    """Return words with what stands before them; the pattern is matched where the words begin.

    >>> cues_after("诈 骗", "课")
    {'诈课': 1, '骗课': 1}
    """
    return {first + word: len(first) for first in before.split() for word in words.split()}


_APP = "人 人次 个 次 户"
_PAPER = "家 篇 条 次"
_EVENT = "场 次 场次 期"

NAME_RULES = (
    name_rule(
        "official_app",
        "app online",
        _APP,
        cues("国家反诈"),
        r"(?P<name>国家反诈(?:骗)?(?:中心)?[”\"]?(?:官方|手机|预警|防骗|反诈){0,2}(?:(?i:app)|客户端|软件|应用程序|应用))",
    ),
    name_rule(
        "official_app_installed",
        "app online",
        _APP,
        cues("国家反诈中心"),
        r"(?P<name>国家反诈中心)(?:(?=[”\"]?(?:装了|装机|安装|注册|下载))|(?!(?:提[醒示]|发布|通报|民警))"
        r"(?<=(?:安装|下载|注册|推广|装上|装好|使用|打开|登录)[^，,。；;、“\"]{0,6}[“\"]?国家反诈中心))",
    ),
    name_rule(
        "named_app",
        "app online",
        _APP,
        cues_after("诈 骗 防骗视伏 防骗视伏器 警民通 平安", "手机 a A 客户端 应用程序 软件 软体"),
        rf"(?<=(?P<name>{TOPIC}|防骗视伏器?|警民通|平安))(?:手机)?(?:(?i:app)|客户端|应用程序|软[件体])",
    ),
    name_rule(
        "named_mini_program",
        "mini_program online",
        "个 人 人次 次",
        cues("小程序 小程式"),
        rf"(?<=(?P<name>(?:(?<={_OPENED}了?[“\"]?|[、和及]|用上){_PLACE})?{TOPIC}[^\P{{Han}}的上推进打通借]{{0,6}}))小程[序式]",
    ),
    name_rule(
        "brand_mini_program",
        "mini_program online",
        "个 人 人次 次",
        cues("小程序 小程式"),
        rf"(?<={_OPENED}了?(?P<name>(?!{_PLAIN_PROGRAM}小程[序式]){_BRAND}{{2,8}}?(?:微信)?))小程[序式]",
    ),
    name_rule(
        "social_account",
        "other_channel online",
        "个 条 次",
        cues("小红书 脸书 社交平台 Facebook Instagram", "账号 帐号"),
        r"(?P<name>(?:小红书|脸书|社交平台|Facebook|Instagram)[账帐]号[“\"][^“”\"。，,\n]{2,16})",
    ),
    name_rule(
        "named_service",
        "other_channel online",
        "个 次",
        cues(_CLOSING, "QR 平台 网站 网页 系统 专区 专题"),
        rf"(?<=[“\"](?P<name>{TOPIC}[^“”\"。，,\n]{{1,10}}))(?=[”\"](?:QR ?Code|平台|网站|网页|系统|专区|专题))",
    ),
    name_rule(
        "open_letter",
        "leaflet print",
        "份 封 张",
        cues("一封信"),
        r"(?<=(?:《(?P<name>[^，,。；;：:、《》\n]{2,17})|(?P<name>[致给][^，,。；;：:、《》\n]{1,17})))一封信",
    ),
    name_rule(
        "quoted_letter",
        "leaflet print",
        "份 封 张",
        cues("的信", "》 ”"),
        rf"(?<=[《“](?P<name>(?=[^》”]{{0,10}}[致给]){_IN_QUOTES}{{2,16}}))的信(?=[》”])",
    ),
    name_rule(
        "printed_notice",
        "leaflet print",
        "份 张",
        cues("温馨 安全 风险 警示", "提示"),
        r"(?P<name>(?:温馨|安全|风险|警示)提示)(?:(?=(?:共计?|累计|已?达)?[近超逾约]?\d[\d.,]{0,8}[万千百]?[余多]?[份张])"
        r"|(?<=(?:张贴|粘贴|贴上|发放|派发|散发)\p{Han}{0,4}提示)(?![^，。；;\n]{0,2}[语信短]))",
    ),
    name_rule(
        "newspaper",
        "news_media media",
        _PAPER,
        cues("日报 晚报 晨报 早报 周报 都市报 商报 快报", "》"),
        r"(?<=(?<!据)《(?P<name>[^，,。《》\n]{2,8}))(?:日报|晚报|晨报|早报|周报|都市报|商报|快报)(?=》)(?!》(?:记者|报道|消息|讯))",
    ),
    name_rule(
        "listed_media",
        "news_media media",
        _PAPER,
        cues("《"),
        r"《(?P<name>[^，,。《》\n]{2,12})(?=》(?:[、和及]?《[^，,。《》\n]{2,12}》){0,6}等(?:各大|主流|新闻|本地|地方|多家){0,2}(?:媒体|报刊|报纸|平台))",
    ),
    name_rule(
        "campaign",
        "event face_to_face",
        "场 次 场次 期 届",
        cues_after(f"{_CLOSING} {_CAMPAIGN}", "活动 行动"),
        r"(?<=[“\"](?P<name>(?=[^”\"]{0,40}(?:[诈骗宣访警]|平安|守护|钱袋|进[百千万][家村户企]|进校园|进社区|普法))(?![^”\"]{0,20}(?:扫楼|扫街|敲门))"
        rf"{_IN_QUOTES}{{2,40}}+[”\"](?:{'|'.join(_CAMPAIGN.split())}){{0,6}}))(?:活动|行动)",
    ),
    name_rule(
        "campaign_outreach",
        "event face_to_face",
        "场 次 场次 期 届",
        cues_after("宣传 宣讲 宣教 宣导 普法 教育 主题 系列 月 周 日", "活动 行动"),
        rf"(?<=[“\"](?P<name>{_IN_QUOTES}{{2,24}}+[”\"](?:主题|系列|集中|专项|大型|专题|公益|反诈|防骗|教育){{0,3}}"
        r"(?:宣传|宣讲|宣教|宣导|普法)(?:教育|主题|系列|月|周|日){0,3}))(?:活动|行动)",
    ),
    name_rule(
        "campaign_places",
        "event face_to_face",
        _EVENT,
        cues("二进 三进 四进 五进 六进 七进 八进 九进 十进 多进")
        | cues("进", "万家 校园 社区 企业 农村 家庭 乡村 机关 商圈 小区 工地 村寨 景区 军营 市场 网吧 宿舍 寝室 学校"),
        rf"(?P<name>(?:[二三四五六七八九十多]进|进(?:万家|校园|社区|企业|农村|家庭|乡村|机关|商圈|小区|工地|村寨|景区|军营|市场|网吧|宿舍|寝室|学校))[”\"]?(?:{TOPIC})?(?:集中|主题|系列)?"
        r"(?:宣传|宣讲)?(?:主题|系列)?活动)",
    ),
    name_rule(
        "outreach_event",
        "event face_to_face",
        "场 次 场次 期 轮",
        cues("集中 主题 专题 专项 现场 户外 广场 街头 大型 系列 公益 定点 流动 巡回", "宣传 宣教 宣导 普法")
        | cues("宣传 宣教 宣导 普法 宣防", "教育 月 周 日 季 系列 主题 专项 活动 行动"),
        # 专项 and 户外 only say how an activity is held: 专项|宣传活动, but 专项宣传.
        rf"(?P<name>(?!(?:专项|户外)\p{{Han}}{{2,6}}[活行]动)(?:集中|主题|专题|专项|现场|户外|广场|街头|大型|系列|公益|定点|流动|巡回)(?:宣传|宣教|宣导|普法)(?:教育)?(?:月|周|日|季)?(?:系列|主题|专项)?(?:活动|行动|{_NO_NOUN})"
        r"|(?:宣传|宣教|宣导|普法|宣防)(?:教育)?(?:月|周|日|季)?(?:系列|主题|专项)?(?:活动|行动))",
    ),
    name_rule(
        "counted_outreach",
        "event face_to_face",
        "场 次 场次",
        cues("宣传", "教育 防范 共 累计 已 达 近 超 逾 约 上 十 百 数 0 1 2 3 4 5 6 7 8 9"),
        r"(?P<name>宣传)(?=(?:教育|防范){0,2}(?:共|累计|共计|已达|已|达)?[近超逾约]?(?:\d[\d.,]{0,8}[万千百]?|[上数]?[十百千])[余多]?(?:场次|场|次))",
    ),
    name_rule(
        "speaking_tour",
        "lecture face_to_face",
        _EVENT,
        cues("宣讲", "教育 月 周 日 系列 主题 专项 巡回 活动 行动"),
        r"(?<=(?P<name>(?:集中|主题|专题|巡回|公益){0,2}))宣讲(?:教育)?(?:月|周|日)?(?:系列|主题|专项|巡回)?(?:活动|行动)",
    ),
)
