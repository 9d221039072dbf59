"""Every word with a direction makes a change before a figure, and a trend without one."""

from __future__ import annotations

import pytest

from antifraud_ie.article import Article
from antifraud_ie.extractors.percent_changes import extract
from antifraud_ie.extractors.percent_changes.trends import extract_trends

UP_WORDS = (
    "上升 增长 增加 提高 提升 攀升 回升 扩大 上涨 上扬 成长 增多 递增 多增 上调 调升 调高 加快 提速 反弹 跃升 拉升 抬升 升高 增高 增收 增产 "
    "涨价 多出 上浮 大增 略升 激增 暴涨 狂升 再涨 又升 净增 飙升 飙 涨 增 升 多 增幅 涨幅 升幅 增速 增长率 上升幅度 成长率 成长幅度 年增率 上升率"
)
DOWN_WORDS = (
    "下降 减少 降低 下跌 下滑 回落 压降 缩减 收窄 缩小 缩短 萎缩 减低 减小 下挫 下探 递减 走低 滑落 压减 压缩 负增长 插水 缩水 下调 调降 "
    "调低 下浮 放缓 减产 减收 降价 大降 锐减 陡降 跌 降 减 少 降幅 跌幅 减幅 下降幅度 缩减幅度 下降率 年减率"
)
WORDS = [(word, 1) for word in UP_WORDS.split()] + [(word, -1) for word in DOWN_WORDS.split()]


@pytest.mark.parametrize(("word", "direction"), WORDS)
@pytest.mark.parametrize("basis", ["", "同比", "较去年同期"])
def test_every_word_with_a_direction_is_found(word: str, direction: int, basis: str) -> None:
    (found,) = extract(Article(f"全市发案{basis}{word}30%。"))
    assert (found.value, found.basis) == (30.0 * direction, "yoy" if basis else None)
    assert found.text == f"{basis}{word}30%"


UP_TRENDS = "上升 增长 提高 攀升 回升 上扬 成长 多增 加快 反弹 走高 升高 激增 飙升 大增"
DOWN_TRENDS = "下降 减少 下跌 下滑 回落 压降 收窄 走低 放缓 负增长 往下走 锐减"
TRENDS = [(word, "up") for word in UP_TRENDS.split()] + [(word, "down") for word in DOWN_TRENDS.split()]


@pytest.mark.parametrize(("word", "direction"), TRENDS)
@pytest.mark.parametrize(
    "before", ["同比", "环比", "较去年同期", "大幅", "持续", "进一步", "继续", "连续3个月", "再次"]
)
def test_every_verb_makes_a_trend(word: str, direction: str, before: str) -> None:
    (found,) = extract_trends(Article(f"全市发案{before}{word}。"))
    assert (found.text, found.direction) == (before + word, direction)
