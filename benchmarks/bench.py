"""Measure speed, memory, load time and growth, and write the table that docs/speed.md shows.

    python benchmarks/bench.py [FOLDER ...] [--chars N] [--growth N] [--write docs/speed.md]

All pipelines read the same documents in one process, in turns; a figure is the median of its turns, and what counts
is the ratio to bare `spacy.blank("zh")`, for the machine's own speed drops out of it.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

import spacy
from growth import growth_rows
from peers import PEERS, Peer, Reader, blank
from stages import stage_rows

ROOT = Path(__file__).parents[1]
TURNS = 3
CAVEAT = (
    "Ratios are what to compare: measured in turns, in one process, in processor time, on the same documents. "
    "[Big corpora](big_corpora.md) says how to read many of them."
)

Row = tuple[str, ...]


def documents(folder: Path, chars: int) -> list[str]:
    """Return the texts of a folder, cut off or repeated to about so many characters."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not any(texts):
        raise SystemExit(f"{folder}: expected a folder with .txt files that hold text")
    taken: list[str] = []
    total = 0
    while total < chars:
        taken.append(texts[len(taken) % len(texts)])
        total += len(taken[-1])
    return taken


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return how long some work takes, by the processor's own clock: other programs do not count."""
    start = clock()
    work()
    return clock() - start


def read_all(read: Reader, texts: Sequence[str]) -> None:
    """Read texts one after the other, keeping nothing."""
    for text in texts:
        read(text)


def speed_rows(texts: Sequence[str]) -> list[Row]:
    """Compare the pipelines; a peer that is not installed is left out."""
    readers: list[tuple[Peer, Reader, Sequence[str]]] = []
    for peer in PEERS:
        try:
            read = peer.load()
        except ImportError as error:
            print(f"{peer.name}: left out, {error}", file=sys.stderr)
            continue
        part = texts[: max(1, int(len(texts) * peer.share))]
        read(part[0])
        readers.append((peer, read, part))
    # What the others have loaded is not for one pipeline's garbage collector to walk through.
    gc.collect()
    gc.freeze()
    times: dict[str, list[float]] = {peer.name: [] for peer, _, _ in readers}
    for _ in range(TURNS):
        for peer, read, part in readers:
            rate = seconds(lambda: read_all(read, part)) / sum(map(len, part))  # noqa: B023
            times[peer.name].append(rate)
    bare = median(times["spacy.blank"])
    rows = []
    for peer, _, part in readers:
        rate = median(times[peer.name])
        length = sum(map(len, part)) / len(part)
        load, memory = footprint(peer.name)
        rows.append((peer.name, f"{bare / rate:.2f}", f"{1e-3 / rate:,.0f}", f"{1 / rate / length:,.0f}", load, memory))
    return rows


def footprint(name: str) -> Row:
    """Load a pipeline in a process of its own; return the time and the memory above an imported spaCy."""
    command = [sys.executable, __file__, "--footprint", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    load, memory = done.stdout.split()[-2:]
    return f"{float(load):.2f}", f"{float(memory):.0f}"


def print_footprint(name: str) -> None:
    """Print load time in seconds and memory in MB, the first document included."""
    peer = next(peer for peer in PEERS if peer.name == name)
    before = resident()
    took = seconds(lambda: peer.load()("昆明市公安局张贴反诈海报20张，刷单警情同比下降3%。"))
    print(took, (resident() - before) / 2**20)


def resident() -> int:
    """Return the memory of this process in bytes."""
    import psutil  # noqa: PLC0415  # an extra, like the peers

    return int(psutil.Process(os.getpid()).memory_info().rss)


def process_rows(texts: Sequence[str]) -> list[Row]:
    """Compare two processes with one, by the clock on the wall: on Docs, bare spaCy's too, and on records alone."""
    import antifraud_ie  # noqa: PLC0415  # its load time is measured elsewhere

    nlp, bare = antifraud_ie.load(), spacy.blank("zh")
    runs: list[tuple[str, Callable[[int], Iterable[object]]]] = [
        ("spacy.blank, nlp.pipe", lambda processes: bare.pipe(texts, n_process=processes)),
        ("antifraud_ie, nlp.pipe", lambda processes: nlp.pipe(texts, n_process=processes)),
        ("antifraud_ie.pipe", lambda processes: antifraud_ie.pipe(nlp, texts, workers=processes)),
    ]
    rows = []
    for name, run in runs:
        one, two = (seconds(lambda: deque(run(processes), 0), time.perf_counter) for processes in (1, 2))  # noqa: B023
        rows.append((name, f"{one:.1f}", f"{two:.1f}", f"{one / two:.2f}"))
    return rows


def table(title: str, head: Row, rows: Sequence[Row]) -> str:
    """Return a Markdown table, figures to the right."""
    lines = [f"### {title}", "", f"| {' | '.join(head)} |", "|---" + "|--:" * (len(head) - 1) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])


def folder_tables(folder: Path, chars: int) -> Iterator[str]:
    """Yield the tables of one folder's documents."""
    texts = documents(folder, chars)
    yield f"## `{folder.name}/`: {len(texts):,} documents, {sum(map(len, texts)):,} characters\n"
    head = ("pipeline", "times spacy.blank", "1,000 chars/s", "docs/s", "load s", "MB above spaCy")
    yield table("Pipelines", head, speed_rows(texts))
    yield table("Stages of antifraud_ie", ("stage", "ns/char", "share of spacy.blank"), stage_rows(texts, blank()))
    yield table("Processes", ("run", "1 process, s", "2 processes, s", "times as fast"), process_rows(texts))


def main() -> None:
    """Measure and print; write the page where one is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "seeds"])
    parser.add_argument("--chars", type=int, default=5_000_000, help="characters to read in a turn")
    parser.add_argument("--growth", type=int, default=1_000_000, help="length of the long hostile texts; 0 for none")
    parser.add_argument("--write", type=Path, help="page to write the tables to")
    parser.add_argument("--footprint", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.footprint:
        print_footprint(options.footprint)
        return
    machine = f"Python {platform.python_version()}, spaCy {spacy.__version__}, {os.cpu_count()} cores"
    page: list[str] = []
    for part in parts(options, machine):
        print(part, flush=True)
        page.append(part)
    if options.write:
        options.write.write_text("\n".join(page), "utf-8")


def parts(options: argparse.Namespace, machine: str) -> Iterator[str]:
    """Yield the page part by part, as they are measured."""
    yield f"# Speed\n\nWritten by `make bench`: {machine}. {CAVEAT}\n"
    for folder in options.folders:
        yield from folder_tables(folder, options.chars)
    if options.growth:
        head = ("text", "stage", "ns/char, short", "ns/char, long", "long / short")
        yield "## Growth\n"
        yield table(f"From 1,000 to {options.growth:,} characters", head, growth_rows(options.growth))


if __name__ == "__main__":
    main()
