"""Records and user terms survive every way in which spaCy stores and sends things."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import antifraud_ie
from antifraud_ie.extractors import EXTRACTORS, KINDS

TEXT = "昆明市公安局五华分局民警张贴反诈海报2670张。今年以来，全市卖茶女诈骗警情同比下降4.04%，刷单警情上升。"
TEXT += "破案率达98%，发案数同比大幅下降。\n小徐接到电话，对方自称国内警察，要他缴纳保证金。这是诈骗。\n鼓楼分局通报。"
TERM = {"id": "tea", "code": "romance", "surfaces": ["卖茶女"]}


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = antifraud_ie.load()
    nlp.get_pipe("antifraud_fraud_types").add_terms([TERM])  # type: ignore[attr-defined]
    return nlp


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def assert_same(doc: Doc, expected: Doc) -> None:
    assert doc.text == expected.text
    for name in KINDS:
        assert len(getattr(expected._, name)) > 0
        assert getattr(doc._, name) == getattr(expected._, name)
    for name in EXTRACTORS:
        assert [(span.text, span.label_, span.id_) for span in doc.spans[name]] == [
            (span.text, span.label_, span.id_) for span in expected.spans[name]
        ]
    assert antifraud_ie.to_dict(doc, KINDS) == antifraud_ie.to_dict(expected, KINDS)


def test_the_added_term_is_found(doc: Doc) -> None:
    assert [record.scheme for record in doc._.fraud_types] == ["tea", "order_brushing"]


def test_doc_to_bytes(doc: Doc) -> None:
    assert_same(Doc(spacy.blank("zh").vocab).from_bytes(doc.to_bytes()), doc)


def test_doc_bin(doc: Doc) -> None:
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (restored,) = DocBin().from_bytes(stored).get_docs(spacy.blank("zh").vocab)
    assert_same(restored, doc)


def test_doc_pickle(doc: Doc) -> None:
    assert_same(pickle.loads(pickle.dumps(doc)), doc)


def test_doc_copy(doc: Doc) -> None:
    assert_same(doc.copy(), doc)


@pytest.mark.parametrize(
    "method", [name for name in ("fork", "spawn") if name in multiprocessing.get_all_start_methods()]
)
def test_processes(nlp: Language, doc: Doc, method: str) -> None:
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method(method, force=True)
    try:
        docs = list(nlp.pipe([TEXT, "无", TEXT], n_process=2, batch_size=1))
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert [each.text for each in docs] == [TEXT, "无", TEXT]
    assert_same(docs[0], doc)
    assert_same(docs[2], doc)


def test_pipeline_pickle(nlp: Language, doc: Doc) -> None:
    assert_same(pickle.loads(pickle.dumps(nlp))(TEXT), doc)


def test_pipeline_to_bytes(nlp: Language, doc: Doc) -> None:
    assert_same(antifraud_ie.load().from_bytes(nlp.to_bytes())(TEXT), doc)


def test_pipeline_to_disk_in_a_fresh_process(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "nlp")
    code = (
        "import json, sys, spacy\n"
        "doc = spacy.load(sys.argv[1])(sys.argv[2])\n"
        "from antifraud_ie import to_dict\n"
        "print(json.dumps([to_dict(doc), doc.text, [token.norm_ for token in doc]]))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "nlp"), TEXT]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [antifraud_ie.to_dict(doc), TEXT, [token.norm_ for token in doc]]


def test_a_saved_pipeline_needs_its_lexicon_file_no_more(tmp_path: Path) -> None:
    lexicon = tmp_path / "mine.toml"
    lexicon.write_text('[[term]]\nid = "tea"\ncode = "romance"\nsurfaces = ["卖茶女"]\n', "utf-8")
    nlp = antifraud_ie.load(lexicons={"fraud_types": lexicon}, include_boilerplate=True)
    nlp.to_disk(tmp_path / "nlp")
    lexicon.unlink()
    restored = spacy.load(tmp_path / "nlp")
    assert [record.scheme for record in restored(TEXT)._.fraud_types] == ["tea", "order_brushing"]
    assert restored.get_pipe("antifraud_fraud_types").include_boilerplate  # type: ignore[attr-defined]


def test_norms_survive(nlp: Language) -> None:
    for restored in (pickle.loads(pickle.dumps(nlp)), antifraud_ie.load().from_bytes(nlp.to_bytes())):
        assert [token.norm_ for token in restored.make_doc("詐機(jī)ＡＰＰ")] == ["诈", "机", "app"]


def test_a_part_of_a_doc_has_no_records_of_the_whole(doc: Doc) -> None:
    part = doc[2:].as_doc(copy_user_data=True)
    assert antifraud_ie.to_dict(part, KINDS) == {kind: [] for kind in KINDS}
    whole = doc[:].as_doc(copy_user_data=True)
    assert antifraud_ie.to_dict(whole, KINDS) == antifraud_ie.to_dict(doc, KINDS)


def test_docs_put_together_have_spans_and_no_records(nlp: Language, doc: Doc) -> None:
    both = Doc.from_docs([nlp("今日晴。"), doc])
    assert both is not None
    assert antifraud_ie.to_dict(both) == {kind: [] for kind in EXTRACTORS}
    assert [span.text for span in both.spans["fraud_types"]] == [span.text for span in doc.spans["fraud_types"]]


def test_records_of_a_text_with_lone_surrogates_are_its_own(nlp: Language) -> None:
    (record,) = nlp("警惕\ud83d刷单\ud83d诈骗。")._.fraud_types
    assert record.text.startswith("刷单")
