"""The unit tree: mentions of several documents folded into distinct units."""

from __future__ import annotations

from antifraud_ie.article import Article
from antifraud_ie.extractors.police_units import extract
from antifraud_ie.unit_tree import UnitNode, unit_tree

TEXTS = (
    "昆明市公安局刑侦支队和五华公安分局沙朗派出所破获诈骗案。",
    "云南省公安厅通报,昆明市公安局五华分局抓获诈骗嫌疑人。五华公安分局受奖。",
    "杭州铁路公安处丽水站派出所讲防骗。",
    "河源市公安局源城分局交通警察大队铁骑三中队讲防骗。",
    "鼓楼区公安分局提醒防骗。",
    "香港警務處網絡安全及科技罪案調查科提醒防騙。",
)


def outline(roots: tuple[UnitNode, ...]) -> list[tuple[int, str, int]]:
    return [(depth, unit.full_name, len(unit.mentions)) for root in roots for depth, unit in root.walk()]


def test_mentions_fold_into_one_tree_from_the_ministry_down() -> None:
    records = [record for text in TEXTS for record in extract(Article(text))]
    assert outline(unit_tree(records)) == [
        (0, "公安部", 0),
        (1, "云南省公安厅", 1),
        (2, "昆明市公安局", 0),
        (3, "昆明市公安局刑侦支队", 1),
        (3, "昆明市公安局五华分局", 2),
        (4, "昆明市公安局五华分局沙朗派出所", 1),
        (1, "广东省公安厅", 0),
        (2, "河源市公安局", 0),
        (3, "河源市公安局源城分局", 0),
        (4, "河源市公安局源城分局交通警察大队", 0),
        (5, "河源市公安局源城分局交通警察大队铁骑三中队", 1),
        (0, "杭州铁路公安处", 0),
        (1, "杭州铁路公安处丽水站派出所", 1),
        (0, "香港警务处", 0),
        (1, "香港警务处网络安全及科技罪案调查科", 1),
    ]


def test_no_records_no_tree() -> None:
    assert unit_tree([]) == ()
