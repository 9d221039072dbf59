"""The layers of words around a noun phrase, and the class of such a layer."""

from __future__ import annotations

from ...patterns import Pattern


class Layer:
    """Words that do not belong to a noun phrase; they are looked for only where one of their characters stands.

    That look is the fast part: most clauses have few of these words.
    """

    def __init__(self, source: str, cues: str) -> None:
        self.pattern = Pattern(source)
        self._cues = frozenset(cues)

    def strip(self, clause: str) -> str:
        """Return a clause without the words."""
        raise NotImplementedError


class Opening(Layer):
    """Words that begin a clause, with the characters that they begin with.

    >>> Opening("^(?:其中|当中)", "其当").strip("其中诈骗案")
    '诈骗案'
    """

    def strip(self, clause: str) -> str:
        """Return a clause without the words."""
        return self.pattern.sub("", clause) if clause[:1] in self._cues else clause


class Ending(Layer):
    """Words that end a clause, with the characters that they end in.

    >>> Ending("(?:分别|均)$", "别均").strip("立案、损失均")
    '立案、损失'
    """

    def strip(self, clause: str) -> str:
        """Return a clause without the words."""
        return self.pattern.sub("", clause) if clause[-1:] in self._cues else clause


UNIT = (
    "(?:万亿|亿|万|千)?(?:美|港|欧|日|澳门?|新台)?"
    "(?:元(?:人民币)?|人民币|币|起|宗|件|例|人次|人|名|位|条|次|辆次|辆|户|家|张|份|个|台|(?:载重)?吨|千瓦时?|公里|亩|笔|部|架次|列|班|场|所|款"
    "|微克/立方米|平方米|立方米|斤|公斤|标?箱|天|团|单|手|套|头|票|％|%)"
)
# A numeral as far as it matters here, where none is evaluated; the full pattern takes long to compile.
HAN_DIGITS = "〇○零一二三四五六七八九两十百千万亿廿卅"
NUMERAL = (
    rf"(?:(?<![0-9]|[0-9]\.)(?=[0-9])|(?<![{HAN_DIGITS}])(?<![几数](?=[十百千万亿]))"
    "(?=[一二三四五六七八九两十廿卅]|[〇○零][点〇○零一二三四五六七八九]|[百千万亿]{1,2}[余多来])|(?<=[近逾超达过上]|突破)(?=[百千万亿]))"
    rf"(?:[0-9{HAN_DIGITS}余多几来点]|[.,](?=[0-9])){{1,24}}(?![0-9十百万亿]|千(?![克米瓦]))"
)
LEADING_FIGURE = Opening(rf"^(?:有|共|约|近|超)?{NUMERAL}{UNIT}的?", "有共约近超0123456789" + HAN_DIGITS)
# Money counted before it is named: 拦截15.7亿元骗款.
INNER_MONEY = Pattern(rf"[约近逾超]?{NUMERAL}(?:港|美)?元(?!的)(?=\p{{Han}}{{2,6}}$)")
ASIDE = Pattern(
    r"[（(][^（）()]{0,20}[)）]?$|[加合](?:在一起|起来)$|(?<=.)在[^，在]{2,24}(?:基础|情况|背景|前提|形势|条件)[上下]$"
)
FROM_TO = Pattern(rf"(?:却|则|也|已|便|又)?[由从](?=[^，。由从]{{0,22}}(?:至|到|成)|{NUMERAL}).*$")
_ENUMERATION = (
    r"【[^】]{1,12}】|[■●◆▲▸·•\-—–、)）(（\s]+|[0-9]{1,2}[.、)）]"
    r"|[（(]?[一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}(?:是|、(?=\p{Han}{2}))|[①-⑳]"
)
LEADING = Opening(
    "^(?:(?:其中|当中|以?及(?!时)|和(?!平)|此外|另外|同时|并且|并(?!购)|而且|而|但是?|惟独?|不过|不仅|虽然?|尽管|至于|特别是|尤其是?|原因是|主因是|相比(?:较|之下)?|(?:最?主要)是|还|也|亦|则|却|且"
    "|使得?|令|让|致|因此|从而|所以|由此|据悉|据了解|据介绍|数据显示|统计显示|结果显示|总的看|算下来|具体来看|从[^，,]{1,8}看"
    "|记者[^，,]{0,16}(?:获悉|了解到)|(?:官员|警方|发言人)?(?:表示|透露|指出?)(?=\\p{Han}{4})|有效(?:助推|推动|遏制|压降)|助推|推动|带动|拉动|促使|促进|助力"
    "|(?:各级)?(?:人民)?(?:法院|检察院|检察机关)|实现了?|完成了?|共|全年|当月|当年|本月|同期|期[间内]|目前|现在|已|累计|合计|预计|平均|年均|日均|整体|总体|上述|这些|这|该(?![市省区县州镇乡所局])类?|其|今|将|能(?![源耗力量])|可(?![防比支再])"
    "|有望|力争|又|再|更|仍|受理(?!件?数|量)的?|110(?:接报|报警)?(?=\\p{Han})|立案的|合共|到|以|全部|各类型?|有关|成功|公安机关|警方|则?包括(?![^，]*[0-9一二三四五六七八九十][宗人起件名场])|接(?:报|到)?(?=\\p{Han}{2,8}警)|处置(?=\\p{Han}{2,8}警)|的"
    rf"|{_ENUMERATION})[，,]?)+",
    "成其当主法人检相以及和此另同并而但惟不虽尽至特尤原最主还也亦则却且使令让致因从所由据数统结总算具记官警发表透指有助推带拉促实完共全本期目现已累合预平年日整上这该今将能可力又再更仍受立到各公包接处的"
    "【■●◆▲▸·•-—–、)）(（ 0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
)
INSIDE_OF = Pattern("^[^，]{0,10}[里内](?:的|，)[，,]?")
REGION_WORDS = Opening(
    r"^(?:全[市省区县州国港澳镇乡旗]|[我本该]\s?[市省区县州国港澳镇乡所局]|辖区内?|辖内|当地|各地|转辖区|中心城区|(?:等|这)?[0-9一二两三四五六七八九十]{1,3}个?"
    r"(?:镇区|地区|[县市区镇乡省州地]))(?:的|内|各级)?",
    "全我本该辖当各转中等这0123456789一二两三四五六七八九十",
)
TRAILING = Ending(
    "(?:分别|均|都|也|亦|则|又|再|仍|了|已经?|却|虽然?|更|就|已|只|仅|曾|录得|实现了?|完成了?|较前?|大幅度?|显著|累计|呈现?|出现|保持|维持|继续|持续|总体|整体|数量上|方面|的|有|名义|实际|是|为|将"
    "|同期|更是|还|连年|逐年|明显|预计|一举|单月|一年|年均|一口气|这样|平均|当中|相加|合计|总计)+$",
    "别均都也亦则又再仍了已经却虽然更就只仅曾得现成较前幅度著计呈持续体上面的有义际是为将期还年显举月气样中加",
)
INNER_VERB = Pattern(
    r"(?:实现|完成|立(?=电|案件|刑|诈|\p{Han}{2,8}案)|录得|达成|共发生|发生|接报|接获|受理(?!件?数|量)|开立|共接|(?<!公)共(?!享|同|预|和))(?!率)",
)
CONCERNING = Opening(r"^就[^，]{2,14}?案件?(?=\p{Han}{2})", "就")
# What an earlier clause says of its subject: 立案同比下降.
PREDICATE = Pattern(
    r"(?<=.)(?:同环比|同比|环比|按年)(?![降增升跌涨减][幅速])(?=.*[升降增减跌涨平多少]).*$"
    r"|(?<=.)均?(?:实现|保持|呈)?(?:较快|快速|平稳|稳步|大幅|小幅|明显)(?:增长|上升|下降|回落|减少)(?:态势|势头)?$"
    r"|(?<=.)[较比与](?=去年|上年|前年|上月|(?:19|20)[0-9]{2}年).*$",
)
APART = Pattern(r"^.+(?:同比|环比)(?=\p{Han}{2,}$)(?![降增升跌涨减][幅速])")
# Clauses that say nothing of what changed: asides, shares, other changes, conditions.
FILLER = Pattern(
    "^(?:起?(?:呈现?|出现|保持).{0,8}(?:走势|趋势|态势|势头)$|(?:同环?比|环比)(?![降增升跌涨减][幅速])|即(?![时日将使刻])|听|看着|说明|其实|剔除|扣除|不算|按|经季节|好在|[同环]比持平|持平|降得|升得|涨得"
    "|则?包括|占(?!.*(?:比重|比例|份额)$)|约占|仅占|达到?|[前后]者|涉及$|[快慢高低好优][于出]|[净新再又]$"
    "|(?:上升|增长|增加|提高|下降|减少|降低|下跌|多|少|增|减|降|升|涨|跌)+(?:了|至|到|为|$)"
    "|[较比与跟][^，]{1,24}(?:上升|增长|增加|下降|减少|下跌|多|少|增|减|降|升)了?$)"
    "|占(?:去|整体|全部|总(?!额))(?!.*(?:比重|比例|份额)$)|占[^，比]{1,10}的$|[起宗件](?:上升|增加|减少|下跌)$"
)
PLACES = Ending(r"(?:[两三四五六]?[省市县区镇州地]|等地|等)$", "省市县区镇州地等")
