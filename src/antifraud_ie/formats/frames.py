"""Data frames: the tidy table in memory, a row a record, for Arrow, pandas and Polars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from ..arrow import arrow_type
from ..export import check_kinds, to_dict
from ..extractors import EXTRACTORS
from ..extras import missing
from .schema import columns, flat_rows, is_optional

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

# What `pipe` yields or the command line writes of a document, or a Doc; alone, or behind a name of the document.
Source = Doc | Mapping[str, Any]
Sources = Iterable[Source | tuple[Any, Source]]


def to_arrow(documents: Sources, kinds: Iterable[str] = tuple(EXTRACTORS), keep: Iterable[str] = ()) -> pyarrow.Table:
    """Return the records of documents as an Arrow table, a row a record.

    >>> from antifraud_ie import load, pipe
    >>> table = to_arrow(zip(["a"], pipe(load(), ["五华公安张贴反诈海报20张。"])))
    >>> table.select(["document", "label", "text", "start_char", "quantity"]).to_pylist()
    [{'document': 'a', 'label': 'police_units', 'text': '五华公安', 'start_char': 0, 'quantity': None},
     {'document': 'a', 'label': 'outreach_channels', 'text': '海报', 'start_char': 8, 'quantity': 20.0}]

    documents: Docs, what ``pipe`` yields, or lines of the command line's output; each alone, or in a pair behind its
    name. Without a name, a document is called by its position.
    kinds: which records; they decide on the columns. keep: further columns, which lines have through ``--keep``.
    Raises ModuleNotFoundError without the extra ``tables``, ValueError where there is no such kind.
    """
    pa = import_pyarrow()
    kinds, keep = check_kinds(kinds), tuple(keep)
    rows = (flat for row in _named(documents, kinds) for flat in flat_rows(row, kinds, keep))
    return pa.Table.from_pylist(list(rows), schema=arrow_schema(kinds, keep))


def to_pandas(
    documents: Sources, kinds: Iterable[str] = tuple(EXTRACTORS), keep: Iterable[str] = ()
) -> pandas.DataFrame:
    """Return the records of documents as a pandas data frame, a row a record; see ``to_arrow``.

    >>> from antifraud_ie import load, pipe
    >>> frame = to_pandas(pipe(load(), ["警情同比下降3%。", "警情环比下降5%。"]))
    >>> frame[["document", "value", "basis"]].values.tolist()
    [['0', -3.0, 'yoy'], ['1', -5.0, 'mom']]

    Whole numbers are ``Int64``, which can be missing. Raises ModuleNotFoundError without the extra ``pandas``.
    """
    try:
        import pandas  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        raise missing("pandas", "pandas") from error
    table = to_arrow(documents, kinds, keep)
    whole = {import_pyarrow().int64(): pandas.Int64Dtype()}
    return table.to_pandas(types_mapper=whole.get)


def to_polars(
    documents: Sources, kinds: Iterable[str] = tuple(EXTRACTORS), keep: Iterable[str] = ()
) -> polars.DataFrame:
    """Return the records of documents as a Polars data frame, a row a record; see ``to_arrow``.

    >>> from antifraud_ie import load, pipe
    >>> frame = to_polars(pipe(load(), ["警情同比下降3%。", "警情环比下降5%。"]))
    >>> frame.select("document", "value", "basis").rows()
    [('0', -3.0, 'yoy'), ('1', -5.0, 'mom')]

    Raises ModuleNotFoundError without the extra ``polars``.
    """
    try:
        import polars  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        raise missing("polars", "polars") from error
    frame = polars.from_arrow(to_arrow(documents, kinds, keep))
    assert isinstance(frame, polars.DataFrame)
    return frame


def arrow_schema(kinds: Iterable[str], keep: Iterable[str] = ()) -> pyarrow.Schema:
    """Return the Arrow schema of a table of records."""
    pa = import_pyarrow()
    fields = [
        pa.field(column.name, arrow_type(column.type), nullable=is_optional(column.type))
        for column in columns(kinds, keep)
    ]
    return pa.schema(fields)


def import_pyarrow() -> Any:
    """Return the module. Raises ModuleNotFoundError where it is not installed, and says what to install."""
    try:
        import pyarrow  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        raise missing("pyarrow", "tables") from error
    return pyarrow


def _named(documents: Sources, kinds: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for position, item in enumerate(documents):
        name, source = item if isinstance(item, tuple) else (None, item)
        rows = to_dict(source, kinds) if isinstance(source, Doc) else source
        if not isinstance(rows, Mapping):
            raise TypeError(f"documents: expected Docs or what `pipe` yields, got {type(source).__name__}")
        yield {"document": position, **rows} if name is None else {**rows, "document": name}
