"""Time a character in long hostile texts against short ones: the ratio of what is linear stays near one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import antifraud_ie
from antifraud_ie.article import Article

SHORT = 1000
TURNS = 5
# A long text takes long, but one turn alone is at the mercy of whatever else the machine does.
LONG_TURNS = 2
HEAD = "昆明市公安局五华分局通报电信网络诈骗。"
NEWS = (
    "今年以来，全市电信网络诈骗警情同比下降4.04%。五华分局民警张贴反诈海报2670张，提醒市民警惕刷单返利、冒充客服等诈骗。"
    "周末的集市上人来人往，卖菜的大姐一边找零一边听民警讲案例。\n"
)
TEXTS = {
    "ordinary news": NEWS,
    "派出所": "派出所",
    "公安局": "公安局",
    "同比": "同比",
    "机(jī)": "机(jī)",
    "(jī)": "(jī)",
    "<": "<",
    "digits": "1234567890",
    "诈骗": "诈骗",
    "刷单诈骗、": "刷单诈骗、",
    "、": "、",
    "“": "“",
    "line breaks": "\n",
    "one sentence": NEWS.replace("。", "，").replace("\n", ""),
    "figures in a list": "下降3.5%、",
    "a figure a line": "全市警情同比下降3%。\n",
    "海报10张、": "海报10张、",
}
# A stage below this cost in a long text is not shown: it is fast, whatever its ratio.
SHOWN = 5000.0
GROWN = 1.5


def growth_rows(length: int) -> list[tuple[str, ...]]:
    """Return for each text the whole pipeline's cost, and the stages that grow or cost most."""
    nlp = antifraud_ie.load()
    nlp.max_length = 2 * length
    nlp(HEAD)
    rows: list[tuple[str, ...]] = []
    for name, unit in TEXTS.items():
        turns_of = [
            (HEAD + unit * (size // len(unit)), turns) for size, turns in ((SHORT, TURNS), (length, LONG_TURNS))
        ]
        least = [min(_whole(nlp, text, turn) for turn in range(turns)) for text, turns in turns_of]
        rows.append(_row(name, "all", *least))
        before, after = (_stages(nlp, text, turns) for text, turns in turns_of)
        for stage, cost in after.items():
            if cost > SHOWN or (cost > GROWN * before[stage] and cost > SHOWN / 5):
                rows.append(_row("", stage, before[stage], cost))
    return rows


def _row(text: str, stage: str, short: float, long: float) -> tuple[str, ...]:
    return text, stage, f"{short:,.0f}", f"{long:,.0f}", f"{long / short:.1f}"


def _whole(nlp: Any, text: str, turn: int) -> float:
    # A text of its own for every turn, for what was read last is kept.
    text = f"{text}{turn}"
    return _cost(lambda: nlp(text), text)


def _stages(nlp: Any, text: str, turns: int) -> dict[str, float]:
    """Return the least cost of each stage over some turns, each with an article of its own."""
    least: dict[str, float] = {}
    for turn in range(turns):
        for stage, cost in _costs(nlp, f"{text}{turn}"):
            least[stage] = min(cost, least.get(stage, cost))
    return least


def _costs(nlp: Any, text: str) -> Iterator[tuple[str, float]]:
    article = Article("")

    def view() -> None:
        nonlocal article
        article = Article(text)

    yield "view", _cost(view, text)
    yield "zones, home", _cost(lambda: (article.lines, article.home, article.published, article.sentence_at(0)), text)
    for name, component in nlp.pipeline:
        yield name, _cost(lambda: component.find(article), text)  # noqa: B023


def _cost(work: Callable[[], object], text: str) -> float:
    """Return the time that some work takes, in nanoseconds for each character of the text."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1e9 / len(text)
