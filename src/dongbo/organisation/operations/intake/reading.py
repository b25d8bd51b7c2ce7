"""Reading a workbook and looking at what it would change; setting one aside."""

import hashlib
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.organisation_sheets import (
    Findings,
    Layout,
    SheetRefused,
    as_sent,
    find_columns,
    in_order,
    read_records,
)
from dongbo.engines.workbooks import WorkbookRefused, read_workbook
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Intake
from dongbo.organisation.operations.intake.planning import (
    COLUMNS,
    Progress,
    counts_of,
    no_progress,
    require_somewhere,
    work_out,
)
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.states import IntakeKind, IntakeState

LONGEST_FILE_NAME = 255


@transaction.atomic
def read_intake(
    *,
    kind: IntakeKind,
    data: bytes,
    file_name: str,
    by: Acting,
    at: datetime,
    effective_on: date | None = None,
    progress: Progress = no_progress,
) -> Intake:
    """This will read the .xlsx or .csv file `data` and keep what its rows would change, and what is wrong with which
    row; nothing else changes. Units change as of `effective_on`, the day of `at` where it is None.

    Raises NotAllowed; ValidationError, its code that of the refusal, where the file cannot be read at all.
    """
    authorship = require_somewhere(kind, by=by, at=at)
    name = file_name[-LONGEST_FILE_NAME:]
    layout = _layout(kind, data, name)
    total = len(layout.rows)
    progress(0, total)
    records, wrong = read_records(layout, COLUMNS[kind])
    findings = Findings(layout.headings)
    findings.take(wrong)
    day = effective_on or timezone.localdate(at)
    work = work_out(kind, records, findings, day=day, by=by, at=at)
    progress(total, total)
    intake = Intake.objects.create(
        kind=kind,
        file_name=name,
        rows=[planned.as_json() for planned in work.plan.planned],
        findings=[finding.as_json() for finding in in_order(findings.found)],
        headings=[[key, layout.headings[key]] for key in _in_file_order(layout)],
        refused=_refused(layout, findings),
        notices=[_ignored(text) for text in layout.ignored],
        counts=counts_of(work.plan.planned, len(findings.rows)),
        sha256=hashlib.sha256(data).hexdigest(),
        effective_on=day,
        read_at=at,
        read_by=by.officer,
    )
    append_event(
        kind="organisation.intake_read",
        subject_kind="intake",
        subject_id=intake.pk,
        payload={"kind": kind, "file_name": name, "sha256": intake.sha256, "counts": intake.counts},
        by=authorship,
        at=at,
    )
    return intake


def _layout(kind: IntakeKind, data: bytes, name: str) -> Layout:
    try:
        layout = find_columns(read_workbook(data, name=name), COLUMNS[kind], name=name)
    except (WorkbookRefused, SheetRefused) as refusal:
        raise ValidationError({"file": ValidationError(str(refusal), code=refusal.code)}) from refusal
    if not layout.rows:
        message = _("Tệp «%(name)s» chỉ có dòng tiêu đề: hãy điền các dòng bên dưới rồi gửi lại.") % {"name": name}
        raise ValidationError({"file": ValidationError(message, code="empty")})
    return layout


def _in_file_order(layout: Layout) -> list[str]:
    return sorted(layout.places, key=lambda key: layout.places[key])


def _refused(layout: Layout, findings: Findings) -> list[list[object]]:
    """The refused rows as they were sent, in the columns that are read."""
    places = [layout.places[key] for key in _in_file_order(layout)]
    return [
        [row.number, [as_sent(row.values[place]) if place < len(row.values) else None for place in places]]
        for row in layout.rows
        if row.number in findings.rows
    ]


def _ignored(heading: str) -> str:
    return _("Cột «%(heading)s» không dùng đến nên được bỏ qua.") % {"heading": heading}


@transaction.atomic
def discard_intake(*, intake: Intake, by: Acting, at: datetime) -> Intake:
    """This will set a workbook aside: nothing of it is applied, and its rows are forgotten.

    Raises NotAllowed; ValidationError where it is decided already.
    """
    intake = waiting_intake(intake, by=by)
    authorship = require_somewhere(IntakeKind(intake.kind), by=by, at=at)
    intake.state, intake.decided_at, intake.decided_by = IntakeState.DISCARDED, at, by.officer
    intake.rows, intake.refused = [], []
    intake.save(update_fields=["state", "decided_at", "decided_by", "rows", "refused"])
    append_event(
        kind="organisation.intake_discarded",
        subject_kind="intake",
        subject_id=intake.pk,
        payload={"file_name": intake.file_name, "sha256": intake.sha256},
        by=authorship,
        at=at,
    )
    return intake


def waiting_intake(intake: Intake, *, by: Acting) -> Intake:
    """Return `intake`, locked. Raises NotAllowed where another sent it; ValidationError where it is decided."""
    locked = Intake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    if locked.read_by_id != by.officer.pk:
        raise NotAllowed(_("Tệp này do người khác gửi: chỉ người gửi quyết định được."))
    if locked.state != IntakeState.PREVIEWED:
        raise ValidationError(
            _("Tệp «%(name)s» đã được quyết định rồi: hãy gửi lại nếu cần nhập nữa.") % {"name": locked.file_name}
        )
    return locked
