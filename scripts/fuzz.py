"""Fuzz the pipeline, guided by coverage: what holds of any text must hold of whatever opens a new path.

    pip install -e ".[fuzz]" && python scripts/fuzz.py [-max_total_time=60] [other libFuzzer options]

Starts from the documents in seeds/ and a dictionary of scraps; stops at the first text that breaks an invariant,
with the text in a file crash-*.
"""

from __future__ import annotations

import pkgutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
DEFAULTS = ("-max_total_time=60", "-max_len=3000", "-timeout=30", "-rss_limit_mb=4096")

with atheris.instrument_imports(include=["antifraud_ie"]):
    import test_invariants

    from antifraud_ie import extractors

    for module in pkgutil.walk_packages(extractors.__path__, "antifraud_ie.extractors."):
        import_module(module.name)  # they are imported on first use


def check(data: bytes) -> None:
    """Check the invariants on any bytes; what is not UTF-8 becomes lone surrogates."""
    text = data.decode("utf-8", "surrogateescape")
    test_invariants.check(test_invariants.pipeline()(text), text)


def dictionary() -> str:
    """Return the scraps as a libFuzzer dictionary."""
    scraps = [
        scrap.encode("utf-8", "surrogatepass") for scrap in (*test_invariants.NEWS, *test_invariants.PAGES) if scrap
    ]
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in scrap) + '"\n' for scrap in scraps)


def main() -> None:
    """Run libFuzzer with the options given, in a scratch folder of new inputs beside the seeds."""
    with tempfile.TemporaryDirectory() as scratch:
        words = Path(scratch, "words.dict")
        words.write_text(dictionary(), "ascii")
        found = Path(scratch, "found")
        found.mkdir()
        given = sys.argv[1:]
        options = [option for option in DEFAULTS if not any(o.startswith(option.split("=")[0]) for o in given)]
        atheris.Setup([sys.argv[0], *options, f"-dict={words}", *given, str(found), str(ROOT / "seeds")], check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
