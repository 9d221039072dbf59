"""The sense of a channel's name: outreach, or a swindler's tool, police work, page furniture, everyday life."""

from __future__ import annotations

import regex

from .channel_names import Mention
from .channel_rules import TOPIC

_CLAUSE_START = regex.compile(r"(?r)[，,。；;：:！!？?\n]")
_CLAUSE_END = regex.compile(r"[，,。；;！!？?\n]")

# Who acts: the last one named before the channel decides whose channel it is.
_VILLAIN = r"骗子|骗徒|对方|嫌疑人|嫌犯|诈骗分子|诈骗团伙|诈骗集团|不法分子|犯罪分子|犯罪团伙|违法人员|行骗者|歹徒|“客服”|假客服|自称|谎称|(?<![警长官员任队])\p{Han}某|该[男女]子"
_GUARD = (
    r"民警|警方|公安|派出所|分局|警官|警察|民辅警|员警|反诈中心|中心|社区|网格员|银行|志愿者|学校|志工|本局|该局|支队|大队|总队|警务|市局|县局|运营商|街道|居委|村委|我们"
)
_ACTOR = regex.compile(rf"(?r)(?:(?P<villain>{_VILLAIN})|(?P<guard>{_GUARD}))")
_FRAUD_STORY = regex.compile(
    r"(?:收到|接到|接听|点击|点开|点进|扫描|添加|加入|加了?|拉进|拉入|拉到|被拉|认识|结识|刷到|看到|浏览|发来|打来|诱导|引导其|诱骗|要求其?|让(?:其|他|她|老人|事主|受害人)"
    r"|登录|登陆|混进|潜入|搭建|虚构|伪造|充值|打赏)[^，,。；;：:！!？?\n]{0,12}$"
)
_ADVICE = regex.compile(
    r"(?:不要|切勿|请勿|勿|别|莫|不轻信|不点|不扫|不加|谨防|警惕|小心|当心|凡是?|遇[到上]|碰[到上]|任何|陌生|慎|所谓)[^，,。；;：:！!？?\n、]{0,12}$"
)
_TAINTED = regex.compile(
    r"(?:诈骗|虚假|假冒?|钓鱼|木马|炒股|荐股|投资|理财|刷单|兼职|贷款|赌博|博彩|色情|裸聊|招嫖|购物|交易|中奖|退款|可疑|陌生|不明|山寨|仿冒|恶意|涉诈|非法|验证码|伪基站|骚扰|推销|内部|监控"
    r"|聊天|交友|会议|境外|群发诈骗|手机上的|老年|游戏|社交|支付|炒币|引流|公安机关内部|个人|明星|带货|主播的?)(?:类|的)?[“\"]?$"
)
# Immune to the story around it: its own words say that it warns.
_PROTECTED = regex.compile(rf"{TOPIC}|宣|预警|提醒|提示|警民|警务|劝阻|普法|警示|国家反诈|防范|公益")
_PROTECTED_BEFORE = regex.compile(rf"(?:{TOPIC}|宣传|宣防|预警|提醒|提示|警示|防骗|劝阻|民警的?|警方的?|公安的?)(?:[^，,。；;：:\n]{{0,4}})$")

# The word goes on: 社区群|众, 见面劝阻|率, 宣传单|位.
_BROKEN = regex.compile(r"(?<=群)[众体聊芳]|(?<=[阻访])[率量度]|(?<=宣传单|单)[位独纯元价]|(?<=课|班会)[题本程后间余业]|(?<=展)[示开现望]|(?<=喇叭)花|(?<=手册)子|(?<=标语)言|(?<=[单折]页)面|(?<=直播)[间室]?带货")
_STORY_AFTER = regex.compile(
    r"[^，,。；;\n]{0,4}(?:点进|点入|点开|看到|认识|结识|刷到|加入|被骗|私[信讯]|下单|购[买物]|投资|聊天|交友|诈骗|实施|行骗|找到一|发现一|联系(?:客服|对方)|发[布出]?虚假|打赏|刷礼物|充值|消费|里?被)"
)
_OFFICE = {"leaflet": regex.compile(r"(?:工作|保证金|风险|内部|督办|交办)$"), "event": regex.compile(r"(?:网络|手机|电子|竞技|玩|(?:在|到|走进|来到|借|趁|结合|逛)[\p{Han}]{0,5})$"),
    "banner": regex.compile(r"[印贴喷带写]有[\p{Han}]{0,6}$"),
}

_NOT_AFTER: dict[str, regex.Pattern[str]] = {
    code: regex.compile(pattern)
    for code, pattern in {
        "event": r"[”\"]?(?:细化|工作|实施)?(?:领导小组|专班|方案|部署会|推进会|动员部署|细则|要求)|[^，。]{0,7}(?:节点|契机|时机)|(?:机|币|账号|装备|充值|网站|平台|公司|厅|玩家|产品|类)",
        "short_video": r"(?:监控|通话|聊天|会议|电话|裸聊|网站|平台会员|连线|侦查|追踪|巡查|研判|包装|来源|客服|剪辑|验证|号被|带货)",
        "livestream": r"(?:带货|打赏|平台客服|销售|间打赏|电商|购物|间(?:购|下单|里?购|刷礼物)|主播|切片|诈骗|源)",
        "news_media": r"(?:首页|声明|地图|记者|报道称|采访|备案|域名|建设者|台记者|客服|诈骗|上?(?:购|下单|注册|充值|投资|填)|链接|剧|机|柜|总台|局)",
        "wechat_account": r"(?:转账|支付|号|好友|红包|聊天|群|里|上|朋友|头像|昵称|收款|钱包|名|官方|诈骗|联系|添加|ID|客服|运营|截图|二维码)",
        "sms": r"(?:验证|链接|轰炸|诈骗|嗅探|内容|里|中|群发器|费|息)",
        "phone": r"(?:卡|号码?|诈骗|费|线|里|中|那头|机|手表|会议|亭|簿|黑卡|转账|推销|骚扰|联系|交流|后|称|实名|用户|骗)|(?:[:：])\d",
        "app": r"(?:诈骗|里|中|内|后|上?(?:投资|充值|贷款|刷单)|进行(?:投资|充值|转账)|提现|客服|研发|看全文|专区)",
        "home_visit": r"(?:排查|调查|取证|摸排|侦查|中发现案|侦办|抓捕|核查|蹲守|滞留|核实|慰问|盗|抢|门|口)",
        "lecture": r"(?:退费|费|机构|班[次子]?(?!会)|学校|合格|证书|考核|教材|市场|贷|师|作业|成绩|群众|人员|学员|民警|辅警|了|\d|上(?:睡|玩)|质量|教学)",
        "film_song": r"(?:票|院|公司|投资|项目|节|频道|学院|明星|城|手|唱家|迷)",
        "leaflet": r"(?:泄露|造假|审核|显示|图片|来源)",
        "gift": r"(?:卡|券|(?:诈骗|为诱饵|为名|为由))",
        "vehicle": r"(?:司机|公司|行业|驾驶员|师傅|上牌|牌照|票|站|相撞|追|乘客|从业|企业|平台|[，,]?(?:赶往|赶到|护送))",
        "broadcast": r"(?:电视|局|总局|公司|学院|影视)",
        "display_board": r"[^，。]{0,2}违法",
        "other_channel": r"(?:诈骗|付款|转账|收款|支付|客服|骗局|网友)",
        "mini_program": r"(?:诈骗|客服|充值|投资)",
    }.items()
}
_INTERNAL = regex.compile(r"(?:业务|技能|岗前|岗位|内部|警务|实战|跟班|职业|教育|体能|新警|封闭|军事|执法|入职|专业|到昆|学历|研讨|学科|线上兼职)(?:知识|能力|技能)?$")
_EDITED = regex.compile(r"(?:点击|长按|扫码|识别|关注)[^，。]{0,6}$")

_SWINDLED_FAMILIES = frozenset({"online", "phone", "media"})
# What the text around a channel must be about; a digest of many stories must say so close by.
_SAFETY = regex.compile(r"诈|骗|警|公安|派出所")
_ABOUT = regex.compile(r"诈|骗|警|公安|派出所|治安|禁毒|普法|犯罪|防范|洗钱|反赌|钱袋子|案件")
_ABOUT_CLOSE = regex.compile(r"诈|骗|民警|警察|警方|公安|派出所|禁毒|民辅警|警官")
_WARNS = regex.compile(r"宣[传讲导]|普法|[反防]诈|防骗|识别|提醒|提示")
_SAFETY_EVERY = 100
_NEAR_POLICE = regex.compile(r"诈|骗|公安|民警|警方")
_ABOUT_REACH = 150
_STORY_REACH = 60

_OUTREACH = regex.compile(
    r"发放|派发|派送|分发|张贴|粘贴|悬挂|拉起|播|滚动|循环|推送|转发|群发|发布|发送|印|编印|制作|录制|拍摄|设[置立]|开[展设通讲]|通过|透过|利用|依托|借助|运用"
    r"|组织|举办|举行|走进|深入|建立|组建|宣[传讲导防教]|讲解|普及|传播|曝光|公开|提醒|提示|劝|预警|登[上陆录]|搬上|赠送|送[出上给]|投放|展示|观看|贴|指导|引导|帮助?|手把手|动员|装"
)
_WARNING = regex.compile(r"诈|骗|宣[传讲导防教]|预警|劝阻|普法|防范|提醒|提示|警示|安全知识|钱袋|公安|民警|警方|派出所")
# What must stand in the clause beside these, and in the sentence beside those.
_CLAUSE_EVIDENCE = {
    code: regex.compile(pattern)
    for code, pattern in {
        "gift": r"发放|派发|派送|派|赠|送|领|印|制作|兑|换|捎|贴|奖励|赢",
        "event": r"组织|举办|举行|开展|设置|参[加与]|通过|有奖|互动|等形式",
        "vehicle": r"[印贴喷刷]有|张贴|标语|标识|车身|车载|车顶|LED|主题",
        "film_song": r"看|放映|播|请|拍|唱|演|编|创作|制作|通过|排",
        "lecture": rf"{TOPIC}|骗|诈|宣传|群众|学生|居民|员工|柜员|师生|企业|社区",
        "banner": r"[挂贴拉刷]",
        "screen": r"播|投放|滚动|展示|刊|宣",
    }.items()
}
_PHONE_EVIDENCE = regex.compile(r"劝|预警|核实|提醒|回访|宣|提示|群发|推送|咨询|反诈")
_SENTENCE_EVIDENCE = {
    "phone": _PHONE_EVIDENCE,
    "sms": _PHONE_EVIDENCE,
    "home_visit": regex.compile(r"宣|传单|讲座|诈|骗|提醒|劝|入户|群众|企业|商户|居民"),
}
_LISTED = regex.compile(r"[”’\"》]?(?:[,，]?、|[,，/和及或与]|以及|等|[\p{Han}]{0,2})[“‘\"《]?[\p{Han}]{0,2}")
_ECHO_REACH = 120


def outreach_mentions(text: str, mentions: list[Mention], sentences: list[tuple[int, int]]) -> list[Mention]:
    """Return the mentions that mean outreach; ``sentences`` holds the bounds of each one's sentence.

    Named channels first, then the weak words, which a neighbour in a list may carry.
    """
    mentions, sentences = _on_topic(text, mentions, sentences)
    bounds = {mention.start: bound for mention, bound in zip(mentions, sentences, strict=True)}
    standing = [mention for mention in mentions if not _is_dropped(text, mention, *bounds[mention.start])]
    strong = {mention.start for mention in standing if not mention.weak}
    kept = []
    for at, mention in enumerate(standing):
        neighbours = standing[max(0, at - 1) : at] + standing[at + 1 : at + 2]
        carried = any(near.start in strong and _is_listed(text, mention, near) for near in neighbours)
        carried = carried or any(_echoes(text, mention, earlier) for earlier in kept[-3:])
        if not mention.weak or carried or _has_evidence(text, mention, *bounds[mention.start]):
            kept.append(mention)
            strong.add(mention.start)
    return kept


def _on_topic(
    text: str, mentions: list[Mention], sentences: list[tuple[int, int]]
) -> tuple[list[Mention], list[tuple[int, int]]]:
    """Leave out the channels of other subjects: near words of fraud and police only; where the text
    has few of them, in a sentence of theirs that warns."""
    dense = sum(1 for _ in _SAFETY.finditer(text)) * _SAFETY_EVERY >= len(text)
    kept = []
    for mention, (start, end) in zip(mentions, sentences, strict=True):
        if dense:
            on_topic = _ABOUT.search(text, max(0, mention.start - _ABOUT_REACH), mention.end + _ABOUT_REACH)
        else:
            on_topic = _ABOUT_CLOSE.search(text, start, end) and _WARNS.search(text, start, end)
        if on_topic:
            kept.append((mention, (start, end)))
    return [mention for mention, _ in kept], [bound for _, bound in kept]


def _is_glued(text: str, mention: Mention) -> bool:
    """MV or LED inside a longer run of Latin letters is no word."""
    first, last = text[mention.start], text[mention.end - 1]
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    return any(
        edge.isascii() and edge.isalpha() and next_to.isascii() and next_to.isalnum()
        for edge, next_to in ((first, before), (last, after))
    )


def _is_dropped(text: str, mention: Mention, start: int, end: int) -> bool:
    before, after = text[start : mention.start], text[mention.end : mention.end + 12]
    if _is_glued(text, mention):
        return True
    if _BROKEN.match(text, mention.end):
        return True
    office = _OFFICE.get(mention.code)
    if office and office.search(before):
        return True
    if mention.family == "media" and not _NEAR_POLICE.search(text, max(0, start - _ABOUT_REACH), end + _ABOUT_REACH):
        return True
    not_after = _NOT_AFTER.get(mention.code)
    if not_after and (mention.weak or mention.code == "event") and not_after.match(after):
        return True
    if mention.code == "lecture" and mention.weak and _INTERNAL.search(before):
        return True
    if mention.family == "phone" and _is_part_of_number(text, mention):
        return True
    if mention.family in _SWINDLED_FAMILIES:
        return _is_swindlers(text, mention, before)
    actor = _ACTOR.search(before[-_STORY_REACH:]) if mention.weak else None
    return actor is not None and actor["villain"] is not None


def _is_part_of_number(text: str, mention: Mention) -> bool:
    """96110 inside a longer number, or a sum of money: not the hotline."""
    if not text[mention.start].isdigit():
        return False
    left, right = text[mention.start - 1 : mention.start] if mention.start else "", text[mention.end : mention.end + 1]
    return left in set("0123456789.-") or right in set("0123456789.万亿元名人起件个次份户")


def _is_swindlers(text: str, mention: Mention, before: str) -> bool:
    """Whether the fraud's own story uses the channel: the swindler sends it, the victim is drawn into it."""
    surface = text[mention.start : mention.end]
    if _TAINTED.search(before):
        return True
    if surface[0].isdigit() or _PROTECTED.search(surface) or _PROTECTED_BEFORE.search(before):
        return False
    if mention.weak and _ADVICE.search(before):
        return True
    before = before[-_STORY_REACH:]
    if _STORY_AFTER.match(text, mention.end):
        return True
    actor = _ACTOR.search(before)
    if actor and actor["villain"]:
        return True
    story = _FRAUD_STORY.search(before)
    return story is not None and not (actor and actor.end() <= len(before) and _guards(before, actor, story))


def _guards(before: str, actor: regex.Match[str], story: regex.Match[str]) -> bool:
    """A guardian named in the same clause makes the verb outreach: 社区民警添加|微信群."""
    border = max(before.rfind(mark) for mark in "，,：:")
    return actor.start() > border or actor.start() > story.start()


def _has_evidence(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether the clause reaches out and the sentence warns."""
    border = _CLAUSE_START.search(text, start, mention.start)
    left = border.end() if border else start
    border = _CLAUSE_END.search(text, mention.end, end)
    right = border.start() if border else end
    if mention.code in _SENTENCE_EVIDENCE:
        return _SENTENCE_EVIDENCE[mention.code].search(text, start, end) is not None
    around = text[left : mention.start] + "\n" + text[mention.end : right]
    clause = _CLAUSE_EVIDENCE.get(mention.code, _OUTREACH)
    return clause.search(around) is not None and _WARNING.search(text, start, end) is not None


def _echoes(text: str, mention: Mention, earlier: Mention) -> bool:
    """影片 after 宣导影片 speaks of the same one."""
    surface = text[mention.start : mention.end]
    return mention.start - earlier.end <= _ECHO_REACH and text[earlier.start : earlier.end].endswith(surface)


def _is_listed(text: str, mention: Mention, near: Mention) -> bool:
    first, second = sorted((mention, near), key=lambda each: each.start)
    return second.start - first.end <= 6 and _LISTED.fullmatch(text, first.end, second.start) is not None
