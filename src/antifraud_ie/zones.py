"""Zones: which part of a page each line is - title, byline, heading, body, caption or boilerplate."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from .records import Zone

BODY_LENGTH = 45
HEADING_LENGTH = 32
CREDIT_LENGTH = 70

# A trail of sections ("首页 > 社会 > 正文") or a menu ("要闻 | 港澳 | 评论"); neither is without one of the marks.
_MARK = re.compile("[>＞»›→/|｜]")
_TRAIL = re.compile(
    r"[>＞»›].{0,30}[>＞»›]|(?:首页|主页|位置|频道|客户端|网站)[^。]{0,30}[>＞»›/]"
    r"|[>＞»›/]\s?(?:正文|详情|详细内容|城事|全文)$"
    # Arrows tell the steps of a fraud as well.
    r"|^[^→。]{0,10}(?:网|在线|首页|频道|客户端|新闻|日报)\s?→"
)
_MENU = re.compile(r"(?:[^|｜]{1,12}[|｜]){2}")
# The standard `re`, not `regex`: with the lookahead it passes plain text twice as fast.
_FURNITURE = re.compile(
    r"(?=[网分打关字扫上下免版联新收听返无跳标不与文转即手仅客点您当官阅违])"
    r"(?:网站(?:首页|地图|声明)|分享到|打印本页|关闭窗口|字体[:：]|扫一扫|扫码看|上一[篇页]|下一[篇页]|免责声明"
    r"|版权(?:所有|归)|关于我们|联系(?:我们|方式)|新闻热线|收藏本站|下载(?:客户端|App看全文|全文)|听新闻|返回[首页]{1,2}"
    r"|无障碍浏览|跳至内容|标题导航|版面概览|不代表本[网报站]|与本报立场无关|文责自负|转载请注明|即可订阅|手机扫码"
    r"|仅供参考|不构成投资|关注公众号|客服微信|点击次数|点击下载|您(?:现在|所在)的位置|当前位置|当前报纸|官方下载安装|阅读原文"
    r"|违法和不良信息举报)"
)
_SPAM = re.compile(
    r"(?:久久|精品|无码|亚洲欧美|免费在线|在线播放|视频二区|成人|棋牌|百家乐|真人荷官|91在线|色综合)[^。]{0,60}"
)
_TAIL = re.compile(
    r"[\W_\d]{0,4}(?:相关(?:文章|阅读|新闻|推荐|链接|报道|专题)|推荐阅读|为您推荐|延伸阅读|热门(?:推荐|新闻|文章)?$|热搜"
    r"|往期(?:回顾|精选|推荐)|更多(?:新闻|推荐|精彩)|上一篇|下一篇|关键[词字][:：]?|标签[:：]?|特别关注|友情链接|免责声明"
    r"|头条新闻|最新(?:消息|新闻|文章)|精彩推荐|猜你喜欢|大家都在看|推荐[】:：]|凡本网[^，。]{0,6}注明)"
)
# A day, as the head of a page writes it.
DAY = re.compile(r"(?P<year>(?:19|20)\d{2})\s?[-年./]\s?(?P<month>\d{1,2})\s?[-月./]\s?(?P<day>\d{1,2})")
_CREDIT = re.compile(r"(?=[来编作记字浏阅])(?:来源|编辑|作者|记者|字号|浏览|阅读量?)\s?[:：]")
_LEADING_CREDIT = re.compile(
    r"[\W_]{0,2}(?:责编|责任编辑|编辑|作者|来源|记者"
    r"|(?:通讯员|文字|文[/／]|发稿|审核|监制|校对|摄影|视频包装|素材提供|资料来源|原标题|统计时段|题名|出处)[^。]{0,3}[:：/／】|])"
)
_CAPTION = re.compile(r"▲|图[为片:：一二三四]|\[?图片|【(?:视频|图片)】")
_PICTURE_CREDIT = re.compile(
    r"(?=[供摄资图提来])(?:(?:供图|摄|资料图|图源[:：].{1,12})[)）]?$|(?:摄|提供)[)）]$|(?<=.{6})来源[:：][^。，,]{2,12}$)"
)
_CLOSED = re.compile(r"[。！？!?：:；;…”][”’」)）]?$")


TailPlace = Literal["before", "within", "after"]


class Line(NamedTuple):
    """A line of the clean text with its zone; ``end`` excludes the line break."""

    start: int
    end: int
    zone: Zone


class Tail(NamedTuple):
    """The tail of a page, other articles' titles and footers: the number of its first line, None where it has none.

    is_behind_text: whether running text stands before it, so that it reaches no farther back.
    """

    start: int | None
    is_behind_text: bool


def zone_lines(text: str, *, opens: bool = True, tail: TailPlace = "within") -> tuple[Line, ...]:
    """Split a clean text into lines and give each its zone.

    >>> [line.zone for line in zone_lines("首页 > 社会 > 正文\\n某市公安局通报\\n近日,某市公安局通报了一批案件。")]
    ['boilerplate', 'title', 'body']

    Of a part of a longer text, ``opens`` says whether it is the first, which has the title, and ``tail`` whether the
    tail of the whole begins before the part, within it or after it, if it has one.
    """
    spans = _line_spans(text)
    lines = [text[start:end].strip() for start, end in spans]
    furniture = list(map(_is_furniture, lines))
    tail_start = {"before": 0, "within": _tail(lines, furniture, opens).start, "after": None}[tail]
    first_body = _first_body(lines, furniture) if opens else 0
    zones: list[Zone] = ["boilerplate"] * len(lines)
    for number, line in enumerate(lines[:tail_start]):
        if not furniture[number]:
            zones[number] = _zone(line, before_body=number < first_body)
    return tuple([Line(start, end, zone) for (start, end), zone in zip(spans, zones, strict=True)])


def find_tail(text: str, *, opens: bool = True) -> Tail:
    """Return the tail of a clean text, or of a part of one that no running text follows.

    >>> find_tail("民警走访。\\n相关新闻\\n刷单诈骗高发", opens=False)
    Tail(start=1, is_behind_text=False)
    """
    lines = [text[start:end].strip() for start, end in _line_spans(text)]
    return _tail(lines, list(map(_is_furniture, lines)), opens)


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _zone(line: str, *, before_body: bool) -> Zone:
    if len(line) <= CREDIT_LENGTH:
        credit = "。" not in line and _is_credit(line)
        if (credit or (before_body and "。" not in line)) and DAY.search(line):
            return "byline"
        if _CAPTION.match(line) or _PICTURE_CREDIT.search(line):
            return "caption"
        if credit:
            return "byline"
    if before_body:
        return "title"
    if len(line) <= HEADING_LENGTH and not _is_closed(line):
        return "heading"
    return "body"


def _is_furniture(line: str) -> bool:
    if len(line) > 2 * CREDIT_LENGTH:
        return False
    if _SPAM.match(line) or (not _is_body(line) and _FURNITURE.search(line)):
        return True
    if len(line) > CREDIT_LENGTH or "。" in line or not _MARK.search(line):
        return False
    return bool(_TRAIL.search(line) or _MENU.match(line))


def _is_body(line: str) -> bool:
    return len(line) >= BODY_LENGTH and "。" in line and not DAY.match(line)


def _is_credit(line: str) -> bool:
    return bool(_LEADING_CREDIT.match(line) or _CREDIT.search(line))


def _is_closed(line: str) -> bool:
    return _CLOSED.search(line, max(0, len(line) - 2)) is not None


def _first_body(lines: list[str], furniture: list[bool]) -> int:
    """Number of the first line that is running text; a title stands within the few lines before it."""
    for number, line in enumerate(lines):
        if furniture[number] or (len(line) <= CREDIT_LENGTH and _is_credit(line)):
            continue
        if len(line) >= BODY_LENGTH or line.endswith("。"):
            return number
    return min(1, len(lines))


def _tail(lines: list[str], furniture: list[bool], opens: bool) -> Tail:
    start: int | None = None
    for number in range(len(lines) - 1, opens - 1, -1):
        line = lines[number]
        if _TAIL.match(line):
            start = number
        elif len(line) >= 2 * BODY_LENGTH and _is_closed(line) and not furniture[number]:
            return Tail(start, is_behind_text=True)
    return Tail(start, is_behind_text=False)
