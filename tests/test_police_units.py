"""Police units: the cases in the text file, whole records expected, and what must hold of any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.article import Article
from antifraud_ie.extractors.police_units import extract
from antifraud_ie.records import PoliceUnit

CASES = Path(__file__).parent / "cases" / "police_units.txt"
MARK = regex.compile(r"\[(?P<surface>[^\[\]|]+)\|(?P<unit>[^\[\]|]+)(?:\|(?P<more>[^\[\]|]+))?\]")


class Definition(NamedTuple):
    """What is known of a unit: its fields that do not depend on the mention."""

    kind: str
    level: str | None
    adcode: str | None
    parent: str | None


class Case(NamedTuple):
    """A text and the marked mentions in it, each as surface, start, and what the mark says."""

    text: str
    mentions: tuple[tuple[str, int, str, str | None], ...]


class Cases(NamedTuple):
    """The file: texts that must come out right, texts that must not yet, and two tables."""

    solved: list[Case]
    unsolved: list[Case]
    units: dict[str, Definition]
    divisions: dict[str, tuple[str | None, ...]]


def read_cases() -> Cases:
    cases = Cases([], [], {}, {})
    texts = cases.solved
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("== "):
            texts = cases.unsolved if line == "== known failures" else cases.solved
        elif line.startswith("= "):
            name, kind, level, adcode, parent = (known(field) for field in line[2:].split(" | "))
            assert name and kind and name not in cases.units, line
            cases.units[name] = Definition(kind, level, adcode, parent)
        elif line.startswith("@ "):
            key, *names = line[2:].split()
            cases.divisions[key] = tuple(known(name) for name in names)
        elif line and not line.startswith("#"):
            texts.append(read_case(line))
    return cases


def known(field: str) -> str | None:
    return None if field == "-" else field


def read_case(line: str) -> Case:
    line = line.replace("⏎", "\n")
    text, mentions, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        mentions.append((match["surface"], len(text), match["unit"], match["more"]))
        text += match["surface"]
        last = match.end()
    return Case(text + line[last:], tuple(mentions))


CASE_FILE = read_cases()

Fields = dict[str, object]


def expected(surface: str, start: int, unit: str, more: str | None) -> Fields:
    """All fields of the record that a mark stands for, but for its zone and rule."""
    place: Fields = {"text": surface, "start_char": start, "end_char": start + len(surface)}
    if unit.startswith("?"):
        kind, code = unit[1:].split()
        candidates = tuple(sorted(more.split(";"))) if more else ()
        status = "ambiguous" if more else "unknown"
        full: Fields = {"full_name": None, "parent": None, "status": status, "candidates": candidates}
        return {**place, "kind": kind, **full, **divisions_of(known(code))}
    kind, level, adcode, parent = CASE_FILE.units[unit]
    return {
        **place,
        "kind": more or kind,
        "full_name": unit,
        "parent": parent,
        "status": "resolved",
        "candidates": (),
        "level": level,
        "name": unit.removeprefix(parent or "") or None,
        **divisions_of(adcode),
    }


def divisions_of(key: str | None) -> Fields:
    province, city, county = CASE_FILE.divisions[key] if key else (None, None, None)
    return {"adcode": key and key.split(":")[0], "province": province, "city": city, "county": county}


def fields_of(record: PoliceUnit, wanted: Fields) -> Fields:
    given = {name: getattr(record, name) for name in wanted}
    return {**given, "candidates": tuple(sorted(c.full_name for c in record.candidates))}


def assert_found(case: Case) -> None:
    records = extract(Article(case.text))
    wanted = [expected(*mention) for mention in case.mentions]
    assert [record.text for record in records] == [mention[0] for mention in case.mentions]
    assert [fields_of(record, fields) for record, fields in zip(records, wanted, strict=True)] == wanted


@pytest.mark.parametrize("case", CASE_FILE.solved, ids=lambda case: case.text[:24])
def test_case(case: Case) -> None:
    assert_found(case)


@pytest.mark.parametrize("case", CASE_FILE.unsolved, ids=lambda case: case.text[:24])
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_known_failure(case: Case) -> None:
    assert_found(case)


HEADS = [
    "公安局",
    "分局",
    "公安分局",
    "派出所",
    "刑侦大队",
    "反诈中心",
    "警方",
    "公安",
    "市局",
    "该所",
    "警务处",
    "总队",
]
PLACES = [
    "昆明",
    "昆明市",
    "五华",
    "鼓楼",
    "朝阳区",
    "云南省",
    "香港",
    "台北市",
    "高新区",
    "沙朗",
    "、",
    "和",
    "民警",
    "到",
    " ",
    "\n",
]
pieces = st.lists(st.sampled_from([*HEADS, *PLACES, "诈骗", "。", "\ud800", "a1", "（"]), max_size=24).map("".join)


@given(pieces)
def test_mentions_are_whole_ordered_and_apart(text: str) -> None:
    records = extract(Article(text))
    assert all(text[record.start_char : record.end_char] == record.text for record in records)
    assert all(left.end_char <= right.start_char for left, right in pairwise(records))


@given(pieces)
def test_no_full_name_without_certainty(text: str) -> None:
    for record in extract(Article(text)):
        assert (record.full_name is not None) == (record.status == "resolved")
        assert bool(record.candidates) == (record.status == "ambiguous")
        if record.full_name and record.name and record.parent:
            assert record.full_name.endswith(record.name)


@given(pieces)
def test_the_same_text_twice_gives_the_same(text: str) -> None:
    assert extract(Article(text)) == extract(Article(text))


def test_records_survive_plain_values() -> None:
    (record,) = extract(Article("鼓楼区公安分局破获诈骗案。"))
    assert record.status == "ambiguous"
    assert PoliceUnit(**record.to_dict()) == record


def test_evidence_names_the_places_that_speak_for_a_candidate() -> None:
    text = "鼓楼区公安分局破获诈骗案。嫌疑人曾在徐州市和开封市作案。"
    (record,) = extract(Article(text))
    evidence = {candidate.full_name: candidate.evidence for candidate in record.candidates}
    assert evidence == {
        "南京市公安局鼓楼分局": (),
        "徐州市公安局鼓楼分局": ("徐州市",),
        "福州市公安局鼓楼分局": (),
        "开封市公安局鼓楼分局": ("开封市",),
    }
    assert {candidate.code for candidate in record.candidates} == {"320106", "320302", "350102", "410204"}


def test_a_text_about_something_else_has_none() -> None:
    assert extract(Article("市局近日召开春耕会议。")) == ()
