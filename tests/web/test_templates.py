"""A key in an address or a form is written as it is: 1676, never 1.676 as numbers are shown."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "dongbo" / "web" / "templates"
KEY = re.compile(r"\{\{ *[a-z_.]+\.(?:pk|rank|revision|previous_page_number|next_page_number) *\}\}")


def test_no_key_is_written_with_separators_of_thousands() -> None:
    found = [
        f"{path.relative_to(TEMPLATES)}: {hit.group()}"
        for path in TEMPLATES.rglob("*.html")
        for hit in KEY.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
