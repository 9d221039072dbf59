"""Zones: which part of a page a line is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.zones import zone_lines

BODY = "近日，县公安局民警走进社区开展反诈宣传，现场解答群众疑问，提醒大家不轻信、不转账。"
LONG = (
    BODY
    + "民警还结合身边的案例，讲解了刷单、冒充客服等骗局的套路，引导老人安装预警软件，遇到可疑来电先问子女再说，切莫一个人做主。"
)

# The lines of a page, each behind its zone.
PAGES = [
    [("body", LONG)],
    [("title", "县公安局反诈进社区"), ("byline", "2024-05-06 来源：某网"), ("body", LONG)],
    [("boilerplate", "首页 > 社会 > 正文"), ("title", "县公安局反诈进社区"), ("body", LONG)],
    [("boilerplate", "某某在线 → 山西 → 长治"), ("title", "县公安局反诈进社区"), ("body", LONG)],
    [("title", "骗子怎么骗"), ("body", LONG), ("heading", "加好友→下载App→转账"), ("body", LONG)],
    [("boilerplate", "要闻 | 港澳 | 评论"), ("title", "县公安局反诈进社区"), ("body", LONG)],
    [("boilerplate", "当前报纸名称:某日报"), ("title", "县公安局反诈进社区"), ("body", LONG)],
    [("title", "县公安局反诈进社区"), ("body", LONG), ("heading", "走村入户讲防骗"), ("body", LONG)],
    [("title", "县公安局反诈进社区"), ("body", LONG), ("caption", "图为民警发放宣传单"), ("body", LONG)],
    [("title", "县公安局反诈进社区"), ("body", LONG), ("byline", "责任编辑：某某")],
    [("title", "县公安局反诈进社区"), ("body", LONG), ("boilerplate", "相关阅读"), ("boilerplate", "另一县公安局通报")],
    [
        ("title", "县公安局反诈进社区"),
        ("body", LONG),
        ("boilerplate", "1、凡本网来源注明“某在线”的所有稿件，版权归某在线所有。"),
        ("boilerplate", "2、本网转载的稿件，目的在于传递更多信息。"),
    ],
    [("title", "县公安局反诈进社区"), ("body", LONG), ("boilerplate", "版权所有 某网")],
    [("title", "县公安局反诈进社区"), ("body", "关键是不轻信。" + LONG), ("body", LONG)],
]


@pytest.mark.parametrize("page", PAGES)
def test_zones(page: list[tuple[str, str]]) -> None:
    text = "\n".join(line for _, line in page)
    assert [(line.zone, text[line.start : line.end]) for line in zone_lines(text)] == page


def test_blank_lines_have_no_zone() -> None:
    text = "\n\n县公安局反诈进社区\n \n" + LONG
    assert [(line.zone, line.start) for line in zone_lines(text)] == [("title", 2), ("body", 14)]


def test_an_empty_text_has_no_lines() -> None:
    assert zone_lines("") == ()


@given(st.text(alphabet="首页>|。\n 2024-年月图为来源：编辑诈骗", max_size=80))
def test_every_line_that_holds_text_has_a_zone(text: str) -> None:
    lines = zone_lines(text)
    assert [text[line.start : line.end] for line in lines] == [line for line in text.split("\n") if line.strip()]
