"""Why a phrase is no record of a further kind: those have no candidates, so what they all need is said."""

from __future__ import annotations

from collections.abc import Mapping

from .reasons import Failure, Step

NEEDED: Mapping[str, str] = {
    "percentages": "no percentage was read there (%, 百分点, 成, 倍, 一半)",
    "trends": "a trend needs a verb of change (下降, 上升) with a comparison (同比) or a degree (大幅, 连续三个月) "
    "and no number, or 持平, or several figures at once (双降)",
    "narrated_schemes": "a narrated scheme needs two of three near each other: somebody who poses as one whom "
    "the scheme uses (自称国内警察), a pretext (涉嫌洗钱), a demand (缴纳保证金); told as a case, not as advice, "
    "with the scheme named nowhere near",
}


def failure(kind: str) -> Failure:
    """Return what a phrase needs to give a record of a further kind.

    >>> failure("percentages").lacked
    'no percentage was read there (%, 百分点, 成, 倍, 一半)'
    """
    return Failure("needed", NEEDED[kind], Step.UNKNOWN)
