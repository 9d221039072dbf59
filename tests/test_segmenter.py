"""Words: the packaged pkuseg model, and this library's own words kept whole in what any model cuts."""

from __future__ import annotations

import json
import pickle
import shutil
import socket
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy_pkuseg.config import config

import antifraud_ie
from antifraud_ie.segmenter import (
    MODEL_FILES,
    PACKAGED,
    Segmenter,
    find_own_words,
    load_segmenter,
    own_words,
    word_spans,
)
from antifraud_ie.text import View
from antifraud_ie.tokenizer import Tokenizer

VOCAB = spacy.blank("zh").vocab

# Cut by hand: words of the dictionary alone, numbers with their unit as one word, our own terms whole.
BY_HAND = """
近日 ， 民警 走进 社区 ， 向 居民 讲解 防骗 知识 。
李 女士 接到 陌生 电话 ， 对方 自称 是 银行 工作人员 。
他 按照 对方 的 要求 下载 了 一 款 软件 。
警方 提醒 ： 不要 轻信 陌生人 的 来电 。
目前 ， 案件 正在 进一步 调查 中 。
公安机关 将 继续 加大 打击 力度 ， 保护 群众 的 财产 安全 。
很多 老人 不 知道 怎样 分辨 真假 。
骗子 先 取得 信任 ， 再 要求 受害人 转账 。
这 家 公司 去年 的 收入 比 前年 增长 了 一 倍 。
学校 邀请 家长 参加 座谈会 。
代表团 昨天 抵达 北京 ， 开始 对 中国 进行 友好 访问 。
会议 强调 ， 要 坚持 以 人民 为 中心 。
今年 的 粮食 产量 有望 再 创 新 高 。
医院 已经 为 他们 安排 了 检查 。
记者 看到 ， 工人 们 正 忙 着 安装 设备 。
"""


@pytest.fixture(scope="module")
def packaged() -> Segmenter:
    segmenter = load_segmenter("pkuseg", None)
    assert segmenter is not None
    return segmenter


def cut(text: str, segmenter: Segmenter) -> list[str]:
    return [text[start:end] for start, end in word_spans(text, segmenter)]


class Every:
    """Cuts after every so many characters."""

    def __init__(self, length: int) -> None:
        self.length = length

    def cut(self, txt: str) -> list[str]:
        return [run[at : at + self.length] for run in txt.split() for at in range(0, len(run), self.length)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("五华公安分局民警来到学校。", "公安分局"),
        ("五華公安分局民警來到學校。", "公安分局"),
        ("谨防刷单返利陷阱", "刷单返利"),
        ("两人因冒充公检法被捕", "冒充公检法"),
        ("谨防冒充领导诈骗", "冒充领导"),
        ("在微信公众号推送文章", "微信公众号"),
        ("国家反诈中心发布提示", "国家反诈中心"),
        ("刑侦支队接报后赶到", "刑侦支队"),
        ("一些人落入杀猪盘", "杀猪盘"),
        ("帮助信息网络犯罪活动罪", "帮助信息网络犯罪活动罪"),
    ],
)
def test_own_words_stay_whole(packaged: Segmenter, text: str, word: str) -> None:
    assert word in cut(View(text).text, packaged)
    assert View(word).text in [token.norm_ for token in Tokenizer(VOCAB, "pkuseg")(text)]


@pytest.mark.parametrize(
    ("text", "segmenter", "expected"),
    [
        ("谨防刷单返利", Every(1), ["谨", "防", "刷单返利"]),
        ("刷单返利活动", Every(1), ["刷单返利", "活", "动"]),
        ("被刷单返利骗", Every(2), ["被", "刷单返利", "骗"]),  # a long one divides 被刷 and 利骗
        ("很落实习近", Every(2), ["很落", "实习", "近"]),
        ("落实习近平", Every(2), ["落实", "习近", "平"]),  # a short one, 实习, does not
        ("刷 单返 利", Every(1), ["刷 单返 利"]),  # the space is no part of the clean text
        ("", Every(1), []),
    ],
)
def test_own_words_join_and_divide_words(text: str, segmenter: Segmenter, expected: list[str]) -> None:
    assert cut(text, segmenter) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全面落实习近平总书记重要讲话精神", {"落实", "习近平"}),
        ("密切联系职工群众", {"职工", "群众"}),
        ("保护投资者的权益", {"投资者"}),
    ],
)
def test_letters_that_meet_by_chance_are_no_word(packaged: Segmenter, text: str, expected: set[str]) -> None:
    assert expected <= set(cut(text, packaged))


def test_words_are_cut_as_by_hand(packaged: Segmenter) -> None:
    same = total = 0
    for line in BY_HAND.strip().splitlines():
        expected, found = (spans(words) for words in (line.split(), cut(line.replace(" ", ""), packaged)))
        same += 2 * len(expected & found)
        total += len(expected) + len(found)
    assert same / total >= 0.95


def spans(words: list[str]) -> set[tuple[int, int]]:
    ends = [sum(map(len, words[: number + 1])) for number in range(len(words))]
    return {(end - len(word), end) for word, end in zip(words, ends, strict=True)}


@given(st.text("刷单返利冒充公检法实习近平a1，\n "), st.integers(1, 5))
def test_words_cover_the_text_and_long_own_words_are_whole(text: str, length: int) -> None:
    text = View(text).text
    found = list(word_spans(text, Every(length)))
    assert "".join(text[start:end] for start, end in found) == "".join(text.split())
    starts = {start for start, _ in found}
    for start, end in find_own_words(text):
        assert end - start < 4 or starts.isdisjoint(range(start + 1, end))


def test_own_words_are_words() -> None:
    assert len(own_words()) > 5000
    assert all(word.isalnum() and len(word) > 1 for word in own_words())
    assert not {"老师", "朋友", "同学"} & set(own_words())


def test_the_packaged_model_is_small_and_no_pickle() -> None:
    assert {file.name for file in PACKAGED.iterdir()} == {*MODEL_FILES, "LICENSE.txt"}
    with np.load(PACKAGED / "weights.npz", allow_pickle=False) as stored:
        assert {name: stored[name].dtype.kind for name in stored} == {"sizes": "i", "w": "f"}
    assert sum(file.stat().st_size for file in PACKAGED.iterdir()) <= 8_000_000


def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("reached for the network")

    monkeypatch.setattr(config, "pkuseg_home", str(tmp_path / "home"))
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    doc = antifraud_ie.load(segmenter="pkuseg")("五华公安分局提醒市民谨防刷单返利。")
    assert [token.text for token in doc][-2:] == ["刷单返利", "。"]
    with pytest.raises(ValueError, match="give None for the packaged model, or let spacy_pkuseg"):
        antifraud_ie.load(segmenter="pkuseg", pkuseg_model="news")
    assert not (tmp_path / "home").exists()


def test_a_model_is_found_by_path_and_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(config, "pkuseg_home", str(tmp_path / "home"))
    for folder in (tmp_path / "home" / "news", tmp_path / "web"):
        shutil.copytree(PACKAGED, folder)
    monkeypatch.chdir(tmp_path)
    for model in ("news", "web", str(tmp_path / "web")):  # "web" is a folder here, and the name of a model
        assert cut("民警走访商户", load_segmenter("pkuseg", model)) == ["民警", "走访", "商户"]  # type: ignore[arg-type]


def test_a_model_that_must_be_unpickled_is_refused(tmp_path: Path) -> None:
    for name, data in (("weights.npz", b""), ("features.pkl", pickle.dumps({}))):
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=r"is in the old format, which can run code.*convert it once"):
        load_segmenter("pkuseg", str(tmp_path))


def test_the_packaged_model_is_stored_without_a_path(tmp_path: Path) -> None:
    nlp = antifraud_ie.load(segmenter="pkuseg")
    nlp.to_disk(tmp_path)
    expected = {"segmenter": "pkuseg", "pkuseg_model": None}
    assert json.loads((tmp_path / "tokenizer").read_text()) == expected
    assert str(PACKAGED.parent) not in (tmp_path / "config.cfg").read_text()
    text = "五华公安分局提醒市民谨防刷单返利。"
    words = [token.text for token in nlp(text)]
    assert "刷单返利" in words
    for tokenizer in (spacy.load(tmp_path).tokenizer, pickle.loads(pickle.dumps(nlp.tokenizer))):
        assert [token.text for token in tokenizer(text)] == words


def test_records_and_words_are_the_same_in_worker_processes() -> None:
    texts = ["昆明市公安局五华分局民警走訪(fǎng)商戶，刷单返利警情同比下降4.04%。", "冒充公检法诈骗多发。"] * 3
    words = antifraud_ie.load(segmenter="pkuseg")
    plain = antifraud_ie.load()
    docs = list(words.pipe(texts, n_process=2, batch_size=2))
    assert [antifraud_ie.to_dict(doc) for doc in docs] == [antifraud_ie.to_dict(doc) for doc in plain.pipe(texts)]
    assert [[token.text for token in doc] for doc in docs] == [[token.text for token in words(text)] for text in texts]
