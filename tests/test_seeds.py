"""The seed documents' gold is well formed: mentions stand where they say, values are of their kind."""

from __future__ import annotations

import datetime
import itertools
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))

# fmt: off
FRAUD_CODES = {
    "order_brushing", "fake_investment", "romance", "fake_loan", "fake_credit_report",
    "fake_customer_service", "impersonating_police", "impersonating_acquaintance", "fake_shopping",
    "game_trading", "sexual_extortion", "malicious_link", "prize", "recruitment", "elderly", "gambling",
    "other_fraud", "facilitation",
}
CHANNEL_CODES = {
    "wechat_account", "wechat_group", "wechat_other", "weibo", "short_video", "livestream", "news_media",
    "app", "mini_program", "sms", "phone", "poster", "leaflet", "banner", "display_board", "gift",
    "screen", "broadcast", "home_visit", "lecture", "event", "booth", "volunteer_team", "vehicle",
    "film_song", "venue", "other_channel",
}
KINDS = {"ministry", "bureau", "sub_bureau", "station", "squad", "centre", "post", "collective"}
QUALIFIERS = {"exact", "about", "nearly", "over", "at_least", "at_most"}
FIELDS = {
    "fraud_types": {"code"},
    "percent_changes": {"value", "unit", "basis", "qualifier", "indicator", "region", "period"},
    "police_units": {"kind", "full_name", "province", "city", "county"},
    "outreach_channels": {"code", "quantity", "measure"},
    "not_changes": set(),
    "qualitative": set(),
}
# fmt: on
SCORED = ("fraud_types", "percent_changes", "police_units", "outreach_channels")

PUNCTUATION = r"\s，。、；：,.;:!?！？“”‘’「」『』\"'()（）《》【】<>"
BAD_LEFT = re.compile(f"[{PUNCTUATION}]")
# The semicolon of an entity closes no clause: `12.5&#37;` is a whole mention.
BAD_RIGHT = re.compile(f"(?<!&#37)[{PUNCTUATION}]$")
DIVISION = re.compile(r"[\u4e00-\u9fff]+(?:省|市|自治区|特别行政区|区|县|州|旗|盟|地区|乡|镇)")
DEBRIS = re.compile(r"\([a-z\u00e0-\u01dc]+\)")


@lru_cache
def text_of(name: str) -> str:
    # Bytes, so that no newline or byte order mark is changed on the way in.
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf8")


@lru_cache
def gold_of(name: str) -> dict[str, Any]:
    return json.loads((SEEDS / "gold" / f"{name}.json").read_text("utf8"))


def starts(text: str, needle: str) -> list[int]:
    """Find every start of the needle, overlapping finds too.

    >>> starts("市市市", "市市")
    [0, 1]
    """
    return [m.start() for m in re.finditer(f"(?={re.escape(needle)})", text)]


def span(text: str, mention: dict[str, Any]) -> tuple[int, int]:
    start = starts(text, mention["text"])[mention["n"] - 1]
    return start, start + len(mention["text"])


def is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_division_or_none(value: str | None) -> bool:
    return value is None or DIVISION.fullmatch(value) is not None


def each(label: str) -> list[Any]:
    return [pytest.param(gold_of(name)[label], id=name) for name in NAMES if gold_of(name)[label]]


def test_every_text_has_gold_and_every_gold_a_text() -> None:
    assert {path.stem for path in (SEEDS / "gold").glob("*.json")} == set(NAMES)


def test_there_are_enough_documents_in_every_script() -> None:
    assert len(NAMES) >= 12
    assert {gold_of(name)["script"] for name in NAMES} == {"hans", "hant", "pinyin"}


@pytest.mark.parametrize("label", SCORED)
def test_every_kind_is_well_covered(label: str) -> None:
    assert sum(not m.get("optional") for name in NAMES for m in gold_of(name)[label]) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_document_fields(name: str) -> None:
    gold = gold_of(name)
    assert set(gold) == {"id", "genre", "script", "published", "home", "narrated", *FIELDS}
    assert gold["id"] == name
    assert gold["genre"]
    assert gold["published"] is None or datetime.date.fromisoformat(gold["published"])
    assert is_division_or_none(gold["home"])
    assert set(gold["narrated"]) <= FRAUD_CODES


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_short(name: str) -> None:
    assert 500 <= len(text_of(name)) <= 1800


@pytest.mark.parametrize("name", NAMES)
def test_script_is_the_one_named(name: str) -> None:
    text, script = text_of(name), gold_of(name)["script"]
    assert bool(DEBRIS.search(text)) == (script == "pinyin")
    assert bool(set("詐騙") & set(text)) == (script != "hans")


@pytest.mark.parametrize("label", FIELDS)
@pytest.mark.parametrize("name", NAMES)
def test_mentions_stand_where_they_say(name: str, label: str) -> None:
    text = text_of(name)
    for m in gold_of(name)[label]:
        assert 1 <= m["n"] <= len(starts(text, m["text"])), m
        assert not BAD_LEFT.match(m["text"]), m
        assert not BAD_RIGHT.search(DEBRIS.sub("", m["text"])), m
        assert not DEBRIS.match(text, span(text, m)[1]), f"the debris after it belongs to {m}"


@pytest.mark.parametrize("label", FIELDS)
@pytest.mark.parametrize("name", NAMES)
def test_mentions_are_in_text_order_and_apart(name: str, label: str) -> None:
    spans = [span(text_of(name), m) for m in gold_of(name)[label]]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize("label", FIELDS)
@pytest.mark.parametrize("name", NAMES)
def test_mentions_have_the_fields_of_their_kind(name: str, label: str) -> None:
    for m in gold_of(name)[label]:
        counted = {"qualifier"} if m.get("quantity") is not None else set()
        assert set(m) - {"optional"} == {"text", "n"} | FIELDS[label] | counted, m
        assert m.get("optional", True) is True, m


@pytest.mark.parametrize("mentions", each("fraud_types"))
def test_fraud_types(mentions: list[dict[str, Any]]) -> None:
    assert {m["code"] for m in mentions} <= FRAUD_CODES


@pytest.mark.parametrize("mentions", each("percent_changes"))
def test_percent_changes(mentions: list[dict[str, Any]]) -> None:
    for m in mentions:
        assert is_number(m["value"]) and m["value"] != 0, m
        points = re.search("百分点|百分點", re.sub(r"\s", "", m["text"]))
        assert m["unit"] == ("points" if points else "percent"), m
        assert m["basis"] in {"yoy", "mom", "other", None}, m
        assert m["qualifier"] in QUALIFIERS, m
        assert m["indicator"], m
        assert is_division_or_none(m["region"]), m
        assert m["period"] is None or m["period"], m


@pytest.mark.parametrize("mentions", each("police_units"))
def test_police_units(mentions: list[dict[str, Any]]) -> None:
    for m in mentions:
        assert m["kind"] in KINDS, m
        assert m["full_name"] is None or re.fullmatch(r"[\u4e00-\u9fff\d]{3,}", m["full_name"]), m
        assert all(is_division_or_none(m[field]) for field in ("province", "city", "county")), m


@pytest.mark.parametrize("mentions", each("outreach_channels"))
def test_outreach_channels(mentions: list[dict[str, Any]]) -> None:
    for m in mentions:
        assert m["code"] in CHANNEL_CODES, m
        assert (m["quantity"] is None) == (m["measure"] is None), m
        assert m["quantity"] is None or (is_number(m["quantity"]) and m["quantity"] > 0), m
        assert m.get("qualifier", "exact") in QUALIFIERS, m


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_change_is_not_among_the_changes(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    changes = [span(text, m) for m in gold["percent_changes"]]
    for m in gold["not_changes"]:
        start, end = span(text, m)
        assert all(end <= s or e <= start for s, e in changes), m


@pytest.mark.parametrize("name", ["16_tax", "18_tv_economy"])
def test_negative_documents_hold_nothing_but_changes(name: str) -> None:
    gold = gold_of(name)
    assert gold["percent_changes"]
    assert not gold["fraud_types"] + gold["police_units"] + gold["outreach_channels"]
