"""The sentences of a lexicon's entries: whether those under ``yes`` give the term, and those under ``no`` do not."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..article import Article
from ..explain import Query, failure_of
from ..extractors import Extractor
from ..lexicon import Lexicon, Term
from ..records import OutreachChannel, Record
from ..text import View

_MARK = regex.compile(r"\[([^\[\]]+)\]")


def disproofs(term: Term, extractor: Extractor, lexicon: Lexicon) -> Iterator[str]:
    """Yield the sentences of a term that do not hold, and why, where all terms of a lexicon are looked for."""
    for sentence in term.yes:
        message = _unproved(sentence, term, extractor, lexicon)
        if message:
            yield f"yes {sentence!r}: {message}"
    for sentence in term.no:
        for record in extractor.extract(Article(sentence), lexicon):
            if _is_of(record, term):
                yield f"no {sentence!r}: gives {record.text!r}"


def _unproved(sentence: str, term: Term, extractor: Extractor, lexicon: Lexicon) -> str | None:
    """Say what is wrong with a sentence that should prove a term, None where it does."""
    mark = _MARK.search(sentence)
    if mark is None:
        return "expected the mention in square brackets"
    article = Article(_MARK.sub(r"\1", sentence))
    start, end = mark.start(), mark.start() + len(mark[1])
    records = extractor.extract(article, lexicon)
    if any((record.start_char, record.end_char) == (start, end) and _proves(record, term) for record in records):
        return None
    there = [record for record in records if record.start_char < end and record.end_char > start]
    if there:
        owner = "" if _is_of(there[0], term) else f" under {_owner(there[0])!r}"
        return f"gives {there[0].text!r}{owner}, not {mark[1]!r}"
    at = article.text.find(View(mark[1]).text)
    if at < 0:
        return "gives no record"
    failure = failure_of(extractor.name, Query(article, at, at + len(View(mark[1]).text), lexicon))
    return f"gives no record: {failure.lacked}"


def _proves(record: Record, term: Term) -> bool:
    """Whether a record says what a term means; of channels the code does, whichever entry it comes from."""
    return record.code == term.code if isinstance(record, OutreachChannel) else _is_of(record, term)


def _owner(record: Record) -> str:
    """The entry that a record comes from: a scheme, or for channels the rule."""
    return str(getattr(record, "scheme", record.rule))


def _is_of(record: Record, term: Term) -> bool:
    return _owner(record) == str(term.extra.get("scheme", term.id))
