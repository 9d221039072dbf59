"""Counts of channels: 海报500张, 15个“体验点”, 走访商户1.6万余家. A count belongs to the noun it touches."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from string import ascii_letters
from typing import NamedTuple

from ....numerals import Number
from ....patterns import Pattern
from ....records import Qualifier
from ..finding.rules import TOPIC
from ..mentions import Bounds, Mention
from .pushes import counts_sending, shared_pushes
from .resumed_counts import resumed_channel

_CLAUSE_BREAK = re.compile(r"[，,。；;：:！!？?、…\n]")
_ASIDE_END = re.compile(r"[）)\n]")
_ASIDE = re.compile(r"[（(][^（()）\n]{0,150}[）)]")
# What may stand between a channel and its count: "海报|累计发放|500张".
_GLUE = Pattern(
    r"(?:[”’\"》】]|等|类|各|活动|[共累总合]计|共|已经?|达到?|有|了|出去?|去|到|的|被|大小|先后|目前|成员|总?人数|规模|为"
    r"|教育|防范|次数|数量?|就|均|约|多|[发散派赠送张粘悬摆印推转播登刊报开举组办设布建制投]{1,2}"
    r"[放发送出贴挂置立成起上制印推布转播稿登展办行织设讲课了]?|放|发|贴|挂|覆盖|宣讲|巡演|演出|进行|加起来|上线|入驻"
    r"|招募|扩大|下载|安装|注册|至今|突?破|发展|壮大|更新|拨打|劝阻|提醒|[搞做办开跑走进立摆上印录拍讲跟收换](?=了)){0,6}"
)
# A measure that fits few nouns finds its noun over any words of the clause, or over a comma and a time.
_SPECIFIC = frozenset("份张册本页封块幅场期节堂部首篇辆把") | {"场次"}
# A joint total goes to the last noun, whatever its own measure: 海报、标语等10万余份.
_AND_MORE = Pattern(r"[”’\"》]?等[共各]?(?:累计|宣传\p{Han}{0,2}|资料|物料|材料)?[共计]{0,2}")
_ANY_WORDS = Pattern(r"[”’\"》]?\p{Han}{0,14}")
_OVER_COMMA = Pattern(
    rf"[”’\"》]?\p{{Han}}{{0,6}}[，,](?:[\p{{Han}}\d]{{0,6}}?(?:季度|月份?|年|天|日|周|以来|期间|至今|目前))?{_GLUE.source}[掉完]?"
)
# 1000名学生|获聘为|宣传大使: those counted become the team.
_BECOME = Pattern(
    r"\p{Han}{0,14}[，,]?\p{Han}{0,6}?(?:[聘任评]为|成为|担任|当上|当起|化身为?|变身为?|争当|组成)了?[“\"]?\p{Han}{0,4}"
)
_PEOPLE = frozenset({"名", "人", "位"})
_TEAM_SIZE = Pattern(r"[”’\"]?[，,]?\p{Han}{0,3}人数\p{Han}{0,4}")
_HEADCOUNT = Pattern(r"人数[\p{Han}]{0,4}$")
# 13支由民警和网格员组成的|宣传队.
_MADE_OF = Pattern(r"由[^，,。；;\n]{1,40}组成的\p{Han}{0,6}[“\"]?")
# 展览设有3个|主题区: what follows is what is counted.
_LOOSE = frozenset("个处家名人位")
_HAVING = re.compile("[设含分]有?|有$")
_COUNTED_NEXT = Pattern(r"(?!以[上下]|左右|上下|一\p{Han}不|在|于|并|和|及|共|全|均|已|都|的)\p{Han}")
# 在13个社区|设点: those are the places.
_PLACE_BEFORE = frozenset("在到对向给于进")
_VISITED = Pattern(r"[\p{Han}“”‘’]{0,12}")
# A verb or a place word between count and noun: the count is of something else ("3个派出所设置|展板").
_OTHER_COUNTED = Pattern(
    r"[设建挂贴送摆由在进里内上会开都每能起拉派发做办可获得赢换领]|响起|门口|张贴|悬挂|组织|举办|通过|利用|制作|成立|组建|播放"
    r"|推送|走访|派出所|分局|单位|部门|村民|群众|民警|社区|小区|学校|网点|网格|企业|商户|家庭|场所|村|学生"
    r"|[车客货]站|银行|支行|门店|超市|商场|市场|医院|药店|酒店|宾馆|公园|广场|路口|单元|乡镇|街道|景区|工地|工厂|公司|机构"
    r"|窗口|柜台|车厢|车次|口岸|码头|营业厅|大厅|县区|区县|题|[镇乡寨厂校店厅楼县市][的都各均共同里内上门]"
)
# What is counted stands after the channel: 910篇新媒体|信息.
_HEAD_AFTER = re.compile(r"信息|内容|稿|消息|报道|提示|矩阵|作品")
_THEMED = Pattern(rf"[“\"]?{TOPIC}[”\"]?(?:民警|警察|社区|校园)?")  # 120块|反诈民警|人形立牌
# 3万名用户|开通反诈|彩铃: who has the service is counted.
_SERVED = Pattern(rf"(?:手机)?(?:用户|客户)[免费]{{0,2}}(?:播放|开通|设置|加装|办理|[定订]制|上线)了?(?:{TOPIC}|来电)?")
_MARKED = Pattern(r"(?:[印贴喷写带载装挂涂][有着]|有)[\p{Han}“”]{0,10}的[\p{Han}]{0,4}")
# No count of channels: 第3期, 每周2次, D2713次.
_ORDINAL_BEFORE = frozenset("第每" + ascii_letters)
_TRAIN = re.compile("次(?:列车|高铁|动车|火车|航班|班[车机列]|快车|特快|直达|客车|车)")
_OFTEN = re.compile("每[天日周月年晚早][^，,。；;]{0,6}$")
# Left of pinyin debris where it is an English word as well: 46万(wan)份.
_DEBRIS = re.compile(r"(?:\([a-z]{2,5}\)[余多]?)?")
_LONGEST_GAP = 170
_LONGEST_GLUE = 16
_NEAR = 8
_VISIT_COUNTS = frozenset({"次", "人次", "户次", "场", "场次"})


class Quantity(NamedTuple):
    """A count with its measure word, where it stands in the clean text."""

    start: int
    end: int
    value: float
    measure: str
    qualifier: Qualifier


def link_quantities(
    text: str, mentions: Sequence[Mention], numbers: Mapping[Bounds, Sequence[Number]]
) -> dict[int, Quantity]:
    """Return the quantity of each mention that has one, by the mention's start; each count is used once.

    ``numbers`` holds the numbers of each sentence by its bounds.
    """
    linked: dict[int, Quantity] = {}
    starts = [mention.start for mention in mentions]
    for (start, end), counts in numbers.items():
        inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        if inside:
            linked.update(_link_sentence(text, inside, counts))
    return linked


def _link_sentence(text: str, mentions: Sequence[Mention], counts: Sequence[Number]) -> dict[int, Quantity]:
    measures = frozenset().union(*(mention.measures for mention in mentions))
    ends = {mention.end for mention in mentions}
    # Behind a letter a number is part of a name (D2713次), unless the letter ends a channel's: App|150人.
    plain = [number for number in counts if number.start in ends or not _is_named(text, number)]
    quantities = list(_quantities(text, plain, measures))
    linked: dict[int, Quantity] = {}
    used: set[int] = set()
    # The nearest first. Few distances occur, however many pairs there are, so that sorting those alone is linear.
    pairs = defaultdict(list)
    for distance, order, mention, quantity in _pairs(text, mentions, quantities):
        pairs[distance, order].append((mention, quantity))
    for mention, quantity in chain.from_iterable(pairs[key] for key in sorted(pairs)):
        if mention.start not in linked and quantity.start not in used:
            linked[mention.start] = quantity
            used.add(quantity.start)
    return linked | shared_pushes(text, mentions, linked)


def _pairs(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> Iterator[tuple[int, int, Mention, Quantity]]:
    """Yield each count with the mention before and the one after it that it may belong to, and how far off it is."""
    starts = [mention.start for mention in mentions]
    outside = [mention for mention in mentions if not _is_aside(text, mention)]
    ends = [mention.end for mention in outside]
    last_counts: dict[str, int] = {}
    for quantity in quantities:
        before, after = bisect_right(ends, quantity.start) - 1, bisect_left(starts, quantity.end)
        last_count = last_counts.get(quantity.measure, -1)
        last_counts[quantity.measure] = quantity.end
        if before >= 0 and _counts_before(text, outside[before], quantity):
            yield quantity.start - outside[before].end, 0, outside[before], quantity
        elif resumed := resumed_channel(
            text,
            outside[max(0, before - 3) : before + 1],
            (quantity.start, quantity.end),
            quantity.measure,
            last_count,
        ):
            yield quantity.start - resumed.end, 2, resumed, quantity
        if after < len(mentions) and _counts_after(text, quantity, mentions[after]):
            yield mentions[after].start - quantity.end, 1, mentions[after], quantity


def _is_aside(text: str, mention: Mention) -> bool:
    """Whether the mention stands in brackets, as an example of what is counted outside them."""
    left = max(0, mention.start - _LONGEST_GAP)
    opening = max(text.rfind("（", left, mention.start), text.rfind("(", left, mention.start))
    return opening >= 0 and not _ASIDE_END.search(text, opening, mention.start)


def _quantities(text: str, counts: Sequence[Number], measures: Collection[str]) -> Iterator[Quantity]:
    lengths = sorted({len(measure) for measure in measures}, reverse=True)
    for number in counts:
        start = number.end
        if debris := _DEBRIS.match(text, start) if text.startswith("(", start) else None:
            start = debris.end()
        measure = next((unit for length in lengths if (unit := text[start : start + length]) in measures), None)
        if (measure is None and not _is_headcount(text, number)) or _is_no_count(text, number):
            continue
        value = int(number.value) if number.value == int(number.value) else float(number.value)
        if measure:
            yield Quantity(number.start, start + len(measure), value, measure, number.qualifier)
        else:
            yield Quantity(number.start, number.end, value, "人", number.qualifier)


def _is_headcount(text: str, number: Number) -> bool:
    """人数达|300: people need no measure."""
    before = text[max(0, number.start - _NEAR) : number.start]
    return "人数" in before and _HEADCOUNT.search(before) is not None


def _is_named(text: str, number: Number) -> bool:
    """Whether it is part of a name: 第3期, D2713次."""
    return text[number.start - 1 : number.start] in _ORDINAL_BEFORE


def _is_no_count(text: str, number: Number) -> bool:
    """In 一张海报, 一 is an article; 2713次列车 is a train; 每天播3次 is no total."""
    if text[number.end - 1] == "一" and number.value == 1:
        return True
    if not text.startswith("次", number.end):
        return False
    often = _OFTEN.search(text, max(0, number.start - _NEAR), number.start)
    return often is not None or _TRAIN.match(text, number.end) is not None


def _counts_before(text: str, mention: Mention, quantity: Quantity) -> bool:
    """海报|共发放|500张: the count follows its noun in the same clause."""
    if quantity.start - mention.end > _LONGEST_GAP:
        return False
    gap = text[mention.end : quantity.start].replace(" ", "")
    if "（" in gap or "(" in gap:
        gap = _ASIDE.sub("", gap)
    if quantity.measure not in mention.measures:
        return mention.family != "face_to_face" and quantity.measure in _SPECIFIC and bool(_AND_MORE.fullmatch(gap))
    if mention.code == "home_visit" or mention.rule == "phone_work":
        return _VISITED.fullmatch(gap) is not None
    if counts_sending(mention, gap, quantity.measure):
        return True
    return _fits_before(text, gap, quantity)


def _fits_before(text: str, gap: str, quantity: Quantity) -> bool:
    """Whether the words between a noun and its count leave them together."""
    if not gap:
        return True
    if quantity.measure == "人" and _TEAM_SIZE.fullmatch(gap):
        return True
    if quantity.measure in _SPECIFIC and _ANY_WORDS.fullmatch(gap):
        return True
    if quantity.measure in _SPECIFIC and _OVER_COMMA.fullmatch(gap) and not _COUNTED_NEXT.match(text, quantity.end):
        return True
    if quantity.measure in _LOOSE and _HAVING.search(gap) and _COUNTED_NEXT.match(text, quantity.end):
        return False
    return len(gap) <= _LONGEST_GLUE and _GLUE.fullmatch(gap) is not None


def _counts_after(text: str, quantity: Quantity, mention: Mention) -> bool:
    """15个“|体验点: the count precedes its noun."""
    if mention.start - quantity.end > _LONGEST_GAP or quantity.measure not in mention.measures:
        return False
    if _HEAD_AFTER.match(text, mention.end):
        return False
    gap = text[quantity.end : mention.start]
    if (gap.startswith("由") and _MADE_OF.fullmatch(gap)) or (mention.rule == "popup" and _SERVED.fullmatch(gap)):
        return True
    if mention.code == "volunteer_team" and quantity.measure in _PEOPLE and _BECOME.fullmatch(gap):
        return True
    if _CLAUSE_BREAK.search(gap) or (gap and text[quantity.start - 1 : quantity.start] in _PLACE_BEFORE):
        return False
    return _fits_after(gap, quantity, mention)


def _fits_after(gap: str, quantity: Quantity, mention: Mention) -> bool:
    """Whether the words between a count and its noun leave them together."""
    if mention.code == "home_visit":
        return quantity.measure in _VISIT_COUNTS and len(gap) <= _NEAR
    if len(gap) <= 3 * _NEAR and (_THEMED.fullmatch(gap) or _MARKED.fullmatch(gap)):
        return True
    return len(gap) <= _NEAR and not _OTHER_COUNTED.search(gap)
