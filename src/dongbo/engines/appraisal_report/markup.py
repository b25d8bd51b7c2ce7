"""Small pieces of HTML, everything escaped: tables in their own scrolling region, status marks, lists."""

from collections.abc import Iterable, Sequence
from html import escape

from dongbo.engines.appraisal_report.wording import Mark


def badge(mark: Mark) -> str:
    """Return a status with its shape and its word."""
    return f'<span class="mark {mark.tone}"><span aria-hidden="true">{mark.shape}</span> {escape(mark.word)}</span>'


def table(identity: str, caption: str, heads: Sequence[str], bodies: Iterable[str]) -> str:
    """Return a table with caption and column headings in a region that scrolls by itself on a narrow page.

    The headings stand in the style too: on a phone each row is a block of cells, each named by its own.
    """
    names = ";".join(f"--h{at}:'{escape(head)}'" for at, head in enumerate(heads, start=1))
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-labelledby="{identity}-caption">'
        f'<table id="{identity}" style="{names}"><caption id="{identity}-caption">{escape(caption)}</caption>'
        f"<thead><tr>{cells}</tr></thead>{''.join(bodies)}</table></div>"
    )


def body(rows: Iterable[str]) -> str:
    """Return the body of a table."""
    return f"<tbody>{''.join(rows)}</tbody>"


def row(cells: Sequence[str], *, identity: str = "") -> str:
    """Return a row of cells that are HTML already; the first is the row's heading."""
    named = f' id="{identity}"' if identity else ""
    first, *others = cells
    return f'<tr{named}><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others) + "</tr>"


def section(identity: str, title: str, content: str) -> str:
    """Return a section of the report with its heading."""
    return f'<section id="{identity}"><h2>{escape(title)}</h2>{content}</section>'


def note(words: str) -> str:
    """Return a paragraph of explanation."""
    return f'<p class="note">{escape(words)}</p>'


def items(entries: Iterable[str]) -> str:
    """Return a list of entries that are HTML already; nothing for none."""
    listed = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<ul>{listed}</ul>" if listed else ""
