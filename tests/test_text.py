"""The View: what dirty text reads as, and that every clean character knows its raw ones."""

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_ie.simplify import _unfinished, simplify
from antifraud_ie.text import View

# raw, clean; a "_" in the clean text stands before a gap.
READINGS = [
    ("網(wǎng)絡(luò)詐騙", "网络诈骗"),
    ("機（jī）關", "机关"),
    ("我們(men)的", "我们的"),
    ("女(nǚ)兒", "女儿"),
    ("哪兒(er)", "哪儿"),
    ("軍(jūn)裝(zhuāng)熊(xióng)窮(qióng)", "军装熊穷"),
    ("<em>機</em>(jī)關", "机关"),
    ("&#27231;(jī)關", "机关"),
    ("機(jī)(jī)關", "机关"),
    ("軟件(app)下載", "软件(app)下载"),
    ("人工智能(ai)換臉", "人工智能(ai)换脸"),
    ("選項(a)和(e)", "选项(a)和(e)"),
    ("見清單(附件)", "见清单(附件)"),
    ("App(jī)關", "App(jī)关"),
    ("。(jī)關", "。(jī)关"),
    ("機(jīx)關", "机(jīx)关"),
    ("機(JI)關", "机(JI)关"),
    ("機(jī關", "机(jī关"),
    ("機 (jī)關", "机关"),
    ("機\n(jī)", "机\n(jī)"),
]
MARKUP = [
    ("<p>反詐</p><p>宣傳</p>", "反诈\n宣传\n"),
    ("反<strong class='a'>詐</strong>中<A HREF=#>心</A>", "反诈中心"),
    ("一行<br>二行<BR/>三行", "一行\n二行\n三行"),
    ("<h2>通報</h2>\n  <div>正文", "通报\n正文"),
    ("<!DOCTYPE html><html><body>正文", "正文"),
    ("前<!-- 注 <b> -->後", "前后"),
    ("前<script type=x>if (a<b) { 反詐 }</script>後", "前后"),
    ("前<STYLE>p { 反詐 }</Style >後", "前后"),
    ("前<script>後", "前后"),
    ("<ruby>機<rp>(</rp><rt>jī</rt><rp>)</rp></ruby>關", "机关"),
    ("下降 a < b, 3>2, <3", "下降_a_<_b,_3>2,_<3"),
    ("<" + "a" * 500 + ">", "<" + "a" * 500 + ">"),
    ("<反诈>", "<反诈>"),
]
ENTITIES = [
    ("A&amp;B&gt;&lt;&quot;", 'A&B><"'),
    ("&#21453;&#x8BC8;&#X4e2d;心", "反诈中心"),
    ("全市&nbsp;&nbsp;警情", "全市_警情"),
    ("全市&nbsp警情", "全市_警情"),
    ("全市&amp;nbsp;警情", "全市_警情"),
    ("一&#10;二", "一\n二"),
    ("反&zwnj;诈&#8203;中&shy;心", "反诈中心"),
    ("&#65297;&#65285;", "1%"),
    ("P&G &, &foo; &#0; &#xD800; &#9999999;", "P&G_&,_&foo;_&#0;_&#xD800;_&#9999999;"),
]
SPACES = [
    ("反诈 中心　宣传\t活动\xa0海报", "反诈_中心_宣传_活动_海报"),
    ("LED 屏 96110 热线", "LED_屏_96110_热线"),
    ("Wi  Fi 5\t6", "Wi Fi 5 6"),
    ("Ａ Ｂ", "A B"),
    ("下降5 %", "下降5_%"),
    ("  反诈  ", "反诈"),
    ("反诈 <b> 中心", "反诈_中心"),
    ("反\u200b诈\ufeff中\xad心\x00\x7f", "反诈中心"),
    ("反诈 \u200b 中心", "反诈_中心"),
    ("反 诈 中 心", "反诈中心"),
    ("关注 反 诈 中 心 公众号", "关注_反诈中心_公众号"),
    ("反　诈　中　心。", "反诈中心。"),
    ("记者 张 某", "记者_张_某"),
    ("A 反 B 诈", "A_反_B_诈"),
    # Spaces between Han and figures are no gaps where the text sets most of them so; elsewhere they are.
    ("今年 1 至 7 月 全市立案 30 起，下降 4.04% 左右", "今年1至7月_全市立案30起，下降4.04%左右"),
    ("1月至7月立案30起 2022年下降5% 全市1至7月又降3%", "1月至7月立案30起_2022年下降5%_全市1至7月又降3%"),
]
LINES = [
    ("题目\n\n\n　　正文\r\n\r\n尾", "题目\n正文\n尾"),
    ("题目 \n 正文", "题目\n正文"),
    ("一\r二\u2028三\x85四\x0b五", "一\n二\n三\n四\n五"),
    ("\n\n题目\n", "题目\n"),
    ("题目\n\n", "题目\n"),
    ("题目\n<p>\n正文", "题目\n正文"),
    ("题目 <b>\n正文", "题目\n正文"),
    ("题目\n<b>\n正文", "题目\n正文"),
]
CHARACTERS = [
    ("同比下降４．０４％", "同比下降4.04%"),
    ("ＡＰＰ－ｖ２＋", "APP-v2+"),
    ("，。；：（）？！［＿", "，。；：（）？！［＿"),
    ("「識詐『防詐』」", "“识诈‘防诈’”"),
    ("網路簡訊、軟體螢幕", "网络短信、软件屏幕"),
    ("涉案帳戶轉帳", "涉案账户转账"),
    ("工作简讯、上网路径、软体家具", "工作简讯、上网路径、软体家具"),
    ("網路詐欺", "网络诈欺"),
    ("衞生、敍述、枱面、化粧、暱稱", "卫生、叙述、台面、化妆、昵称"),
    ("乾淨、乾隆、著名", "干净、乾隆、著名"),
    ("坏\ud800字\udfff", "坏\ufffd字\ufffd"),
]
MIDDLE_DOTS = [
    ("“我們的節日?春節活動”", "“我们的节日·春节活动”"),
    ("《云剑？断卡》", "《云剑·断卡》"),
    ("「平安?夏夜」", "“平安·夏夜”"),
    ("“全民?反诈?行动”", "“全民?反诈?行动”"),
    ("“钱转给谁?转给骗子”", "“钱转给谁?转给骗子”"),
    ("“能不能转?不能转”", "“能不能转?不能转”"),
    ("“真的,转了?没有转”", "“真的,转了?没有转”"),
    ("效果好?看数据", "效果好?看数据"),
    ("“通缉令”?反诈中心“提醒”", "“通缉令”?反诈中心“提醒”"),
    ("“前半\n句?后半句”", "“前半\n句?后半句”"),
    ("“" + "长" * 30 + "?后半句”", "“" + "长" * 30 + "?后半句”"),
]
_FULL = "一二三四五六七八九十一二三四五六七八九十甲乙丙丁"
WRAPPED = [
    (f"{_FULL}\n{_FULL}\n冒充。", f"{_FULL}_{_FULL}_冒充。"),
    (f"　　{_FULL[2:]}\n{_FULL}\n冒充。", f"{_FULL[2:]}_{_FULL}_冒充。"),
    (f"标题\n{_FULL}，\n{_FULL}\n冒充。\n尾", f"标题\n{_FULL}，_{_FULL}_冒充。\n尾"),
    # One line alone is joined where the width is known from another paragraph.
    (f"{_FULL}\n{_FULL}\n冒充。\n{_FULL}\n公。", f"{_FULL}_{_FULL}_冒充。\n{_FULL}_公。"),
    (f"{_FULL}\n公。", f"{_FULL}\n公。"),
    (f"{_FULL}\n{_FULL}\n冒充。\n{_FULL}\n{_FULL}\n待续", f"{_FULL}_{_FULL}_冒充。\n{_FULL}_{_FULL}_待续"),
    (f"{_FULL}\n{_FULL}\n冒充。\n{_FULL}\n　　{_FULL}\n", f"{_FULL}_{_FULL}_冒充。\n{_FULL}\n{_FULL}\n"),
    # Titles, lists and paragraphs stay: no full stop, a blank line, an indent, another width, a wider line.
    (f"{_FULL}\n{_FULL}\n{_FULL}", f"{_FULL}\n{_FULL}\n{_FULL}"),
    (f"{_FULL}\n{_FULL}\n\n冒充。", f"{_FULL}\n{_FULL}\n冒充。"),
    (f"{_FULL}\n{_FULL}\n　　冒充。", f"{_FULL}\n{_FULL}\n冒充。"),
    (f"{_FULL}\n{_FULL[:-4]}\n冒充。", f"{_FULL}\n{_FULL[:-4]}\n冒充。"),
    (f"{_FULL}\n{_FULL}\n{_FULL}{_FULL}。", f"{_FULL}\n{_FULL}\n{_FULL}{_FULL}。"),
    (f"{_FULL[:19]}\n{_FULL[:19]}\n冒充。", f"{_FULL[:19]}\n{_FULL[:19]}\n冒充。"),
    (f"{_FULL[:20]}\n{_FULL[:20]}\n冒充。", f"{_FULL[:20]}_{_FULL[:20]}_冒充。"),
    ("同比提高3.6\n个百分点,翻了\n一番", "同比提高3.6_个百分点,翻了_一番"),
    (f"{_FULL}。\n{_FULL}。\n冒充。", f"{_FULL}。\n{_FULL}。\n冒充。"),
]
ALL = READINGS + MARKUP + ENTITIES + SPACES + LINES + CHARACTERS + MIDDLE_DOTS + WRAPPED
SHAPES = "\n".join(raw for raw, _ in ALL)


def marked(view: View) -> str:
    return "".join("_" * (position in view.gaps) + char for position, char in enumerate(view.text))


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
@pytest.mark.parametrize(("raw", "clean"), WRAPPED)
def test_lines_of_other_systems_are_joined_alike(raw: str, clean: str, line_end: str) -> None:
    view = View(raw.replace("\n", line_end))
    assert marked(view) == clean
    assert view.raw_span(0, len(view.text)) == (len(view.raw) - len(view.raw.lstrip("　")), len(view.raw))


@pytest.mark.parametrize(("raw", "clean"), ALL)
def test_reads_as(raw: str, clean: str) -> None:
    assert marked(View(raw)) == clean


@pytest.mark.parametrize(
    ("raw", "clean", "expected"),
    [
        ("公(gōng)安機(jī)關(guān)通報(bào)", "机关", "機(jī)關(guān)"),
        ("公(gōng)安機(jī)關(guān)通報(bào)", "公", "公(gōng)"),
        ("公(gōng)安機(jī)關(guān)通報(bào)", "安", "安"),
        ("公(gōng)安機(jī)關(guān)通報(bào)", "通报", "通報(bào)"),
        ("<b>反詐</b>中心<b>！</b>", "反诈", "反詐"),
        ("<b>反詐</b>中心<b>！</b>", "反诈中心", "反詐</b>中心"),
        ("五华　分局 通报", "五华分局", "五华　分局"),
        ("A&amp;B", "&", "&amp;"),
        ("A&amp;B", "B", "B"),
        ("题\n\n　正文", "\n", "\n\n　"),
        ("题\n\n　正文", "题\n正", "题\n\n　正"),
        ("Wi \t Fi", " ", " \t "),
        ("下降３．５％", "3.5%", "３．５％"),
        ("機\u200b(jī)關", "机", "機\u200b(jī)"),
        (f"{_FULL}冒充公\n检法{_FULL}\n诈骗。", "冒充公检法", "冒充公\n检法"),
    ],
)
def test_raw_span(raw: str, clean: str, expected: str) -> None:
    view = View(raw)
    start = view.text.index(clean)
    raw_start, raw_end = view.raw_span(start, start + len(clean))
    assert raw[raw_start:raw_end] == expected


def test_empty_spans() -> None:
    view = View("<b>反诈</b>")
    assert [view.raw_span(i, i) for i in range(3)] == [(3, 3), (4, 4), (9, 9)]
    assert View("").raw_span(0, 0) == (0, 0)


@pytest.mark.parametrize("span", [(-1, 1), (0, 3), (2, 1)])
def test_span_outside_the_text(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="expected 0 <= start <= end <= 2"):
        View("反诈").raw_span(*span)


def check_map(view: View) -> None:
    """Clean characters come from raw stretches that are not empty, in order, and do not overlap."""
    done = 0
    for position in range(len(view.text)):
        start, end = view.raw_span(position, position + 1)
        assert done <= start < end <= len(view.raw)
        done = end
    if view.text:
        first, last = view.raw_span(0, 1), view.raw_span(len(view.text) - 1, len(view.text))
        assert view.raw_span(0, len(view.text)) == (first[0], last[1])
    assert all(0 < gap < len(view.text) for gap in view.gaps)


def check_clean(text: str) -> None:
    assert "\n\n" not in text
    assert not text.startswith(("\n", " "))
    assert not set(text) & set("\t\r\u3000\xa0\u200b\ufeff\x00「」％０Ａ")
    text.encode("utf-8")


marks = [
    "(jī)",
    "(de)",
    "<p>",
    "</b>",
    "<br",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<rt>",
    "&nbsp;",
    "&lt;",
    "&#",
]
pieces = st.sampled_from([*"反詐机关aB5?？.。“”「」()（）<>&;#\n\r\t 　\u200b\ud800％３", *marks, _FULL, _FULL + "\n"])
surrogates = st.characters(categories=["Cs", "Lo", "Zs", "Cf", "Cc", "Po"])


@settings(deadline=None)  # the first text loads OpenCC
@given(st.one_of(st.text(), st.text(surrogates), st.lists(pieces, max_size=40).map("".join)))
def test_any_text(raw: str) -> None:
    view = View(raw)
    assert view.raw == raw
    check_map(view)
    if "&" not in raw:
        check_clean(view.text)


def test_all_shapes_in_one_text() -> None:
    check_map(View(SHAPES))


plain = st.text("反诈机关公安局五华民警宣传aB5。，“”", min_size=1, max_size=19).filter(
    lambda text: text == text.strip()
)


@settings(deadline=None)  # the first text loads OpenCC
@given(st.lists(plain, min_size=1, max_size=5).map("\n".join))
def test_clean_text_stays(text: str) -> None:
    view = View(text)
    assert (view.text, view.gaps) == (text, frozenset())
    assert [view.raw_span(i, i + 1) for i in range(len(text))] == [(i, i + 1) for i in range(len(text))]


@pytest.mark.parametrize("raw", [raw for raw, _ in READINGS + SPACES + LINES + CHARACTERS + MIDDLE_DOTS])
def test_a_second_view_changes_nothing(raw: str) -> None:
    text = View(raw).text
    assert View(text).text == text


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "(jī)",
        "机(jī)",
        "&",
        "&amp;",
        " ",
        "\n",
        "“?",
        "“机?机",
        "<script>",
        "<!--",
        "<a ",
        "机 ",
        "<rt>",
        "\ud800",
    ],
)
def test_long_hostile_text_is_read(piece: str) -> None:
    view = View(piece * 30_000 + "尾")
    assert view.text[-1] == "尾"
    assert view.raw_span(len(view.text) - 1, len(view.text)) == (30_000 * len(piece), 30_000 * len(piece) + 1)


def test_scraped_article() -> None:
    raw = (
        "<div class='crumb'>首頁&nbsp;&gt;&nbsp;要聞</div>\n"
        "<h1>濱江公安織密反詐網(wǎng)</h1>\n"
        "<p>　　今年以來，全市電信網(wǎng)絡(luò)詐騙警情<b>同比下降３．２％</b>。</p>\n"
        "<p>　　“平安?夏夜”主題活動 走進(jìn) 12 個(gè)社區。</p>\n"
    )
    view = View(raw)
    assert marked(view) == (
        "首页_>_要闻\n滨江公安织密反诈网\n今年以来，全市电信网络诈骗警情同比下降3.2%。\n"
        "“平安·夏夜”主题活动_走进_12_个社区。\n"
    )
    start = view.text.index("同比")
    raw_start, raw_end = view.raw_span(start, start + len("同比下降3.2%"))
    assert raw[raw_start:raw_end] == "同比下降３．２％"
    check_map(view)


def test_every_character_that_opencc_changes_is_looked_for() -> None:
    characters = [chr(code) for code in (*range(0x80, 0xD800), *range(0xE000, 0x10000), *range(0x20000, 0x32000))]
    convert = opencc.OpenCC("t2s").convert
    joined = convert("\n".join(characters)).split("\n")
    changed = [old for old, new in zip(characters, joined, strict=True) if old != new]
    assert len(changed) > 4000
    assert not [character for character in changed if not _unfinished().search(character)]


def test_simplified_text_is_no_input_for_opencc() -> None:
    # Its phrase table reads 坏土 as a Traditional spelling of 坯土.
    assert simplify("破坏土地") == "破坏土地"
