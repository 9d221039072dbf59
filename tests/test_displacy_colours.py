"""displaCy shows our spans in our colours, and leaves other pipelines' entities theirs."""

from __future__ import annotations

import pytest
import regex
from spacy import displacy
from spacy.displacy.render import DEFAULT_LABEL_COLORS, SpanRenderer

from antifraud_ie import load
from antifraud_ie.displacy_colours import DECREASE, INCREASE
from antifraud_ie.reporting.palette import PALETTE

TEXT = "昆明警方表示，五华分局张贴海报20张，全市刷单诈骗警情同比下降3%，环比上升4%。"


@pytest.mark.parametrize(
    ("spans_key", "colours"),
    [
        ("fraud_types", {"order_brushing": PALETTE["fraud_types"].pale}),
        ("percent_changes", {"decrease": DECREASE, "increase": INCREASE}),
        ("police_units", {"collective": PALETTE["police_units"].pale, "sub_bureau": PALETTE["police_units"].pale}),
        ("outreach_channels", {"poster": PALETTE["outreach_channels"].pale}),
    ],
)
def test_spans_have_the_colours_of_their_kind(spans_key: str, colours: dict[str, str]) -> None:
    html = displacy.render(load()(TEXT), style="span", options={"spans_key": spans_key}, jupyter=False)
    for label, colour in colours.items():
        assert regex.search(rf'background: {colour};[^"]*"[^>]*>\s*{label}\s*<', html), label


def test_labels_of_spacy_keep_their_colours() -> None:
    colours = SpanRenderer().colors
    assert {label: colours[label] for label in DEFAULT_LABEL_COLORS} == DEFAULT_LABEL_COLORS
