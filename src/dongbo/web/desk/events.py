"""Events of the ledger in words: who did what, for whom, from where, and what allowed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dongbo.ledger.models import Event
from dongbo.organisation.models import Officer, Post, Unit
from dongbo.organisation.states import Permission
from dongbo.web.acts import act_name

SUBJECTS = {
    "document": _("Văn bản"),
    "appraisal": _("Lượt đối chiếu"),
    "trace_link": _("Liên kết truy vết"),
    "directive_notice": _("Thông báo rà soát"),
    "drafting_dossier": _("Hồ sơ soạn thảo"),
    "unit": _("Đơn vị"),
    "officer": _("Cán bộ"),
    "post": _("Vị trí công tác"),
    "grant": _("Quyền được cấp"),
    "role": _("Vai trò"),
    "access_review": _("Đợt rà soát quyền"),
    "emergency": _("Quyền khẩn cấp"),
    "alarm": _("Cảnh báo thay đổi quyền"),
    "intake": _("Tệp chờ nhập"),
    "delegation_rule": _("Quy tắc ủy quyền"),
    "separation": _("Quy tắc tách nhiệm vụ"),
    "sign_in_policy": _("Chính sách đăng nhập"),
    "refusal": _("Lần từ chối"),
    "consultation": _("Vòng lấy ý kiến"),
    "consultee": _("Đơn vị được lấy ý kiến"),
    "consultation_paper": _("Giấy tờ của vòng lấy ý kiến"),
    "opinion_group": _("Nhóm ý kiến"),
    "appraisal_dossier": _("Hồ sơ thẩm định"),
    "recipient_list": _("Danh sách nơi nhận"),
    "reply_term": _("Thời hạn trả lời"),
    "special_day": _("Ngày nghỉ, ngày làm bù"),
    "council": _("Hội đồng thẩm định"),
    "council_model": _("Mẫu quy chế hội đồng"),
    "number_series": _("Dãy số văn bản"),
    "required_revision": _("Yêu cầu chỉnh sửa"),
    "meeting": _("Phiên họp hội đồng"),
    "ballot": _("Lượt bỏ phiếu"),
    "review": _("Phiếu thẩm định"),
    "council_paper": _("Giấy tờ của hội đồng"),
    "submission": _("Lần trình phê duyệt"),
    "issuance": _("Lần ban hành"),
}
"""What the kinds of records are called; one missing here is shown as it is recorded."""

PERMISSIONS = {permission.code: permission.label for permission in Permission}


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the names behind its identifiers, as they are today."""

    event: Event
    act: str
    actor: str
    on_behalf_of: str
    post: str
    unit: str
    permission: str
    subject: str


def told(events: Iterable[Event]) -> list[Told]:
    """Return `events` in words. Three queries besides their own, however many they are."""
    shown = list(events)
    officers = _names(Officer.objects.all(), "full_name", (key for e in shown for key in (e.actor, e.on_behalf_of)))
    posts = _names(Post.objects.all(), "title", (event.post for event in shown))
    units = _names(Unit.objects.all(), "name", (event.unit for event in shown))
    return [
        Told(
            event=event,
            act=act_name(event.kind),
            actor=officers.get(event.actor, event.actor),
            on_behalf_of=officers.get(event.on_behalf_of, event.on_behalf_of),
            post=posts.get(event.post, ""),
            unit=units.get(event.unit, event.unit),
            permission=str(PERMISSIONS.get(event.permission, event.permission)),
            subject=str(SUBJECTS.get(event.subject_kind, event.subject_kind)),
        )
        for event in shown
    ]


def _names(rows: "QuerySet[Any]", name: str, keys: Iterable[str]) -> dict[str, str]:
    known = {int(key) for key in keys if key.isdecimal()}
    return {str(key): value for key, value in rows.filter(pk__in=known).values_list("pk", name)}
