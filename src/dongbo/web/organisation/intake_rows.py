"""The rows of a workbook that was read, as its preview shows them, and workbooks for people to fill in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dongbo.engines.organisation_sheets.columns import OFFICER_COLUMNS, UNIT_COLUMNS, Column
from dongbo.engines.organisation_sheets.plan import Action
from dongbo.organisation.models import Intake
from dongbo.organisation.states import IntakeKind, Level, PostKind

COLUMNS: Mapping[str, Sequence[Column]] = {
    IntakeKind.UNITS.value: UNIT_COLUMNS,
    IntakeKind.OFFICERS.value: OFFICER_COLUMNS,
}
NAMED_BY = {IntakeKind.UNITS.value: ("name", "code"), IntakeKind.OFFICERS.value: ("full_name", "username")}
REFUSED = "refused"
LABELS: Mapping[str, Mapping[object, object]] = {
    "kind": {kind.value: kind.label for kind in PostKind},
    "level": {level.value: level.label for level in Level},
}
"""The columns whose changes are kept by the code of a choice."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a row would change in one column."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the preview: its number in the file, whose it is, its cells under their headings, its changes."""

    number: int
    label: str
    cells: list[tuple[str, str]]
    changes: list[Change]


def tabs(intake: Intake) -> list[tuple[str, str, int]]:
    """Return the parts of the preview, each with its name and how many rows it has."""
    names = {
        Action.NEW.value: _("Mới"),
        Action.CHANGED.value: _("Thay đổi"),
        Action.UNCHANGED.value: _("Không đổi"),
        REFUSED: _("Sai"),
    }
    return [(part, name, int(intake.counts.get(part, 0))) for part, name in names.items()]


def columns_shown(intake: Intake) -> list[Column]:
    """Return the columns of which any row says something."""
    said = {key for row in intake.rows for key, value in row["values"].items() if value not in (None, "")}
    return [column for column in COLUMNS[intake.kind] if column.key in said]


def shown_rows(intake: Intake, rows: Sequence[Mapping[str, Any]]) -> list[ShownRow]:
    """Return `rows` of `intake` as the preview shows them."""
    columns = columns_shown(intake)
    headings = {column.key: column.heading for column in COLUMNS[intake.kind]}
    return [
        ShownRow(
            number=row["row"],
            label=" – ".join(str(row["values"].get(key) or "") for key in NAMED_BY[intake.kind]),
            cells=[(column.heading, _written(row["values"].get(column.key))) for column in columns],
            changes=[
                Change(headings.get(key, key), _written(old, key), _written(new, key))
                for key, (old, new) in row["changes"].items()
            ],
        )
        for row in rows
    ]


def _written(value: object, key: str = "") -> str:
    """Return a stored value as people write it: days turned round, choices, yes and no in words."""
    if key in LABELS:
        return str(LABELS[key].get(value, value or ""))
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, str) and len(value) == len("2026-11-22") and value[4:5] == value[7:8] == "-":
        try:
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        except ValueError:
            return value
    return "" if value is None else str(value)
