"""Counts in a clause of their own, whose channel was named before: 海报嵌进单元门，一共嵌了640多块."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....patterns import Pattern
from ..mentions import Mention
from ..senses.cues import CLAUSE_START

# Nothing is counted after the measure: the noun stands before.
_CLAUSE_END = re.compile(r"(?:左右|上下|以上|之多|出头)?(?:[，,。；;！!？?）)\n、]|$)")
# The most or the average of several is no total: 最高一条播放9万次.
_LEAD = r"(?!\p{Han}{0,4}(?:最|单[条期场次部]|平均|人均|每|其中))[\p{Han}\d—~～-]{0,10}?"
_TOTAL = (
    r"(?:已经?|共计?|[一总]共|累计|合计|总计|先后|前后|迄今|至今|目前|现已|今年|陆续|足足|整整"
    r"|就|被|都|均|又|再|还){1,4}"
)
# A total may have any short verb, a count without one needs a verb that hands out, puts up or performs.
_ANY_VERB = r"(?:\p{Han}{1,2}?[了出掉完到过起上好下发送走]{0,2})?"
_OUTREACH_VERB = (
    r"[发散放展宣巡寄加轮派赠送张粘悬摆印推转播登刊开举组办设布建制投补夹嵌贴挂塞插换添讲演唱拍录编领取]"
    r"[放发送出贴挂置立成起上制印推布转播登展办行织设讲映演充走取]?[了掉完过]?"
)
_TOTALLED = Pattern(rf"{_LEAD}{_TOTAL}{_ANY_VERB}")
_HANDED_OUT = Pattern(rf"{_LEAD}{_OUTREACH_VERB}")
# What police count besides their outreach.
_OTHER_WORK = Pattern(
    r"[抓破查缴捕截]获|破案|收缴|追回|冻结|查处|接到|接报|收到|受理|止付|扣押|拘留|立案|捣毁|打掉|报案|发案|案件"
    r"|银行卡|电话卡|手机卡|涉案|损失|被骗|赃|签[订下约]|采集|核[查实]|排查|整改|检查"
)
# Measures that fit few nouns, so that a total alone finds its own.
_SPECIFIC = frozenset("份张册本页封块幅场期节堂部首篇辆把条枚副") | {"场次"}
# A team that grew: 从十几人发展到600人.
_GREW = Pattern(r"\p{Han}{0,8}?(?:发展|壮大|扩[大充]|增[加至]|招募|吸纳)[到至为成了]{0,2}(?:如今|现在|目前|今天)?的?")
_PEOPLE = frozenset({"人", "名", "位", "人次", "户", "户次", "家", "所", "村"})
_NOT_RESUMED = frozenset({("online", "次"), ("media", "次"), ("phone", "个")})  # views; things that bear the number
_LONGEST_CLAUSE = 24
_REACH = 70
_CANDIDATES = 4


def resumed_channel(
    text: str, before: Sequence[Mention], count: tuple[int, int], measure: str, last_count: int
) -> Mention | None:
    """Return the channel that a count takes up again, where its clause names no noun of its own.

    ``before`` are the channels before the ``count``, ``last_count`` is where another count of that measure ends
    before it (-1 if nowhere): it would be the nearer one to take up.
    """
    start, end = count
    if not _CLAUSE_END.match(text, end) or not _is_bare(text, start, measure):
        return None
    for mention in reversed(before[-_CANDIDATES:]):
        if start - mention.end > _REACH or (mention.end <= last_count and measure not in _PEOPLE):
            return None
        if measure in mention.measures and (mention.family, measure) not in _NOT_RESUMED:
            return None if _OTHER_WORK.search(text, mention.end, start) else mention
    return None


def _is_bare(text: str, start: int, measure: str) -> bool:
    """Whether only a time or place, a word for the total and a verb stand before the count in its clause."""
    border = CLAUSE_START.match(text, max(0, start - _LONGEST_CLAUSE), start)
    if not border:
        return False
    left = border.end()
    if measure in _PEOPLE:
        return _GREW.fullmatch(text, left, start) is not None
    if _HANDED_OUT.fullmatch(text, left, start):
        return True
    return measure in _SPECIFIC and _TOTALLED.fullmatch(text, left, start) is not None
