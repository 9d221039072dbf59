"""The packaged channels: the codes, what a lexicon may say of a term, and the terms themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import get_args

from ...lexicon import Lexicon, Schema, load_terms, packaged_text
from ...records import Family

CODES = (
    "wechat_account",
    "wechat_group",
    "wechat_other",
    "weibo",
    "short_video",
    "livestream",
    "news_media",
    "app",
    "mini_program",
    "sms",
    "phone",
    "poster",
    "leaflet",
    "banner",
    "display_board",
    "gift",
    "screen",
    "broadcast",
    "home_visit",
    "lecture",
    "event",
    "booth",
    "volunteer_team",
    "vehicle",
    "film_song",
    "venue",
    "other_channel",
)
FAMILIES: tuple[Family, ...] = get_args(Family)
SCHEMA = Schema(
    codes=frozenset(CODES),
    keys={"family": str, "sense": str, "measures": list},
    choices={"family": frozenset(FAMILIES), "sense": frozenset({"named", "weak"})},
)
FILE = "outreach_channels.toml"


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """Return the packaged channels."""
    return Lexicon(load_terms(packaged_text("lexicons", FILE), FILE, SCHEMA))
