"""Things that carry a warning: whatever 反诈 words are printed on is a channel, be it a bag, a ticket or a ferry."""

from __future__ import annotations

from .rules import TOPIC, NameRule, cues, name_rule

_WARNING = rf"(?:{TOPIC}|[防反识]诈|宣传|警示|防范|96110)"
_IN_CLAUSE = r"[^，,。；;：:！!？?\n]"
# No part of a thing's name: how many there are of it, whose it is, what kind it is, what is done with it.
_PART = (
    r"[^\P{Han}的了着个只张条把件份每各一二三两几十百千万多些家户店里处性式款型在于是有并将给向和与及或等上出进"
    "发送派递赠放让]"
)
# The word goes on: 车|站, 单|位, 包|裹.
_NAME_END = r"(?![身站主库间队位元点务装裹员场厂家门房号子])"

_KINDS = (
    (
        "gift print",
        "份 件 个 把 只 套 条 块 顶 双 副",
        "袋 杯 碗 伞 扇 衫 帽 巾 笔 垫 套 罩 扣 环 裙 壶 盘 盆 桶 篮 勺 尺 包 球 糕 饼 克牌 匙牌 李牌"
        " 衣板 砧板 镜 电筒 刀 毯 枕 绳 筝 宝宝 甲 背心 梳 皂 刷 夹",
    ),
    ("leaflet print", "张 份 个", "单 卡 纸"),
    ("vehicle broadcast", "辆 台 艘 条 列 部", "车 船 艇 轮 巴士"),
    ("other_channel print", "张 个 份 只 枚", "票 箱 签 盒 膜 券"),
)


def _printed(kind: str, measures: str, heads: str) -> NameRule:
    """Return the rule for things of one kind that have a warning on them (印有反诈标语的|打包袋)."""
    signs = "印 贴 喷 涂 挂" if kind.startswith("vehicle") else "印"
    name = rf"(?P<name>{_PART}{{1,4}}(?:{'|'.join(heads.split())})子?){_NAME_END}"
    pattern = rf"[{signs.replace(' ', '')}][有着满]{_IN_CLAUSE}{{0,18}}?{_WARNING}{_IN_CLAUSE}{{0,10}}?的{name}"
    return name_rule("printed_thing", kind, measures, cues(signs, "有 着 满"), pattern)


def _printed_on(kind: str, measures: str, heads: str) -> NameRule:
    """Return the rule for things of one kind that a warning is printed on (把反诈标语印在|打包袋|上)."""
    name = rf"(?P<name>{_PART}{{1,4}}(?:{'|'.join(heads.split())})子?)(?=[、和与及上背正表里])"
    pattern = rf"(?<={_WARNING}{_IN_CLAUSE}{{0,14}})[印喷绣][制刷]?[在到上进]{_IN_CLAUSE}{{0,10}}?{name}"
    return name_rule("printed_on_thing", kind, measures, cues("印 喷 绣 印制 印刷", "在 到 上 进"), pattern)


CARRIER_RULES = tuple(make(*kind) for make in (_printed, _printed_on) for kind in _KINDS)
