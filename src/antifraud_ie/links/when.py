"""When: the period that a figure in the text belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from ..article import Article
from ..periods import Period, find_periods, in_year
from .compared import lies_in
from .sentences import sentences_of

# How far back a period of statistics can hold, in characters.
LOOK_BACK = 1200
# How many periods before a figure are looked at in its own sentence.
NEAREST = 12

# Periods that say when the report was made, or how long something took, not what a figure covers.
_SKIPPED = frozenset({"base", "dateline", "duration", "bare_day", "today", "relative"})
# Of these, the ones that a figure belongs to where its sentence names nothing better.
_SECOND_CHOICE = frozenset({"today", "bare_day", "relative"})
# Periods of statistics, which hold until another one is named.
_CALENDAR = frozenset({"month", "month_range", "quarter", "half", "day_range", "year", "whole"})
_LASTING = _CALENDAR | {"as_of", "first_n", "since", "so_far", "feast"}
# Of these, the ones that a report names in passing beside its own.
_PARTS = frozenset({"month", "quarter"})
# Each of them holds one of these; a sentence without any needs no closer look.
_LASTING_CUE = regex.compile("(?r)[年月季截迄节假]")
# A month or week of a bulletin (上月, 本周) lasts where a count follows it; else it only dates a story, as 4月初 does.
_DATING = re.compile("^(?:上个?|本)[月周]$|月初$")
_PLANNED = re.compile("[，,]?(?:将|拟|计划|力争)")
_COUNTED = re.compile("[^。；;\n]{0,20}?[0-9](?![0-9]{0,1}[日号时点])")
# A month in which something was opened dates a story: 2021年9月，学校联合派出所成立了警务室.
_FOUNDED = re.compile(
    "(?![^。；;\n]{0,60}?[0-9%][0-9.]*[起宗件%万])[^。；;\n]{0,30}?(?:成立|启动|挂牌|揭牌|上线|建成|启用|出台|印发|组建)了?(?!以来|后|至今)"
)
# 去年下半年以来的态势, 从4月份起, 1990年以来同期的新低: the period belongs to another word.
_MODIFIES = re.compile(
    "的(?!情况|账|成绩|战果|工作)|起(?!诉)|[往前]后|有[纪记]录|新[低高]|最[低高]|(?<=来)[^，。；、,;\n]{0,12}?(?:新[低高]|首次|纪录)"
)
# 2020年起 is a time of its own where a point of a sentence opens with it.
_FROM_THEN_ON = re.compile("起[，,]")

# A survey tells of a time of its own: 问卷显示，知晓率提高4个百分点.
_SURVEY = re.compile(
    "(?:(?<=[，,；;。\n：:])|^)[^，,；;。\n：:]{0,12}(?:问卷|抽样|民调|民意)[^，,；;。\n：:]{0,8}(?:显示|表明|发现)"
)
# What a point of a sentence stands behind; an empty string is the start of the text.
_POINT_ENDS = frozenset({"", "；", ";", "。", "\n"})
_COMPARES_ANEW = re.compile("[同环按上]比|[同环]期|按[年月]|[；;]|[较比与]")
_OPENING, _CLOSING = frozenset("（("), frozenset("）)")
_JOINED = re.compile("[、和与及]|以及")


class PeriodLink(NamedTuple):
    """The period of a figure, and the rule that linked them: ``sentence``, ``carried`` from one before, ...

    ``dealt``: of several periods, one for each number of a verb; ``title_duration``: a bare length of time in a title.
    """

    period: Period
    rule: str


class Periods:
    """Finds the period of a figure: the nearest one before it in its sentence, else one that still holds.

    >>> article = Article("一季度，全市立案下降3%。其中，刷单类下降5%。")
    >>> [Periods(article).at(position).rule for position in (8, 20)]
    ['sentence', 'carried']
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._sentences = sentences_of(article)
        self._read: dict[int, list[Period]] = {}
        self._starts: dict[int, list[int]] = {}
        self._last: dict[int, Period | None] = {}

    def at(self, position: int) -> PeriodLink | None:
        """Return the period of the figure at a position, None where no time is named for it."""
        number = self._sentences.at(position)
        near = self._nearest(position)
        if asked := self._survey_before(number, position):
            near = [period for period in near if period.end > asked]
            if not near:
                return None
        best = max(near, key=self._fitness, default=None)
        if best is not None and self._fitness(best)[0]:
            return PeriodLink(self._of_its_year(best), "sentence")
        held = self._held_before(number)
        if self._article.zone_at(position) == "title":
            lengths = [period for period in near if period.rule == "duration"]
            if lengths:
                return PeriodLink(lengths[-1], "title_duration")
            if held is None or self._article.zone_at(held.start) != "title":
                return None
        return PeriodLink(self._of_its_year(held), "carried") if held else None

    def _survey_before(self, number: int, position: int) -> int | None:
        """Where the clause begins that tells of a survey before a figure: its times are its own."""
        start = max(self._sentences.bounds(number)[0], position - LOOK_BACK)
        survey = _SURVEY.search(self._article.text, start, position)
        return survey.start() if survey else None

    def dealt(self, position: int, size: int) -> list[PeriodLink]:
        """Return the coordinated periods of a sentence, one for each of so many numbers; none where they do not match.

        >>> article = Article("1月、2月，全市立案分别下降3%、5%。")
        >>> [link.period.text for link in periods_of(article).dealt(12, 2)]
        ['1月', '2月']
        """
        number = self._sentences.at(position)
        own = self._in(number)
        before = bisect_left(self._starts[number], position)
        run = own[max(0, before - size - 1) : before]
        joined = [self._are_joined(*pair) for pair in pairwise(run)]
        if len(run) < size or not all(joined[-(size - 1) :]) or (len(run) > size and joined[0]):
            return []
        return [PeriodLink(period, "dealt") for period in run[-size:]]

    def earlier(self, link: PeriodLink) -> PeriodLink | None:
        """Return the period that held before the one of a link was told, None where there is none."""
        held = self._held_before(self._sentences.at(link.period.start))
        return PeriodLink(held, "carried") if held else None

    def base_before(self, start: int, end: int) -> Period | None:
        """Return the time that a figure is compared with, in its mention or set before its verb."""
        base = next((period for period in reversed(self._nearest(end)) if period.rule == "base"), None)
        if base is None or base.end > end or base.start >= start:
            return base if base and base.end <= end else None
        between = self._article.text[base.end : min(end, base.end + LOOK_BACK)]
        return None if _COMPARES_ANEW.search(between) else base

    def _nearest(self, position: int) -> list[Period]:
        """The last periods that begin before a position in its sentence, so few that lists of figures stay linear."""
        number = self._sentences.at(position)
        own = self._in(number)
        before = bisect_left(self._starts[number], position)
        return own[max(0, before - NEAREST) : before]

    def _are_joined(self, first: Period, second: Period) -> bool:
        usable = not {first.rule, second.rule} & _SKIPPED
        return usable and _JOINED.fullmatch(self._article.text, first.end, second.start) is not None

    def _fitness(self, period: Period) -> tuple[int, int]:
        """How well a period before a figure fits it: by its kind first, then the nearest; 0 not at all."""
        if period.rule not in _SKIPPED:
            return (2 if self._modifies(period) else 3), period.start
        return int(period.rule in _SECOND_CHOICE), period.start

    def _modifies(self, period: Period) -> bool:
        """去年下半年以来的态势, 从4月份起, 过去37年新低: the period belongs to another word."""
        text = self._article.text
        opens = text[period.start - 1 : period.start] in _POINT_ENDS and _FROM_THEN_ON.match(text, period.end)
        return not opens and _MODIFIES.match(text, period.end) is not None

    def _of_its_year(self, period: Period) -> Period:
        """Give 全年 the year that was told of before it: 去年的治安平稳，全年发案下降一成."""
        year: Period | None = period
        for _ in range(NEAREST):
            if year is None or year.text != "全年":
                break
            year = self._year_before(year)
        if period.text != "全年" or year is None or year.rule not in {"year", "whole"} or year.text == "全年":
            return period
        return in_year(period, year) if year.rule == "year" else year

    def _year_before(self, period: Period) -> Period | None:
        told = [own for own in self._nearest(period.start) if own.end <= period.start and self._is_year_told(own)]
        return told[-1] if told else self._held_before(self._sentences.at(period.start))

    def _is_aside(self, period: Period) -> bool:
        """Whether a period opens a remark in brackets, which tells of another time: （2023年上半年升52%）."""
        text = self._article.text
        return text[period.start - 1 : period.start] in _OPENING and text[period.end : period.end + 1] not in _CLOSING

    def _is_year_told(self, period: Period) -> bool:
        return period.rule == "year" and not self._modifies(period)

    def _held_before(self, number: int, figure: int | None = None) -> Period | None:
        """The last period of statistics in the sentences before one (before that of the figure), not too far back."""
        position = self._sentences.bounds(number)[0]
        floor = max(0, self._sentences.bounds(figure or number)[0] - LOOK_BACK)
        # Looking from behind is fast: most sentences hold no cue.
        while cue := _LASTING_CUE.search(self._article.text, floor, position):
            earlier = self._sentences.at(cue.start())
            if earlier not in self._last:
                self._last[earlier] = self._lasting(earlier)
            held = self._last[earlier]
            if held is not None:
                return self._around(held, earlier, figure or number) if held.end > floor else None
            position = self._sentences.bounds(earlier)[0]
        return None

    def _around(self, held: Period, own: int, figure: int) -> Period:
        """Of a part of the report's time that a paragraph names in passing, the whole goes on in the next one."""
        text = self._article.text
        if held.rule not in _PARTS or text.find("\n", held.end, self._sentences.bounds(figure)[0]) < 0:
            return held
        named = [period for period in self._in(own) if period.start < held.start and self._is_of_statistics(period)]
        whole = next((period for period in reversed(named) if lies_in(held, period)), None)
        if whole is not None:
            return self._around(whole, own, figure)
        start = self._sentences.bounds(own)[0]
        opens_line = not text[text.rfind("\n", 0, start) + 1 : start].strip()
        whole = None if opens_line else self._held_before(own, figure)
        return whole if whole is not None and lies_in(held, whole) else held

    def _lasting(self, number: int) -> Period | None:
        """The last period of statistics in a sentence."""
        for period in reversed(self._in(number)):
            if self._is_of_statistics(period) and "目前" not in period.text and not self._modifies(period):
                return period
        return None

    def _is_of_statistics(self, period: Period) -> bool:
        if _PLANNED.match(self._article.text, period.end) or self._is_aside(period):
            return False
        if period.rule == "month" and _FOUNDED.match(self._article.text, period.end):
            return False
        if period.rule == "relative" or period.text.endswith("月初"):
            return (
                _DATING.search(period.text) is not None and _COUNTED.match(self._article.text, period.end) is not None
            )
        return period.rule in _LASTING

    def _in(self, number: int) -> list[Period]:
        if number not in self._read:
            start, end = self._sentences.bounds(number)
            found = find_periods(self._article.text, start, end, self._article.published)
            self._read[number] = found
            self._starts[number] = [period.start for period in found]
        return self._read[number]


@lru_cache(maxsize=1)
def periods_of(article: Article) -> Periods:
    """Return the periods of an article; those of the latest article are kept."""
    return Periods(article)
