"""Words that only look like a channel: parts of longer words, and compounds of another meaning."""

from __future__ import annotations

import re
from functools import cache

import regex

from ..mentions import Mention
from ..patterns import Ending, any_of
from ..words import channel_words

_AFTER_REACH = 12
_COUNT_AFTER = re.compile(r"\d[\d.,]{0,9}[万千百]?[余多]?[人户次个名台部]")  # 安装App|150人
_JUDGED_CODES = frozenset({"event", "news_media"})  # whose compounds are checked even where they are named

# The word goes on: 社区群|众, 见面劝阻|率, 宣传单|位. By the last character of a name, what breaks it.
_LESSON_GOES_ON = "[题本程后间余业表件]"
_CRIME = "行[窃骗]|盗窃|作案|推销|兜售|诈骗|实施"
_CREDIT = "(?:制作|剪辑|拍摄|来源|提供)?[:：]"
_SIGN = "[|｜:：]"
_AS_COMPANY = "宣布|方面|集团|公司|电商|安全(?:中心|周)|客服|(?:快捷)?支付|月付|会员|商城|小店"
_BROKEN = {
    **dict.fromkeys("阻访", "[率量度]|(?<=走访)(?:地点|对象|路线)"),
    "车": "辆",
    **dict.fromkeys("户家门", _CRIME),
    **dict.fromkeys("频片图画", _CREDIT),
    "群": "[众体聊芳]",
    "单": "[位独纯元价身]",
    "课": _LESSON_GOES_ON,
    "会": f"(?<=班会){_LESSON_GOES_ON}|(?<=工作座谈会)",
    "展": "(?<=[主专]题展)[区项]|[示现望]|开(?!幕)",
    "演": "(?<=套路演)",
    "答": "(?<=[问竞抢]答)[式题墙]",
    "贴": "(?<=[示醒传车门墙桌地杯瓶梯]贴)[在到上满进出着了于遍]",
    "堂": "(?<=讲堂)举[行办]",
    "叭": "(?<=喇叭)花",
    "警": "(?<=义警)工作站",
    "报": "(?<=海报)(?:展(?![板架示出])|组)",
    "板": "(?<=宣传板)块",
    "册": "(?<=手册)子",
    "语": "(?<=标语)言",
    "信": f"(?<=[传告示醒]信)[息号]|(?<=微信){_SIGN}",
    "刊": "(?<=报刊)[登发载播]",
    "者": "(?<=志愿者)(?:服装|马甲|证书?|徽章|背心|帽)",
    "页": "(?<=[单折]页)面",
    "集": "(?<=赶集)[日天时]",
    "日": "(?<=[诈骗传]日)[报记历程]",
    "播": f"(?<=直播)(?:[间室]?带货|{_CREDIT})",
    "讲": r"(?<=宣讲)(?:党的|\w{0,8}精神)",
    "蹈": "[课班室老动]",
    "卡": "通",
    "品": "(?<=宣传品)牌",
    "试": "(?<=测试)[卷题]",
    "媒": "(?<=融媒)(?:发布|中心|记者)",
    "号": f"(?<=口号)征集|(?<=公众号|视频号){_SIGN}",
    **{name[-1]: f"(?<={name})(?:{_SIGN}|{_AS_COMPANY})" for name in ("微博", "抖音", "快手")},
}

# What stands right before a word that is no channel then, by code or term.
_NOT_BEFORE = {
    "leaflet": Ending("涉案 案件 证据 工作 内部 督办 交办 保证金"),
    "leaflet_word": Ending("身份 个人 客户 信息 相关 申请 背景 视频 基本 影像 学习 风险"),
    "event": Ending(
        r"(?<![、和及与])(?:突发事件|应急|消防|疏散|反恐|防暴|防汛)(?:安全|处置)?\Z"
        r" 网络\Z 手机\Z 电子\Z 竞技\Z 玩\Z",
        r"[^\P{Han}办举开设搞演组]{0,5}",
        5,
    ),
    "outreach_event": Ending("巡查"),
    "event_word": Ending("在 到 走进 来到 逛", r"[^\P{Han}办举开设搞演组]{0,5}", 5),
    # 知识进|课堂 is a slogan, 消防|培训会 another lesson, 小品等|文艺节目 sums a list up.
    "lecture_word": Ending("(?<!防骗|反诈)话术 (?<=知识|宣传|宣讲|教育|法治|反诈|防骗|安全|法律)进"),
    "lecture": Ending("(?<![、和及与])(?:消防|急救|应急|防溺水)", "(?:安全|知识|技能)?", 2),
    "film": Ending("等", "(?:丰富多彩|喜闻乐见|多种|各类|精彩)?的?", 5),
    "news_media": Ending("多 其他日期的 往期 数字"),
    "other_channel": Ending("党建 廉政 团学 学术"),
    "worn_badge": Ending("身着 身穿 穿着 穿上 穿 披着 披上 佩戴 戴着 戴上 套上", r"统?一?的?", 3),
    "sms_notice": Ending("收到 接到 扣款 到账 转走 余额 银行卡", "[^，,。；;]{0,8}", 8),
    "screen": Ending("盯着 紧盯 注视"),
    "visit_word": Ending("记者 (?<![着驶坐随用])宣传车", r"\p{Han}{0,4}", 4),
    "video_word": Ending("社会 公共 路面 沿途 周边 案发 卡口"),
    "short_video": Ending("手机录 手机拍", r"[制摄]?[了下起]{0,2}", 3),
    "phone": Ending("值班 报警 联系 报案 办公 求助 投诉 新闻 服务 公交 巴士 旅游 客运", "(?:反诈|防骗|宣传|主题)?", 3),
    "banner": Ending("[印贴喷带写]有", r"[\p{Han}“”]{0,12}", 12),
}
# 结合110|宣传日, 借大走访|活动: an occasion, where what is meant is a time or an undertaking.
_TAKEN_AS_OCCASION = Ending("借(?!由|助) 借着 趁着? 结合", r"[“‘\"]?[^\P{Han}办举开设搞演组]{0,5}", 6)
_OCCASION = re.compile("(?:[日月周季节会]|活动|行动|仪式|集市|夜市|大集)$")
_INTERNAL = Ending(
    "业务 技能 岗前 岗位 内部 警务 实战 跟班 职业 教育 体能 新警 封闭 军事 执法 入职 专业 到昆 学历 研讨 学科",
    "(?:知识|能力|技能)?",
    2,
)


def is_other_word(text: str, mention: Mention) -> bool:
    """Return whether it is part of another word: MV among other letters, 96110 in a longer number, 群 in 群众."""
    first, last = text[mention.start], text[mention.end - 1]
    if (first.isascii() or last.isascii()) and _goes_on(first, last, text, mention):
        return True
    return is_broken(text, mention.end)


def is_broken(text: str, end: int) -> bool:
    """Return whether a word goes on after the name that ends there: 群|众, 报刊|登."""
    broken = _broken_by(text[end - 1])
    return broken is not None and broken.match(text, end) is not None


def _goes_on(first: str, last: str, text: str, mention: Mention) -> bool:
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    if after.isdigit() and _COUNT_AFTER.match(text, mention.end):
        after = ""
    edges = ((first, before), (last, after))
    if any(edge.isascii() and edge.isalpha() and next_to.isascii() and next_to.isalnum() for edge, next_to in edges):
        return True
    return first.isdigit() and bool(
        (before and before in "0123456789.-") or (after and after in "0123456789.万亿元人件")
    )


def is_compound(text: str, mention: Mention, before: str) -> bool:
    """Return whether the words next to it make another thing of it: 工作|提示函, 业务|培训, 电影|票."""
    for kind in (mention.code, mention.rule):
        not_before = _NOT_BEFORE.get(kind)
        if not_before and not_before.ends(before):
            return True
    if not mention.weak and mention.code not in _JUDGED_CODES:
        return False
    if mention.code == "event" and _is_occasion(text, mention, before):
        return True
    if mention.code == "lecture" and _INTERNAL.ends(before):
        return True
    not_after = _not_after(mention.code)
    return not_after is not None and not_after.match(text, mention.end, mention.end + _AFTER_REACH) is not None


def _is_occasion(text: str, mention: Mention, before: str) -> bool:
    return _OCCASION.search(text, mention.start, mention.end) is not None and _TAKEN_AS_OCCASION.ends(before)


@cache
def _broken_by(last: str) -> re.Pattern[str] | None:
    """Return what goes on the word that a name ends with, by the name's last character; None if nothing is known."""
    return re.compile(_BROKEN[last]) if last in _BROKEN else None


@cache
def _not_after(code: str) -> regex.Pattern[str] | None:
    """Return what makes another thing of a weak word (or an event) where it follows, None if nothing is known."""
    listed = channel_words()["not_after"]
    return regex.compile(any_of(" ".join(listed[code]))) if code in listed else None
