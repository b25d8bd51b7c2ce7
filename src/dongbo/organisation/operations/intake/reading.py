"""Reading a workbook and looking at what it would change; setting one aside."""

import hashlib
from dataclasses import dataclass
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
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Intake
from dongbo.organisation.operations.intake.planning import (
    COLUMNS,
    Progress,
    Work,
    counts_of,
    no_progress,
    require_somewhere,
    work_out,
)
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.states import IntakeKind, IntakeState

LONGEST_FILE_NAME = 255


@dataclass(frozen=True, slots=True)
class Examined:
    """A workbook as it was read: its columns, what its rows would change, and what is wrong with which."""

    layout: Layout
    work: Work
    findings: Findings
    day: date


def examine(
    *,
    kind: IntakeKind,
    data: bytes,
    name: str,
    effective_on: date | None,
    by: Acting,
    at: datetime,
    progress: Progress = no_progress,
) -> Examined:
    """Return what the workbook `data` would change as things stand; nothing is written.

    Raises ValidationError, its code that of the refusal, where the file cannot be read at all.
    """
    layout = _layout(kind, data, name)
    total = len(layout.rows)
    progress(0, total)
    records, wrong = read_records(layout, COLUMNS[kind])
    findings = Findings(layout.headings)
    findings.take(wrong)
    day = effective_on or timezone.localdate(at)
    work = work_out(kind, records, findings, day=day, by=by, at=at)
    progress(total, total)
    return Examined(layout, work, findings, day)


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
    """This will read the .xlsx or .csv file `data` at once and keep what its rows would change, and what is wrong with
    which row; nothing else changes. Units change as of `effective_on`, the day of `at` where it is None.

    Raises NotAllowed; ValidationError, its code that of the refusal, where the file cannot be read at all.
    """
    authorship = require_somewhere(kind, by=by, at=at)
    name = file_name[-LONGEST_FILE_NAME:]
    examined = examine(kind=kind, data=data, name=name, effective_on=effective_on, by=by, at=at, progress=progress)
    intake = Intake(kind=kind, file_name=name, sha256=hashlib.sha256(data).hexdigest(), read_at=at, read_by=by.officer)
    return keep_examined(intake, examined, authorship=authorship, at=at)


def keep_examined(intake: Intake, examined: Examined, *, authorship: Authorship, at: datetime) -> Intake:
    """This will keep what was read as the preview of `intake`, with its event, in the caller's transaction."""
    layout, findings, planned = examined.layout, examined.findings, examined.work.plan.planned
    intake.state, intake.sent, intake.progress = IntakeState.PREVIEWED, None, 100
    intake.rows = [one.as_json() for one in planned]
    intake.findings = [finding.as_json() for finding in in_order(findings.found)]
    intake.headings = [[key, layout.headings[key]] for key in _in_file_order(layout)]
    intake.refused = _refused(layout, findings)
    intake.notices = [_ignored(text) for text in layout.ignored]
    intake.counts = counts_of(planned, len(findings.rows))
    intake.effective_on = examined.day
    intake.save()
    append_event(
        kind="organisation.intake_read",
        subject_kind="intake",
        subject_id=intake.pk,
        payload={
            "kind": intake.kind,
            "file_name": intake.file_name,
            "sha256": intake.sha256,
            "counts": intake.counts,
        },
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
    intake.rows, intake.refused, intake.failure = [], [], ""
    intake.save(update_fields=["state", "decided_at", "decided_by", "rows", "refused", "failure"])
    append_event(
        kind="organisation.intake_discarded",
        subject_kind="intake",
        subject_id=intake.pk,
        payload={"file_name": intake.file_name, "sha256": intake.sha256},
        by=authorship,
        at=at,
    )
    return intake


def may_be_decided(intake: Intake) -> bool:
    """Return whether `intake` was read and nothing of it is applied yet, nor being applied."""
    was_read = bool(intake.counts)
    return intake.state == IntakeState.PREVIEWED or (intake.state == IntakeState.FAILED and was_read)


def waiting_intake(intake: Intake, *, by: Acting) -> Intake:
    """Return `intake`, locked. Raises NotAllowed where another sent it; ValidationError where it is decided."""
    locked = Intake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    if locked.read_by_id != by.officer.pk:
        raise NotAllowed(_("Tệp này do người khác gửi: chỉ người gửi quyết định được."))
    if not may_be_decided(locked):
        raise ValidationError(
            _("Tệp «%(name)s» đã được quyết định rồi: hãy gửi lại nếu cần nhập nữa.") % {"name": locked.file_name}
        )
    return locked
