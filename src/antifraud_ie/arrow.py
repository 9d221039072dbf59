"""Arrow types of the records, derived from their dataclasses, so that no table repeats the fields by hand."""

from __future__ import annotations

from dataclasses import is_dataclass
from itertools import chain
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    import pyarrow as pa

# A number that may be whole or not is a float, for a column has one type.
_PLAIN = {
    frozenset({str}): "string",
    frozenset({bool}): "bool",
    frozenset({int}): "int64",
    frozenset({float}): "float64",
    frozenset({int, float}): "float64",
}


def arrow_type(hint: Any) -> pa.DataType:
    """Return the Arrow type of a record, or of a field by its type hint; every value may be null.

    >>> from antifraud_ie.records import Trend
    >>> arrow_type(Trend).field("start_char").type
    DataType(int64)
    >>> arrow_type(tuple[str, ...]), arrow_type(int | float | None)
    (ListType(list<item: string>), DataType(double))

    Raises TypeError where there is none.
    """
    import pyarrow as pa  # noqa: PLC0415  # an extra

    allowed = alternatives(hint)
    if allowed in _PLAIN:
        return pa.type_for_alias(_PLAIN[allowed])
    only, *others = allowed
    if is_dataclass(only) and not others:
        return pa.struct([(name, arrow_type(field)) for name, field in get_type_hints(only).items()])
    if get_args(only)[1:] == (...,) and not others:
        return pa.list_(arrow_type(get_args(only)[0]))
    raise TypeError(
        f"{hint}: expected a str, bool, int, float, Literal, tuple[X, ...] or dataclass, or one of these or None"
    )


def options(hint: Any) -> tuple[Any, ...]:
    """Return the members of a union, or the one hint that is none.

    >>> options(int | None), options(int)
    ((<class 'int'>, <class 'NoneType'>), (<class 'int'>,))
    """
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def alternatives(hint: Any) -> frozenset[Any]:
    """Return the types that a hint allows, None aside; those of its values where it lists them.

    >>> alternatives(Literal["a", "b"] | None)
    frozenset({<class 'str'>})
    """
    lists = ((type(value) for value in get_args(option)) for option in options(hint) if get_origin(option) is Literal)
    plain = (option for option in options(hint) if get_origin(option) is not Literal)
    return frozenset({*chain.from_iterable(lists), *plain}) - {NoneType}
