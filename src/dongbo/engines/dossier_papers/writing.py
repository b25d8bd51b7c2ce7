"""The PDF of a part, from its data alone: no clock, no chance, nothing looked up."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

from dongbo.engines.decree30.runs import Runs
from dongbo.engines.decree30.typeset import TEMPLATE, write_template_pdf
from dongbo.engines.decree30.wordml import column_widths
from dongbo.engines.dossier_papers.model import Block

Progress = Callable[[int], object]
"""Told how many blocks are written."""

_MAIN = Path(__file__).with_name("part.typ")
_BLOCKS_OF_A_RUN = 500
_SIGNS_OF_A_RUN = 300_000
_TABLE_WIDTH = 10_000


def _typesetting() -> str:
    digest = sha256()
    for template in (TEMPLATE, _MAIN):
        digest.update(template.read_bytes())
    return f"typst {version('typst')}, {digest.hexdigest()[:16]}"


TYPESETTING = _typesetting()
"""What sets the papers: where it is another, the same data may be set otherwise though nobody touched it."""


def write_part(head: Mapping[str, Any], blocks: Iterable[Block], progress: Progress | None = None) -> bytes:
    """Return the PDF of a part; one of many blocks is set run by run, each begun on a new page."""
    coming = runs_of(blocks)
    run, following = next(coming, []), next(coming, [])
    if not run and "tables" not in head:
        return write_template_pdf(dict(head["paper"]))
    paper, alone, written = Runs(_MAIN.read_bytes()), not following, 0
    while True:
        held = {"blocks": list(_grouped(head, run)), "before": paper.pages, "closes": not following}
        paper.add({"paper": head["paper"], "held": held}, alone=alone)
        written += len(run)
        if progress is not None:
            progress(written)
        if not following:
            return paper.saved()
        run, following = following, next(coming, [])


def runs_of(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield the blocks in runs that are set at once; no heading is the last of its run but of the last."""
    run: list[Block] = []
    signs = 0
    for block in blocks:
        if "heading" not in block and ((len(run) >= _BLOCKS_OF_A_RUN and "table" in block) or signs >= _SIGNS_OF_A_RUN):
            kept = [run.pop()] if "heading" in run[-1] else []
            yield run
            run, signs = kept, 0
        run.append(block)
        signs += _signs(block)
    if run:
        yield run


def _signs(block: Block) -> int:
    if "cells" in block:
        return sum(len(cell) for cell in block["cells"])
    if "row" in block:
        return sum(len(piece[1]) for cell in block["row"] for piece in cell)
    return sum(len(piece[1]) for piece in block.get("pieces", ()))


def _grouped(head: Mapping[str, Any], run: Iterable[Block]) -> Iterator[dict[str, Any]]:
    """Yield the blocks as the template takes them: the rows of one table together."""
    for (table, cells), group in groupby(run, key=_belongs_to):
        if table >= 0:
            told = head["tables"][table]
            yield {**told, "rows": [{"cells": row["cells"], "short": row["short"]} for row in group]}
        elif cells:
            rows = list(group)
            texts = [tuple("".join(piece[1] for piece in cell) for cell in row["row"]) for row in rows]
            yield {"marked": rows, "widths": column_widths(texts, _TABLE_WIDTH)}
        else:
            yield from group


def _belongs_to(block: Block) -> tuple[int, int]:
    return block.get("table", -1), len(block.get("row", ()))
