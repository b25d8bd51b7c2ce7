"""Writes: looking for what is not true between the answers and the next version, signing for it, and the end."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, Provision, Version
from dongbo.documents.rules import may_read
from dongbo.engines.closure import History
from dongbo.engines.closure.texts import Texts
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import THE_SITE, Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.organisation.rules.words import require_words
from dongbo.organisation.states import Permission
from dongbo.planning.models import ChangeBasis, ClosureLine, Consultation
from dongbo.planning.operations.following import anchor_round, note_successions
from dongbo.planning.queries.changes import Changes
from dongbo.planning.queries.closure import found_lines, open_lines, waits_for_answers
from dongbo.planning.rules.consultation import may_ask, require_ask
from dongbo.planning.states import (
    CLOSURE_TRANSITIONS,
    CONSULTATION_TRANSITIONS,
    BasisKind,
    ClosureKind,
    ClosureState,
    ConsultationState,
)

CHANGING = ("state", "detail", "found_at", "signed_at", "signed_by", "note")
"""What changes in a line once it was found."""


@transaction.atomic
def examine_round(
    *, consultation: Consultation, version: Version, at: datetime, by: Acting | None = None
) -> list[ClosureLine]:
    """This will hold the answers of a round against `version` and bring its lines to date; return those still open.

    A line found before is the same line: it stays signed while its fault stays the same, is mended once the fault is
    gone, and opens again where the fault comes back or becomes another. Without `by` it is the site's own act, done
    when a version is frozen or an officer asks for it. Raises NotAllowed; ValidationError where the version is not
    frozen, of another document, or none that came after.
    """
    held = _held(consultation)
    authorship = require_ask(by, Permission.OPINION_ANSWER, held, at=at) if by else THE_SITE
    _require_later(held, version)
    _require_not_final(held)
    note_successions(version)
    changes = Changes(held.version, version)
    anchor_round(consultation=held, version=version, changes=changes)
    told = _bring_to_date(held, version, changes, at=at)
    _record(
        "round_examined",
        held,
        {"version": version.ordinal} | told,
        by=authorship,
        at=at,
    )
    return list(open_lines(held, version))


@transaction.atomic
def request_examination(*, consultation: Consultation, version: Version, by: Acting, at: datetime) -> None:
    """This will have a round held against `version` once more; a job does it.

    Raises NotAllowed unless `by` answers opinions or signs for what is left; ValidationError as examine_round does.
    """
    held = _held(consultation)
    may_answer = may_ask(by, Permission.OPINION_ANSWER, held, at=at)
    permission = Permission.OPINION_ANSWER if may_answer else Permission.CLOSURE_SIGN
    authorship = require_ask(by, permission, held, at=at)
    _require_later(held, version)
    _require_not_final(held)
    _record("examination_requested", held, {"version": version.ordinal}, by=authorship, at=at)


@transaction.atomic
def fail_examination(*, consultation: Consultation, version: Version, failure: str, at: datetime) -> None:
    """This will note that a round could not be held against `version`, so that nobody waits for it in vain."""
    _record("examination_failed", consultation, {"version": version.ordinal, "failure": failure}, by=THE_SITE, at=at)


@transaction.atomic
def sign_lines(*, lines: Iterable[ClosureLine], note: str, by: Acting, at: datetime) -> list[ClosureLine]:
    """This will sign for lines of one round by name: the faults are known, and this is why they may stand.

    All of them or none. Raises NotAllowed; ValidationError where none is named or they are of several rounds, no reason
    is given (by `note`), or one is not open (`transition`).
    """
    named = list(lines)
    if len({line.consultation_id for line in named}) != 1:
        raise ValidationError(_("Hãy chọn ít nhất một việc, đều của cùng một vòng lấy ý kiến."), code="few")
    held = _held(named[0].consultation)
    authorship = require_ask(by, Permission.CLOSURE_SIGN, held, at=at)
    _require_not_final(held)
    require_words(note, field="note", what=_("lý do để việc này được giữ nguyên"))
    found = ClosureLine.objects.select_for_update(of=("self",)).filter(pk__in={line.pk for line in named})
    signed = list(found.order_by("pk"))
    for line in signed:
        _step(line, ClosureState.SIGNED)
        line.signed_at, line.signed_by, line.note = at, by.officer, note.strip()
    ClosureLine.objects.bulk_update(signed, CHANGING, batch_size=500)
    payload = {"lines": [_about(line) for line in signed], "note": note.strip()}
    _record("closure_signed", held, payload, by=authorship, at=at)
    return signed


@transaction.atomic
def withdraw_signature(*, line: ClosureLine, by: Acting, at: datetime) -> ClosureLine:
    """This will open a signed line again. Raises NotAllowed, ValidationError (not signed, the round is final)."""
    held = _held(line.consultation)
    authorship = require_ask(by, Permission.CLOSURE_SIGN, held, at=at)
    _require_not_final(held)
    opened = ClosureLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if opened.state != ClosureState.SIGNED:
        _refuse_step(opened, ClosureState.OPEN)
    _step(opened, ClosureState.OPEN)
    opened.save()
    _record("closure_signature_withdrawn", held, _about(opened), by=authorship, at=at)
    return opened


@transaction.atomic
def state_basis(
    *,
    consultation: Consultation,
    version: Version,
    provision: Provision,
    kind: BasisKind,
    note: str,
    by: Acting,
    at: datetime,
    document: Document | None = None,
) -> ChangeBasis:
    """This will say what stands behind a change in `version` that no opinion asked for, instead of what was said.

    The lines of changes there and beneath are mended by it at once.

    Raises NotAllowed; ValidationError, by argument, where nothing is said, a directive is not named or may not be read
    by `by`, or the provision is not of this document.
    """
    held = _held(consultation)
    authorship = require_ask(by, Permission.OPINION_ANSWER, held, at=at)
    _require_later(held, version)
    _require_not_final(held)
    found: Refusals = []
    if not note.strip():
        found.append(("note", _("Hãy nêu rõ căn cứ: kết luận nào, văn bản nào, hay biên tập điều gì.")))
    if kind == BasisKind.DIRECTIVE and (document is None or not may_read(by, document, at=at)):
        found.append(("document", _("Hãy chọn văn bản chỉ đạo trong sổ đăng ký mà bạn được xem.")))
    if provision.document_id != held.document_id:
        found.append(("provision", _("Điều khoản này không thuộc dự thảo của vòng lấy ý kiến.")))
    refuse(found)
    basis, _created = ChangeBasis.objects.update_or_create(
        version=version,
        provision=provision,
        defaults={
            "kind": kind,
            "document": document if kind == BasisKind.DIRECTIVE else None,
            "note": note.strip(),
            "stated_at": at,
            "stated_by": by.officer,
        },
    )
    _mend_changes(held, version, provision)
    payload = {"version": version.ordinal, "provision": str(provision.pk), "kind": kind, "note": basis.note}
    _record("change_basis_stated", held, payload, by=authorship, at=at)
    return basis


@transaction.atomic
def finalise_round(*, consultation: Consultation, version: Version, by: Acting, at: datetime) -> Consultation:
    """This will make the matrix of a round final, as regenerated for `version`.

    Everything is looked at once more first. Raises NotAllowed; ValidationError with code `waiting` while units may
    still answer, `open_lines` while a line is neither mended nor signed for, `transition` where it is final already.
    """
    held = _held(consultation)
    authorship = require_ask(by, Permission.CLOSURE_SIGN, held, at=at)
    if waiting := waits_for_answers(held, at=at):
        raise ValidationError(
            _("Còn %(count)s đơn vị đang trong hạn trả lời; hãy chờ hết hạn hoặc kết thúc sớm."),
            code="waiting",
            params={"count": waiting},
        )
    if ConsultationState.FINAL not in CONSULTATION_TRANSITIONS[ConsultationState(held.state)]:
        raise ValidationError(
            _("Vòng lấy ý kiến đang «%(state)s» nên chưa khép được."),
            code="transition",
            params={"state": ConsultationState(held.state).label},
        )
    _require_later(held, version)
    note_successions(version)
    changes = Changes(held.version, version)
    anchor_round(consultation=held, version=version, changes=changes)
    _bring_to_date(held, version, changes, at=at)
    if left := open_lines(held, version).count():
        raise ValidationError(
            _(
                "Còn %(count)s việc chưa khắc phục hoặc ký nhận, tính cả những gì đổi từ lần đối chiếu trước; hãy đối "
                "chiếu lại và xử lý hết trước khi khép vòng."
            ),
            code="open_lines",
            params={"count": left},
        )
    held.state, held.final_version, held.final_at, held.final_by = ConsultationState.FINAL, version, at, by.officer
    held.save()
    lines = held.closure_lines.filter(version=version)
    payload = {"version": version.ordinal, "signed": lines.filter(state=ClosureState.SIGNED).count()}
    _record("consultation_final", held, payload, by=authorship, at=at)
    return held


def _bring_to_date(consultation: Consultation, version: Version, changes: Changes, *, at: datetime) -> dict[str, int]:
    """Bring the lines of a round to what is not true now; return how many were found, are mended, and came back."""
    found = {(line.kind, line.key): line for line in found_lines(consultation, version, changes, at=at)}
    rows = ClosureLine.objects.select_for_update(of=("self",)).filter(consultation=consultation, version=version)
    known = {(line.kind, line.key): line for line in rows}
    ClosureLine.objects.bulk_create((line for key, line in found.items() if key not in known), batch_size=500)
    mended = [line for key, line in known.items() if key not in found and line.state != ClosureState.MENDED]
    again = [line for key, line in known.items() if key in found and _comes_back(line, found[key])]
    for line in mended:
        _step(line, ClosureState.MENDED)
    for line in again:
        if line.state != ClosureState.OPEN:
            _step(line, ClosureState.OPEN)
        line.detail, line.found_at = found[line.kind, line.key].detail, at
    ClosureLine.objects.bulk_update([*mended, *again], CHANGING, batch_size=500)
    return {"found": len(found), "mended": len(mended), "again": len(again)}


def _mend_changes(consultation: Consultation, version: Version, provision: Provision) -> None:
    """Mend the lines of changes at or beneath `provision`, which have a basis now."""
    changes = Changes(consultation.version, version)
    sides = History(before=changes.provisions_before, after=changes.provisions_after, entries=changes.entries)
    beneath = {UUID(key) for key in Texts(sides).beneath(str(provision.pk))}
    rows = ClosureLine.objects.select_for_update(of=("self",)).filter(
        consultation=consultation, version=version, kind=ClosureKind.CHANGED_WITHOUT_BASIS
    )
    mended = [line for line in rows.exclude(state=ClosureState.MENDED) if line.provision_id in beneath]
    for line in mended:
        _step(line, ClosureState.MENDED)
    ClosureLine.objects.bulk_update(mended, CHANGING, batch_size=500)


def _held(consultation: Consultation) -> Consultation:
    found = Consultation.objects.select_for_update(of=("self",)).select_related("document__unit", "version")
    return found.get(pk=consultation.pk)


def _require_later(consultation: Consultation, version: Version) -> None:
    if version.document_id != consultation.document_id or version.ordinal <= consultation.version.ordinal:
        raise ValidationError(
            {"version": _("Hãy chọn một bản sau bản đã lấy ý kiến của cùng dự thảo.")}, code="version"
        )
    if not version.is_frozen:
        raise ValidationError({"version": _("Hãy chốt bản này trước khi đối chiếu với ý kiến.")}, code="version")


def _require_not_final(consultation: Consultation) -> None:
    if consultation.state == ConsultationState.FINAL:
        raise ValidationError(_("Vòng lấy ý kiến này đã khép nên không sửa được nữa."), code="final")


def _comes_back(line: ClosureLine, found: ClosureLine) -> bool:
    """Return whether a line has another fault now, or its fault is back: a signature was for the fault it names."""
    return line.state == ClosureState.MENDED or line.detail != found.detail


def _step(line: ClosureLine, state: ClosureState) -> None:
    if state not in CLOSURE_TRANSITIONS[ClosureState(line.state)]:
        _refuse_step(line, state)
    line.state = state
    if state != ClosureState.SIGNED:
        line.signed_at, line.signed_by, line.note = None, None, ""


def _refuse_step(line: ClosureLine, state: ClosureState) -> NoReturn:
    raise ValidationError(
        _("Việc này đang «%(now)s» nên không chuyển sang «%(then)s» được."),
        code="transition",
        params={"now": ClosureState(line.state).label, "then": state.label},
    )


def _about(line: ClosureLine) -> dict[str, object]:
    return {"line": line.pk, "kind": line.kind, "key": line.key, "version": line.version_id}


def _record(
    verb: str, consultation: Consultation, payload: Mapping[str, object], *, by: Authorship, at: datetime
) -> None:
    append_event(
        kind=f"planning.{verb}",
        subject_kind="consultation",
        subject_id=consultation.pk,
        payload=payload,
        by=by,
        at=at,
    )
