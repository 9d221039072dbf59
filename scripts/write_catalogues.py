"""Write docs/schemes.md and docs/channels.md from the lexicons.

python scripts/write_catalogues.py
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from antifraud_ie.catalogue import Channel, Scheme, channels, schemes

DOCS = Path(__file__).parent.parent / "docs"
SHOWN = 6  # surfaces of one entry; the lexicon has them all

SCHEMES_HEAD = """# Fraud schemes

What `FraudType.code` and `FraudType.scheme` may say: {codes} codes, {count} schemes. This page is written by
`scripts/write_catalogues.py` from `src/antifraud_ie/lexicons/fraud_types.toml`; in Python it is
`antifraud_ie.schemes()`.

- *Regional names* are in Traditional script, as Taiwan, Hong Kong and Macau have them.
- *FCC 2023* is the class of the CCL 2023 case classification (twelve classes).
- *MPS ten* is the class among the ten most frequent types that the Ministry of Public Security published in 2023, 2024
  and 2025. 虚假贷款 (2023: 虚假网络贷款) and 虚假征信 became one class in 2025 (贷款、征信), and 机票退改签 came in.
- A dash means that the scheme has no class there. The classes follow the published lists, not our codes: 杀猪盘 stands
  under `romance` here and under investment there.
- Names grow by rule: prefixes (虚假, 网络), tails (诈骗, 类诈骗, 骗局) and 冒充 before a role are not repeated.
- What is missing you can add: [Your own terms](own_lexicon.md). [The records](records.md) say what else a record holds.
"""
CHANNELS_HEAD = """# Outreach channels

What `OutreachChannel.code` may say: {codes} codes with {count} entries in {families} families. This page is written by
`scripts/write_catalogues.py` from `src/antifraud_ie/lexicons/outreach_channels.toml`; in Python it is
`antifraud_ie.channels()`. Words before the noun (宣传, 主题, 社区) and quoted names are found by rule and not repeated.

What is missing you can add: [Your own terms](own_lexicon.md). [The records](records.md) say what else a record holds.
"""


def render_schemes(entries: Sequence[Scheme]) -> str:
    """Return the page of fraud schemes."""
    page = [SCHEMES_HEAD.format(codes=len({entry.code for entry in entries}), count=len(entries))]
    for code, group in groupby(entries, key=attrgetter("code")):
        rows = (
            (f"`{e.id}`", e.name, _joined(e.regional), e.en, e.fcc12 or "–", e.mps or "–", _some(e.surfaces))
            for e in group
        )
        header = ("Scheme", "Name", "Regional names", "English", "FCC 2023", "MPS ten", "Called")
        page += [f"## {code}\n", _table(header, rows)]
    return "\n".join(page)


def render_channels(entries: Sequence[Channel]) -> str:
    """Return the page of outreach channels."""
    families = len({entry.family for entry in entries})
    page = [CHANNELS_HEAD.format(codes=len({entry.code for entry in entries}), count=len(entries), families=families)]
    for code, group in groupby(entries, key=attrgetter("code")):
        rows = ((f"`{e.id}`", e.family.replace("_", " "), _some(e.surfaces), _joined(e.measures)) for e in group)
        page += [f"## {code}\n", _table(("Entry", "Family", "Called", "Counted in"), rows)]
    return "\n".join(page)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _joined(words: Sequence[str]) -> str:
    return "、".join(words) or "–"


def _some(surfaces: Sequence[str]) -> str:
    return "、".join(surfaces[:SHOWN]) + (" …" if len(surfaces) > SHOWN else "")


def main() -> None:
    """Write both pages."""
    (DOCS / "schemes.md").write_text(render_schemes(schemes()), encoding="utf-8")
    (DOCS / "channels.md").write_text(render_channels(channels()), encoding="utf-8")


if __name__ == "__main__":
    main()
