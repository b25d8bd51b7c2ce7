"""Writes: looking for what is not true between the answers and the next version, signing for it, and the end."""

from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, Provision, Version
from dongbo.documents.rules import may_read
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import THE_SITE, Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.organisation.states import Permission
from dongbo.planning.models import ChangeBasis, ClosureLine, Consultation
from dongbo.planning.operations.following import anchor_round
from dongbo.planning.queries.changes import Changes
from dongbo.planning.queries.closure import found_lines, open_lines, waits_for_answers
from dongbo.planning.rules.consultation import require_ask
from dongbo.planning.states import (
    CLOSURE_TRANSITIONS,
    CONSULTATION_TRANSITIONS,
    BasisKind,
    ClosureState,
    ConsultationState,
)


@transaction.atomic
def examine_round(
    *, consultation: Consultation, version: Version, at: datetime, by: Acting | None = None
) -> list[ClosureLine]:
    """This will hold the answers of a round against `version` and bring its lines to date; return those still open.

    A line found before is the same line: it stays signed while its fault stays the same, is mended once the fault is
    gone, and opens again should it come back. Without `by` it is the site's own act, done when a version is frozen.
    Raises NotAllowed; ValidationError where the version is not frozen, of another document, or none that came after.
    """
    held = _held(consultation)
    authorship = require_ask(by, Permission.OPINION_ANSWER, held, at=at) if by else THE_SITE
    _require_later(held, version)
    _require_not_final(held)
    anchor_round(consultation=held, version=version)
    changes = Changes(held.version, version)
    found = {(line.kind, line.key): line for line in found_lines(held, version, changes, at=at)}
    known = {(line.kind, line.key): line for line in held.closure_lines.filter(version=version)}
    came = [line for key, line in found.items() if key not in known]
    ClosureLine.objects.bulk_create(came, batch_size=500)
    mended = [line for key, line in known.items() if key not in found and line.state != ClosureState.MENDED]
    again = [line for key, line in known.items() if key in found and _comes_back(line, found[key])]
    for line in mended:
        _step(line, ClosureState.MENDED)
    for line in again:
        _step(line, ClosureState.OPEN)
        line.detail, line.found_at = found[line.kind, line.key].detail, at
    fields = ("state", "detail", "found_at", "signed_at", "signed_by", "note")
    ClosureLine.objects.bulk_update([*mended, *again], fields, batch_size=500)
    _record(
        "round_examined",
        held,
        {"version": version.ordinal, "found": len(found), "mended": len(mended), "again": len(again)},
        by=authorship,
        at=at,
    )
    return list(open_lines(held, version))


@transaction.atomic
def sign_line(*, line: ClosureLine, note: str, by: Acting, at: datetime) -> ClosureLine:
    """This will sign for a line by name: the fault is known, and this is why it may stand.

    Raises NotAllowed; ValidationError where no reason is given, or the line is not open.
    """
    held = _held(line.consultation)
    authorship = require_ask(by, Permission.CLOSURE_SIGN, held, at=at)
    _require_not_final(held)
    if not note.strip():
        raise ValidationError({"note": _("Hãy nêu lý do để việc này được giữ nguyên.")}, code="note")
    signed = ClosureLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    _step(signed, ClosureState.SIGNED)
    signed.signed_at, signed.signed_by, signed.note = at, by.officer, note.strip()
    signed.save()
    _record("closure_signed", held, _about(signed) | {"note": signed.note}, by=authorship, at=at)
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
    if ConsultationState.FINAL not in CONSULTATION_TRANSITIONS[ConsultationState(held.state)]:
        raise ValidationError(
            _("Vòng lấy ý kiến đang «%(state)s» nên chưa khép được."),
            code="transition",
            params={"state": ConsultationState(held.state).label},
        )
    if waiting := waits_for_answers(held, at=at):
        raise ValidationError(
            _("Còn %(count)s đơn vị đang trong hạn trả lời; hãy chờ hết hạn hoặc kết thúc sớm."),
            code="waiting",
            params={"count": waiting},
        )
    left = _looked_at_again(held, version, at=at)
    if left:
        raise ValidationError(
            _("Còn %(count)s việc chưa khắc phục hoặc ký nhận; hãy xử lý hết trước khi khép vòng."),
            code="open_lines",
            params={"count": left},
        )
    held.state, held.final_version, held.final_at, held.final_by = ConsultationState.FINAL, version, at, by.officer
    held.save()
    lines = held.closure_lines.filter(version=version)
    payload = {"version": version.ordinal, "signed": lines.filter(state=ClosureState.SIGNED).count()}
    _record("consultation_final", held, payload, by=authorship, at=at)
    return held


def _looked_at_again(consultation: Consultation, version: Version, *, at: datetime) -> int:
    """Return how many faults are there now that nobody has signed for; lines are brought to date by examining alone."""
    _require_later(consultation, version)
    anchor_round(consultation=consultation, version=version)
    found = found_lines(consultation, version, Changes(consultation.version, version), at=at)
    signed = consultation.closure_lines.filter(version=version, state=ClosureState.SIGNED)
    known = set(signed.values_list("kind", "key", "detail"))
    return sum((line.kind, line.key, line.detail) not in known for line in found)


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
    """Return whether a line that was mended or signed for is open again: a signature was for another fault."""
    other = line.detail != found.detail
    return line.state == ClosureState.MENDED or (line.state == ClosureState.SIGNED and other)


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
