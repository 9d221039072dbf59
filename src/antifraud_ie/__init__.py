"""Chinese anti-fraud news, read: fraud types, percent changes, police units and outreach channels as records.

>>> doc = load()("昆明市公安局五华分局张贴反诈海报2670张，刷单警情同比下降4.04%。")
>>> [unit.full_name for unit in doc._.police_units]
['昆明市公安局五华分局']
>>> [record["code"] for record in to_dict(doc)["fraud_types"]]
['order_brushing']
"""

from importlib.metadata import version

from .export import to_dict
from .lexicon import LexiconError
from .pipeline import load
from .records import FraudType, OutreachChannel, PercentChange, PoliceUnit, Record

__all__ = [
    "FraudType",
    "LexiconError",
    "OutreachChannel",
    "PercentChange",
    "PoliceUnit",
    "Record",
    "__version__",
    "load",
    "to_dict",
]

__version__ = version("antifraud_ie")
