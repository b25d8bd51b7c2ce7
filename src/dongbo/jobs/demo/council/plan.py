"""A second plan of the ministry, which the council judges: drafted, traced to its directives, and rewritten."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from dongbo.documents.models import Document, Version
from dongbo.jobs.appraisal import compute_now
from dongbo.jobs.demo.ministry import DEPARTMENT, Ministry
from dongbo.jobs.demo.plan_text import Edit, Places, Writing, moments
from dongbo.organisation.states import Decision
from dongbo.planning.models import Appraisal
from dongbo.planning.operations.appraisals import request_appraisal
from dongbo.planning.operations.dossiers import add_legal_basis, add_member, open_dossier_for
from dongbo.planning.operations.links import confirm_link
from dongbo.planning.operations.writing import freeze_draft
from dongbo.planning.queries.links import links_between
from dongbo.planning.states import TeamRole

PAPER = "ke-hoach-an-toan-thong-tin.txt"
TEAM_FOUNDED_BY = "176/QĐ-BATCĐ"
WRITERS = ("soan-thao",)
JUDGED = "Dự thảo 2 (trình thẩm định)"
DRILLS = "III/1/d"
"""The provision whose directive is amended once the plan is issued."""

BEFORE_COUNCIL = (
    Edit("I/3", "kết quả kiểm đếm được", "kết quả kiểm đếm được, công khai trên hệ thống theo dõi nhiệm vụ"),
    Edit("III/2/b", "ít nhất mỗi quý một lần", "ít nhất mỗi quý một lần, lập biên bản kết quả phục hồi"),
)
AFTER_COUNCIL = (
    Edit("II/2", "trong năm 2028", "trong năm 2027"),
    Edit("III/1/c", "Trung tâm giám sát an ninh mạng", "Trung tâm Giám sát an toàn thông tin mạng"),
    Edit("III/3/a", "Trung tâm giám sát an ninh mạng", "Trung tâm Giám sát an toàn thông tin mạng"),
    Edit(DRILLS, "ở cấp bộ.", "ở cấp bộ và 01 lần mỗi năm ở mỗi địa phương; lập báo cáo rút kinh nghiệm."),
    Edit(
        "V/2",
        "phối hợp bảo đảm kinh phí.",
        "chủ trì cân đối, bố trí kinh phí trong dự toán hằng năm, thông báo trước ngày 15 tháng 7.",
    ),
)
"""What the council ordered and the team wrote."""

CUT = "III/3/c"
"""What the council had cut: the team said that it was, and it was not."""


def draft(ministry: Ministry, first: Version, directives: Sequence[Version], *, at: datetime) -> tuple[Version, Places]:
    """This will open the drafting of the plan and freeze the version that goes before the council."""
    lead, moment, document = ministry.lead, moments(at), first.document
    dossier = open_dossier_for(
        document=document,
        standing_unit=ministry.units[DEPARTMENT],
        decision=Decision(TEAM_FOUNDED_BY, timezone.localdate(at), "Bộ An toàn cộng đồng"),
        by=lead,
        at=next(moment),
    )
    add_member(dossier=dossier, officer=lead.officer, role=TeamRole.HEAD, by=lead, at=next(moment))
    for name in WRITERS:
        officer = ministry.officers[name].officer
        add_member(dossier=dossier, officer=officer, role=TeamRole.MEMBER, by=lead, at=next(moment))
    for directive in directives:
        add_legal_basis(dossier=dossier, document=directive.document, by=lead, at=next(moment))
    places = {row.path: row.provision for row in first.provisions.select_related("provision")}
    judged = rewrite(ministry, document, places, BEFORE_COUNCIL, label=JUDGED, at=at + timedelta(hours=2))
    return judged, places


def rewrite(
    ministry: Ministry, document: Document, places: Places, edits: Sequence[Edit], *, label: str, at: datetime
) -> Version:
    """This will write the next version and freeze it."""
    writing = Writing(ministry, document, places, at=at)
    writing.edit(edits)
    return freeze_draft(version=writing.version, label=label, by=ministry.lead, at=at + timedelta(hours=2))


def cut(ministry: Ministry, document: Document, places: Places, *, label: str, at: datetime) -> Version:
    """This will take out what the council had cut, and freeze the version."""
    writing = Writing(ministry, document, places, at=at)
    writing.remove(CUT, into="III/3/b")
    return freeze_draft(version=writing.version, label=label, by=ministry.lead, at=at + timedelta(hours=1))


def trace(
    ministry: Ministry, plan: Version, previous: Version, directives: Sequence[Version], *, at: datetime
) -> Appraisal:
    """This will hold the plan against its directives; the officer confirms what surely answers them."""
    planner = ministry.planner
    asked = request_appraisal(plan=plan, directives=directives, previous=previous, by=planner, at=at)
    appraisal = compute_now(appraisal=asked, at=at + timedelta(minutes=1))
    proposed = links_between(planner, plan=plan, directives=directives, at=at).order_by("-score", "reason", "pk")
    for link in list(proposed):
        confirm_link(link=link, by=planner, at=at + timedelta(minutes=30))
    return appraisal
