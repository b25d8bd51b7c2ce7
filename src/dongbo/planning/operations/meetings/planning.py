"""What a meeting is planned by, and what may be wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.organisation.rules.wording import Refusals
from dongbo.planning.models import AppraisalDossier, Council, CouncilSeat, Meeting
from dongbo.planning.states import AppraisalDossierState, SeatRole

LONGEST_PLACE = LONGEST_BASIS = 300
LONGEST_WAY = 500
LONGEST_TITLE = 300
LONGEST_PRESENTER = 200
LONGEST_MINUTES = 600
MOST_ITEMS = 50
PRESIDING = (SeatRole.CHAIR, SeatRole.VICE_CHAIR)
"""Who may preside, the vice-chair on the chair's authority."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item of an agenda: what it is about, who presents it, and how many minutes it is given."""

    title: str
    presenter: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """When, where and how a meeting is held, who presides (by what authority, where a vice-chair does), who records."""

    starts_at: datetime
    place: str
    chair: CouncilSeat
    secretary: CouncilSeat
    agenda: Sequence[NewItem]
    online_way: str = ""
    chair_basis: str = ""

    @property
    def typed(self) -> dict[str, str]:
        """What an officer typed, by field."""
        items = "\n".join(f"{item.title}\n{item.presenter}" for item in self.agenda)
        return {
            "place": self.place,
            "online_way": self.online_way,
            "chair_basis": self.chair_basis,
            "agenda": items,
        }


def about_dossier(council: Council, dossier: AppraisalDossier) -> Refusals:
    """Return what is wrong with planning a meeting of `council` on `dossier`."""
    frozen = (AppraisalDossierState.FROZEN, AppraisalDossierState.SENT)
    if dossier.council_id == council.pk and dossier.state in frozen:
        return []
    return [("dossier", _("Hãy chọn một hồ sơ thẩm định đã đóng băng của hội đồng này."))]


def about_plan(council: Council, plan: Plan, *, at: datetime) -> Refusals:
    """Return what is wrong with a plan."""
    found: Refusals = []
    if plan.starts_at <= at:
        found.append(("starts_at", _("Giờ họp phải ở sau lúc này.")))
    if not plan.place.strip() or len(plan.place.strip()) > LONGEST_PLACE:
        found.append(("place", _("Hãy ghi địa điểm họp, dài nhất %(most)d ký tự.") % {"most": LONGEST_PLACE}))
    if len(plan.online_way.strip()) > LONGEST_WAY:
        told = _("Cách dự trực tuyến dài nhất %(most)d ký tự; hãy viết gọn lại.")
        found.append(("online_way", told % {"most": LONGEST_WAY}))
    found += about_chair(council, plan.chair, plan.chair_basis)
    return [*found, *_about_secretary(council, plan), *_about_agenda(plan.agenda)]


def about_chair(council: Council, chair: CouncilSeat, basis: str, *, named: str = "chair_basis") -> Refusals:
    """Return why `chair` may not preside on `basis`, which the act calls `named`."""
    if chair.council_id != council.pk or chair.ended_at is not None:
        return [("chair", _("Chủ tọa phải là Chủ tịch hoặc Phó Chủ tịch đang tham gia hội đồng."))]
    if chair.role not in PRESIDING:
        return [("chair", _("Chủ tọa phải là Chủ tịch, hoặc Phó Chủ tịch được ủy quyền."))]
    if len(basis.strip()) > LONGEST_BASIS:
        return [(named, _("Căn cứ chủ tọa dài nhất %(most)d ký tự; hãy viết gọn lại.") % {"most": LONGEST_BASIS})]
    if chair.role == SeatRole.VICE_CHAIR and not basis.strip():
        return [(named, _("Phó Chủ tịch chủ tọa thì phải ghi văn bản ủy quyền của Chủ tịch."))]
    return []


def require_chair(meeting: Meeting) -> None:
    """This will raise ValidationError with code `chair` where who is to preside is chair or vice-chair no more."""
    if meeting.chair.role not in PRESIDING:
        told = _("%(officer)s nay là %(role)s nên không chủ tọa phiên họp được; hãy đổi chủ tọa.")
        params = {"officer": meeting.chair.officer.full_name, "role": SeatRole(meeting.chair.role).label}
        raise ValidationError(told, code="chair", params=params)


def _about_secretary(council: Council, plan: Plan) -> Refusals:
    secretary = plan.secretary
    if secretary.council_id != council.pk or secretary.ended_at is not None:
        return [("secretary", _("Thư ký phiên họp phải là thành viên đang tham gia hội đồng."))]
    if secretary.pk == plan.chair.pk:
        return [("secretary", _("Chủ tọa và thư ký phải là hai người khác nhau."))]
    return []


def _about_agenda(agenda: Sequence[NewItem]) -> Refusals:
    if not agenda:
        return [("agenda", _("Hãy ghi ít nhất một nội dung chương trình họp."))]
    if len(agenda) > MOST_ITEMS:
        return [("agenda", _("Chương trình họp có nhiều nhất %(most)d nội dung.") % {"most": MOST_ITEMS})]
    for place, item in enumerate(agenda, start=1):
        if not item.title.strip() or len(item.title.strip()) > LONGEST_TITLE:
            told = _("Nội dung thứ %(place)d: hãy ghi tên nội dung, dài nhất %(most)d ký tự.")
            return [("agenda", told % {"place": place, "most": LONGEST_TITLE})]
        if item.minutes is not None and not 1 <= item.minutes <= LONGEST_MINUTES:
            told = _("Nội dung thứ %(place)d: số phút từ 1 đến %(most)d.")
            return [("agenda", told % {"place": place, "most": LONGEST_MINUTES})]
        if len(item.presenter.strip()) > LONGEST_PRESENTER:
            return [("agenda", _("Nội dung thứ %(place)d: tên người trình bày quá dài.") % {"place": place})]
    return []
