"""What a workbook would change: every row new, changed, unchanged or refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dongbo.engines.organisation_sheets.findings import Finding
from dongbo.engines.organisation_sheets.records import Record


class Action(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


Changes = Mapping[str, tuple[str, str]]
"""By column key, what was and what would be, as texts."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row that can be applied."""

    record: Record
    action: Action
    changes: Changes

    def as_json(self) -> dict[str, object]:
        """Return the row as it is stored."""
        return {
            "row": self.record.number,
            "action": self.action.value,
            "values": self.record.as_json(),
            "changes": {key: list(pair) for key, pair in self.changes.items()},
        }


@dataclass(slots=True)
class Findings:
    """The findings of a workbook, and which rows they refuse."""

    headings: Mapping[str, str]
    found: list[Finding] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    _said: set[tuple[int, str]] = field(default_factory=set)

    def take(self, findings: Iterable[Finding]) -> None:
        """Take over findings; a cell of which something is said already is not spoken of again."""
        for finding in findings:
            self.rows.add(finding.row)
            if (finding.row, finding.column) not in self._said:
                self._said.add((finding.row, finding.column))
                self.found.append(finding)

    def add(self, record: Record, key: str, code: str, message: str) -> None:
        """Refuse `record` for what stands under the column `key`."""
        self.take([Finding(record.number, self.headings.get(key, ""), code, message)])


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by row, each as they were found."""
    return sorted(findings, key=lambda finding: finding.row)


def written(value: object) -> str:
    """Return a value as a preview shows it."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
