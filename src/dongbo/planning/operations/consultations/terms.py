"""Rules of time as dated rows: terms of reply, and the days that are not as their weekday says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.legal_rules import dates_refusals, require_definer
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.planning.models import ReplyTerm, SpecialDay
from dongbo.planning.states import DayKind, DayUnit, Silence

REPLY_TERM, SPECIAL_DAY = "reply_term", "special_day"
LONGEST_CODE, LONGEST_NAME, LONGEST_DAY_NAME, LONGEST_BASIS = 60, 200, 120, 300
MOST_DAYS = 365
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class NewDay:
    """A day that is off, or is worked instead of another, by the decision that says so."""

    day: date
    kind: DayKind
    name: str
    legal_basis: str


@transaction.atomic
def set_reply_term(
    *,
    code: str,
    name: str,
    legal_basis: str,
    least: int,
    day_unit: DayUnit | str,
    silence: Silence | str,
    valid_from: date,
    by: Acting,
    at: datetime,
    most: int | None = None,
    valid_to: date | None = None,
) -> ReplyTerm:
    """This will set how long law gives to reply from a day on; the row of this code that held without an end until
    then ends that day. Rounds that rest on it stay as they were sent.

    Raises NotAllowed; ValidationError, by argument, for days reversed or shared with another row of the code, a row
    taken over from before today, bounds that contradict each other, or a missing name or legal basis.
    """
    authorship = require_definer(by, at=at)
    known = ReplyTerm.objects.filter(code=code)
    list(known.select_for_update())
    refuse(
        [
            *_about_words(name, legal_basis, longest=LONGEST_NAME),
            *_about_code(code),
            *_about_bounds(least, most),
            *dates_refusals(valid_from, valid_to, known, at=at),
        ]
    )
    known.filter(valid_to__isnull=True, valid_from__lt=valid_from).update(valid_to=valid_from)
    term = ReplyTerm.objects.create(
        code=code,
        name=name.strip(),
        legal_basis=legal_basis.strip(),
        least=least,
        most=most,
        day_unit=day_unit,
        silence=silence,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _tell_term("planning.reply_term_set", term, authorship, at)
    return term


@transaction.atomic
def end_reply_term(*, term: ReplyTerm, on: date, by: Acting, at: datetime) -> ReplyTerm:
    """This will end a term of reply on the day `on`, today at the earliest: no round rests on it from that day.

    Raises NotAllowed; ValidationError where it ends already, or `on` is past or not after its first day.
    """
    authorship = require_definer(by, at=at)
    ended = ReplyTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if ended.valid_to is not None:
        words = _("Thời hạn này đã định ngày hết hiệu lực: %(day)s.") % {"day": day_text(ended.valid_to)}
        raise ValidationError(words, code="ended")
    if on < timezone.localdate(at) or on <= ended.valid_from:
        raise ValidationError({"on": _("Ngày hết hiệu lực phải từ hôm nay trở đi và sau ngày bắt đầu của thời hạn.")})
    ended.valid_to = on
    ended.save(update_fields=["valid_to"])
    _tell_term("planning.reply_term_ended", ended, authorship, at)
    return ended


@transaction.atomic
def set_special_days(*, days: Iterable[NewDay], by: Acting, at: datetime) -> int:
    """This will write down days off and days worked instead, over what was known of these days; return how many.

    Deadlines that were computed before stay as they are. Raises NotAllowed; ValidationError by `days`, each sentence
    naming its day, for one that is named twice, has no name or legal basis, or is made up for and no rest day.
    """
    authorship = require_definer(by, at=at)
    written = list(days)
    refuse([("days", sentence) for sentence in about_days(written)])
    SpecialDay.objects.bulk_create(
        (
            SpecialDay(day=one.day, kind=one.kind, name=one.name.strip(), legal_basis=one.legal_basis.strip())
            for one in written
        ),
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["kind", "name", "legal_basis"],
    )
    append_event(
        kind="planning.special_days_set",
        subject_kind=SPECIAL_DAY,
        subject_id=written[0].day.isoformat(),
        payload={
            "days": [
                {"day": one.day.isoformat(), "kind": one.kind, "name": one.name, "legal_basis": one.legal_basis}
                for one in written
            ]
        },
        by=authorship,
        at=at,
    )
    return len(written)


def set_special_day(*, day: date, kind: DayKind, name: str, legal_basis: str, by: Acting, at: datetime) -> None:
    """This will write down one day, as set_special_days does."""
    set_special_days(days=[NewDay(day, kind, name, legal_basis)], by=by, at=at)


@transaction.atomic
def remove_special_day(*, special: SpecialDay, by: Acting, at: datetime) -> None:
    """This will make a day what its weekday says again; deadlines that were computed before stay as they are.

    Raises NotAllowed; ValidationError with code `removed` where somebody removed it already.
    """
    authorship = require_definer(by, at=at)
    found = SpecialDay.objects.select_for_update(of=("self",)).filter(pk=special.pk).first()
    if found is None:
        raise ValidationError(_("Ngày này vừa được người khác bỏ."), code="removed")
    payload = {"kind": found.kind, "name": found.name, "legal_basis": found.legal_basis}
    day = found.day.isoformat()
    found.delete()
    append_event(
        kind="planning.special_day_removed",
        subject_kind=SPECIAL_DAY,
        subject_id=day,
        payload=payload,
        by=authorship,
        at=at,
    )


def about_days(days: Iterable[NewDay]) -> list[str]:
    """Return what is wrong with days to be written down, a sentence each."""
    found: list[str] = []
    seen: set[date] = set()
    for one in days:
        told = {"day": day_text(one.day)}
        if one.day in seen:
            found.append(_("Ngày %(day)s được ghi hai lần; hãy giữ một dòng.") % told)
        if one.kind == DayKind.WORKED_INSTEAD and one.day.weekday() < SATURDAY:
            found.append(_("Ngày %(day)s không phải thứ Bảy hay Chủ nhật nên không là ngày làm bù.") % told)
        found += [f"{told['day']}: {words}" for _field, words in _about_words(one.name, one.legal_basis)]
        seen.add(one.day)
    return found if seen else [_("Chưa có ngày nào để ghi.")]


def _about_words(name: str, legal_basis: str, *, longest: int = LONGEST_DAY_NAME) -> Refusals:
    found: Refusals = []
    if not name.strip():
        found.append(("name", _("Thiếu tên.")))
    if len(name.strip()) > longest:
        found.append(("name", _("Tên dài quá %(most)d ký tự.") % {"most": longest}))
    if not legal_basis.strip():
        found.append(("legal_basis", _("Thiếu căn cứ: hãy ghi văn bản và điều khoản.")))
    if len(legal_basis.strip()) > LONGEST_BASIS:
        found.append(("legal_basis", _("Căn cứ dài quá %(most)d ký tự.") % {"most": LONGEST_BASIS}))
    return found


def _about_code(code: str) -> Refusals:
    try:
        validate_slug(code)
    except ValidationError:
        return [("code", _("Mã chỉ gồm chữ thường không dấu, số và gạch ngang."))]
    return [("code", _("Mã dài quá %(most)d ký tự.") % {"most": LONGEST_CODE})] if len(code) > LONGEST_CODE else []


def _about_bounds(least: int, most: int | None) -> Refusals:
    if not 1 <= least <= MOST_DAYS:
        return [("least", _("Số ngày ít nhất phải từ 1 đến %(most)d.") % {"most": MOST_DAYS})]
    if most is not None and not least <= most <= MOST_DAYS:
        words = _("Số ngày nhiều nhất phải từ %(least)d (mức ít nhất) đến %(most)d.")
        return [("most", words % {"least": least, "most": MOST_DAYS})]
    return []


def _tell_term(kind: str, term: ReplyTerm, authorship: Authorship, at: datetime) -> None:
    append_event(
        kind=kind,
        subject_kind=REPLY_TERM,
        subject_id=term.pk,
        payload={
            "code": term.code,
            "legal_basis": term.legal_basis,
            "least": term.least,
            "most": term.most,
            "day_unit": term.day_unit,
            "silence": term.silence,
            "valid_from": term.valid_from.isoformat(),
            "valid_to": term.valid_to.isoformat() if term.valid_to else "",
        },
        by=authorship,
        at=at,
    )
