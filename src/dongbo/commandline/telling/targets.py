"""The targets of a paper for people."""

from collections.abc import Iterator

from rich.console import RenderableType

from dongbo.commandline.commands.targets import FoundTargets
from dongbo.commandline.telling.tables import table
from dongbo.commandline.telling.words import place_of, shortened, written_date
from dongbo.engines.figures import figure
from dongbo.engines.targets import Target

_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "khoảng ", "=": "", "range": ""}


def tell(found: FoundTargets) -> Iterator[RenderableType]:
    """Yield one table, a target a row."""
    if not found.targets:
        yield "Không thấy chỉ tiêu đo được nào."
        return
    rows = table(f"{figure(len(found.targets))} chỉ tiêu")
    rows.add_column("Chỉ tiêu", ratio=5)
    rows.add_column("Mức", ratio=3)
    rows.add_column("Thời hạn", no_wrap=True)
    rows.add_column("Ở", ratio=2)
    for target in found.targets:
        deadline = written_date(target.deadline) if target.deadline else "–"
        rows.add_row(target.indicator, level_of(target), deadline, place_of(target.place, target.line))
    yield rows


def level_of(target: Target) -> str:
    """Return the operator, value, unit and qualifier of a target: "≥ 80 %", "40 – 50 tổ chức".

    A result stated in words is what the last cell of its row says.
    """
    if target.value is None:
        return shortened(target.text.rpartition(" | ")[2])
    to = f" – {figure(target.value_to)}" if target.value_to is not None else ""
    level = f"{_SIGNS.get(target.operator, '')}{figure(target.value)}{to} {target.unit}"
    return f"{level.strip()} {target.qualifier}".strip()
