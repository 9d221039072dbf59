"""The mention of a channel, and what a lexicon says of its terms before they are looked for."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ...lexicon import Lexicon, Term
from ...records import Family

_FAMILIES: dict[Family, str] = {
    "online": "wechat_account wechat_group wechat_other weibo short_video livestream app mini_program",
    "phone": "sms phone",
    "print": "poster leaflet banner gift",
    "broadcast": "screen broadcast vehicle",
    "face_to_face": "home_visit lecture event volunteer_team",
    "media": "news_media film_song other_channel",
    "place": "display_board booth venue",
}
# The family of a user's term that names none: that of its code.
_FAMILY_OF = {code: family for family, codes in _FAMILIES.items() for code in codes.split()}

Bounds = tuple[int, int]


class Mention(NamedTuple):
    """A channel's name in the clean text, before its sense is known."""

    start: int
    end: int
    code: str
    rule: str
    family: Family
    weak: bool
    measures: frozenset[str]

    def moved(self, start: int, end: int, *, weak: bool) -> Mention:
        """Return the same channel at another place."""
        return Mention(start, end, self.code, self.rule, self.family, weak, self.measures)


class Vocabulary(NamedTuple):
    """What a lexicon's terms give: the mention of each by its identity, and the pairs of characters in surfaces."""

    mentions: dict[int, Mention]
    pairs: frozenset[str]

    def may_cross(self, text: str, end: int) -> bool:
        """Whether a surface may begin before ``end`` and end after it."""
        return text[end - 1 : end + 1] in self.pairs


@lru_cache(maxsize=4)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """Return what the terms of a lexicon give; that of the latest lexicons is kept.

    >>> vocabulary = vocabulary_of(Lexicon([Term("a", "poster", ("海报",)), Term("b", "news_media", ("报纸",))]))
    >>> vocabulary.may_cross("海报纸", 2), vocabulary.may_cross("海报上", 2)
    (True, False)
    """
    surfaces = (surface for term in lexicon.terms for surface in term.surfaces)
    return Vocabulary(
        mentions={id(term): _mention(term) for term in lexicon.terms},
        pairs=frozenset(surface[at : at + 2] for surface in surfaces for at in range(len(surface) - 1)),
    )


def _mention(term: Term) -> Mention:
    return Mention(
        0,
        0,
        term.code,
        term.id,
        term.extra.get("family", _FAMILY_OF.get(term.code, "media")),
        term.extra.get("sense") == "weak",
        frozenset(term.extra.get("measures", ())),
    )
