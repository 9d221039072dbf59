"""Senses of fraud terms: a word counts only where it means the scheme, and the evidence is a named rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from ...article import Article
from .evidence import REACH, SEPARATOR, STANDS_ALONE, WARNED, rules_between
from .names import Mention

NEAR = 100  # characters within which fraud must be spoken of for weaker evidence
CONTEXT_REACH = 1500  # characters within which a text must speak of fraud for a contextual term to count

# 冒充客服说退款，冒充领导说借款: what is said or asked for is no member of the list.
_OBJECT = re.compile(r"(?<![小据传听俗演])(?:说|称|声称|要|要求|申请|代你)$")
# 被拉进一个荐股群, 投资群组里: where the victim of a story was led, not what the scheme is called.
_LED_INTO = regex.compile(
    r"(?r)(?:加入|进入?|引导?[至到进入]|导[至到向入]|邀[进入]|拉[进入到]|带[进入到]|转[到往进]|建立?|组建|混[进入]|潜入|退出|含)"
    r"(?:了|一个|某个?|所谓的?|这个|该|多个|几个|微信|QQ|LINE|Line|的|[“‘\"]){0,3}"
)
# 利用FaceTime、屏幕共享等新技术: what swindlers work with is no scheme.
_WORKED_WITH = regex.compile(r"(?r)(?:利用|使用|运用|借助|依托)[“‘\"]?")
_APPARATUS = regex.compile(
    r"[”’\"]?(?:[、“][^，,。；;！!？?\n]{0,24})?等(?:新|高科技|各类|多种|社交|通[讯信])*(?:技术|工具|软件|功能|设备|应用|App|APP)"
)
_INSIDE = re.compile(r"[”’\"]?[)）]?(?:[里内]|中(?!招)|后)")
_GROUP_ENDS = ("群", "群组")
# 对方称她的账户涉嫌洗钱: what swindlers accuse their victims of.
_ACCUSED = regex.compile(
    r"(?r)(?:[你您说指]|(?<!警方|公安|检方|法院|机关)称|告知|名下|[账帐户][户口号]|银行卡|身份证?|信息|手机号码?|护照|包裹)"
    r"[^。；;！!？?\n]{0,14}(?:涉嫌?|涉及|牵涉|卷入|参与)[^，,。；;！!？?\n、]{0,4}"
)
_LAUNDERING = ("洗钱", "黑钱")
_AFTERWARDS = ("后", "时", "期间")  # 杀猪盘、购物后被人退费诈骗 says when
_COUNT_BEFORE = regex.compile(r"(?r)[\d一二三四五六七八九十百两几多余][宗起件]")
# 假投资信息, 虚假贷款广告: what spreads the scheme; 下载虚假投资软件, 购买虚假保健品: what the victim handles.
_SPREADING = re.compile(
    r"[”’\"]?的?(?:信息|讯息|消息|资讯|简讯|短信|广告|帖子|贴文|网[站页址]|连结|链接|平台|软件|App|APP|应用|程序|群组|群聊|社群|粉专|页面)(?!类)"
)
_HANDLED = ("平台", "软件", "网站", "App", "APP", "产品", "保健品", "药", "藏品")
_HANDLING = regex.compile(
    r"(?r)(?:在|通过|透过|利用|使用|下载|安装|登录|登入|进入|搭建|搭设|开发|制作|运营|注册|购[买入]|买[入到]?|推销|兜售|销售|售卖|出售)(?:了|到|过|的|其|该|一个|这个|所谓的?){0,2}"
)
_FRAUD_TAIL = re.compile(r"诈骗|诈欺|骗局|骗案|欺诈|类警情")


class FraudContext:
    """Where a text speaks of fraud."""

    def __init__(self, text: str) -> None:
        self.spoken = any(word in text for word in ("诈", "骗", "冒充", "陷阱", "圈套", "警情"))
        self._text = text

    def within(self, start: int, end: int) -> bool:
        """Whether a word of fraud stands between two positions.

        >>> FraudContext("小心骗子").within(0, 2)
        False
        """
        find = self._text.find
        return find("诈", start, end) >= 0 or find("骗", start, end) >= 0 or find("冒充", start, end + 1) >= 0

    def nearby(self, start: int, end: int, reach: int = CONTEXT_REACH) -> bool:
        """Whether fraud is spoken of around start:end, these counted.

        >>> FraudContext("小心骗子").nearby(0, 2)
        True
        """
        return self.within(max(0, start - reach), end + reach)


def accepted(article: Article, context: FraudContext, mentions: Sequence[Mention]) -> list[Mention]:
    """Keep the mentions that mean a scheme, each with the rule that says why."""
    rules = [_own_rule(article, context, mention) for mention in mentions]
    unsure = [index for index, rule in enumerate(rules) if not rule]
    for index in unsure:
        if index and _alike(article.text, mentions[index - 1], mentions[index]):
            rules[index - 1], rules[index] = rules[index - 1] or "listed", "listed"
    for indices, step in ((unsure, -1), (reversed(unsure), 1)):
        for index in indices:
            other = index + step
            if not rules[index] and 0 <= other < len(mentions) and rules[other]:
                rules[index] = _listed(article, mentions[index], mentions[other])
    return [
        mention if rule == mention.rule else mention._replace(rule=rule)
        for mention, rule in zip(mentions, rules, strict=True)
        if rule
    ]


def _alike(text: str, first: Mention, last: Mention) -> bool:
    """Whether two names that no lexicon knows stand in one list, each bearing out the other: 装修诈骗、家政诈骗."""
    return first.rule == last.rule == "listed_name" and text[first.end : last.start] == "、"


def _listed(article: Article, mention: Mention, neighbour: Mention) -> str:
    """A scheme next to a word in a list vouches for it; 跑分 next to 虚拟货币 does not."""
    if neighbour.code == "facilitation" != mention.code:
        return ""
    if _is_apparatus(article.text, mention) or article.text.startswith(_AFTERWARDS, mention.end):
        return ""
    first, second = sorted((mention, neighbour))
    if second.start == first.end:  # only a space, which the clean text has dropped, stands between them
        return "listed" if second.start in article.view.gaps else ""
    if second.start - first.end > REACH or _OBJECT.search(article.text, max(0, mention.start - 4), mention.start):
        return ""
    return "listed" if SEPARATOR.fullmatch(article.text, first.end, second.start) else ""


def _is_apparatus(text: str, mention: Mention) -> bool:
    low = max(0, mention.start - REACH)
    return bool(_WORKED_WITH.match(text, low, mention.start) and _APPARATUS.match(text, mention.end))


def _own_rule(article: Article, context: FraudContext, mention: Mention) -> str:
    """Return the rule by which a mention counts on its own, or an empty string."""
    if mention.sense == "named":
        return mention.rule
    if mention.sense == "contextual":
        if _is_group_joined(article.text, mention) or _is_accusation(article.text, mention):
            return ""
        # 刷单警情: what the police count by its name is the scheme.
        return mention.rule if "警情" in mention.tail or context.nearby(mention.start, mention.end) else ""
    if mention.sense == "role":
        return _role_rule(article.text, mention)
    if _FRAUD_TAIL.search(mention.tail):
        return "fraud_tail"
    return "" if mention.sense == "pose" else _weak_rule(article, context, mention)


def _is_group_joined(text: str, mention: Mention) -> bool:
    """Whether the mention is a chat group that somebody joins or writes in."""
    if mention.tail or not text.endswith(_GROUP_ENDS, mention.start, mention.end):
        return False
    low = max(0, mention.start - REACH)
    return _LED_INTO.match(text, low, mention.start) is not None or _INSIDE.match(text, mention.end) is not None


def _is_accusation(text: str, mention: Mention) -> bool:
    """Whether the mention is a crime that swindlers accuse somebody of."""
    if not text.endswith(_LAUNDERING, mention.start, mention.end - len(mention.tail)):
        return False
    return _ACCUSED.match(text, max(0, mention.start - REACH), mention.start) is not None


def _role_rule(text: str, mention: Mention) -> str:
    """A role with a tail names a scheme as 亲友类诈骗, or where a clause says 亲友诈骗 and no more."""
    if mention.tail.startswith("类"):
        return "role_class"
    low = max(0, mention.start - REACH)
    if "骗案" in mention.tail and _COUNT_BEFORE.match(text, low, mention.start):
        return "role_name"  # 3宗公检法骗案
    alone = STANDS_ALONE.match(text, low, mention.start) or WARNED.match(text, low, mention.start)
    return "role_name" if alone and _FRAUD_TAIL.search(mention.tail) else ""


def _is_prop(text: str, mention: Mention) -> bool:
    """Whether what is called fake is something that a scheme works with, said of no scheme by itself."""
    start, end = mention.start, mention.end
    if _SPREADING.match(text, end):
        return True
    handled = text.endswith(_HANDLED, start, end) and mention.prefix.endswith("假")
    return handled and _HANDLING.match(text, max(0, start - REACH), start) is not None


def _weak_rule(article: Article, context: FraudContext, mention: Mention) -> str:
    text, start, end = article.text, mention.start, mention.end
    near = context.nearby(start, end, NEAR)
    spoken = near or context.nearby(start, end)
    if "假" in mention.prefix and spoken and not _is_prop(text, mention):
        return "fake_prefix"
    holding = {"none": True, "text": spoken, "near": near}
    at_gap = end in article.view.gaps
    for rule in rules_between(text[start - 1 : start], "" if at_gap else text[end : end + 1]):
        if holding[rule.scope] and rule.code in ("", mention.code) and rule.holds(text, start, end, at_gap):
            return rule.name
    return ""
