"""Police at work through a channel, with no word to the public: 走访 after a burglary, 扫楼 that ends in arrests."""

from __future__ import annotations

import re

from ..mentions import Bounds, Mention

_INVESTIGATES = re.compile("锁定|调取|监控|侦查|取证|线索|抓获|落网|摸排|案发")
_SPREADS = re.compile("[反防拒识打](?:电信网络|电信|网络|电)?诈|[防识]骗|宣|提醒|传单|劝|入户")
_RAIDED = re.compile(r"[^。；;\n宣诈骗]{0,12}(?:拘|抓|逮捕|查获|捣毁)")
_RAID_WORD = "扫"
# 通过电话、微信群|询问保安: who is asked is a witness.
_ASKED = re.compile(
    r"(?:[、和及与或][^，,。；;：:\n]{2,6})?(?:向[^，,。；;：:\n]{1,8})?(?:询问|打听|查找|锁定|追踪|辨认)"
)
_ASKING_FAMILIES = frozenset({"online", "phone"})


def is_police_work(text: str, mention: Mention, sentence: Bounds) -> bool:
    """Return whether a case is worked on through the channel.

    >>> text = "民警通过微信群询问保安，锁定窃贼。"
    >>> group = Mention(4, 7, "wechat_group", "wechat_group", "online", False, frozenset())
    >>> is_police_work(text, group, (0, len(text)))
    True
    """
    if mention.family in _ASKING_FAMILIES:
        return _ASKED.match(text, mention.end) is not None
    if mention.code != "home_visit":
        return False
    if mention.weak:
        return _INVESTIGATES.search(text, *sentence) is not None and not _SPREADS.search(text, *sentence)
    return text[mention.start] == _RAID_WORD and _RAIDED.match(text, mention.end) is not None
