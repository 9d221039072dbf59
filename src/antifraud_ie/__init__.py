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
from .long_texts import pipe
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

__all__ = [
    "Candidate",
    "Channel",
    "Evidence",
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
    "schemes",
    "to_dict",
    "unit_tree",
]

__version__ = version("antifraud_ie")

_CATALOGUE = frozenset({"Channel", "Scheme", "channels", "schemes"})


def __getattr__(name: str) -> Any:
    """Import the catalogue, and with it the lexicons' modules, when it is first asked for."""
    if name not in _CATALOGUE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(".catalogue", __name__), name)
