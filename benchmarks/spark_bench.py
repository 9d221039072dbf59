"""Measure what Spark costs and gains against one process on the same documents.

    python benchmarks/spark_bench.py [FOLDER] [--chars N] [--workers N] [--price P] [--article N]

Needs `pip install -e ".[spark,bench]"` and Java. The texts of the folder are cut off or repeated to so many characters.
Wall time is what one waits, processor time what one pays: the latter counts all processes, Java's own included, and is
not moved by what else the machine does.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
from bench import documents
from pyspark.sql import SparkSession

from antifraud_ie import load, pipe
from antifraud_ie.spark import extract

ROOT = Path(__file__).parents[1]
# Enough that all workers end at about the same time.
TASKS_A_WORKER = 4
BILLION = 1_000_000_000

# Seconds that one waits, and seconds of processor.
Cost = tuple[float, float]


def processor_seconds(process: psutil.Process) -> float:
    """Return the processor time of a process and of all that it has started."""
    return sum(sum(each.cpu_times()[:2]) for each in (process, *process.children(recursive=True)))


def cost(work: Callable[[], object], process: psutil.Process) -> Cost:
    """Return what some work costs that is done by a process and its children."""
    wall, processor = time.perf_counter(), processor_seconds(process)
    work()
    return time.perf_counter() - wall, processor_seconds(process) - processor


def one_process(texts: Sequence[str]) -> tuple[Cost, Cost]:
    """Return what start-up and reading cost in one process."""
    me = psutil.Process()
    ready: list[object] = []
    start_up = cost(lambda: ready.append(list(pipe(load(), texts[:1]))), me)
    nlp = load()
    next(pipe(nlp, texts[:1]))
    return start_up, cost(lambda: [None for _ in pipe(nlp, texts)], me)


def with_spark(texts: Sequence[str], workers: int) -> tuple[Cost, Cost]:
    """Return what start-up and reading cost on a local cluster: session, Python workers and pipelines, then the job."""
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    me = psutil.Process()
    sessions: list[SparkSession] = []

    def read(some: Sequence[str], partitions: int) -> None:
        rows = sessions[0].createDataFrame([(text,) for text in some], "text string").repartition(partitions)
        extract(rows).write.format("noop").mode("overwrite").save()

    def start() -> None:
        builder = SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR")
        sessions.append(builder.config("spark.driver.host", "127.0.0.1").getOrCreate())
        read(texts[: 4 * workers], 2 * workers)

    start_up = cost(start, me)
    reading = cost(lambda: read(texts, TASKS_A_WORKER * workers), me)
    sessions[0].stop()
    return start_up, reading


def main() -> None:
    """Print the measurement and what it means for a billion articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "seeds")
    parser.add_argument("--chars", type=int, default=1_000_000, help="characters to read")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="Python workers of Spark")
    parser.add_argument("--article", type=int, default=1000, help="characters of an article, for the arithmetic")
    parser.add_argument("--price", type=float, default=0.05, help="assumed price of a core for an hour")
    arguments = parser.parse_args()
    texts = documents(arguments.folder, arguments.chars)
    chars = sum(map(len, texts))
    print(f"{len(texts):,} documents, {chars:,} characters; load average before: {os.getloadavg()[0]:.1f}\n")
    print("| run | start-up, wall s | start-up, processor s | reading, wall s | reading, processor s |", end="")
    print(" chars a wall s | chars a processor s | chars a wall s, with start-up |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    rate = 0.0
    runs = {
        "one process": one_process,
        f"Spark, {arguments.workers} workers": lambda t: with_spark(t, arguments.workers),
    }
    for name, run in runs.items():
        start_up, (wall, processor) = run(texts)
        rate = chars / processor
        print(f"| {name} | {start_up[0]:.1f} | {start_up[1]:.1f} | {wall:.1f} | {processor:.1f} |", end="")
        print(f" {chars / wall:,.0f} | {rate:,.0f} | {chars / (wall + start_up[0]):,.0f} |")
    hours = BILLION * arguments.article / rate / 3600
    print(f"\nA billion articles of {arguments.article:,} characters, at {rate:,.0f} characters a second of one core:")
    print(
        f"{hours:,.0f} core-hours; on 1,000 cores {hours / 1000:.1f} hours; {hours * arguments.price:,.0f} at ", end=""
    )
    print(f"{arguments.price} a core-hour")


if __name__ == "__main__":
    main()
