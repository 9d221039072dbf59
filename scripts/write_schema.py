"""Write docs/records.schema.json from the dataclasses of records.py.

python scripts/write_schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from antifraud_ie.formats.schema import json_schema

SCHEMA = Path(__file__).parent.parent / "docs" / "records.schema.json"


def render() -> str:
    """Return the schema as it is stored."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(render(), "utf-8")
