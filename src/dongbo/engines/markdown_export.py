"""A provision tree as Markdown that anyone can read, and that reads back into the same tree."""

import re
from collections.abc import Mapping
from itertools import groupby

from dongbo.engines.decree30.passages import Passage, RowPassage, Style, passages
from dongbo.engines.provisions import Outline

_ACTIVE = re.compile(r"([\\`*_<>#|\[\]~&]|(?<=\])\()")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_HEADING_LEVELS = {
    Style.ANNEX: 1, Style.ANNEX_TITLE: 1, Style.DIVISION: 2, Style.DIVISION_TITLE: 2, Style.ARTICLE: 3,
    Style.ROMAN: 2,
}  # fmt: skip
_HEAD = ("issuer", "number", "place_and_date", "type", "subject", "opening")
_IN_CAPITALS = {"issuer", "type", "signer_position"}
_FOOT = ("signer_position", "signer")


def write_markdown(outline: Outline, metadata: Mapping[str, str]) -> str:
    """Return `outline` as Markdown under a head made of `metadata`.

    The keys read are issuer, number, place_and_date, type, subject, opening (the lines before the first
    provision), signer_position and signer; what is missing is left out. Signs that Markdown would act on are
    escaped.
    """
    printed = _as_printed(metadata)
    blocks = [escape(line) for key in _HEAD for line in printed.get(key, "").split("\n") if line.strip()]
    written = map(_written, passages(outline.nodes))
    for is_row, group in groupby(written, key=lambda line: line.startswith("|")):
        lines = list(group)
        blocks += [_table(lines)] if is_row else lines
    blocks += [escape(printed[key]) for key in _FOOT if printed.get(key)]
    return "\n\n".join(blocks) + "\n"


def _as_printed(metadata: Mapping[str, str]) -> dict[str, str]:
    """Return the fields as papers print them: issuer and type in capitals, the number after its label."""
    printed = {key: value for key, value in metadata.items() if value}
    for key in _IN_CAPITALS & printed.keys():
        printed[key] = printed[key].upper()
    if "number" in printed and not printed["number"].startswith(("Số", "Luật số")):
        printed["number"] = f"Số: {printed['number']}"
    return printed


def _written(passage: Passage | RowPassage) -> str:
    if isinstance(passage, RowPassage):
        return "| " + " | ".join(escape(cell).replace("\n", "<br>") for cell in passage.cells) + " |"
    text = escape(passage.text)
    level = _HEADING_LEVELS.get(passage.style)
    if level and passage.bold == len(passage.text):
        return f"{'#' * level} {text}"
    return text


def _table(rows: list[str]) -> str:
    columns = len(_CELL_BORDER.findall(rows[0])) - 1
    return "\n".join([rows[0], "|" + " --- |" * columns, *rows[1:]])


def escape(text: str) -> str:
    """Return `text` with a backslash before every sign that Markdown would act on."""
    return _ACTIVE.sub(r"\\\1", text)
