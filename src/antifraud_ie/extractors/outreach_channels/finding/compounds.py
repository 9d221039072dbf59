"""Words that only look like a channel: parts of longer words, and compounds of another meaning."""

from __future__ import annotations

import re
from functools import cache

import regex

from ..mentions import Mention
from ..patterns import Ending, any_of

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
# What follows a weak word (or an event) that is no channel then, by code.
_NOT_AFTER = {
    "event": r"[”\"]?(?:细化|工作|实施)?(?:(?<=[周月日季])(?:[里中内]|期间|(?:启动|开展|开始|举办)?以来|来临|到来"
    "|前夕|将至|临近)"
    r"|领导小组|专班|方案|部署会|推进会|动员部署|细则|要求)"
    r" [^，。]{0,7}(?:节点|契机|时机)"
    " 机 币 账号 装备 充值 网站 平台 公司 厅 玩家 产品 类 (?<=演出)(?:[了过]|骗|诈骗|一?[出幕])"
    " (?<=演练)进 (?<=模拟)(?:答辩|考核|训练|面试)",
    "short_video": "新闻 监控 通话 聊天 会议 电话 裸聊 网站 连线 侦查 追踪 巡查 研判 包装 来源 客服 工作室 剪辑 验证"
    " 号被 带货",
    "livestream": "带货 (?:基地|产业|行业) 打赏 平台客服 销售 间打赏 电商 购物"
    " 间(?:购|下单|里?购|刷礼物) 主播 切片 诈骗 源 设备",
    "news_media": r"[\p{Han}、]{0,12}(?:核实|办理|退款|缴费)"
    " 工作室 首页 声明 地图 (?:中心)?(?:记者|通讯员) 代表 朋友 参加 到场 见证 报道称 采访 备案"
    " 域名 建设者 台记者 客服 诈骗"
    " 上?(?:购|下单|注册|充值|投资|填) 链接 剧 机 柜 总台 局",
    "wechat_account": '转账 支付 号 好友 红包 聊天 群 里 上 “ " 朋友 头像 昵称 收款 钱包 名 官方 诈骗 联系'
    " 添加 ID 客服 运营 截图 二维码",
    "sms": '(?:即时|余额|动账|到账)(?:提醒|通知) 通知[”"]?等?功能 提醒[”"]?等?功能'
    " 验证 链接 轰炸 诈骗 嗅探 内容 里 中 群发器 费 息",
    "phone": r"[防反识]\p{Han}?[诈骗] 卡 号码? 费 线 里 中 那头 机 手表 会议 亭 簿 黑卡 转账 推销 骚扰 联系 交流"
    r" 后 称 实名 用户 骗 [:：]\d",
    "app": r"[\p{Han}、]{0,12}(?:核实|办理|退款|缴费)"
    " 诈骗 里 中 内 后 上?(?:投资|充值|贷款|刷单) 进行(?:投资|充值|转账) 提现 客服 研发 看全文 专区",
    "home_visit": "发现 排查 调查 取证 摸排 侦查 中(?:发现|了解|得知|获悉) 装维 安装 维修 抄表 安检"
    " 侦办 抓捕 核查 蹲守 滞留 核实 慰问 盗 抢 门 口"
    " 访查 采集 登记 核录 清查",
    "lecture": "体系 机制 报名 退费 费 机构 班[次子]?(?!会) 学校 合格 证书 考核 教材 市场 贷 师 作业 成绩 群众 人员"
    r" 学员 民警 辅警 了 [员职]工\d"
    r" \d 上(?:睡|玩) 质量 教学",
    "film_song": "票 院 公司 投资 项目 节 频道 学院 明星 城 手 唱家 迷 友 剧团",
    "leaflet": "泄露 造假 审核 显示 图片 来源",
    "gift": "节 店 厂 馆 卡 券 诈骗 为诱饵 为名 为由 [花公庄果]?园 广场 市场 小区 路 街 大厦 批发 产业 基地",
    "vehicle": "被 司机 公司 行业 [总场]站? 座[位椅] 驾驶员 师傅 上牌 牌照 票 站 相撞 追 乘客 从业 企业 平台"
    " [，,]?(?:赶往|赶到|护送)",
    "broadcast": "电视 局 总局 公司 学院 影视",
    "display_board": "[^，。]{0,2}违法",
    "other_channel": r"诈骗 付款 转账 收款 支付 客服 骗局 网友"
    r" 的\p{Han}{0,6}?(?:[扇袋品杯伞裙巾笔帽衣服罩包盒垫绳碗甲卡页单册牌板贴]"
    r"|礼[品物包]|海报|手册|马甲)",
    "mini_program": "诈骗 客服 充值 投资",
    "booth": "醒目 位置 前 上 主 老板 收 租 费",
}


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
    return regex.compile(any_of(_NOT_AFTER[code])) if code in _NOT_AFTER else None
