"""Small pieces of wording that several commands share."""

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dongbo.engines.figures import figure
from dongbo.engines.places import place_name
from dongbo.engines.targets import Target

_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "khoảng ", "=": "", "range": ""}


def shortened(words: str, longest: int = 140) -> str:
    """Return `words` on one line, cut between words where they are longer than `longest` characters."""
    flat = " ".join(words.split())
    if len(flat) <= longest:
        return flat
    return f"{flat[: flat.rfind(' ', 0, longest)]} …"


def written_date(iso: str) -> str:
    """Return an ISO date of any precision as Decree 30/2020 writes it: "05/9/2025", "02/2025", "2030".

    A zero stands before days below 10 and before the months 1 and 2 only.
    """
    year, *rest = iso.split("-")
    month = [rest[0] if rest[0] in ("01", "02") else rest[0].lstrip("0")] if rest else []
    return "/".join([*rest[1:], *month, year])


def table(title: str) -> Table:
    """Return an empty table in the plain look all commands share."""
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)


def indented(words: Text) -> Padding:
    """Return `words` set in under the line above, every line of them."""
    return Padding(words, (0, 0, 0, 4))


def level_of(target: Target) -> str:
    """Return the operator, value, unit and qualifier of a target: "≥ 80 %", "40 – 50 tổ chức"."""
    if target.value is None:
        return shortened(target.text)
    to = f" – {figure(target.value_to)}" if target.value_to is not None else ""
    level = f"{_SIGNS.get(target.operator, '')}{figure(target.value)}{to} {target.unit}"
    return f"{level.strip()} {target.qualifier}".strip()


def place_of(path: str, line: int | None) -> str:
    """Return what a person calls the place: the provision's name, else the line."""
    return place_name(path) or (f"dòng {line}" if line else "")
