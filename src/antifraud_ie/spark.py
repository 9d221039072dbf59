"""Records of the texts in a Spark DataFrame, found on all machines of the cluster.

Each Python worker process of Spark loads the pipeline once and keeps it from task to task. Nothing is broadcast: what a
worker needs to know travels with the task, the terms of users' lexicons included, so that only the driver reads files.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from spacy.language import Language

from .arrow import arrow_type
from .batch import WARM_UP
from .components import RecordComponent, record_components
from .export import check_kinds
from .extractors import EXTRACTORS, KINDS
from .extras import missing
from .lexicon import did_you_mean
from .long_texts import find_rows
from .pipeline import LexiconFiles, load

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

ERROR = "error"
# Documents whose records are in memory at a time.
SLICE = 64


@dataclass(frozen=True)
class Settings:
    """What makes two workers' pipelines the same; terms stand as JSON by the name of their component."""

    include_boilerplate: bool
    terms: tuple[tuple[str, bytes], ...]


def extract(
    df: DataFrame,
    text_column: str = "text",
    *,
    kinds: Iterable[str] = tuple(EXTRACTORS),
    include_boilerplate: bool = False,
    lexicons: LexiconFiles | None = None,
) -> DataFrame:
    """Return the DataFrame with a column of records for each kind, and a column ``error``.

    A column of records is an array of structs with the fields of the record, in text order; offsets count code points,
    from 0. A row whose text is null has nulls there. So has a row that fails, with the reason under ``error``, which is
    null for all others; the job goes on.

    kinds: which records, the four of the extractors by default.
    include_boilerplate: whether mentions in navigation lines, other articles' titles and footers count.
    lexicons: further terms, as for ``load``; the driver reads the files.

    Raises LexiconError where a lexicon cannot be used, ValueError where a column or a kind does not fit, TypeError
    where ``df`` is no DataFrame of Spark, ModuleNotFoundError without the extra ``spark``.
    """
    _check_installed()
    kinds = tuple(dict.fromkeys(check_kinds(kinds)))
    position = _check_columns(df, text_column, kinds)
    nlp = load(include_boilerplate=include_boilerplate, lexicons=lexicons)
    settings = Settings(
        include_boilerplate, tuple((name, component.to_bytes()) for name, component in _components(nlp).items())
    )

    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return read_batches(batches, position, kinds, settings)

    # Spark looks columns up by name on the way, where a dot or a name that stands twice would lead it astray.
    numbered = df.toDF(*(f"column_{number}" for number in range(len(df.columns))))
    return numbered.mapInArrow(read, _schema(df.schema, kinds))


def read_batches(
    batches: Iterable[pa.RecordBatch], position: int, kinds: tuple[str, ...], settings: Settings
) -> Iterator[pa.RecordBatch]:
    """Yield batches with the columns of records added; the text stands in the column at ``position``."""
    for batch in batches:
        nlp = pipeline(settings)
        for start in range(0, batch.num_rows, SLICE):
            yield _read(nlp, batch.slice(start, SLICE), position, kinds)


@lru_cache(maxsize=4)
def pipeline(settings: Settings) -> Language:
    """Return the pipeline of this process for such settings, loaded when it is first asked for."""
    nlp = load(include_boilerplate=settings.include_boilerplate)
    components = _components(nlp)
    for name, terms in settings.terms:
        components[name].from_bytes(terms)
    # What is wrong with the pipeline itself must end the job, not fail row after row.
    find_rows(nlp, WARM_UP, tuple(KINDS))
    # Spark collects garbage after every task; looking through all of this each time would take longer than some tasks.
    gc.freeze()
    return nlp


def _check_installed() -> None:
    for module in ("pyspark", "pandas", "pyarrow"):
        try:
            import_module(module)
        except ModuleNotFoundError as error:
            raise missing(module, "spark") from error


def _components(nlp: Language) -> dict[str, RecordComponent]:
    return {component.name: component for component in record_components(nlp)}


def _check_columns(df: DataFrame, text_column: str, kinds: tuple[str, ...]) -> int:
    """Return where the text stands. Raises ValueError where it does not, or where a new column's name is taken."""
    from pyspark.sql import DataFrame  # noqa: PLC0415  # an extra
    from pyspark.sql.types import StringType  # noqa: PLC0415

    if not isinstance(df, DataFrame):
        raise TypeError(f"df: expected a DataFrame of Spark, got {type(df).__module__}.{type(df).__name__}")
    positions = [position for position, name in enumerate(df.columns) if name == text_column]
    if not positions:
        raise ValueError(f"text_column: no column {text_column!r}{did_you_mean(text_column, df.columns)}")
    if len(positions) > 1:
        raise ValueError(f"text_column: {len(positions)} columns are named {text_column!r}, expected one")
    found = df.schema[positions[0]].dataType
    if not isinstance(found, StringType):
        raise ValueError(f"text_column: expected {text_column!r} to hold strings, got {found.simpleString()}")
    # Spark does not tell names apart by case, unless it is told to.
    taken = {name.casefold(): name for name in df.columns}
    for name in (*kinds, ERROR):
        if name in taken:
            raise ValueError(f"the column {taken[name]!r} stands in the way of the new column {name!r}: rename it")
    return positions[0]


def _schema(given: StructType, kinds: tuple[str, ...]) -> StructType:
    from pyspark.sql.pandas.types import from_arrow_type  # noqa: PLC0415
    from pyspark.sql.types import StringType, StructField, StructType  # noqa: PLC0415

    records = [StructField(kind, from_arrow_type(_column_type(kind))) for kind in kinds]
    return StructType([*given.fields, *records, StructField(ERROR, StringType())])


def _column_type(kind: str) -> pa.DataType:
    return arrow_type(tuple[KINDS[kind], ...])  # type: ignore[valid-type]


def _read(nlp: Language, batch: pa.RecordBatch, position: int, kinds: tuple[str, ...]) -> pa.RecordBatch:
    import pyarrow as pa  # noqa: PLC0415

    column_types = {kind: _column_type(kind) for kind in kinds}
    rows = [_read_row(nlp, value, column_types) for value in batch.column(position)]
    return pa.RecordBatch.from_arrays(
        [*batch.columns, *map(pa.concat_arrays, zip(*rows, strict=True))], names=[*batch.schema.names, *kinds, ERROR]
    )


def _read_row(nlp: Language, value: pa.StringScalar, column_types: Mapping[str, pa.DataType]) -> list[pa.Array]:
    """Return the new columns of one row: its records kind by kind, and the error."""
    import pyarrow as pa  # noqa: PLC0415

    error = None
    try:
        text = value.as_py()
        if text is not None:
            found = find_rows(nlp, text, column_types)
            return [*(pa.array([found[kind]], column_types[kind]) for kind in column_types), pa.nulls(1, pa.string())]
    except Exception as failure:  # one row must not end the job
        error = f"{type(failure).__name__}: {failure}"
    return [*(pa.nulls(1, column_type) for column_type in column_types.values()), pa.array([error], pa.string())]
