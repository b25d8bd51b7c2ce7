"""The drafting dossier of the demonstration's plan: its team, legal bases, road map and present figures."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from dongbo.documents.models import Document, Version
from dongbo.jobs.demo.ministry import DEPARTMENT, Ministry
from dongbo.jobs.demo.plan_text import PARTS, Places, moments
from dongbo.organisation.states import Decision
from dongbo.planning.models import DraftingDossier
from dongbo.planning.operations.dossiers import (
    add_legal_basis,
    add_member,
    finish_milestone,
    open_dossier_for,
    set_milestone,
    take_figures,
)
from dongbo.planning.states import TeamRole

FOUNDED_BY = ("128/QĐ-BATCĐ", "Bộ An toàn cộng đồng")
ROAD_MAP = (
    # step, days after the story begins, done by now
    ("Thành lập tổ soạn thảo, thông qua đề cương", 1, True),
    ("Gửi lấy ý kiến vòng 1", 3, True),
    ("Tiếp thu, giải trình vòng 1, chốt dự thảo lần 4", 18, True),
    ("Lấy ý kiến vòng 2", 55, False),
    ("Hội đồng thẩm định bỏ phiếu", 62, False),
    ("Trình Bộ trưởng ký ban hành", 75, False),
)
FIGURES = (
    # name, value, measure
    ("Tỷ lệ đơn vị cấp xã đã kết nối mạng truyền số liệu chuyên dùng", "43", "%"),
    ("Số trạm quan trắc, cảnh báo đang hoạt động", "1.260", "trạm"),
    ("Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến", "52", "%"),
    ("Thời gian từ khi nhận cuộc gọi đến khi giao việc", "4", "phút"),
    ("Số cán bộ chuyên trách công nghệ thông tin", "412", "người"),
)
SOURCE = "Báo cáo thống kê ngành An toàn cộng đồng năm 2025 (giả định)"
LAST_YEAR = date(2025, 12, 31)


def open_for(
    ministry: Ministry, document: Document, directives: Sequence[Version], places: Places, *, at: datetime
) -> DraftingDossier:
    """This will open the dossier of the plan and fill it; the next version of the plan is being written from then."""
    number, issuer = FOUNDED_BY
    lead, moment = ministry.lead, moments(at)
    dossier = open_dossier_for(
        document=document,
        standing_unit=ministry.units[DEPARTMENT],
        decision=Decision(number=number, on=timezone.localdate(at), issuer=issuer),
        by=lead,
        at=next(moment),
    )
    add_member(dossier=dossier, officer=lead.officer, role=TeamRole.HEAD, by=lead, at=next(moment))
    for name, parts in PARTS.items():
        add_member(
            dossier=dossier,
            officer=ministry.officers[name].officer,
            role=TeamRole.MEMBER,
            parts=[places[part] for part in parts],
            by=lead,
            at=next(moment),
        )
    for directive in directives:
        add_legal_basis(dossier=dossier, document=directive.document, by=lead, at=next(moment))
    figures = [
        {"name": name, "value": value, "measure": measure, "as_of": LAST_YEAR, "source_note": SOURCE}
        for name, value, measure in FIGURES
    ]
    take_figures(dossier=dossier, figures=figures, by=lead, at=next(moment))
    return dossier


def set_road_map(ministry: Ministry, dossier: DraftingDossier, *, began: datetime, at: datetime) -> None:
    """This will put the steps of the writing into the road map."""
    moment = moments(at)
    for name, days, _done in ROAD_MAP:
        due_on = timezone.localdate(began + timedelta(days=days))
        set_milestone(dossier=dossier, name=name, due_on=due_on, by=ministry.lead, at=next(moment))


def finish_steps(ministry: Ministry, dossier: DraftingDossier, *, at: datetime) -> None:
    """This will note which steps of the road map are done."""
    done = [name for name, _days, is_done in ROAD_MAP if is_done]
    moment = moments(at)
    for milestone in dossier.milestones.filter(name__in=done).order_by("due_on"):
        finish_milestone(milestone=milestone, by=ministry.lead, at=next(moment))
