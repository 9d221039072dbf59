"""Words that only look like a channel: parts of longer words, and compounds of another meaning."""

from __future__ import annotations

from . import cues
from .mentions import Mention

_AFTER_REACH = 12
_JUDGED_CODES = frozenset({"event", "news_media"})  # whose compounds are checked even where they are named


def is_other_word(text: str, mention: Mention) -> bool:
    """Return whether it is part of another word: MV among other letters, 96110 in a longer number, 群 in 群众."""
    first, last = text[mention.start], text[mention.end - 1]
    if (first.isascii() or last.isascii()) and _goes_on(first, last, text, mention):
        return True
    broken = cues.broken_by(last)
    return broken is not None and broken.match(text, mention.end) is not None


def _goes_on(first: str, last: str, text: str, mention: Mention) -> bool:
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    edges = ((first, before), (last, after))
    if any(edge.isascii() and edge.isalpha() and next_to.isascii() and next_to.isalnum() for edge, next_to in edges):
        return True
    return first.isdigit() and bool(
        (before and before in "0123456789.-") or (after and after in "0123456789.万亿元人件")
    )


def is_compound(text: str, mention: Mention, before: str) -> bool:
    """Return whether the words next to it make another thing of it: 工作|提示函, 业务|培训, 电影|票."""
    for kind in (mention.code, mention.rule):
        not_before = cues.NOT_BEFORE.get(kind)
        if not_before and not_before.ends(before):
            return True
    if not mention.weak and mention.code not in _JUDGED_CODES:
        return False
    if mention.code == "lecture" and cues.INTERNAL.ends(before):
        return True
    not_after = cues.not_after(mention.code)
    return not_after is not None and not_after.match(text, mention.end, mention.end + _AFTER_REACH) is not None
