"""Evidence that an ambiguous word means a fraud scheme: what stands before and after it, by named rules."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import regex


def _before(pattern: str) -> regex.Pattern[str]:
    """Compile what stands right before a mention, read backwards: its last character decides at once."""
    return regex.compile(rf"(?r)(?:{pattern})\n?")


_SCAM = r"(?:诈骗|电诈|涉诈|诈欺|欺诈|骗局|骗术|骗案|骗子|套路|陷阱|圈套|骗招)"
_CLOSING = r"[”’\"')）]{0,2}(?:[(（][^()（）\n]{0,12}[)）])?"
_COUNT = r"[一二两三四五六七八九十几多数各\d]{1,3}[种个类大样起项招条]"
_HEAD = regex.compile(
    rf"{_CLOSING}(?:[类型式]?(?:的|等)?(?:新型|新|电信|网络|网路|通讯|涉诈){{0,3}}{_SCAM}"
    r"|[类型]?反诈(?:骗)?(?=宣传(?![员大队])|知识|教育|课|提醒|提示)|怎么骗|如何骗"
    r"|类(?=[\p{Han}]{0,2}(?:案|警情|发案|预警|高危|占)|\n|[:：]|$))"
)
# 都是骗子的把戏 is a verdict, 银行卡是骗子的工具 is not.
_MEANS = r"弹药|工具|帮凶|温床|目标|通道|软肋|家|照片|电话|声音"
_UNTRUE = rf"(?:诈骗|骗局|骗术|骗人|骗子(?!的[“‘\"]?(?:{_MEANS}))|骗招|圈套|套路|陷阱|坑|假的|幌子|鱼饵|诱饵)"
_PREDICATE = regex.compile(
    rf"{_CLOSING}(?:的?[都就全均也]?(?:一律|其实|根本|原来)?[都就也]?是[\p{{Han}}]{{0,2}}?{_UNTRUE}"
    rf"|[\p{{Han}}]{{0,8}}[，,]?(?:都|均|全|一律|统统|就)[都就]?是{_UNTRUE})"
)
# 要先交钱的网络贷款，都是诈骗: what a relative clause describes, called a fraud at once.
_RELATIVE = _before(r"的[“‘\"]?")
_CALLED = regex.compile(rf"{_CLOSING}[，,]?(?:都|均|全|一律|统统|就|肯定|一定|绝对|百分之?百)[都就]?是{_UNTRUE}")
# 投资说翻番，贷款说免息，都是骗子编的: the verdict closes a run of short clauses.
_VERDICT = regex.compile(
    rf"[\p{{Han}}]{{1,8}}(?:[，,、][\p{{Han}}]{{2,12}}){{1,3}}[，,]?(?:都|均|全|一律|统统|就)[都就]?是{_UNTRUE}"
)
# 网上交友的让你投资，更不要信; “免费送礼品”……都不能信: what nobody is to believe.
_DISBELIEVED = regex.compile(
    rf"{_CLOSING}[^。！!？?；;\n，,]{{0,32}}[，,]?(?:都|均|一律|更|千万|也|统统|全)(?:不要|不能|别|莫|不可|不该)(?:轻易)?(?:轻?信|相信)"
)
# 退改签短信别点: what nobody is to click on, answer or scan.
_REFUSED = regex.compile(
    rf"{_CLOSING}的?(?:短信|简讯|链接|连结|电话|来电|邮件|信息|讯息|广告|二维码)[，,]?(?:一律|千万|统统|坚决|都|就)?"
    r"(?:别|勿|不要|不能|莫|切勿)(?:轻易|随意|乱)?[点接信碰理扫加]"
)
_CLAUSE_START = _before(r"(?:^|[，,。；;！!？?：:、\n])[“‘\"]?")
_SUBJECT = _before(
    r"(?:^|[，,。；;、！!？?：:\n“‘\"和及]|凡是?|所有|一切|任何|所谓的?|这种|此类|这类|那些?|什么|电话里|网上|说的)[“‘\"]?"
)
_LIST_HEAD = regex.compile(
    rf"{_CLOSING}类?(?:(?:等|之类|这类|一类|此类)(?:{_COUNT})?|{_COUNT})[^，,。；;！!？?\n、]{{0,10}}?"
    rf"(?:{_SCAM}|坑|招(?![聘募生商工])|手法|警情|案件|案例|类型|手段|招数|把戏|伎俩|预警|反诈|防骗|犯罪|风险点)"
)
# 盗窃、诈骗、赌博等犯罪 lists crimes beside fraud, not schemes of it.
_NO_CRIMES = _before(r"(?<!(?:盗窃|诈骗|抢劫|抢夺|伤害|斗殴|滋事|嫖娼|涉黄|涉毒|吸毒|贩毒|走私)[、，,和及与])")
_INTRODUCED = _before(
    rf"(?:{_SCAM}|手法|类型|类案件|警情|案例)[^，。；;、！!？?\n]{{0,8}}?(?:包括|包含|主要有|有|分别是|分别为|为|是|如|例如|比如|涉及|涵盖|集中在|以)"
    r"[:：,，]?[“‘\"]?"
)
# 诈骗类型涉及虚拟货币交易平台 names what it introduces, 手法化为游戏关卡 and 以投资越多返利越多 go on with it.
_INTRODUCED_END = regex.compile(
    r"[”’\"')）]?(?:[、，,。；;：:！!？?\n(（“+/]|和|及|以及|与|或|等|类|[占居最]|分别|依然|仍|为[主首]|之[类一]|这|\d|$)"
)
# 春节骗局：春运抢票、红包群: what a colon lists behind a word of fraud.
_LIST_OPEN = _before(rf"(?:{_SCAM}|[诈骗]\p{{Han}}{{0,2}}(?:手法|类型)|大坑)(?:手法|类型|清单|名单|之)?[:：][“‘\"]?")
_LIST_GOES_ON = regex.compile(r"[”’\"]?[、“]")
# 以“租屋”“演唱会门票”最多: what prevails among cases.
_AS_MOST = _before(r"以[“‘\"]")
_MOST = regex.compile(
    r"[”’\"](?:[、及和与“][^，,。；;！!？?\n]{0,40}[”’\"])?(?:类|骗案|诈骗)?(?:最多|居多|为主|居首|最常见|次之|占多数)"
)
WARNED = _before(
    r"(?:警惕|谨防|防范|慎防|提防|当心|小心|严防|远离|拒绝|识破|揭秘|揭露|剖析|解析|曝光|拆解|讲解|讲清|讲透|认清|警示)"
    r"(?:各类|新型|常见|高发|此类|这类)?[“‘\"]?"
)
# 给学生讲游戏充值: taught to somebody, or what a lesson, a play or a song is about.
_TAUGHT = _before(
    r"(?:讲(?:了|的|到|过|起|述|的是)?|则是|说的是|科普|宣讲|剖析|还原|再现|演绎|演示|演的是|唱的是|写的是|画的是|聊的是"
    r"|拆穿|戳穿|揭穿|看穿|看破|揭开)(?:一遍|几种|常见的?)?防?[“‘\"]?"
)
# 多栽在游戏交易上、最怕“养老投资”: what people fall for.
_FALLEN = _before(
    r"(?:栽在|栽进|栽倒在|倒在|掉进|掉入|跌进|跌入|落入|堕入|坠入|误入|踩中|踩进|中招于|上钩于"
    r"|[最就只专]怕|逃不过|躲不过|躲不开|绕不开|防不住|招架不住|抵挡不住|集中于|集中在|多发于)了?[“‘\"]?"
)
_FALLEN_END = regex.compile(
    r"[”’\"]?(?:[，。；;、！!,\n“]|上(?![升涨])|里|中(?!心)|手里|的?(?:坑|当|钩)|和|与|及|居多|为主|最多|$)"
)
# 在游戏交易上栽了跟头: where people come to grief.
_AT = _before(r"[在于][“‘\"]?")
_STUMBLED = regex.compile(
    r"[”’\"]?(?:、[^，,。；;！!？?\n]{2,24})?上(?:栽|翻[车船]|吃[了过大]{0,2}亏|中招|摔|失手|跌|着了道|受骗上当)"
)
# 专门引流的人, 为骗子取现: said of those who serve fraud.
_SERVING = _before(
    r"(?:专门|专职|负责|从事|参与|充当|沦为|组织|招募|涉嫌|(?:为|帮|替|给)[\p{Han}]{0,6}(?:骗|诈)[\p{Han}]{0,4})[“‘\"]?"
)
_SERVED = regex.compile(r"(?!业务|窗口|工作|服务|宣传|渠道|办理|柜台)")
STANDS_ALONE = _before(r"(?:^|[，。；;、！!？?：:,\n“\"])")
_CLAUSE_END = regex.compile(r"[”’\"')）]?(?:[，。；;、！!？?：:,\n“]|等|类|$)")
_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_BULLET = _before(
    rf"(?:^|\n)(?:[①-⑳◆■●▪▲★·•※—-]{{1,2}}|[（(]?{_NUMBER}[、.．)）:：])[“\"]?"
    rf"|(?:第{_NUMBER}[题条招类种式课关讲]|(?:套路|骗局|骗术|类型|手法|招数|陷阱|案例)之?{_NUMBER})[:：、]?[“\"]?"
    rf"|[①-⑳◆■●▲★]|(?:[一二三四五六七八九十]是|其[一二三四五][,，、:：]?)[“\"]?"
)
_BULLET_END = regex.compile(r"[”\"]?(?:[(（][^()（）\n]{0,12}[)）])?(?:[:：。,，;；①-⑳◆■●▲★]|\n|$|类?\d{1,6}[起宗件])")
# 【投资】 heads a paragraph of economic news too: fraud has to be spoken of next to it.
_BRACKET_OPEN = _before(r"(?:^|\n)【")
_BRACKET_CLOSE = regex.compile(r"(?:[(（][^()（）\n]{0,12}[)）])?】")
_FIGURE = regex.compile(
    r"类?(?:警情|案件|发案)?[:：(（]?(?:\d{1,6}(?:[起宗]|件(?=[，,、。；;）)\n]|财损|$))|[占有]\d{1,3}(?:,\d{3})?[起宗])"
)
# “买卖游戏账号”的话术套路: what swindlers have learnt by heart.
_SCRIPT = regex.compile(
    rf"{_CLOSING}(?:等类?)?的?(?:老|新|旧|惯用|常用|行骗|诈骗|骗人)?(?:话术|鬼?把戏|伎俩|戏码|花招|招数|骗招|骗人)"
)
# “免费领皮肤”为啥信不得、游戏充值怎么识破: what a lesson asks about.
_QUESTIONED = regex.compile(
    r"[”’\"]?(?:为(?:啥|何|什么)(?:信不得|不能信|不可信|不靠谱|碰不得|是[\p{Han}]{0,3}(?:坑|骗|陷阱|圈套))"
    r"|(?:究竟|到底)?(?:该|要)?(?:怎么|如何|咋|怎样)(?:识破|拆穿|(?:识别|辨别|分辨|辨认|防范|防)(?=[？?，,。！!；;\n”]|$))|(?:要不得|信不得|不可信|不能信|千万别信))"
)
# 游戏装备交易、演唱会门票代抢近期多发: what a warning says there is much of.
_RIFE = regex.compile(
    r"[”’\"]?(?:、[^、，,。；;！!？?\n纠盗灾抢故]{2,12}){0,5}等?类?(?:案件|警情|诈骗|骗局)?"
    r"(?:近期|近日|最近|近来|当前|眼下|近段时间|仍|依然|持续|又|正|最为?|较为?){0,2}[多高频]发(?=[，,。；;！!？?：:\n”]|$|态势|趋势)"
)
# 因网恋被骗 says what the fraud was; 在交友平台被骗 only where.
_VICTIM_OF = _before(r"(?:^|[，,。；;、：:\n“‘\"]|因为?|遭遇?|遇到?|陷入|被|以及|和|与|防止?|避免)[“‘\"]?")
_VICTIM = regex.compile(r"[”’\"]?(?:被骗|受骗|上当|被诈骗)")
_QUOTE_OPEN = _before(r"[“‘\"「]")
_AT_LARGE = regex.compile(
    r"[”’\"](?:[“‘\"][^”’\"\n]{2,12}[”’\"]){0,4}(?:又|再度?|再次|重新|正在?|专门?|也|已|频频|纷纷)?"
    r"(?:盯上|找上|瞄[准上]|来袭|抬头|出没|冒头|重现|翻新|变种|卷土重来|套[住牢路]|坑[了害])"
)
_LINE_OPEN = _before(r"(?:^|\n)[“‘\"]")
_LINE_CLOSE = regex.compile(r"[”’\"](?:[:：]|\n|$)")
# 不要相信贷款、兼职等信息: a list that is not to be believed.
_DISTRUST = _before(
    r"(?:不要?|勿|切勿|别|莫|拒绝|抵制|警惕|远离|当心|小心)(?:轻易|随意|盲目)?(?:相信|轻信|听信|点击|参与|接触|理会|理睬|回复)?"
    r"(?:网上|网络|所谓|陌生人?|各类|任何|有关|涉及|通过|以)?的?[“‘\"]?"
)
_DISTRUSTED = regex.compile(
    r"[”’\"]?(?:[、“][^，,。；;！!？?\n]{0,24}?)?等(?:虚假)?(?:信息|广告|业务|短信|电话|服务|诱惑|诱饵|小广告|骗|活动)"
)
_PRETEXT = _before(r"(?:以|打着|打著|借|假借|谎称|编造|虚构|利用|披着)[“‘\"]?[\p{Han}]{0,4}")
_PRETEXT_END = regex.compile(
    r"[”’\"]?(?:等|服务)?(?:实施诈骗|进行诈骗|诈骗|骗取|行骗|骗[钱财]|(?:为由|为名|为幌子|为诱饵|为借口|的?名义|的?旗号|的?幌子|的?外衣)"
    r"[^，,。；;！!？?\n]{0,6}?[诈骗])"
)
SEPARATOR = regex.compile(
    rf"(?:[类型]|诱导|诱惑|骗术|套路|陷阱)?[!！]?{_CLOSING}(?:[占有共](?:百分之)?)?(?:\d[\d.]{{0,8}}+[%万亿件宗起例]{{0,2}})?"
    r"(?:最多|居首|居次|次之|第[一二三四五六七八九十]|[少多降升涨]了|没了|不见了|减少|增多|下降|上升)?"
    r"(?:[、,，;；/|+](?:以及|还有|或者?|和|及|再?到)?|以及|及|和|与|或者?|还有|再?到|(?<=[”’\"])(?=[“‘\"]))(?:防|拒|识|谨防|警惕|远离)?[“‘\"']{0,2}(?:(?![的是了被在])[\p{Han}]{1,8}+[、])?"
)
REACH = 24  # the longest evidence that stands before a mention


_CLOSED_BY_GAP = (_BULLET_END, _CLAUSE_END, _INTRODUCED_END)


class SenseRule(NamedTuple):
    """A rule by which an ambiguous word counts: what stands around it, and where fraud must be spoken of."""

    name: str
    before: regex.Pattern[str] | None
    after: regex.Pattern[str] | None
    scope: Literal["none", "text", "near"]
    code: str = ""  # the only code it speaks for, if there is one

    def holds(self, text: str, start: int, end: int, at_gap: bool) -> bool:
        """Whether the surroundings of start:end are as the rule says; a space in the raw text ends a clause."""
        if self.before and not self.before.match(text, max(0, start - REACH), start):
            return False
        if self.after is None or (at_gap and self.after in _CLOSED_BY_GAP):
            return True
        return self.after.match(text, end) is not None


SENSE_RULES = (
    SenseRule("fraud_head", None, _HEAD, "none"),
    SenseRule("predicate", _SUBJECT, _PREDICATE, "none"),
    SenseRule("called", _RELATIVE, _CALLED, "none"),
    SenseRule("refused", _SUBJECT, _REFUSED, "near"),
    SenseRule("disbelieved", _CLAUSE_START, _DISBELIEVED, "near"),
    SenseRule("verdict", _SUBJECT, _VERDICT, "text"),
    SenseRule("list_head", _NO_CRIMES, _LIST_HEAD, "text"),
    SenseRule("introduced", _INTRODUCED, _INTRODUCED_END, "text"),
    SenseRule("list_opened", _LIST_OPEN, _LIST_GOES_ON, "near"),
    SenseRule("prevailing", _AS_MOST, _MOST, "near"),
    SenseRule("figure", None, _FIGURE, "text"),
    SenseRule("bullet", _BULLET, _BULLET_END, "text"),
    SenseRule("bracketed_heading", _BRACKET_OPEN, _BRACKET_CLOSE, "near"),
    SenseRule("quoted_line", _LINE_OPEN, _LINE_CLOSE, "text"),
    SenseRule("warned", WARNED, _CLAUSE_END, "near"),
    SenseRule("distrusted", _DISTRUST, _DISTRUSTED, "near"),
    SenseRule("script", _SUBJECT, _SCRIPT, "near"),
    SenseRule("questioned", _SUBJECT, _QUESTIONED, "near"),
    SenseRule("rife", _SUBJECT, _RIFE, "near"),
    SenseRule("taught", _TAUGHT, _CLAUSE_END, "near"),
    SenseRule("fallen_for", _FALLEN, _FALLEN_END, "near"),
    SenseRule("stumbled", _AT, _STUMBLED, "near"),
    SenseRule("serving", _SERVING, _SERVED, "near", "facilitation"),
    SenseRule("victim", _VICTIM_OF, _VICTIM, "text"),
    SenseRule("at_large", _QUOTE_OPEN, _AT_LARGE, "text"),
    SenseRule("pretext", _PRETEXT, _PRETEXT_END, "near"),
)


def rules_between(before: str, after: str) -> tuple[SenseRule, ...]:
    """Return the rules that can hold where these two characters stand around a mention; "" may be any character.

    >>> [rule.name for rule in rules_between("惕", "。")]
    ['warned', 'serving']
    """
    ahead = _can_follow(after)
    return tuple(rule for rule in _can_precede(before) if rule.name in ahead)


@lru_cache(maxsize=4096)
def _can_precede(char: str) -> tuple[SenseRule, ...]:
    """Return the rules whose evidence before a mention can end in a character: a partial match says so."""
    return tuple(rule for rule in SENSE_RULES if rule.before is None or rule.before.match(char, partial=True))


@lru_cache(maxsize=4096)
def _can_follow(char: str) -> frozenset[str]:
    """Return the names of the rules whose evidence after a mention can begin with a character."""
    return frozenset(rule.name for rule in SENSE_RULES if rule.after is None or rule.after.match(char, partial=True))
