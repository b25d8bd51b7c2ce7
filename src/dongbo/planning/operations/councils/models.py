"""Models of councils' rules as dated rows: a change of law is a new row."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.contradictions import Severity, contradictions
from dongbo.engines.councils.rules import CouncilRules
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.legal_rules import dates_refusals, require_definer
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.planning.models import CouncilModel
from dongbo.planning.operations.councils.seating import words_of

GRADES = ("A", "A-", "B", "C", "D")
"""How certain the source of a model is, the surest first."""

LONGEST_CODE, LONGEST_NAME, LONGEST_BASIS = 60, 200, 300


def set_council_model(
    *,
    code: str,
    name: str,
    rules: CouncilRules,
    legal_basis: str,
    grade: str,
    notes: str,
    valid_from: date,
    by: Acting,
    at: datetime,
    valid_to: date | None = None,
) -> CouncilModel:
    """This will set the rules councils of a kind begin from on a day; the row of this code that held without an end
    until then ends that day. Councils that were founded keep their rules.

    Raises NotAllowed; ValidationError, by argument or by the field of the rules that contradicts itself, for days
    reversed or shared with another row of the code, a code, grade, name or legal basis that is missing or too long.
    """
    authorship = require_definer(by, at=at)
    typed = {"name": name, "legal_basis": legal_basis, "notes": notes}
    refuse_secret_words(typed | words_of(rules), by=authorship, at=at)
    with transaction.atomic():
        known = CouncilModel.objects.filter(code=code)
        list(known.select_for_update())
        refuse(
            [
                *_about_words(code, name, legal_basis, grade),
                *((one.field, one.sentence) for one in contradictions(rules) if one.severity is Severity.REFUSED),
                *dates_refusals(valid_from, valid_to, known, at=at),
            ]
        )
        known.filter(valid_to__isnull=True, valid_from__lt=valid_from).update(valid_to=valid_from)
        model = CouncilModel.objects.create(
            code=code,
            name=" ".join(name.split()),
            rules=rules.as_json(),
            legal_basis=" ".join(legal_basis.split()),
            grade=grade,
            notes=notes.strip(),
            valid_from=valid_from,
            valid_to=valid_to,
        )
        _tell("council_model_set", model, authorship, at)
    return model


@transaction.atomic
def end_council_model(*, model: CouncilModel, on: date, by: Acting, at: datetime) -> CouncilModel:
    """This will end a model on the day `on`, today at the earliest: no council is founded by it from that day.

    Raises NotAllowed; ValidationError with code `ended`, or by `on` where it is past or not after the first day.
    """
    authorship = require_definer(by, at=at)
    ended = CouncilModel.objects.select_for_update(of=("self",)).get(pk=model.pk)
    if ended.valid_to is not None:
        words = _("Mẫu này đã định ngày hết hiệu lực: %(day)s.") % {"day": day_text(ended.valid_to)}
        raise ValidationError(words, code="ended")
    if on < timezone.localdate(at) or on <= ended.valid_from:
        raise ValidationError({"on": _("Ngày hết hiệu lực phải từ hôm nay trở đi và sau ngày bắt đầu của mẫu.")})
    ended.valid_to = on
    ended.save(update_fields=["valid_to"])
    _tell("council_model_ended", ended, authorship, at)
    return ended


def _about_words(code: str, name: str, legal_basis: str, grade: str) -> Refusals:
    found: Refusals = []
    try:
        validate_slug(code)
    except ValidationError:
        found.append(("code", _("Mã chỉ gồm chữ không dấu, số, gạch ngang và gạch dưới.")))
    if len(code) > LONGEST_CODE:
        found.append(("code", _("Mã dài quá %(most)d ký tự.") % {"most": LONGEST_CODE}))
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        found.append(("name", _("Hãy ghi tên mẫu, dài nhất %(most)d ký tự.") % {"most": LONGEST_NAME}))
    if not legal_basis.strip() or len(legal_basis.strip()) > LONGEST_BASIS:
        told = _("Hãy ghi căn cứ (văn bản và điều khoản), dài nhất %(most)d ký tự.")
        found.append(("legal_basis", told % {"most": LONGEST_BASIS}))
    if grade not in GRADES:
        found.append(("grade", _("Mức tin cậy phải là một trong: %(grades)s.") % {"grades": ", ".join(GRADES)}))
    return found


def _tell(verb: str, model: CouncilModel, authorship: Authorship, at: datetime) -> None:
    append_event(
        kind=f"planning.{verb}",
        subject_kind="council_model",
        subject_id=model.pk,
        payload={
            "code": model.code,
            "name": model.name,
            "rules": model.rules,
            "legal_basis": model.legal_basis,
            "grade": model.grade,
            "valid_from": model.valid_from.isoformat(),
            "valid_to": model.valid_to.isoformat() if model.valid_to else "",
        },
        by=authorship,
        at=at,
    )
