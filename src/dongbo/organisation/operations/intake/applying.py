"""Applying a workbook: the good rows in one act, checked again against what has changed since they were looked at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.engines.organisation_sheets import Findings, Planned, Record, in_order, record_from_json, written
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Intake
from dongbo.organisation.operations.intake.officers import apply_officers
from dongbo.organisation.operations.intake.planning import (
    COLUMNS,
    OfficersWork,
    Progress,
    Work,
    counts_of,
    no_progress,
    require_somewhere,
    work_out,
)
from dongbo.organisation.operations.intake.reading import waiting_intake
from dongbo.organisation.operations.intake.requesting import of_this_run
from dongbo.organisation.operations.intake.units import apply_units
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Decision, IntakeKind, IntakeState

NO_DECISION = Decision()


@transaction.atomic
def apply_intake(
    *,
    intake: Intake,
    keep_good_rows: bool,
    by: Acting,
    at: datetime,
    decision: Decision = NO_DECISION,
    progress: Progress = no_progress,
) -> Intake:
    """This will apply the rows of `intake`, all in one act; with `keep_good_rows` those that are good, although others
    are refused. Units change by `decision`.

    Every row is checked again: one that would now do something else than what was looked at is refused too. Raises
    NotAllowed; ValidationError where rows are refused and the good ones are not to be kept, or none is left.
    """
    advance_epoch()
    intake = waiting_intake(intake, by=by)
    return _apply(intake, keep_good_rows=keep_good_rows, decision=decision, by=by, at=at, progress=progress)


@transaction.atomic
def apply_requested(*, intake: Intake, by: Acting, at: datetime) -> Intake:
    """This will apply `intake` as its sender asked when he decided, in the run that began it.

    What he may do is asked again now. Raises as apply_intake does; ValidationError with code `superseded` where another
    run has begun meanwhile.
    """
    advance_epoch()
    intake = of_this_run(intake)
    decision = Decision(number=intake.decision_number, on=intake.decision_on, issuer=intake.decision_issuer)
    return _apply(intake, keep_good_rows=intake.keeps_good_rows, decision=decision, by=by, at=at, progress=no_progress)


def _apply(
    intake: Intake, *, keep_good_rows: bool, decision: Decision, by: Acting, at: datetime, progress: Progress
) -> Intake:
    kind = IntakeKind(intake.kind)
    authorship = require_somewhere(kind, by=by, at=at)
    findings = Findings(dict(intake.headings))
    work = _checked_again(intake, findings, by=by, at=at)
    _keep_refused(intake, findings)
    refused = len(intake.refused)
    if refused and not keep_good_rows:
        raise ValidationError(_refusal(refused), code="rows-refused")
    planned = [one for one in work.plan.planned if one.changes or one.action.value == "new"]
    if not planned:
        raise ValidationError(_("Không có dòng nào làm thay đổi dữ liệu: không còn gì để nhập."), code="nothing-to-do")
    done = (
        apply_officers(work.plan, work.known, by=by, at=at, progress=progress)
        if isinstance(work, OfficersWork)
        else apply_units(work.plan, work.known, decision=decision, by=by, at=at, progress=progress)
    )
    intake.state, intake.decided_at, intake.decided_by = IntakeState.APPLIED, at, by.officer
    intake.applied, intake.counts = len(planned), counts_of(work.plan.planned, refused)
    intake.progress, intake.failure = 100, ""
    intake.save()
    append_event(
        kind="organisation.intake_applied",
        subject_kind="intake",
        subject_id=intake.pk,
        payload={
            "kind": kind,
            "file_name": intake.file_name,
            "sha256": intake.sha256,
            "counts": intake.counts,
            "decision": decision.number,
            "written": done,
        },
        by=authorship,
        at=at,
    )
    return intake


def _checked_again(intake: Intake, findings: Findings, *, by: Acting, at: datetime) -> Work:
    """Work out the rows as things stand now, until every row left does what was looked at."""
    kind = IntakeKind(intake.kind)
    seen = {row["row"]: (row["action"], row["changes"]) for row in intake.rows}
    records = [record_from_json(row["row"], row["values"], COLUMNS[kind]) for row in intake.rows]
    day = intake.effective_on or timezone.localdate(at)
    while True:
        work = work_out(kind, records, findings, day=day, by=by, at=at)
        changed = [one for one in work.plan.planned if _differs(one, seen[one.record.number])]
        if not changed:
            return work
        for one in changed:
            findings.add(
                one.record,
                "",
                "changed-since",
                _("Dữ liệu hiện có đã đổi từ khi xem trước: hãy gửi lại dòng này để xem và quyết định lại."),
            )


def _differs(now: Planned, seen: tuple[str, dict[str, Any]]) -> bool:
    return (now.action.value, {key: list(pair) for key, pair in now.changes.items()}) != seen


def _keep_refused(intake: Intake, findings: Findings) -> None:
    """Keep what was found only now with what was found when the workbook was read."""
    if not findings.found:
        return
    stored = {row["row"]: row["values"] for row in intake.rows if row["row"] in findings.rows}
    records = [record_from_json(number, values, COLUMNS[IntakeKind(intake.kind)]) for number, values in stored.items()]
    intake.refused = sorted([*intake.refused, *_cells(records, intake.headings)])
    found = [finding.as_json() for finding in in_order(findings.found)]
    intake.findings = sorted([*intake.findings, *found], key=lambda finding: int(finding["row"]))


def _cells(records: Sequence[Record], headings: Sequence[Sequence[str]]) -> list[list[object]]:
    return [
        [record.number, [written(record.values.get(key)) or None for key, _heading in headings]] for record in records
    ]


def _refusal(refused: int) -> str:
    return ngettext(
        "Có %(count)s dòng bị từ chối: hãy sửa rồi gửi lại, hoặc chọn giữ các dòng đúng.",
        "Có %(count)s dòng bị từ chối: hãy sửa rồi gửi lại, hoặc chọn giữ các dòng đúng.",
        refused,
    ) % {"count": refused}
