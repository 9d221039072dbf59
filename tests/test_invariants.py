"""What holds of any text at all, made up by hypothesis from scraps of news, of pages, and of Unicode."""

from __future__ import annotations

import json
import math
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from twin_texts import TWINS, Twin, clean

import antifraud_ie
from antifraud_ie.extractors import EXTRACTORS
from antifraud_ie.raw_doc import storable
from antifraud_ie.text import View

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))

_NEWS = (
    "昆明市公安局 五华分局 沙朗派出所 省公安厅 市局 分局 刑侦支队 无锡警方 反诈中心 国家反诈中心 香港警务处 公安部 铁路公安局 派出所"
    " 刷单返利 冒充公检法 冒充客服 杀猪盘 贷款 网络贷款诈骗 诈骗 电信网络诈骗 等诈骗 类诈骗 裸聊 交友 跑分 投资理财"
    " 同比 环比 下降 上升 增长 分别 较去年同期 较2019年 4.04% 30.51% 三成 近四成 1.2倍 翻一番 腰斩 3个百分点 百分之五 过半 -3%"
    " 今年以来 1-7月 截至4月21日 春节期间 2022年 去年 全市 全区 昆明 五华 鼓楼区 立案数 损失 警情 发案 案件"
    " 宣传海报 2670张 张贴 发放 传单 宣传活动 380余场 微信公众号 App 小程序 短信 96110 LED屏 宣讲 走访 民警 群众 、 ， 。 和 ： “ ” （ ）"
)
_PAGES = "首页>社会>正文 来源:某网 2022-02-07 上一篇 <p> </p> <b> </b> <br> <script> </script> <!-- --> &nbsp; &lt; &#21453; (jī) ("
_ODD = [
    "\n",
    "\n\n",
    "　　",
    " ",
    "\t",
    "\u200b",
    "\ud800",
    "\udfff",
    "\x00",
    "\ufeff",
    "\r\n",
    "😀",
    "̈",
    "𠮷",
    "機",
    "関",
]
NEWS = _NEWS.split()
PAGES = [*_PAGES.split(), *_ODD]
scraps = st.lists(st.sampled_from(NEWS + PAGES), max_size=40).map("".join)
news = st.lists(st.sampled_from(NEWS), min_size=1, max_size=30).map("".join)
anything = st.one_of(scraps, st.text(), st.text(st.characters(categories=["Cs", "Lo", "Nd", "Po", "Zs", "Cf", "Cc"])))

# Edges carry none of these; a sign before a number and a percent sign after it belong to the mention.
_OUTSIDE = regex.compile(r"[\p{P}\p{Z}\p{C}<>|&&[^%％‰\-−﹣+()（）]]", regex.V1)


@cache
def pipeline() -> Language:
    return antifraud_ie.load(include_boilerplate=True)


def records(text: str) -> dict[str, list[dict[str, Any]]]:
    return antifraud_ie.to_dict(pipeline()(text))


def check(doc: Doc, text: str) -> None:
    assert doc.text == text
    found = antifraud_ie.to_dict(doc)
    assert list(found) == list(EXTRACTORS)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    view = View(text)
    bounds = [view.raw_span(at, at + 1) for at in range(len(view.text))]
    starts = {start: at for at, (start, _) in enumerate(bounds)}
    ends = {end: at for at, (_, end) in enumerate(bounds)}
    for label, rows in found.items():
        places = [(row["start_char"], row["end_char"]) for row in rows]
        assert places == sorted(places), label
        assert len(places) == len(set(places)), label
        for row in rows:
            start, end = row["start_char"], row["end_char"]
            assert 0 <= start < end <= len(text)
            assert row["text"] == storable(text[start:end])
            # An edge stands on a clean character: no tag, no space and no half a reading there.
            first, last = view.text[starts[start]], view.text[ends[end]]
            assert not _OUTSIDE.match(first) and not _OUTSIDE.match(last), (label, row["text"])
            for value in (row.get("value"), row.get("quantity")):
                assert value is None or math.isfinite(value)


@settings(deadline=None, max_examples=300)
@given(anything)
def test_any_text(text: str) -> None:
    check(pipeline()(text), text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_seeds(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    check(pipeline()(text), text)


@pytest.mark.parametrize("path", SEEDS[:6], ids=lambda path: path.stem)
def test_cut_anywhere(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    for cut in range(7, len(text), 97):
        check(pipeline()(text[:cut]), text[:cut])


@settings(deadline=None, max_examples=100)
@given(st.lists(anything, max_size=4))
def test_a_stream_has_the_same_records(texts: list[str]) -> None:
    docs = pipeline().pipe(texts, batch_size=2)
    assert [antifraud_ie.to_dict(doc) for doc in docs] == [records(text) for text in texts]


def test_two_processes_have_the_same_records() -> None:
    texts = [path.read_bytes().decode("utf-8") for path in SEEDS]
    docs = pipeline().pipe(texts, n_process=2, batch_size=5)
    assert [antifraud_ie.to_dict(doc) for doc in docs] == [records(text) for text in texts]


@settings(deadline=None, max_examples=40)
@given(news, st.sampled_from(TWINS), st.integers(0, 9))
def test_a_twin_has_the_same_values(text: str, twin: Twin, seed: int) -> None:
    text = clean(text)
    other = twin(text, random.Random(seed))
    if View(other).text.strip("\n") == View(text).text and View(other).gaps == View(text).gaps:
        assert values(other) == values(text)


def values(text: str) -> list[tuple[Any, ...]]:
    """Return all that records say, but for how it is written and where."""
    hidden = {"text", "start_char", "end_char", "rule"}
    rows = [(label, row) for label, rows in records(text).items() for row in rows]
    return [(label, *(row[name] for name in row if name not in hidden)) for label, row in rows]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_paragraph_alone_has_the_same_changes(path: Path) -> None:
    """A number changes, up or down, by the words of its own paragraph."""
    text = clean(path.read_bytes().decode("utf-8"))
    alone: list[tuple[Any, ...]] = []
    start = 0
    for line in text.split("\n"):
        alone += [(start + row["start_char"], row["text"], row["value"], row["unit"]) for row in changes(line)]
        start += len(line) + 1
    assert [(row["start_char"], row["text"], row["value"], row["unit"]) for row in changes(text)] == alone


def changes(text: str) -> list[dict[str, Any]]:
    return records(text)["percent_changes"]
