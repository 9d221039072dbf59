"""The pipeline's class: spaCy's Chinese, with processes that send records instead of Docs."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping
from itertools import tee
from typing import Any

from spacy.lang.zh import Chinese
from spacy.tokens import Doc

from .components import RecordComponent, record_components
from .export import write_rows
from .parallel import find_in_processes


class RecordLanguage(Chinese):  # type: ignore[no-untyped-call]
    """A Chinese pipeline that works in several processes at little cost.

    spaCy sends every Doc back from the process that made it, which takes longer than this package's components do.
    Records are a small part of that, and depend on nothing but the text.
    """

    def pipe(
        self,
        texts: Iterable[Any],
        *,
        as_tuples: bool = False,
        batch_size: int | None = None,
        disable: Iterable[str] = (),
        component_cfg: Mapping[str, Mapping[str, Any]] | None = None,
        n_process: int = 1,
    ) -> Iterator[Any]:
        """Yield the Docs of texts in their order, as every spaCy pipeline does.

        >>> from antifraud_ie import load
        >>> docs = load().pipe(["警情同比下降3%。", "警情同比上升4%。"], n_process=2)
        >>> [doc._.percent_changes[0].value for doc in docs]
        [-3.0, 4.0]

        Where components of others are in the pipeline, or settings are given for the call, spaCy's own way is taken.
        """
        disabled = frozenset((disable,) if isinstance(disable, str) else disable)
        active = [component for name, component in self.pipeline if name not in disabled]
        others = any(not isinstance(component, RecordComponent) for component in active)
        if n_process == 1 or as_tuples or component_cfg or others:
            settings: Any = {
                "as_tuples": as_tuples,
                "n_process": n_process,
                "batch_size": batch_size,
                "disable": disabled,
                "component_cfg": component_cfg,
            }
            yield from super().pipe(texts, **settings)
            return
        kinds = [kind for component in record_components(self, disabled) for kind in component.extractor.kinds]
        items, sent = tee(texts)
        workers = multiprocessing.cpu_count() if n_process == -1 else n_process
        found = find_in_processes(self, map(_text, sent), kinds, workers, disabled)
        for item, rows in zip(items, found, strict=True):
            doc = item if isinstance(item, Doc) else self.make_doc(item)
            for kind in kinds:
                write_rows(doc, kind, rows[kind])
            yield doc


def _text(item: str | Doc) -> str:
    return item.text if isinstance(item, Doc) else item
