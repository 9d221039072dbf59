"""Whether the words around a channel are about fraud and public safety."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

_FRAUD_WORDS, _POLICE_WORDS = ("诈", "骗"), ("警", "公安", "派出所")
_FRAUD = re.compile("|".join(_FRAUD_WORDS))
_SAFETY = re.compile("|".join((*_FRAUD_WORDS, *_POLICE_WORDS)))
_ABOUT = re.compile("诈|骗|警|公安|派出所|治安|禁毒|普法|犯罪|罪案|防罪|防范|洗钱|反赌|钱袋子|案件")
_ABOUT_CLOSE = re.compile("诈|骗|民警|警察|警方|公安|派出所|禁毒|民辅警|警官")
_WARNS = re.compile("宣[传讲导]|普法|[反防]诈|防骗|识别|提醒|提示")

# 新媒体产品，未经许可不得转载, 自媒体用户上传并发布: a page's own notice.
_RIGHTS_WORDS = ("转载", "版权", "用户上传")
_RIGHTS = re.compile("未经[^，,。；;]{0,10}(?:许可|授权|同意)|不得转载|版权所有|用户上传并?发布")

_EVERY = 100  # a text is about public safety where one of its words stands this often
_EVERY_WITH_FRAUD = 200  # and where two of them say fraud, this often
_MANY_FRAUDS = 2
_REACH = 150  # how far from a channel such a text must speak of it
_AROUND = 300  # in a long text of many subjects, the passage of the line must be about it
_AROUND_WORDS = 3


class Topic:
    """What a text is about, asked place by place.

    >>> topic = Topic("民警进村反诈。市民领到宣传单。")
    >>> topic.covers(12, 15, (7, 16))
    True
    >>> Topic("书店发放宣传单。").covers(4, 7, (0, 8))
    False
    """

    def __init__(self, text: str) -> None:
        self._text = text
        frauds = sum(map(text.count, _FRAUD_WORDS))
        every = _EVERY_WITH_FRAUD if frauds >= _MANY_FRAUDS else _EVERY
        self._has_rights = any(word in text for word in _RIGHTS_WORDS)
        self._dense = (frauds + sum(map(text.count, _POLICE_WORDS))) * every >= len(text)

    @cached_property
    def _words(self) -> list[int]:
        return [match.start() for match in _SAFETY.finditer(self._text)]

    def covers(self, start: int, end: int, sentence: tuple[int, int]) -> bool:
        """Whether a channel at ``start:end`` stands in words about fraud or police.

        Where the text (or a passage of a long one) is about them, a word near by is enough; elsewhere the
        sentence itself must name them, and warn.
        """
        if self._has_rights and _RIGHTS.search(self._text, *sentence):
            return False
        if self._dense or self._is_passage(start, end):
            return _ABOUT.search(self._text, max(0, start - _REACH), end + _REACH) is not None
        return bool(_ABOUT_CLOSE.search(self._text, *sentence) and _WARNS.search(self._text, *sentence))

    def _is_passage(self, start: int, end: int) -> bool:
        left = self._text.rfind("\n", max(0, start - _AROUND), start) + 1 or max(0, start - _AROUND)
        right = self._text.find("\n", end, end + _AROUND)
        right = end + _AROUND if right < 0 else right
        words = bisect_left(self._words, right) - bisect_left(self._words, left)
        return words >= _AROUND_WORDS and _FRAUD.search(self._text, left, right) is not None
