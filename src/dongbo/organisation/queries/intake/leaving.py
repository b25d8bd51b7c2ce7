"""Units and officers on their way out, in the columns in which they come in; what was refused; and empty forms."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from dongbo.engines.organisation_sheets import OFFICER_COLUMNS, UNIT_COLUMNS, Column
from dongbo.engines.organisation_sheets.units import CONTACT
from dongbo.engines.workbooks import NewSheet, write_workbook
from dongbo.organisation.models import Intake, Post, Role, UnitName
from dongbo.organisation.queries.intake.known import units_known
from dongbo.organisation.queries.officers.seeing import posts_seen
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import IntakeKind, Level, PostKind

COLUMNS: dict[str, Sequence[Column]] = {IntakeKind.UNITS: UNIT_COLUMNS, IntakeKind.OFFICERS: OFFICER_COLUMNS}
"""The columns of each kind of workbook."""

WHAT_IS_WRONG, ROW_OF_BEFORE = "Sai ở đâu", "Dòng trong tệp cũ"

Row = tuple[object, ...]


def export_units(*, day: date, by: Acting, at: datetime) -> tuple[list[str], list[Row]]:
    """Return headings and a row for every unit as it stands on `day`, those above first, ready to come in again.

    Units are no secret: whoever may open the page sees the whole tree.
    """
    known = units_known(day=day, by=by, at=at)
    codes = {unit.key: unit.code for unit in known.units.values()}
    levels = {level.value: str(level.label) for level in Level}
    beneath: dict[int | None, list[str]] = {}
    for code in sorted(known.units, reverse=True):
        above = known.units[code].parent
        beneath.setdefault(above if above in codes else None, []).append(code)
    waiting, rows = list(beneath.get(None, ())), list[Row]()
    while waiting:
        unit = known.units[waiting.pop()]
        waiting += beneath.get(unit.key, ())
        naming = (unit.code, None, unit.name, unit.short_name, levels[unit.level])
        contact = (getattr(unit, key) for key in CONTACT)
        rows.append((*naming, codes.get(unit.parent or 0, ""), unit.founded_on, *contact))
    return [column.heading for column in UNIT_COLUMNS], rows


def export_officers(*, day: date, by: Acting, at: datetime) -> tuple[list[str], Iterator[Row]]:
    """Return headings and a row for every post held on `day` by an officer in service, as far as `by` may see, ready
    to come in again; starting roles are left blank, what is granted is no part of this list."""
    posts = (
        Post.objects.held_on(day)
        .filter(posts_seen(by, at=at), officer__is_active=True)
        .annotate(unit_code=_code_on_first_day())
        .order_by("officer__name_key", "officer_id", F("is_main").desc(), "valid_from")
        .values_list(
            "officer__username",
            "officer__full_name",
            "officer__rank",
            "officer__email",
            "unit_code",
            "title",
            "kind",
            "is_main",
            "valid_from",
            "valid_to",
            "decision_number",
            "decision_on",
        )
    )
    kinds = {kind.value: str(kind.label) for kind in PostKind}
    rows = (
        (*row[:6], kinds[row[6]], _("Có") if row[7] else _("Không"), row[8], row[9], None, row[10], row[11], None, None)
        for row in posts.iterator(chunk_size=2_000)
    )
    return [column.heading for column in OFFICER_COLUMNS], rows


def _code_on_first_day() -> Subquery:
    """The code the unit bore on the post's first day: by it the row finds the unit again."""
    first_day = OuterRef("valid_from")
    names = UnitName.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=first_day), unit=OuterRef("unit"), valid_from__lte=first_day
    )
    return Subquery(names.values("code")[:1])


def findings_workbook(intake: Intake) -> bytes:
    """Return the refused rows of `intake` as they were sent, each with what is wrong beside it, to be mended and sent
    again: the column of answers is not read on the way in."""
    said: dict[int, list[str]] = {}
    for finding in intake.findings:
        where = f"{finding['column']}: " if finding["column"] else ""
        said.setdefault(finding["row"], []).append(f"{where}{finding['message']}")
    rows = ((*cells, "\n".join(said.get(number, [])), number) for number, cells in intake.refused)
    headings = [heading for _key, heading in intake.headings]
    return write_workbook([NewSheet("Dòng cần sửa", [*headings, WHAT_IS_WRONG, ROW_OF_BEFORE], rows)])


def template_workbook(kind: IntakeKind) -> bytes:
    """Return an empty workbook of `kind`: the headings to fill in beneath, and a sheet that explains each column."""
    columns = COLUMNS[kind]
    notes = [(column.heading, column.english, "Bắt buộc" if column.required else "", column.note) for column in columns]
    choices = _choices(kind)
    return write_workbook(
        [
            NewSheet("Nhập liệu", [column.heading for column in columns], []),
            NewSheet("Hướng dẫn", ["Cột", "Tên tiếng Anh", "", "Cách ghi"], notes),
            NewSheet("Danh mục", ["Danh mục", "Giá trị", "Nghĩa"], choices),
        ]
    )


def _choices(kind: IntakeKind) -> list[Row]:
    if kind == IntakeKind.UNITS:
        return [("Cấp", level.label, level.value) for level in Level]
    roles = Role.objects.filter(ended_at__isnull=True).values_list("code", "name")
    kinds = [("Vị trí", post.label, post.value) for post in PostKind]
    return [*kinds, *(("Vai trò ban đầu", code, name) for code, name in roles)]
