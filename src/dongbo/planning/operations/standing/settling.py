"""Writes: settling a notice with what the review of the plan came to."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.vietnamese import clean
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.planning.models import DirectiveNotice
from dongbo.planning.rules.links import require_decision

LONGEST_NOTE = 1000


def settle_notice(*, notice: DirectiveNotice, note: str, by: Acting, at: datetime) -> DirectiveNotice:
    """This will settle a notice with what the review of the plan came to. Its links stay to be decided one by one.

    Raises NotAllowed; ValidationError for a note that is missing, too long, or bears a mark of secrecy (`secret`, which
    is recorded), and with code `settled` where somebody settled it already.
    """
    held = DirectiveNotice.objects.select_related("plan__unit", "version__document__unit", "settled_by")
    notice = held.get(pk=notice.pk)
    authorship = require_decision(by, notice.version.document, notice.plan, at=at)
    said = clean(note)
    if not said:
        raise ValidationError({"note": _("Hãy ghi kết quả rà soát: phải sửa gì, hoặc vì sao không phải sửa.")})
    if len(said) > LONGEST_NOTE:
        told = _("Kết quả rà soát dài %(length)d ký tự; xin rút còn tối đa %(most)d.")
        raise ValidationError({"note": told % {"length": len(said), "most": LONGEST_NOTE}})
    refuse_secret_words({"note": said}, by=authorship, at=at)
    with transaction.atomic():
        notice = held.select_for_update(of=("self",)).get(pk=notice.pk)
        authorship = require_decision(by, notice.version.document, notice.plan, at=at)
        _require_open(notice)
        notice.note, notice.settled_at, notice.settled_by = said, at, by.officer
        notice.save(update_fields=["note", "settled_at", "settled_by"])
        append_event(
            kind="planning.directive_notice_settled",
            subject_kind="directive_notice",
            subject_id=notice.pk,
            payload={"plan": str(notice.plan_id), "version": notice.version_id, "cause": notice.cause, "note": said},
            by=authorship,
            at=at,
        )
    return notice


def _require_open(notice: DirectiveNotice) -> None:
    if notice.settled_at is not None:
        raise ValidationError(
            _("Thông báo này đã được %(officer)s rà soát xong."),
            code="settled",
            params={"officer": notice.settled_by},
        )
