"""The catalogues: complete, immutable, built when first asked for, and printed in docs/."""

from __future__ import annotations

import dataclasses
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from antifraud_ie.article import read
from antifraud_ie.catalogue import channels, schemes
from antifraud_ie.extractors import fraud_types, outreach_channels
from antifraud_ie.simplify import simplify

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_catalogues", ROOT / "scripts" / "write_catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_schemes_cover_every_code_in_its_order() -> None:
    assert tuple(dict.fromkeys(scheme.code for scheme in schemes())) == fraud_types.CODES
    assert len({scheme.id for scheme in schemes()}) == len(schemes()) >= 100
    assert all(scheme.name and scheme.en and scheme.surfaces for scheme in schemes())


@pytest.mark.parametrize("extractor", [fraud_types, outreach_channels])
def test_every_surface_is_spelled_as_texts_are_read(extractor: ModuleType) -> None:
    surfaces = [surface for term in extractor.default_lexicon().terms for surface in term.surfaces]
    assert [surface for surface in surfaces if simplify(surface) != surface] == []


def test_every_scheme_that_a_record_may_name_is_in_the_catalogue() -> None:
    known = {scheme.id for scheme in schemes()}
    terms = fraud_types.default_lexicon().terms
    assert {term.extra.get("scheme", term.id) for term in terms if term.extra["sense"] != "decoy"} == known
    (record,) = fraud_types.extract(read("民警拆解“蟹卡兑付”骗局。"), fraud_types.default_lexicon())
    assert record.scheme in known


@pytest.mark.parametrize(
    ("scheme", "name", "fcc12", "mps"),
    [
        ("order_brushing.rebate", "刷单返利", "刷单返利类", "刷单返利"),
        ("romance.pig_butchering", "杀猪盘", "虚假网络投资理财类", "虚假网络投资理财"),
        ("fake_shopping.travel", "机票退改签", None, "机票退改签"),
        ("sexual_extortion", "裸聊敲诈", "网黑案件", None),
        ("other_fraud.military", "冒充军警购物", "冒充军警购物类", None),
        ("prize", "中奖", None, None),
    ],
)
def test_mappings(scheme: str, name: str, fcc12: str | None, mps: str | None) -> None:
    (entry,) = (entry for entry in schemes() if entry.id == scheme)
    assert (entry.name, entry.fcc12, entry.mps) == (name, fcc12, mps)


def test_every_class_of_both_lists_has_a_scheme() -> None:
    assert {scheme.fcc12 for scheme in schemes()} == {*fraud_types.FCC_CLASSES, None}
    assert {scheme.mps for scheme in schemes()} == {*fraud_types.MPS_CLASSES, None}


def test_regional_names_are_in_traditional_script_and_read_as_the_scheme_code() -> None:
    (entry,) = (entry for entry in schemes() if entry.id == "impersonating_acquaintance.guess")
    assert entry.regional == ("猜猜我是誰",)
    records = fraud_types.extract(read("警惕猜猜我是誰騙案。"), fraud_types.default_lexicon())
    assert [record.scheme for record in records] == [entry.id]


def test_channels_cover_every_code_in_its_order() -> None:
    assert tuple(dict.fromkeys(channel.code for channel in channels())) == outreach_channels.CODES
    assert all(channel.family and channel.surfaces for channel in channels())


def test_entries_cannot_be_changed() -> None:
    assert isinstance(schemes(), tuple)
    assert schemes() is schemes()
    with pytest.raises(dataclasses.FrozenInstanceError):
        schemes()[0].name = "x"  # type: ignore[misc]


def test_importing_the_catalogue_builds_nothing() -> None:
    code = (
        "from antifraud_ie import catalogue; from antifraud_ie.extractors import fraud_types; "
        "assert catalogue.schemes.cache_info().currsize == 0; "
        "assert fraud_types.default_lexicon.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_pages_are_up_to_date(writer: ModuleType) -> None:
    docs = ROOT / "docs"
    hint = "run python scripts/write_catalogues.py"
    assert (docs / "schemes.md").read_text("utf-8") == writer.render_schemes(schemes()), hint
    assert (docs / "channels.md").read_text("utf-8") == writer.render_channels(channels()), hint
