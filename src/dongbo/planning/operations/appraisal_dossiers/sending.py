"""Sending a dossier to the members with receipt: to whom it went, who opened it, who said that he has it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import AppraisalDossier, CouncilSeat, DossierReceipt
from dongbo.planning.operations.appraisal_dossiers.holding import held, record, step
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.queries.appraisal_dossiers import not_sent_to
from dongbo.planning.rules.councils import require_seat, require_secretariat
from dongbo.planning.states import AppraisalDossierState


@transaction.atomic
def send_dossier(*, dossier: AppraisalDossier, by: Acting, at: datetime) -> AppraisalDossier:
    """This will send a frozen dossier to everybody who has a seat in the council now.

    Raises NotAllowed; ValidationError with code `transition` where it is not frozen or was sent, `closed`, or `nobody`
    where nobody has a seat.
    """
    sent, authorship = _hold(dossier, by, at=at)
    step(sent, AppraisalDossierState.SENT)
    sent.sent_at, sent.sent_by = at, by.officer
    sent.save()
    seats = list(not_sent_to(sent))
    if not seats:
        raise ValidationError(_("Hội đồng chưa có thành viên nào để gửi hồ sơ."), code="nobody")
    _give(sent, seats, at=at)
    record("appraisal_dossier_sent", sent, _told(sent, seats), by=authorship, at=at)
    return sent


@transaction.atomic
def send_to(
    *, dossier: AppraisalDossier, seats: Iterable[CouncilSeat], by: Acting, at: datetime
) -> list[DossierReceipt]:
    """This will send a dossier that has gone out to members who were seated since.

    Raises NotAllowed; ValidationError by `seats` where one is not of this council, has ended or has it already, and
    with code `not_sent` or `closed`.
    """
    sent, authorship = _hold(dossier, by, at=at)
    if sent.state != AppraisalDossierState.SENT:
        raise ValidationError(_("Hồ sơ này chưa gửi cho hội đồng; hãy gửi cho mọi thành viên trước."), code="not_sent")
    wanted = {seat.pk for seat in seats}
    chosen = [seat for seat in not_sent_to(sent) if seat.pk in wanted]
    if not chosen or len(chosen) < len(wanted):
        told = _("Hãy chọn những thành viên đang tham gia mà chưa được gửi hồ sơ này.")
        raise ValidationError({"seats": told}, code="seats")
    given = _give(sent, chosen, at=at)
    record("appraisal_dossier_sent_on", sent, _told(sent, chosen), by=authorship, at=at)
    return given


@transaction.atomic
def note_opening(*, dossier: AppraisalDossier, by: Acting, at: datetime) -> DossierReceipt | None:
    """This will note that a member, or who acts for him, opened a dossier for the first time.

    None where `by` has no seat it was sent to, or opened it before.
    """
    found = _receipts(dossier, by).filter(opened_at__isnull=True).first()
    if found is None or dossier.state != AppraisalDossierState.SENT:
        return None
    _seat, authorship = require_seat(by, dossier.council, at=at)
    found.opened_at = at
    found.save(update_fields=["opened_at"])
    record("appraisal_dossier_opened", dossier, {"seat": found.seat_id}, by=authorship, at=at)
    return found


@transaction.atomic
def acknowledge_dossier(*, dossier: AppraisalDossier, by: Acting, at: datetime) -> DossierReceipt:
    """This will note that a member says he has the dossier.

    Raises NotAllowed; ValidationError with code `not_sent` where it did not go to his seat, `acknowledged` where he
    said so before.
    """
    seat, authorship = require_seat(by, dossier.council, at=at)
    found = DossierReceipt.objects.select_for_update(of=("self",)).filter(dossier=dossier, seat=seat).first()
    if found is None:
        raise ValidationError(_("Hồ sơ này chưa được gửi đến bạn."), code="not_sent")
    if found.acknowledged_at is not None:
        raise ValidationError(_("Bạn đã xác nhận nhận hồ sơ này rồi."), code="acknowledged")
    found.opened_at = found.opened_at or at
    found.acknowledged_at, found.acknowledged_by = at, by.officer
    found.save()
    record("appraisal_dossier_acknowledged", dossier, {"seat": seat.pk}, by=authorship, at=at)
    return found


def _hold(dossier: AppraisalDossier, by: Acting, *, at: datetime) -> tuple[AppraisalDossier, Authorship]:
    found = held(dossier)
    authorship = require_secretariat(by, found.council, at=at)
    require_working(found.council)
    return found, authorship


def _give(dossier: AppraisalDossier, seats: Sequence[CouncilSeat], *, at: datetime) -> list[DossierReceipt]:
    return DossierReceipt.objects.bulk_create(DossierReceipt(dossier=dossier, seat=seat, sent_at=at) for seat in seats)


def _receipts(dossier: AppraisalDossier, by: Acting) -> QuerySet[DossierReceipt]:
    rows = DossierReceipt.objects.select_for_update(of=("self",)).filter(dossier=dossier)
    return rows.filter(seat__officer__in=sorted(by.persons), seat__ended_at__isnull=True).order_by("seat__rank")


def _told(dossier: AppraisalDossier, seats: Sequence[CouncilSeat]) -> dict[str, object]:
    return {"manifest": dossier.manifest_hash, "seats": [seat.pk for seat in seats]}
