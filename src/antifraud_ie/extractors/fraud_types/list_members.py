"""Members of a list of schemes that no lexicon knows: 警惕冒充客服、资金清退、刷单等诈骗."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import regex

from ...lexicon import Lexicon
from .names import Mention, kind_of, overlapping, sense_of

_REACH = 120  # characters of one list
_SIGN = re.compile(r"[，,。；;！!？?：:\n…]")
_SIGN_BEFORE = regex.compile(r"(?r)[，,。；;！!？?：:\n…]")
_JOINT = re.compile(r"、|以及|(?<=[\u4e00-\u9fff])及(?![时其格])")
# What closes a list of schemes; who commits them (等诈骗分子) closes none.
_SCAM = r"(?:诈骗(?!分子|团伙|集团|窝点|犯罪嫌疑人|罪)|诈欺|骗局|骗术|骗案|骗招|套路|陷阱|圈套)"
# Most clauses hold none of these, which a look tells sooner than the whole pattern.
_CAN_CLOSE = re.compile(r"诈骗|诈欺|骗[局术案招]|套路|陷阱|圈套|话术|[多高频]发")
_CLOSED = regex.compile(
    rf"类?(?P<listed>等[\p{{Han}}\d--[反防识我你他是]]{{0,12}}?{_SCAM})"
    rf"|类?[一二两三四五六七八九十几多\d]{{1,3}}[类种个大](?:常见|新型|高发|校园|老)?{_SCAM}"
    r"|类?的?(?:老|新|常见|惯用|诈骗)?(?:套路|骗术|骗局|话术)"
    r"|类?(?:等类?)?(?:案件|诈骗)?(?:近期|近日|最近|近来|当前|眼下|近段时间)[\p{Han}]{0,4}?[多高频]发(?!期|地|区|人群|时段|路段|季)",
    regex.V1,
)
_OPENER = regex.compile(
    r"(?r)(?:警惕|谨防|慎防|提防|当心|防范|识破|拆穿|戳穿|揭穿|揭秘|揭露|曝光|剖析|讲解|介绍|讲述|讲了?|[要谨]?防|包括|例如|比如|诸如|遇到|遭遇|梳理了?|还原了?|[:：])"
    r"(?:各类|新型|常见|高发|此类|这类|近期|当前|所谓的?)?$"
)
_NAME = regex.compile(r"[\p{Han}A-Za-z]{2,10}")
# A name says no more than what is done or dealt in: no grammar words, none of those who warn, of means and places.
_NO_NAME = re.compile(
    r"等|之|[一二三四五六七八九十两几\d]$|[的是了在有被把将让给向从着过会能可要不没我你他她们这那此该某各每其及与和或并且也都还就又]"
    r"|诈|骗|套路|陷阱|反诈|防范|防骗|宣传|宣讲|讲解|讲座|普法|知识|意识|案例|案件|警情|犯罪|违法|打击|整治|安全|活动|行动|工作|措施|政策|法律|法规|结合|围绕"
    r"|针对|通过|利用|采取|开展|发放|张贴|悬挂|展示|手法|手段|方式|方法|类型|特点|形式|渠道|情况|问题|内容|信息|广告|危害|后果|技巧|要点|流程|步骤|口诀"
    r"|民警|警察|警方|公安|派出所|社区|学校|校园|银行|街道|村民|居民|群众|学生|师生|家长|老人|商户|企业|员工|部门|单位|人员|分子|团伙"
    r"|盗窃|偷盗|盗抢|扒窃|抢劫|抢夺|殴打|斗殴|吸毒|贩毒|毒品|涉毒|涉黄|卖淫|嫖娼|聚赌|走私|传销|非法集资|黑恶|酒驾|醉驾|火灾|消防|溺水|交通|事故|欺凌|霸凌|邪教|家暴"
    r"|拐卖|绑架|杀人|纠纷|暴力|涉枪|涉爆"
    r"|(?:电话|短信|微信|微博|抖音|邮件|网站|平台|软件|链接|二维码|App|APP|QQ|群|屏|报|海报|横幅|传单|手册|视频|直播|网络|线上|线下|现金|银行卡|密码|验证码"
    r"|账户|账号|身份|名义|市|县|区|镇|(?<!下)乡|省|村|局|所|队|站|处|厅|部|委|(?<!搬)家|人|者|员|季|期|日|节|月|年)$"
    r"|^(?:电信|新型|常见|高发|多发|传统|主要|其他|其它|相关|有关|以及|包括|还|等)"
    r"|^(?![代退返缴交充催收骗免]).{1,3}费$|转账|汇款|付款|垫付|保证金|手续费|验证码|密码|屏幕|点击|下载|扫码|回报|收益|稳赚"
)
# What a scheme deals in or baits with; 燃气泄漏、扫黑除恶 beside schemes are none.
_DEAL = re.compile(
    r"[购买卖售租订换退赔返贷费款金币股票券卡奖礼药房货钱财债税保证考招聘骗假虚充]|交易|清退|代办|代[写考练充缴领抢]|低价|高价|免费|优惠|领取|兼职|合作|加盟|补[贴助缴]|投资|理财"
    r"|集资|众筹|募捐|捐赠|收藏|拍卖|征信|信用|养老|养生|保健|看病|旅游|交友|恋|婚|裸聊|色情|招嫖|敲诈|勒索|博彩|彩票|快递|包裹|客服|冒充|中介|落户|录取|指标|名额|追星|应援"
    r"|认证|激活|解冻|注销|解除|算命|祈福|消灾|传家|挖矿|盗号|木马|钓鱼|诱导"
)
_GOODS = re.compile(r"[低高]价|收购|购买|代购|抢购|团购|求购|[购售卖]")


# 常见骗局：刷单返利、换零钱: a list that opens so needs nothing to close it.
_LIST_OPEN = regex.compile(
    r"(?r)(?:诈骗|骗局|骗术|骗案|套路|陷阱|大坑)(?:手法|类型|清单|名单|之)?(?:有|包括|主要有)?[:：]?"
)
_COLONS = frozenset(":：")


class _Member(NamedTuple):
    start: int
    end: int
    is_first: bool


def list_members(text: str, gaps: Collection[int], accepted: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the unknown members of lists of schemes.

    >>> known = Mention(2, 6, "impersonating_police", "x", "contextual", "impersonation")
    >>> [(m.start, m.end) for m in list_members("警惕冒充客服、资金清退等诈骗。", (), [known], Lexicon([]))]
    [(7, 11)]
    """
    for low, end, says_itself in _lists(text):
        members = list(_members(text, low, end))
        unknown = [member for member in members if not overlapping(accepted, member.start, member.end)]
        if not unknown:
            continue
        known = len(members) - len(unknown)
        names = [name for member in unknown if (name := _name(text, low, member, gaps))]
        # 等骗局 says by itself what a list is of where every member can be a name; else schemes have to prevail in it.
        if len(unknown) > known and not (says_itself and len(names) == len(unknown)):
            continue
        for start, name_end in names:
            code, scheme = _kind(text[start:name_end], lexicon)
            yield Mention(start, name_end, code, scheme, "contextual", "list_member")


def _lists(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of lists of schemes, and whether 等诈骗 closes them.

    A list begins behind the nearest sign but 、 and ends before what closes it, or with its clause behind 常见骗局：.
    """
    at = text.find("、")
    while at >= 0:
        floor = max(0, at - _REACH)
        opening = _SIGN_BEFORE.search(text, floor, at)
        low = opening.end() if opening else floor
        sign = _SIGN.search(text, at)
        high = sign.end() if sign else len(text)
        reach = min(high, at + _REACH)
        closing = _CLOSED.search(text, at, reach) if _CAN_CLOSE.search(text, at, reach) else None
        if closing:
            yield low, closing.start(), bool(closing["listed"])
        elif text[low - 1 : low] in _COLONS and _LIST_OPEN.match(text, max(0, low - _REACH), low):
            yield low, high - 1 if sign else high, False
        at = text.find("、", high)


def _members(text: str, low: int, end: int) -> Iterator[_Member]:
    at = low
    for joint in _JOINT.finditer(text, low, end):
        yield _Member(at, joint.start(), at == low)
        at = joint.end()
    yield _Member(at, end, at == low)


def _name(text: str, low: int, member: _Member, gaps: Collection[int]) -> tuple[int, int] | None:
    start, end = member.start, member.end
    if member.is_first:
        opened = [at for at in range(low, end - 1) if _OPENER.match(text, max(0, low - 1), at)]
        if not opened:
            return None
        start = opened[-1]
    if end > start and text[end - 1] == "类":
        end -= 1
    if not _NAME.fullmatch(text, start, end) or _NO_NAME.search(text, start, end):
        return None
    crossed = any(gap in gaps for gap in range(start + 1, end))
    return None if crossed or not _DEAL.search(text, start, end) else (start, end)


def _kind(name: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return code and scheme by the last word of a name that the lexicon knows."""
    hits = [hit for hit in lexicon.find(name) if sense_of(hit) not in ("decoy", "organization")]
    if hits:
        return kind_of(hits[-1])
    return ("fake_shopping", "fake_shopping") if _GOODS.search(name) else ("other_fraud", "other_fraud.open")
