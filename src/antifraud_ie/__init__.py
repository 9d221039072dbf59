"""Chinese anti-fraud news, read: fraud types, percent changes, police units and outreach channels as records.

>>> doc = load()("昆明市公安局五华分局张贴反诈海报2670张，刷单警情同比下降4.04%。")
>>> [unit.full_name for unit in doc._.police_units]
['昆明市公安局五华分局']
>>> [record["code"] for record in to_dict(doc)["fraud_types"]]
['order_brushing']
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from .export import to_dict
from .lexicon import LexiconError
from .parallel import pipe
from .pipeline import load
from .records import (
    Candidate,
    Evidence,
    FraudType,
    NarratedScheme,
    OutreachChannel,
    Percentage,
    PercentChange,
    PoliceUnit,
    Record,
    Trend,
)
from .unit_tree import UnitNode, unit_tree

if TYPE_CHECKING:
    from .catalogue import Channel, Scheme, channels, schemes
    from .formats import to_arrow, to_pandas, to_polars
    from .reporting import Extracted, report

__all__ = [
    "Candidate",
    "Channel",
    "Evidence",
    "Extracted",
    "FraudType",
    "LexiconError",
    "NarratedScheme",
    "OutreachChannel",
    "PercentChange",
    "Percentage",
    "PoliceUnit",
    "Record",
    "Scheme",
    "Trend",
    "UnitNode",
    "__version__",
    "channels",
    "load",
    "pipe",
    "report",
    "schemes",
    "to_arrow",
    "to_dict",
    "to_pandas",
    "to_polars",
    "unit_tree",
]

__version__ = version("antifraud_ie")

_LATER = {
    **dict.fromkeys(("Channel", "Scheme", "channels", "schemes"), ".catalogue"),
    **dict.fromkeys(("to_arrow", "to_pandas", "to_polars"), ".formats"),
    **dict.fromkeys(("Extracted", "report"), ".reporting"),
}


def __getattr__(name: str) -> Any:
    """Import the catalogue and the formats, and with them the lexicons' modules, when they are first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
