"""What each stage of antifraud_ie costs on the same documents."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

import antifraud_ie
from antifraud_ie.article import Article
from antifraud_ie.export import write_records

TURNS = 3


def steps(nlp: Any) -> Iterator[tuple[str, Callable[[dict[str, Any]], object]]]:
    """Yield the stages in order; each reads and fills the state of one document."""
    yield "view", lambda state: state.update(article=Article(state["text"]))
    yield "zones", lambda state: state["article"].lines
    yield (
        "sentences, date",
        lambda state: (
            state["article"].sentence_at(0),
            state["article"].published,
            state["article"].about_safety,
        ),
    )
    yield "home division", lambda state: state["article"].home
    for name, component in nlp.pipeline:
        yield name, _finding(name, component)
    yield "doc", lambda state: state.update(doc=nlp.make_doc(state["text"]))
    for name, _ in nlp.pipeline:
        yield f"{name}, written", _writing(name)


def _finding(name: str, component: Any) -> Callable[[dict[str, Any]], object]:
    return lambda state: state.update({name: component.find(state["article"])})


def _writing(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda state: [write_records(state["doc"], kind, records) for kind, records in state[name].items()]


def stage_rows(texts: Sequence[str], blank: Callable[[str], object]) -> list[tuple[str, str, str]]:
    """Return for each stage its cost a character, and that as a share of bare spaCy's."""
    nlp = antifraud_ie.load()
    nlp(texts[0])
    stages = list(steps(nlp))
    costs: dict[str, list[float]] = defaultdict(list)
    chars = sum(map(len, texts))
    for _ in range(TURNS):
        spent: dict[str, float] = defaultdict(float)
        for text in texts:
            start = time.process_time()
            blank(text)
            spent["spacy.blank"] += time.process_time() - start
            state: dict[str, Any] = {"text": text}
            for name, step in stages:
                start = time.process_time()
                step(state)
                spent[name] += time.process_time() - start
        for name, total in spent.items():
            costs[name].append(total * 1e9 / chars)
    bare = median(costs.pop("spacy.blank"))
    rows = [(name, median(turns)) for name, turns in costs.items()]
    rows.append(("all stages", sum(cost for _, cost in rows)))
    return [(name, f"{cost:.0f}", f"{cost / bare:.2f}") for name, cost in rows]
