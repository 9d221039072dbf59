"""Colours for spaCy's displaCy, which finds them by their entry point: one for each kind of record.

>>> import spacy
>>> from spacy import displacy
>>> from antifraud_ie import load
>>> doc = load()("五华分局沙朗派出所隶属昆明市公安局。")
>>> html = displacy.render(doc, style="span", options={"spans_key": "police_units"}, jupyter=False)
>>> colours()["station"] in html
True
"""

from __future__ import annotations

from typing import get_args

from .records import UnitKind
from .reporting.palette import PALETTE

INCREASE, DECREASE = "#f2c46d", "#b5d98f"


def colours() -> dict[str, str]:
    """Return the colour of each label that our spans have.

    A label that spaCy has a colour of its own for (``event``) keeps that, for displaCy has one list for all pipelines.
    """
    from spacy.displacy.render import DEFAULT_LABEL_COLORS  # noqa: PLC0415  # spaCy asks for this when it renders

    from .extractors import fraud_types, outreach_channels  # noqa: PLC0415

    labels = {
        **dict.fromkeys(fraud_types.CODES, PALETTE["fraud_types"].pale),
        **dict.fromkeys(get_args(UnitKind), PALETTE["police_units"].pale),
        **dict.fromkeys(outreach_channels.CODES, PALETTE["outreach_channels"].pale),
        "increase": INCREASE,
        "decrease": DECREASE,
    }
    return {label: colour for label, colour in labels.items() if label.upper() not in DEFAULT_LABEL_COLORS}
