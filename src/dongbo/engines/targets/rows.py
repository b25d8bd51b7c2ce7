"""Targets in annex tables: one row, one indicator; its result cell read value by value."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dongbo.engines.papers import Paper
from dongbo.engines.provisions.tables import AnnexRow, TableKind, read_annex_tables
from dongbo.engines.targets.quantities import find_quantities
from dongbo.engines.targets.quantity import Measure, Quantity
from dongbo.engines.targets.reading import read_sentence
from dongbo.engines.targets.sentence import find_targets_in_sentence
from dongbo.engines.targets.target import Target
from dongbo.engines.targets.units import normal_unit
from dongbo.engines.targets.vocabulary import AVERAGES, REGIONS

_PARTS = re.compile(r"\s*[;\n]\s*")
_REGION = re.compile(rf"(?<!\w)(?:{'|'.join(REGIONS)})(?!\w)", re.IGNORECASE)
_LONGEST_RESULT = 60


def find_targets_in_tables(paper: Paper) -> Iterator[Target]:
    """Yield the targets of every annex table of `paper`; `place` stays empty, `line` is the row's.

    A table of tasks gives only what its task cells state as targets of their own.
    """
    for table in read_annex_tables(paper):
        for row in table.entries:
            if table.kind is TableKind.TARGETS:
                yield from targets_of_row(row)
            elif table.kind is TableKind.TASKS:
                for target in find_targets_in_sentence(row.task):
                    yield replace(target, line=row.line)


def targets_of_row(row: AnnexRow) -> Iterator[Target]:
    """Yield what one row of a table of targets aims at, a value for each year and each part of its cell."""
    name = " ".join(row.indicator.split())
    for value in row.values:
        whole = Target(
            indicator=name,
            operator="=",
            value=None,
            unit=normal_unit(row.unit),
            deadline=value.horizon or None,
            line=row.line,
            text=" | ".join(part for part in (name, row.unit, " ".join(value.text.split())) if part),
            confidence=0.97,
        )
        parts = [part for part in _PARTS.split(value.text) if part]
        measured = [target for part in parts if (target := _measured(part, whole))]
        yield from measured or [replace(whole, confidence=0.8)]


def _measured(part: str, whole: Target) -> Target | None:
    """Return the value that one part of a result cell states, or None where it is words."""
    reading = read_sentence(part)
    quantities = find_quantities(reading.masked)
    if not quantities or quantities[0].start > _LONGEST_RESULT:
        return None
    quantity = quantities[0]
    unit = _unit(quantity, whole.unit)
    moment = next((one.iso for one in reading.deadlines if one.due), None)
    region = quantity.region or next((match.group() for match in _REGION.finditer(part)), "")
    average = next((word for word in AVERAGES if word in whole.indicator.lower()), "")
    return replace(
        whole,
        operator=quantity.operator,
        value=quantity.value,
        value_to=quantity.value_to,
        unit=unit,
        deadline=moment or whole.deadline,
        qualifier=region or average,
    )


def _unit(quantity: Quantity, column: str) -> str:
    """The unit column decides; the cell's own unit stands in where there is none or it says more."""
    if not column or quantity.measure is Measure.RANK:
        return quantity.unit if quantity.measure is not Measure.BARE else column
    if column == "%" and quantity.measure is Measure.PERCENT:
        return quantity.unit
    return column
