"""Show that memory stays flat: read many documents inside memory zones, and tell how much is held along the way.

    python benchmarks/memory.py [FOLDER] [--documents 100000] [--chars 300]

Every document is the beginning of a file with a number of its own in it, so that each brings something new.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import psutil

import antifraud_ie

ROOT = Path(__file__).parents[1]
STEPS = 10
ZONE = 500


def documents(folder: Path, count: int, chars: int) -> Iterator[str]:
    """Yield so many texts, all different."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        raise SystemExit(f"{folder}: expected a folder with .txt files")
    for number in range(count):
        yield f"第X{number}号通报：警情同比下降{number}.5%。\n{texts[number % len(texts)][:chars]}"


def main() -> None:
    """Read, and print a line at every tenth of the way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--chars", type=int, default=300)
    options = parser.parse_args()
    nlp = antifraud_ie.load()
    nlp("昆明市公安局通报，警情同比下降3%。")
    process = psutil.Process()
    texts = documents(options.folder, options.documents, options.chars)
    records = 0
    print(f"{'documents':>10} {'records':>10} {'MB':>8} {'strings':>8} {'lexemes':>8}")
    for step in range(1, STEPS + 1):
        for _ in range(options.documents // STEPS // ZONE):
            with nlp.memory_zone():
                for doc in nlp.pipe(text for text, _ in zip(texts, range(ZONE), strict=False)):
                    records += sum(map(len, antifraud_ie.to_dict(doc).values()))
        read = options.documents // STEPS // ZONE * ZONE * step
        held = process.memory_info().rss / 2**20
        print(
            f"{read:>10,} {records:>10,} {held:>8.1f} {len(nlp.vocab.strings):>8,} {len(list(nlp.vocab)):>8,}",
            flush=True,
        )


if __name__ == "__main__":
    main()
