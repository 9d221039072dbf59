"""Hostile input: text made to make a program slow, lexicons made to make it stumble.

Nothing here looks at a clock, but for the timeout of the `regex` package, which ends what would never end.
Work is counted in calls: four times the text may take little more than four times the calls.
"""

from __future__ import annotations

import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from inspect import signature
from types import FrameType
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import antifraud_ie
from antifraud_ie.article import Article
from antifraud_ie.extractors import EXTRACTORS
from antifraud_ie.lexicon import Lexicon, LexiconError, Schema, load_terms
from antifraud_ie.user_terms import check_entries

_UNITS = (
    "派出所 公安局 分局 市公安局 昆明 五华、 五华分局 五华分局、 昆明公安、 支队 公安部 反诈中心"
    " 号警务室 ）警务室 我区公安分局 刑侦大队、大数据中心、"
    " 同比 环比 分别 比去年 较2019年同期 下降3.5%、 同比下降3%， 3.5%、 增长近 一百 百分之 十一 今年 1月 1- 截至4月 活动期间"
    " 全年下降3%， 全年下降3%。 全年平稳。 全县警情下降3%， 五华辖区下降3%， 较去年下降3%， 问卷显示 一。3月平稳。"
    " 诈骗 刷单 刷单诈骗、 冒充 冒充客服 贷款、 类诈骗 等诈骗 、虚假合作 骗局：甲乙、 冒充某某的 网络 的"
    " 海报 海报、 海报10张 宣传活动 “反诈” 公众号 入户走访 一张 10场、"
    " 送环保袋和草帽、 、骑士群 “婆婆队”"
    " (jī) 机(jī) < <p <p> & &#2 首页> 首页| 来源: 、 ， “ （ ( . % 1 A 反A"
)
HOSTILE = [*_UNITS.split(), "\n", "反诈\n", "反 ", "2022-02-07 ", "\ud800"]
HEAD = "昆明市公安局五华分局通报诈骗。"
LONG_TEXTS = [
    "派出所公安局五华分局支队昆明公安",
    "比去年同比下降3.5%、百分之十一1-",
    "冒充贷款类诈骗的网络刷单",
    "宣传活动“反诈”海报10张的、",
    "一",
    "自从今年1月，和",
    "A(<p&首页> ",
]


def repeated(unit: str, length: int) -> str:
    return HEAD + unit * (length // len(unit))


@cache
def pipeline() -> Any:
    return antifraud_ie.load(include_boilerplate=True)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_monotonous_text_is_read(unit: str) -> None:
    text = repeated(unit, 600)
    doc = pipeline()(text)
    assert doc.text == text
    for name, records in antifraud_ie.to_dict(doc).items():
        for record in records:
            assert 0 <= record["start_char"] < record["end_char"] <= len(text), name


def calls(work: Callable[[], object]) -> int:
    """Return how many functions, Python's and C's, some work calls."""
    count = 0

    def profile(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@cache
def lexicon(name: str) -> Any:
    return EXTRACTORS[name].load_lexicon()


def work(text: str) -> dict[str, int]:
    """Return the calls that each stage makes to read a text."""
    article = Article(text)
    counts = {"view": calls(lambda: Article(text)), "zones": calls(lambda: article.lines)}
    counts["home"] = calls(lambda: (article.home, article.published, article.about_safety, article.sentence_at(0)))
    for name, extractor in EXTRACTORS.items():
        terms = lexicon(name)
        counts[name] = calls(partial(extractor.extract, article, terms))
    return counts


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_text(unit: str) -> None:
    work(HEAD)  # builds what is built once
    short, long = work(repeated(unit, 400)), work(repeated(unit, 1600))
    assert {stage: (short[stage], long[stage]) for stage in short if long[stage] > 4.6 * short[stage] + 300} == {}


def patterns() -> Iterator[tuple[str, regex.Pattern[str]]]:
    """Yield all regular expressions of the package, be they compiled when a module is imported or on first use."""
    for module in pkgutil.walk_packages(antifraud_ie.__path__, "antifraud_ie."):
        for name, found in vars(import_module(module.name)).items():
            value = found() if _is_built_on_first_use(found, module.name) else found
            for key, pattern in _patterns_in(value):
                yield f"{module.name.removeprefix('antifraud_ie.')}.{name}{key}", pattern


def _is_built_on_first_use(value: Any, module: str) -> bool:
    return hasattr(value, "cache_info") and value.__module__ == module and not signature(value).parameters


def _patterns_in(value: object) -> Iterator[tuple[str, regex.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        value = regex.compile(value.pattern)  # of the two libraries, only this one can stop in time
    if isinstance(value, regex.Pattern):
        yield "", value
    elif isinstance(value, dict | tuple | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from ((f"[{key}]{inner}", pattern) for inner, pattern in _patterns_in(item))


PATTERNS = dict(patterns())


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_comes_to_an_end(name: str) -> None:
    pattern: Any = PATTERNS[name]
    for unit in LONG_TEXTS:
        text = unit * (4000 // len(unit))
        for _ in pattern.finditer(text if isinstance(pattern.pattern, str) else text.encode(), timeout=2):
            pass


def test_all_patterns_are_seen() -> None:
    assert {"article._SENTENCE_END", "period_patterns.patterns[calendar]", "zones._TRAIL"} <= set(PATTERNS)
    assert len(PATTERNS) > 100


def test_a_pattern_without_end_is_noticed() -> None:
    with pytest.raises(TimeoutError):
        regex.compile(r"(?:一|一一)+\d").search("一" * 4000, timeout=0.2)


SCHEMA = Schema(codes=frozenset({"poster"}), keys={"name": str})
toml_values = st.recursive(
    st.one_of(st.text(max_size=5).map(repr), st.integers().map(str), st.just("true"), st.just("1979-05-27")),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    max_leaves=4,
)
toml_lines = st.one_of(
    st.sampled_from(
        ["[[term]]", 'id = "x"', 'code = "poster"', 'surfaces = ["海报"]', 'yes = ["[海报]"]', "[term]", "="]
    ),
    st.tuples(st.sampled_from(["id", "code", "surfaces", "yes", "no", "name", "nme", "term"]), toml_values).map(
        " = ".join
    ),
    st.text(max_size=10),
)


@settings(deadline=None)
@given(st.lists(toml_lines, max_size=8).map("\n".join))
def test_any_lexicon_loads_or_says_why(source: str) -> None:
    try:
        terms = load_terms(source, "mine.toml", SCHEMA)
    except LexiconError as error:
        assert str(error).startswith("mine.toml")
    else:
        assert all(term.code == "poster" and term.surfaces for term in terms)


scalars = st.none() | st.integers() | st.text(max_size=3)
entries = st.dictionaries(
    st.sampled_from(["id", "code", "surfaces", "yes", "no", "extra"]),
    st.recursive(scalars, lambda inner: st.lists(inner, max_size=3)),
)


@settings(deadline=None)
@given(st.lists(st.one_of(entries, st.none(), st.integers()), max_size=3))
def test_any_terms_are_taken_or_refused(terms: list[Any]) -> None:
    try:
        taken = check_entries(terms, "my terms", EXTRACTORS["fraud_types"])
    except LexiconError as error:
        assert str(error).startswith("my terms")
    else:
        assert list(Lexicon(taken).find("反诈")) == []
