"""Finding police units: a unit's name is a chain of parts, each a name and a head (五华 + 分局, 沙朗 + 派出所)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from ..article import Article
from ..lexicon import packaged_text
from ..places import gazetteer, is_common_word
from ..special_units import special_units

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NAME_LENGTH = 12
BETWEEN_LENGTH = 12
# Up to so many unknown characters before a division's name belong to a station's name (西双湖 is not 双湖).
OPEN_LEAD = 3

RANK = {"bureau": 1, "sub_bureau": 2, "总队": 3, "支队": 4, "大队": 5, "侦查队": 5, "中队": 6, "station": 6, "centre": 6, "post": 7}

_HEAD = regex.compile(
    r"(?P<bureau>公安[局厅](?!面)|公安处|(?:政府)?警察局|(?<=[市县])警局|(?<=[市县州旗盟])局(?![部面势限长内]))"
    r"|(?P<sub_bureau>公安分局|警分局|分局|(?<![戒])警区|(?<=[东西南北岛界])总区)"
    r"|(?P<squad>总队|支队|大队|中队|侦查队)"
    r"|(?P<station>派出所|分驻所|警署(?!理))"
    r"|(?P<centre>(?:[反防](?:虚假信息|电信网络|通讯网络|电信|网络|电)?(?:新型违法犯罪|诈骗|欺诈|诈|骗)(?:犯罪)?|侦查[(（]反诈[)）])"
    r"(?:预警|劝阻|指挥|协调|服务|工作|联动)?分?中心|合成作战(?:中心|室)|指挥中心|中心)"
    r"|(?P<post>警务(?:服务)?[站室])"
    r"|(?P<collective>警方|公安机关|公安(?!局|厅|分局|部|处|派出所|系统|大学|学院|检察|边防|基层|队伍|工作|战线|厅局|干部))"
)
_POLICE = regex.compile(r"[局厅处署科]|公安|警|分局|队|派出所|中心|总区")
_BARE_BUREAU = regex.compile(r"(?<![城上超股门楼都集夜菜闹地成行])[市县州]$")
_PLAIN = regex.compile(r"[\p{Han}A-Za-z0-9·]*+")
_BOUNDARY = regex.compile(r"[^\p{Han}A-Za-z0-9·]|\d[年月日号时点分许名位个家起多余条]")
_COORDINATION = regex.compile(r"(?P<name>\p{Han}{2,8})[、和与及]$")
_TRADE_LIST = regex.compile(r"[、和与及]$")


class Part(NamedTuple):
    """One level of a unit's name."""

    name: str
    head: str
    level: str

    @property
    def rank(self) -> int:
        """Levels of a chain must descend: bureau, sub-bureau, squad or station, post."""
        return RANK.get(self.head) or RANK.get(self.level, 0)


class UnitName(NamedTuple):
    """A unit as written: its span in the clean text and the parts of its name, highest first."""

    start: int
    end: int
    parts: tuple[Part, ...]
    rule: str


class Head(NamedTuple):
    """The word that ends one part of a unit's name."""

    start: int
    end: int
    level: str
    surface: str


class Words(NamedTuple):
    """The word lists of ``data/unit_words.toml``, compiled."""

    stop: regex.Pattern[str]
    trade: regex.Pattern[str]
    department: regex.Pattern[str]
    not_police: regex.Pattern[str]
    system: regex.Pattern[str]
    generic: frozenset[str]
    stops: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Load the word lists."""
    lists = tomllib.loads(packaged_text("data", "unit_words.toml"))

    def any_of(key: str) -> str:
        return "|".join(sorted(lists[key], key=len, reverse=True))

    single = (
        "[在到让被跟至即据其该各这那某每等给有以因而也是了的]|(?<![首成古帝京丰花武于大港商新宜江])都|由|把|对|于(?![都洪田家庄桥])|向(?![阳群荣前东])|从(?![化江])|将(?![乐军])"
        "|和(?![平顺田静龙硕布政睦谐安兴义丰孝县])|与|及|同(?![心安德江仁里和济兴庆福乐泰文])|为|本(?!溪)|全(?![椒南州])"
    )
    return Words(
        stop=regex.compile(f"{any_of('stops')}|{single}"),
        trade=regex.compile(f"(?:{any_of('trades')})(?:[一二三四五六七八九十]|直属|机动|第[一二三四五六七八九十])?$"),
        department=regex.compile(f"(?:{any_of('departments')}){{1,2}}(?:科|处|办公室|办|室|岗)(?!长)|\\p{{Han}}{{2,4}}岗(?=[，。、\\n]|$)"),
        not_police=regex.compile(f"(?:{any_of('not_police')})(?:局|管理|监督|\\p{{Han}}{{2,4}}[县区市])?$"),
        system=regex.compile(f"(?:{any_of('systems')})$"),
        generic=frozenset(lists["generic"]),
        stops=frozenset(lists["stops"]),
    )


class Finder:
    """Finds the unit names of one article's line."""

    def __init__(self, article: Article, start: int, end: int) -> None:
        self.text = article.text
        self.gaps = article.view.gaps
        self.start = start
        self.end = end
        self.words = words()
        hits = [hit for hit in gazetteer().find(article.text[start:end]) if hit.surface not in self.words.stops]
        self.hit_by_end = {start + hit_end: start + hit_start for hit_start, hit_end, _ in hits}
        self.hits = [(start + hit_start, start + hit_end, surface) for hit_start, hit_end, surface in hits]

    def units(self) -> Iterator[UnitName]:
        """Yield the line's unit names from left to right."""
        floor = self.start
        chain: list[Part] = []
        chain_start = chain_end = self.start
        for head in self._heads():
            part = self._next_part(chain, chain_end, head)
            if part is not None:
                chain.append(part)
                chain_end = head.end
                continue
            if chain:
                unit = self._finish(chain_start, chain_end, chain)
                yield from self._with_coordinated(unit, floor)
                floor = unit.end
                chain = []
            first = self._first_part(head, floor)
            if first is not None:
                chain_start, chain_end, chain = first[0], head.end, [first[1]]
        if chain:
            yield from self._with_coordinated(self._finish(chain_start, chain_end, chain), floor)

    def _heads(self) -> Iterator[Head]:
        """Yield special units and the heads outside them, in text order."""
        position = self.start
        for unit_start, unit_end, surface in special_units().find(self.text[self.start : self.end]):
            start, end = self.start + unit_start, self.start + unit_end
            yield from self._plain_heads(position, start)
            yield Head(start, end, "special", surface)
            position = end
        yield from self._plain_heads(position, self.end)

    def _plain_heads(self, start: int, end: int) -> Iterator[Head]:
        for match in _HEAD.finditer(self.text, start, end):
            yield Head(match.start(), match.end(), match.lastgroup or "", match.group())

    def _next_part(self, chain: list[Part], chain_end: int, head: Head) -> Part | None:
        """The head as a further part of the open chain, or None where it begins a name of its own."""
        start, _, level, surface = head
        between = self.text[chain_end:start]
        if not chain or level == "collective" or len(between) > BETWEEN_LENGTH or self._has_gap(chain_end, start):
            return None
        if level == "special":
            return Part("", surface, level) if not between and chain[-1].level == "special" else None
        part = Part(between, surface, level)
        if chain[-1].level == "collective":
            if chain[-1].head != "公安" or part.rank not in {2, 3, 4} or not 0 < len(between) <= 5:
                return None
        elif part.rank <= chain[-1].rank:
            return None
        if not _PLAIN.fullmatch(between) or self._last_stop(chain_end, start) is not None:
            return None
        if (not between and level in {"sub_bureau", "station", "squad"} and surface != "侦查队") or between in self.words.generic:
            return None
        return None if self.words.not_police.search(between) and level != "squad" else part

    def _first_part(self, head: Head, floor: int) -> tuple[int, Part] | None:
        if head.level == "special":
            return head.start, Part("", head.surface, "special")
        start = self._accept(head, self._left_edge(head, floor))
        if start is None:
            return None
        return start, Part(self.text[start : head.start], head.surface, head.level)

    def _accept(self, head: Head, start: int) -> int | None:
        """Where the unit begins, or None where the head has no name that makes it one."""
        name = self.text[start : head.start]
        if head.level == "bureau":
            return self._accept_bureau(start, head.start, name, head.surface)
        if head.level == "centre":
            return self._accept_centre(start, head.start, head.surface)
        if head.level == "collective":
            return start if head.start in self.hit_by_end and start < head.start else None
        if head.level == "squad":
            return start if self.words.trade.search(name) else None
        if len(name) < 2 or name in self.words.generic:
            return None
        return None if head.level == "sub_bureau" and self.words.not_police.search(name) else start

    def _left_edge(self, head: Head, floor: int) -> int:
        """Where the name before a head begins: at the divisions written directly before it, else after the last stop."""
        known = self._divisions_start(head.start, floor)
        if known < head.start and head.level not in {"station", "post"}:
            return known
        lowest = max(floor, head.start - NAME_LENGTH)
        stop = self._last_stop(lowest, head.start)
        start = lowest if stop is None else stop
        if known < head.start and known - start > OPEN_LEAD:
            return known
        for hit_start, hit_end, surface in self.hits:
            if start < hit_start and hit_end < head.start and not is_common_word(surface):
                return self._divisions_start(hit_start, floor)
        return start

    def _divisions_start(self, end: int, floor: int) -> int:
        """Start of the chain of division names that ends at a position; that position where there is none."""
        while end in self.hit_by_end and self.hit_by_end[end] >= floor:
            end = self.hit_by_end[end]
            if end in self.gaps:
                break
        return end

    def _last_stop(self, start: int, end: int) -> int | None:
        """End of the last boundary, gap or stop word in a stretch, those inside a division's name aside."""
        last = None
        for position in range(end, start, -1):
            if position in self.gaps:
                last = position
                break
        for pattern in (_BOUNDARY, self.words.stop):
            for match in pattern.finditer(self.text, start, end):
                if pattern is _BOUNDARY or not self._inside_hit(match.start(), match.end()):
                    last = max(last or start, match.end())
        return last

    def _inside_hit(self, start: int, end: int) -> bool:
        return any(hit_start <= start and end <= hit_end for hit_start, hit_end, _ in self.hits if hit_start <= start)

    def _has_gap(self, start: int, end: int) -> bool:
        return any(position in self.gaps for position in range(start + 1, end + 1))

    def _accept_bureau(self, start: int, end: int, name: str, head: str) -> int | None:
        if end in self.hit_by_end and start < end:
            return start if head != "局" or self.text[end - 1] in "市县州旗盟" else None
        if head == "局":
            return end - 1 if _BARE_BUREAU.search(self.text, max(self.start, end - 2), end) else None
        if self.text[max(self.start, end - 1) : end] in {"省", "市", "县", "州", "区", "旗", "盟"}:
            return end - 1
        if head == "公安厅":
            return end
        return start if head in {"公安局", "公安处"} and self.words.system.search(name) else None

    def _accept_centre(self, start: int, end: int, head: str) -> int | None:
        if head == "中心" or (head in {"指挥中心"} and end not in self.hit_by_end):
            return None
        if end in self.hit_by_end:
            return start
        if self.text[end - 1 : end] in {"市", "县", "州", "省", "区"}:
            return end - 1
        return end if head.startswith("侦查") else None

    def _finish(self, start: int, end: int, chain: list[Part]) -> UnitName:
        department = self.words.department.match(self.text, end, min(self.end, end + 12))
        if department and chain[-1].level not in {"collective", "station"} and not self._has_gap(end - 1, end):
            level = "post" if department.group().endswith("岗") else "department"
            chain = [*chain, Part("", department.group(), level)]
            end = department.end()
        return UnitName(start, end, tuple(chain), "chain" if len(chain) > 1 else chain[0].level)

    def _with_coordinated(self, unit: UnitName, floor: int) -> Iterator[UnitName]:
        """Yield members that share the unit's head (五华、西山分局), then the unit."""
        members: list[UnitName] = []
        first = unit.parts[0]
        at = unit.start
        while len(unit.parts) == 1 and first.level in {"sub_bureau", "squad", "collective"}:
            if self.text[at - 1 : at] not in {"、", "和", "与", "及"} or at - 1 <= floor:
                break
            member = self._member_before(at - 1, floor, first)
            if member is None:
                break
            members.append(UnitName(member, at - 1, (first._replace(name=self.text[member : at - 1]),), "coordinated"))
            at = member
        yield from reversed(members)
        yield unit

    def _member_before(self, end: int, floor: int, part: Part) -> int | None:
        if part.level == "squad":
            trade = self.words.trade.search(self.text[max(floor, end - 6) : end])
            return end - len(trade.group()) if trade else None
        start = self.hit_by_end.get(end)
        return start if start is not None and start >= floor else None


def find_units(article: Article) -> Iterator[UnitName]:
    """Yield the unit names of an article, line by line."""
    for line in article.lines:
        if _POLICE.search(article.text, line.start, line.end):
            yield from Finder(article, line.start, line.end).units()
