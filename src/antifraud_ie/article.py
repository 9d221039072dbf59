"""The article: a clean text with its zones, sentences, publication date and home division."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypedDict

from .home import Home, find_home
from .places import PlaceHit, gazetteer
from .records import Zone
from .text import View
from .zones import DAY, Line, zone_lines

if TYPE_CHECKING:
    from .places import Division

_SENTENCE_END = re.compile(r"(?=[。！？!?；;\n])(?:[。！？!?；;]+[”’\"）)]{0,2}|\n)")
# Looked for one by one, which passes a text without any twice as fast as one pattern.
_SAFETY = (
    *("诈", "骗", "公安", "犯罪", "民警", "警方", "警察", "派出所", "治安", "涉案", "洗钱"),
    *("警务", "警局", "警员", "刑警", "员警", "司警", "警情"),
)
DATE_LINES = 12
# An undated text is read as one of this year: divisions renamed since are named in more texts by their old names.
UNDATED = 2022


class Placed(TypedDict):
    """The fields that every record takes from its place in the text."""

    text: str
    start_char: int
    end_char: int
    zone: Zone


class Article:
    """A raw text read once: what every extractor needs to know of it.

    >>> article = Article("昆明市公安局通报\\n2022-02-07 来源:某网\\n昨日,全市警情同比下降3%。市民称好。")
    >>> article.published, article.zone_at(0), article.home.name
    (datetime.date(2022, 2, 7), 'title', '昆明市')
    """

    def __init__(self, raw: str) -> None:
        self.view = View(raw)
        self.text = self.view.text

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that hold text, in order."""
        return zone_lines(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [0, *[match.end() for match in _SENTENCE_END.finditer(self.text)]]

    @cached_property
    def places(self) -> tuple[PlaceHit, ...]:
        """The names of divisions in the text, whatever they mean there, in order."""
        return tuple(gazetteer().find(self.text))

    @cached_property
    def published(self) -> date | None:
        """The publication date, where the head of the page states one."""
        for line in self.lines[:DATE_LINES]:
            if line.zone in {"byline", "title", "boilerplate"} and (
                found := _first_date(self.text[line.start : line.end])
            ):
                return found
        return None

    @property
    def year(self) -> int:
        """The year of publication, as far as divisions changed since are concerned."""
        return self.published.year if self.published else UNDATED

    @cached_property
    def _home(self) -> Home:
        home = find_home(self.text, self.lines, self.places)
        return home._replace(division=self._in_its_time(home.division))

    def _in_its_time(self, division: Division | None) -> Division | None:
        """Return what a division was called when the article was published, where the article says so."""
        if division is None or division.existed(self.year) or division.name in self.text:
            return division
        named = Counter(d for hit in self.places for d in gazetteer().named_in(hit.surface, self.year))
        former = [d for d, _ in named.most_common() if d.successor == division.code]
        return former[0] if former else division

    @property
    def home(self) -> Division | None:
        """The division the article is about; None where no single one stands out."""
        return self._home.division

    @property
    def local_names(self) -> dict[str, Division]:
        """Names that are local to a city without being divisions (a development zone), with that city."""
        return self._home.local

    @cached_property
    def about_safety(self) -> bool:
        """Whether the text speaks of fraud, police or public safety at all."""
        return any(word in self.text for word in _SAFETY)

    def zone_at(self, position: int) -> Zone:
        """Return the zone of the line that holds a position of the clean text."""
        index = bisect_right(self._line_starts, position) - 1
        return self.lines[index].zone if index >= 0 else "body"

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Return start and end of the sentence that holds a position of the clean text."""
        starts = self._sentence_starts
        index = bisect_right(starts, position) - 1
        end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
        return starts[index], end

    def span(self, start: int, end: int) -> Placed:
        """Return a span of the clean text as it stands in the raw one."""
        start_char, end_char = self.view.raw_span(start, end)
        return {
            "text": self.view.raw[start_char:end_char],
            "start_char": start_char,
            "end_char": end_char,
            "zone": self.zone_at(start),
        }


@lru_cache(maxsize=4)
def read(raw: str) -> Article:
    """Read a raw text; the latest ones are kept, so that several components share one reading."""
    return Article(raw)


def _first_date(line: str) -> date | None:
    for match in DAY.finditer(line):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None
