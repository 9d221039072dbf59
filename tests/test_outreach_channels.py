"""Outreach channels: the cases in the text file, the lexicon's own sentences, and what must always hold."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, get_args

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.article import Article
from antifraud_ie.explain.outreach_channels import LACKED, failure
from antifraud_ie.explain.reasons import Query
from antifraud_ie.extractors.outreach_channels import CODES, FAMILIES, default_lexicon, extract
from antifraud_ie.extractors.outreach_channels.finding.finder import find_names
from antifraud_ie.extractors.outreach_channels.patterns import Ending
from antifraud_ie.extractors.outreach_channels.senses.judging import Drop
from antifraud_ie.extractors.outreach_channels.values.numbers import numbers_in
from antifraud_ie.extractors.outreach_channels.values.quantities import link_quantities
from antifraud_ie.lexicon import Term
from antifraud_ie.records import OutreachChannel

CASES = Path(__file__).parent / "cases" / "outreach_channels.txt"
MARK = regex.compile(r"\[([^\[\]|]+)\|([a-z_]+)(?:\|([\d.]+)\|(\p{Han}+))?((?:\|[a-z]+=[^\[\]|]+)*)\]")
SURFACE = regex.compile(r"\[([^\[\]]+)\]")
DETAILS = "== whole records"


class Expected(NamedTuple):
    """What a mark says of a channel; of the last three, only what whole records tell."""

    surface: str
    start: int
    code: str
    quantity: float | None
    measure: str | None
    action: str | None = None
    named: str | None = None
    audience: str | None = None


class Case(NamedTuple):
    """A sentence with its channels, and whether action, name and audience are told too."""

    text: str
    expected: tuple[Expected, ...]
    whole: bool = False


def read_case(line: str, *, whole: bool = False) -> Case:
    text, expected, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        surface, code, quantity, measure, details = match.groups()
        told = dict(detail.split("=") for detail in details.split("|")[1:])
        count = float(quantity) if quantity else None
        expected.append(Expected(surface, len(text), code, count, measure, **told))
        text += surface
        last = match.end()
    return Case(text + line[last:], tuple(expected), whole)


def read_cases() -> tuple[list[Case], list[Case]]:
    cases: tuple[list[Case], list[Case]] = ([], [])
    section, whole = cases[0], False
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("== "):
            section, whole = cases[line == "== known failures"], line == DETAILS
        elif line and not line.startswith("#"):
            section.append(read_case(line, whole=whole))
    return cases


SOLVED, UNSOLVED = read_cases()


def found(text: str, *, whole: bool = False) -> tuple[Expected, ...]:
    records = extract(Article(text), default_lexicon())
    return tuple(
        Expected(r.text, r.start_char, r.code, r.quantity, r.measure, *(_details(r) if whole else ())) for r in records
    )


def _details(record: OutreachChannel) -> tuple[str | None, str | None, str | None]:
    audience = f"{record.audience:g}{record.audience_measure}" if record.audience else None
    return record.action, record.named, audience


@pytest.mark.parametrize("case", SOLVED, ids=lambda case: case.text[:24])
def test_case(case: Case) -> None:
    assert found(case.text, whole=case.whole) == case.expected


@pytest.mark.xfail(strict=True, reason="not solved yet")
@pytest.mark.parametrize("case", UNSOLVED, ids=lambda case: case.text[:24])
def test_known_failure(case: Case) -> None:
    assert found(case.text, whole=case.whole) == case.expected


def test_case_file_is_read_whole() -> None:
    assert len(SOLVED) >= 200
    assert {channel.code for case in SOLVED for channel in case.expected} <= set(CODES)
    marked = Expected("海报", 1, "poster", 30.0, "张", action="贴")
    assert read_case("贴[海报|poster|30|张|action=贴]30张。") == Case("贴海报30张。", (marked,))


@pytest.mark.parametrize("term", default_lexicon().terms, ids=lambda term: term.id)
def test_term_proves_itself(term: object) -> None:
    assert term.yes, "every term needs a sentence that proves it"
    for sentence in term.yes:
        text = SURFACE.sub(r"\1", sentence)
        marked = SURFACE.search(sentence)
        assert marked, sentence
        assert (marked[1], marked.start(), term.code) in [row[:3] for row in found(text)], sentence
    for sentence in term.no:
        assert term.code not in {row.code for row in found(sentence)}, sentence


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("民警发放反诈传单300余份。", "over"),
        ("民警发放反诈传单近300份。", "nearly"),
        ("民警发放反诈传单约300份。", "about"),
        ("民警发放反诈传单300份。", "exact"),
        ("民警发放反诈传单。", None),
    ],
)
def test_qualifier(text: str, qualifier: str | None) -> None:
    (record,) = extract(Article(text), default_lexicon())
    assert (record.text, record.qualifier) == ("传单", qualifier)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("警方在抖音曝光骗术。", "online"),
        ("民警拨打劝阻电话，拦下一起诈骗。", "phone"),
        ("民警张贴反诈海报。", "print"),
        ("商场LED屏滚动播放防骗提示。", "broadcast"),
        ("民警开展反诈讲座。", "face_to_face"),
        ("警方在报纸上曝光骗术。", "media"),
        ("民警在小区立起反诈展板。", "place"),
    ],
)
def test_family(text: str, family: str) -> None:
    (record,) = extract(Article(text), default_lexicon())
    assert record.family == family


def test_every_term_has_a_family_and_a_sense() -> None:
    terms = default_lexicon().terms
    assert {term.extra["family"] for term in terms} == set(FAMILIES)
    assert {term.extra["sense"] for term in terms} == {"named", "weak"}


def test_a_term_of_a_user_gets_the_family_of_its_code() -> None:
    lexicon = default_lexicon().plus([Term("blackboard", "display_board", ("粉笔墙",))])
    (record,) = extract(Article("民警在粉笔墙上写下反诈提示。"), lexicon)
    assert (record.text, record.code, record.family) == ("粉笔墙", "display_board", "place")


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("民警举办反诈讲座，参与群众1.2万余人次。", (12000, "人次", "over")),
        ("民警走访近3000户，逐户讲防骗。", (3000, "户", "nearly")),
        ("民警举办反诈讲座，追回3万元。", (None, None, None)),
    ],
)
def test_audience(text: str, audience: tuple[float | None, str | None, str | None]) -> None:
    (record,) = extract(Article(text), default_lexicon())
    assert (record.audience, record.audience_measure, record.audience_qualifier) == audience


def test_page_furniture_is_silent() -> None:
    text = "某市警方发布防骗提示\n分享到:微信 微博 QQ空间\n民警在集市张贴反诈海报，向过往群众讲解刷单诈骗和冒充客服诈骗的套路。"
    assert [row.surface for row in found(text)] == ["海报"]


WORDS = [
    "反诈",
    "骗子",
    "民警",
    "海报",
    "短信",
    "“",
    "”",
    "、",
    "，",
    "。",
    "\n",
    "3万余份",
    "发放",
    "微信群",
    "(bào)",
    "一",
    "课",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join) | st.text(max_size=80))
def test_any_text_gives_ordered_records_on_its_characters(text: str) -> None:
    records = extract(Article(text), default_lexicon())
    last = 0
    for record in records:
        assert last <= record.start_char < record.end_char
        assert text[record.start_char : record.end_char] == record.text
        assert record.code in CODES
        assert (record.quantity is None) == (record.measure is None) == (record.qualifier is None)
        assert (record.audience is None) == (record.audience_measure is None) == (record.audience_qualifier is None)
        assert record.family in FAMILIES
        last = record.end_char


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("about_safety", "书店张贴[海报]。"),
        ("topic", "民警破获一起盗窃案。" + "天气晴好。" * 80 + "书店张贴[海报]。"),
        ("other_word", "反诈民警请居民看[MV]P名单。"),
        ("compound", "反诈民警参加业务[培训]。"),
        ("swindlers", "骗子散发[传单]，民警提醒市民。"),
        ("swindlers_again", "他被骗子拉进微信群，损失三万元。[微信群]随后解散。"),
        ("carrier", "民警在[公交车]内的LED屏滚动播放反诈标语。"),
        ("evidence", "民警看见一辆[出租车]。"),
    ],
)
def test_a_dropped_mention_says_which_rule_dropped_it(rule: str, marked: str) -> None:
    text, start = marked.replace("[", "").replace("]", ""), marked.index("[")
    query = Query(Article(text), start, marked.index("]") - 1, default_lexicon())
    assert failure(query).rule == rule


def test_every_rule_that_drops_is_explained() -> None:
    assert set(LACKED) == {"about_safety", "zone", *get_args(Drop)}


def test_no_mentions_no_quantities() -> None:
    assert link_quantities("发放3万份", [], numbers_in("发放3万份", [], {})) == {}


def test_the_unit_that_acts_is_named() -> None:
    article = Article("近日，五华分局张贴反诈海报20张，提醒群众谨防诈骗。社区民警还发放宣传单。")
    units = [(record.text, record.police_unit) for record in extract(article, default_lexicon())]
    assert units == [("海报", "五华分局"), ("宣传单", None)]


@pytest.mark.parametrize(
    "members", ["老人", "宝妈", "快递", "楼栋长", "镇村", "商圈", "家委", "义警", "村干部", "居民联络", "业主通知"]
)
def test_a_group_is_named_after_its_members(members: str) -> None:
    text = f"加入{members}群后"
    names = [(rule.rule, text[start:end]) for rule, start, end in find_names(text)]
    assert names == [("members_group", f"{members}群")]


@pytest.mark.parametrize("text", ["老人群众", "羊群", "居民群体"])
def test_other_groups_are_no_channels(text: str) -> None:
    assert find_names(text) == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("查获", True),
        ("近日查获了一批作案", False),
        ("近日查获了一批", True),
        ("查获，一批", False),
        ("", False),
        ("一二三四五六", False),
    ],
)
def test_an_ending_allows_only_its_tail(text: str, ends: bool) -> None:
    assert Ending("查获 打掉", "[^，]{0,4}", 4).ends(text) is ends


def test_a_count_far_from_every_channel_counts_none() -> None:
    text = "民警张贴反诈海报20张，" + "天气晴好，" * 40 + "发放30张"
    channels = extract(Article(text), default_lexicon())
    assert [(channel.text, channel.quantity) for channel in channels] == [("海报", 20)]
