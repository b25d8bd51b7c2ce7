"""What is written into a form that is sent back, whatever kind of file it is."""

from collections.abc import Iterator, Sequence

from dongbo.engines.opinion_forms.columns import Column
from dongbo.engines.opinion_forms.form import RowFinding
from dongbo.engines.opinion_forms.tables import WrittenRow


def with_codes(rows: Sequence[WrittenRow]) -> Iterator[tuple[WrittenRow, str]]:
    """Yield the rows with their codes, new ones for the rows a unit added."""
    tables = {each.table.number: each.table for each in rows}.values()
    codes = (row.at(table.layout.places[Column.CODE]).text for table in tables for row in table.rows)
    used = [int(number) for code in codes if (number := code.partition("#")[0]).isdecimal()]
    following = max(used, default=0) + 1
    for each in rows:
        if each.row.code:
            yield each, each.row.code
        else:
            yield each, str(following)
            following += 1


def reasons_by_place(findings: Sequence[RowFinding]) -> dict[str, str]:
    """Return all that is wrong at a place of the file as one text."""
    reasons: dict[str, list[str]] = {}
    for finding in findings:
        reasons.setdefault(finding.where, []).append(finding.message)
    return {place: " ".join(dict.fromkeys(messages)) for place, messages in reasons.items()}
