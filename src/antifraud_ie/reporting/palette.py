"""The colours of the kinds of records, on paper, on a dark screen, and as a ground that black text is read on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Colour(NamedTuple):
    """One colour in three lights."""

    light: str
    dark: str
    pale: str


PALETTE: Mapping[str, Colour] = MappingProxyType(
    {
        "fraud_types": Colour("#b8326a", "#f28bb4", "#f2a9c4"),
        "percent_changes": Colour("#9a6200", "#f0b357", "#f2c46d"),
        "police_units": Colour("#2563a8", "#83b7f2", "#9fc6f2"),
        "outreach_channels": Colour("#22784c", "#74cf9f", "#96d6b3"),
        "percentages": Colour("#66701a", "#c6d06a", "#d3d98a"),
        "trends": Colour("#7a4bb0", "#c5a1f2", "#c9b0ee"),
        "narrated_schemes": Colour("#9b4a2c", "#f0a184", "#efb49f"),
    }
)
