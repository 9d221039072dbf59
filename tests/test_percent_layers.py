"""The layers around noun phrases: their first look for a character never hides what their patterns find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_ie.extractors.percent_changes.indicators import noun_layers

LAYERS = {name: layer for name, layer in vars(noun_layers).items() if isinstance(layer, noun_layers.Layer)}


@pytest.mark.parametrize("name", LAYERS)
@given(data=st.data())
def test_no_match_is_hidden(name: str, data: st.DataObject) -> None:
    layer = LAYERS[name]
    pieces = sorted({*re.findall("[㐀-鿿①-⑳]+", layer.pattern.source), *"0123456789、)（警案"})
    clause = "".join(data.draw(st.lists(st.sampled_from(pieces), max_size=5)))
    assert layer.strip(clause) == layer.pattern.sub("", clause)
