"""Whether a grant may be given as it was asked for: by whom, to whom, where and for how long."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Grant, Officer, Post, Role, Unit
from dongbo.organisation.models.authority import CLEARANCES, FOREVER
from dongbo.organisation.rules.acting import Acting
from dongbo.organisation.rules.authority import NotAllowed, authority_of
from dongbo.organisation.rules.wording import Refusals, day_text, moment_text
from dongbo.organisation.rules.worth import midnight
from dongbo.organisation.states import Access, Decision, Permission

NO_DECISION = Decision()


@dataclass(frozen=True, slots=True)
class Giving:
    """A grant as it is asked for."""

    officer: Officer
    role: Role
    unit: Unit
    covers_branch: bool
    clearance: Access
    valid_from: datetime
    valid_to: datetime | None = None
    post: Post | None = None
    decision: Decision = NO_DECISION


def require_giver(new: Giving, *, by: Acting, at: datetime) -> Authorship:
    """Return what the ledger shall say of giving `new`. Raises NotAllowed.

    The giver must hold the giving of rights there, for the branch where the grant covers it, and be cleared as far.
    """
    bit = Permission.GRANT_GIVE.bit
    first, last = new.unit.first, new.unit.last
    known = [stretch for stretch in authority_of(by, at=at).stretches if stretch.mask & bit]
    here = [stretch for stretch in known if stretch.first <= first <= stretch.last]
    cleared = [stretch.grant for stretch in here if stretch.clearance >= new.clearance]
    if not here:
        raise NotAllowed(_("Bạn chưa được giao cấp quyền tại %(unit)s.") % {"unit": new.unit.name})
    if not cleared:
        raise NotAllowed(
            _("Bạn chỉ được cấp đến mức «%(clearance)s» tại %(unit)s.")
            % {"clearance": Access(max(stretch.clearance for stretch in here)).label, "unit": new.unit.name}
        )
    if not new.covers_branch:
        return by.authorship(Permission.GRANT_GIVE, min(cleared))
    whole = Grant.objects.filter(
        pk__in=cleared, effective_branch=True, effective_unit__first__lte=first, effective_unit__last__gte=last
    ).order_by("pk")
    basis = whole.values_list("pk", flat=True).first()
    if basis is None:
        raise NotAllowed(
            _("Bạn chỉ được cấp quyền tại chính %(unit)s, không được cấp cho cả các đơn vị cấp dưới.")
            % {"unit": new.unit.name}
        )
    return by.authorship(Permission.GRANT_GIVE, basis)


def giving_refusals(new: Giving, *, by: Acting, at: datetime) -> Refusals:
    """Return everything that keeps `new` from being given at `at`, whoever gives it."""
    return [
        *_about_officer(new, by),
        *_about_place(new, at),
        *period_refusals(new.valid_from, new.valid_to, at=at),
        *_about_post(new),
        *decision_refusals(new.decision, at=at),
        *_already_given(new, at),
    ]


def _about_officer(new: Giving, by: Acting) -> Refusals:
    found: Refusals = []
    if by.is_among(new.officer.pk):
        said = _("Không ai cấp quyền cho chính mình hay cho người mình đang làm thay; hãy nhờ người quản trị khác.")
        found.append(("officer", said))
    if not new.officer.is_active:
        said = _("%(officer)s đã thôi công tác; hãy chọn người đang công tác.")
        found.append(("officer", said % {"officer": new.officer.full_name}))
    if new.role.ended_at is not None:
        said = _("Vai trò «%(role)s» đã thôi dùng; hãy chọn vai trò khác.")
        found.append(("role", said % {"role": new.role.name}))
    return found


def _about_place(new: Giving, at: datetime) -> Refusals:
    found = unit_refusals(new.unit, at=at)
    if new.clearance not in CLEARANCES:
        said = _("Mức được xem phải là «%(unit)s» hoặc «%(restricted)s»: văn bản phổ biến thì không cần mức nào.")
        labels = {"unit": Access.UNIT.label, "restricted": Access.RESTRICTED.label}
        found.append(("clearance", said % labels))
    return found


def unit_refusals(unit: Unit, *, at: datetime) -> Refusals:
    """Return the refusal of a unit that has ended by `at`."""
    if unit.ended_on is None or unit.ended_on > timezone.localdate(at):
        return []
    said = _("%(unit)s đã kết thúc ngày %(day)s; hãy chọn đơn vị kế thừa: %(heir)s.")
    heir = unit.heir.name if unit.heir else ""
    return [("unit", said % {"unit": unit.name, "day": day_text(unit.ended_on), "heir": heir})]


def period_refusals(begins: datetime, ends: datetime | None, *, at: datetime) -> Refusals:
    """Return the refusals of a period that is reversed, or over before `at`."""
    if ends is None:
        return []
    if ends <= begins:
        said = _("Thời hạn bị đảo ngược: kết thúc %(ends)s không sau bắt đầu %(begins)s.")
        return [("valid_to", said % {"ends": moment_text(ends), "begins": moment_text(begins)})]
    if ends <= at:
        said = _("Thời hạn đã qua: kết thúc %(ends)s. Hãy chọn ngày kết thúc sau hôm nay.")
        return [("valid_to", said % {"ends": moment_text(ends)})]
    return []


def decision_refusals(decision: Decision, *, at: datetime) -> Refusals:
    """Return the refusals of a decision without its number, or dated after the day of `at`."""
    if decision.on is None:
        return []
    if not decision.number.strip():
        return [("decision_number", _("Có ngày văn bản mà thiếu số; hãy ghi số, ví dụ 12/QĐ-BCA."))]
    if decision.on > timezone.localdate(at):
        said = _("Văn bản %(number)s đề ngày %(day)s, sau hôm nay; hãy xem lại ngày văn bản.")
        return [("decision_on", said % {"number": decision.number, "day": day_text(decision.on)})]
    return []


def _about_post(new: Giving) -> Refusals:
    post = new.post
    if post is None:
        return []
    if post.officer_id != new.officer.pk:
        said = _("Vị trí «%(post)s» không phải của %(officer)s.")
        return [("post", said % {"post": post.title, "officer": new.officer.full_name})]
    begins, ends = midnight(post.valid_from), midnight(post.valid_to) if post.valid_to else FOREVER
    if not begins <= new.valid_from < ends:
        said = _("Vị trí «%(post)s» giữ từ %(begins)s đến trước %(ends)s: quyền gắn với vị trí phải bắt đầu trong đó.")
        words = {"post": post.title, "begins": moment_text(begins), "ends": moment_text(ends)}
        return [("post", said % words)]
    return []


def _already_given(new: Giving, at: datetime) -> Refusals:
    known = Grant.objects.filter(
        officer=new.officer,
        role=new.role,
        narrowed_to__isnull=True,
        unit=new.unit,
        covers_branch=new.covers_branch,
        clearance=new.clearance,
        parent__isnull=True,
        post=new.post,
        effective_to__gt=at,
        effective_from__lte=max(new.valid_from, at),
        effective_to__gte=new.valid_to or FOREVER,
    ).first()
    if known is None:
        return []
    said = _("%(officer)s đã có đúng quyền này từ %(begins)s đến %(ends)s; không cần cấp lần nữa.")
    words = {
        "officer": new.officer.full_name,
        "begins": moment_text(known.effective_from),
        "ends": moment_text(known.effective_to),
    }
    return [("role", said % words)]
