"""Train src/antifraud_ie/data/pkuseg, the packaged model of the word segmenter, and print its figures.

    pip download pkuseg==0.0.25 --no-deps --only-binary=:all: --python-version 3.7 --platform manylinux1_x86_64
    python scripts/train_segmenter.py pkuseg-0.0.25-cp37-cp37m-manylinux1_x86_64.whl news/ more/

The wheel is read as data: it brings the full-size model. The last days of news/ (one text file a day) stay unseen.
The full-size model cuts the news; a model cut down to its strongest features learns from that, by the trainer of
spacy-pkuseg, is averaged with what it was before, and is cut down once more. With --score nothing is trained: the
figures are those of the packaged model.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import spacy_pkuseg
import srsly
from spacy_pkuseg.config import config

from antifraud_ie.extractors import fraud_types, outreach_channels
from antifraud_ie.segmenter import (
    MODEL_FILES,
    PACKAGED,
    Segmenter,
    find_own_words,
    load_segmenter,
    own_words,
    word_spans,
)
from antifraud_ie.text import View

WHEEL_SHA256 = "6fc2f97d0f66cc6722cf772e65dbcde1b01d8cc53b66ac4aa7bce639de79588f"
IN_WHEEL = "pkuseg/models/default/"
SEEDS = Path(__file__).parent.parent / "seeds"

SEED = 7
UNSEEN_DAYS = 40
CHARACTERS = 500_000
ITERATIONS = 1
FEATURES = {"start": 280_000, "end": 320_000}
WEAK_DECAY = 10.0  # news alone must not wear down what the full-size model knows of other texts
RARE = 1  # a feature of the training text counts where it stands there more often
STEP = 1 / 32  # weights are rounded to it, so that they pack well

# News on the web has them, news on television has not.
HALF_WIDTH = str.maketrans("，；：！？（）", ",;:!?()")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path, help="the wheel of pkuseg 0.0.25")
    parser.add_argument("news", type=Path, help="a folder of news, a .txt file a day")
    parser.add_argument("more", type=Path, nargs="*", help="folders of further .txt files to learn from")
    parser.add_argument("--score", action="store_true", help="print the figures of the packaged model, train none")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        full = unpack(arguments.wheel, Path(folder, "full"))
        if not arguments.score:
            train(full, arguments.news, arguments.more, Path(folder))
        score(full, arguments.news)


def unpack(wheel: Path, folder: Path) -> Segmenter:
    """Return the full-size model. Its features are a pickle, so the wheel must be the known one."""
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        raise SystemExit(f"{wheel}: expected the wheel with SHA-256 {WHEEL_SHA256}, got {found}")
    folder.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        for name in ("features.pkl", "weights.npz"):
            (folder / name).write_bytes(archive.read(IN_WHEEL + name))
        licence = next(name for name in archive.namelist() if name.endswith("/LICENSE"))
        (folder / "LICENSE").write_bytes(archive.read(licence))
    return spacy_pkuseg.pkuseg(str(folder), user_dict=None)


def train(full: Segmenter, news: Path, more: Iterable[Path], folder: Path) -> None:
    """Train the packaged model and store it."""
    random.seed(SEED)  # the trainer shuffles, too
    config.featureTrim = RARE
    config.reg = WEAK_DECAY
    texts = sample(news, more)
    learnt, held = folder / "train.txt", folder / "held.txt"
    write_words(full, texts, learnt)
    write_words(full, texts[:200], held)  # the trainer insists on a second file; the figures come later
    cut_down(folder / "full", folder / "start", FEATURES["start"])
    spacy_pkuseg.train(str(learnt), str(held), str(folder / "trained"), ITERATIONS, init_model=str(folder / "start"))
    average(folder / "start", folder / "trained")
    cut_down(folder / "trained", PACKAGED, FEATURES["end"])
    shutil.copy(folder / "full" / "LICENSE", PACKAGED / "LICENSE.txt")


def sample(news: Path, more: Iterable[Path]) -> list[str]:
    """Return the pieces to learn from: what is like this library's texts, and news up to the number of characters."""
    texts = [text for folder in more for text in pieces(sorted(folder.glob("*.txt")))]
    texts += examples()
    candidates = list(pieces(sorted(news.glob("*.txt"))[:-UNSEEN_DAYS]))
    random.shuffle(candidates)
    room = CHARACTERS - sum(map(len, texts))
    for number, text in enumerate(candidates):
        room -= len(text)
        if room < 0:
            break
        texts.append(text.translate(HALF_WIDTH) if number % 10 == 0 else text)
    random.shuffle(texts)
    return texts


def examples() -> list[str]:
    """Return the example sentences of the lexicons."""
    terms = (*fraud_types.default_lexicon().terms, *outreach_channels.default_lexicon().terms)
    sentences = [sentence for term in terms for sentence in (*term.yes, *term.no)]
    return [sentence.replace("[", "").replace("]", "") for sentence in sentences]


def pieces(files: Iterable[Path]) -> Iterator[str]:
    """Yield the clean texts of files in pieces without white space, as pkuseg cuts them."""
    for file in files:
        yield from View(file.read_text("utf-8")).text.split()


def write_words(segmenter: Segmenter, texts: Iterable[str], file: Path) -> None:
    file.write_text("".join(f"{' '.join(segmenter.cut(text))}\n" for text in texts), "utf-8")


def average(start: Path, trained: Path) -> None:
    """Take the mean of the weights before and after: best on unseen news, and better than after on other texts."""
    before, after = np.load(start / "weights.npz"), np.load(trained / "weights.npz")
    weights = after["w"].copy()
    edges = int(after["sizes"][0]) ** 2  # from tag to tag; they stand last, and new features right before them
    for part in (slice(before["w"].size - edges), slice(-edges, None)):
        weights[part] = (weights[part] + before["w"][part]) / 2
    np.savez(trained / "weights.npz", sizes=after["sizes"], w=weights)


def cut_down(source: Path, target: Path, limit: int) -> None:
    """Keep the features that weigh most, with rounded weights.

    The same added to the weights of all tags changes no decision, so that weights count from their mean.
    """
    extractor = spacy_pkuseg.FeatureExtractor.load(str(source))
    stored = np.load(source / "weights.npz")
    tags, features = map(int, stored["sizes"])
    weights = stored["w"][: tags * features].reshape(features, tags)
    weights = weights - weights.mean(axis=1, keepdims=True)
    strength = np.abs(weights).max(axis=1)
    strength[0] = np.inf  # pkuseg counts on a feature 0
    kept = np.sort(np.argsort(-strength, kind="stable")[:limit])
    number = {int(old): new for new, old in enumerate(kept)}
    names = {name: number[old] for name, old in extractor.feature_to_idx.items() if old in number}
    pairs = {name.split(".", 2)[2] for name in names if name.startswith("ww.")}
    words = {name.split(".", 1)[1] for name in names if name.startswith(("w1.", "w-1."))}
    data = {
        "unigram": sorted(words | {word for pair in pairs for word in pair.split("*")}),
        "bigram": sorted(pairs) if target != PACKAGED else [],  # only the trainer reads them
        "feature_to_idx": dict(sorted(names.items(), key=lambda item: item[1])),
        "tag_to_idx": extractor.tag_to_idx,
    }
    rounded = np.round(weights[kept] / STEP) * STEP
    target.mkdir(exist_ok=True)
    srsly.write_msgpack(target / "features.msgpack", data)
    edges = stored["w"][tags * features :]
    np.savez_compressed(
        target / "weights.npz", sizes=np.array([tags, len(kept)]), w=np.concatenate([rounded.ravel(), edges])
    )


def score(full: Segmenter, news: Path) -> None:
    """Print the figures of the packaged model."""
    started = time.process_time()
    ours = load_segmenter("pkuseg", None)
    print(f"load: {time.process_time() - started:.2f} s of processor time")
    print(f"size: {sum((PACKAGED / name).stat().st_size for name in MODEL_FILES) / 1e6:.2f} MB")
    for name, files in (
        (f"last {UNSEEN_DAYS} days of news", sorted(news.glob("*.txt"))[-UNSEEN_DAYS:]),
        ("seeds", sorted(SEEDS.glob("*.txt"))),
    ):
        texts = list(pieces(files))
        print(f"{name}: {sum(map(len, texts)):,} characters")
        print(f"  F1, models alone: {f1((spans(full.cut(text)), spans(ours.cut(text))) for text in texts):.4f}")
        both = ((set(word_spans(text, full)), set(word_spans(text, ours))) for text in texts)
        print(f"  F1, own words kept whole by both: {f1(both):.4f}")
    print(f"own words: {len(own_words()):,}")
    for name, whole in (("full-size model alone", full.cut), ("packaged model alone", ours.cut)):
        print(f"  kept whole by the {name}: {kept_whole(lambda text, cut=whole: spans(cut(text))):.1%}")
    print(f"  kept whole as delivered: {kept_whole(lambda text: set(word_spans(text, ours))):.1%}")


def spans(words: Iterable[str]) -> set[tuple[int, int]]:
    found = set()
    start = 0
    for word in words:
        found.add((start, start + len(word)))
        start += len(word)
    return found


def f1(pairs: Iterable[tuple[set[tuple[int, int]], set[tuple[int, int]]]]) -> float:
    """Return the F1 of words found against words expected."""
    same = total = 0
    for expected, found in pairs:
        same += 2 * len(expected & found)
        total += len(expected) + len(found)
    return same / total


def kept_whole(cut: Callable[[str], set[tuple[int, int]]]) -> float:
    """Return the share of own words in the lexicons' example sentences that no cut divides."""
    whole = total = 0
    for sentence in set(examples()):
        starts = {start for start, _ in cut(sentence)}
        for start, end in find_own_words(sentence):
            total += 1
            whole += not any(position in starts for position in range(start + 1, end))
    return whole / total


if __name__ == "__main__":
    main()
