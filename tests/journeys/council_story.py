"""What happened before the council's journey begins, through the operations: who sits there, a plan with its final
matrix, a directive it is traced to. Run in the environment of a site that tells the demonstration."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.journeys.steps import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dongbo.documents.models import Provision, Version
    from dongbo.organisation.models import Unit
    from dongbo.organisation.rules import Acting

STANDING, CHAIR, VICE_CHAIR, REVIEWER = "canhbao.thuong-truc", "canhbao.chu-tich", "canhbao.pho", "canhbao.phan-bien"
FIRST_MEMBER, SECOND_MEMBER, THIRD_MEMBER = "canhbao.uy-vien-1", "canhbao.uy-vien-2", "canhbao.uy-vien-3"
SECRETARY, APPROVER, CLERK = "canhbao.thu-ky", "canhbao.bo-truong", "canhbao.van-thu"
NAMES = {
    STANDING: "Lò Thị Hạt Nắng",
    CHAIR: "Nông Văn Cột Mốc",
    VICE_CHAIR: "Bế Thị Cầu Tre",
    REVIEWER: "Tòng Văn Ống Nhòm",
    FIRST_MEMBER: "Lộc Thị Bờ Đê",
    SECOND_MEMBER: "Cà Văn Mái Ngói",
    THIRD_MEMBER: "Quàng Thị Giếng Làng",
    SECRETARY: "Hoàng Thị Giấy Dó",
    APPROVER: "Vừ Văn Đỉnh Đèo",
    CLERK: "Lầu Thị Nghiên Mực",
}
"""Names are invented and belong to nobody."""

PEOPLE = (
    # username, unit, title, role, unit of the role
    (STANDING, "G98.02", "Trưởng phòng", "council-secretariat", "G98"),
    (CHAIR, "G98", "Thứ trưởng", "council-member", "G98"),
    (VICE_CHAIR, "G98.02", "Phó Cục trưởng", "council-member", "G98.02"),
    (REVIEWER, "G98.03", "Chuyên viên cao cấp", "council-member", "G98.03"),
    (FIRST_MEMBER, "G98.11", "Phó Giám đốc", "council-member", "G98.11"),
    (SECOND_MEMBER, "G98.12", "Phó Giám đốc", "council-member", "G98.12"),
    (THIRD_MEMBER, "G98.13", "Phó Giám đốc", "council-member", "G98.13"),
    (SECRETARY, "G98.02", "Chuyên viên", "council-member", "G98.02"),
    (APPROVER, "G98", "Bộ trưởng", "approving-leader", "G98"),
    (CLERK, "G98.03", "Văn thư", "issuing-officer", "G98"),
)

DIRECTIVE_NUMBER = "61/CT-BATCĐ"
DIRECTIVE = """\
BỘ AN TOÀN CỘNG ĐỒNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 61/CT-BATCĐ
Hà Nội, ngày 05 tháng 3 năm 2026
CHỈ THỊ
Về phát triển mạng lưới cảnh báo sớm
I. MỤC TIÊU
1. Đến năm 2030, trên 90% hộ dân vùng nguy cơ nhận được tin cảnh báo sớm.
2. Đến năm 2030, tối thiểu 6 trạm cảnh báo sớm được đưa vào hoạt động.
II. NHIỆM VỤ
1. Xây dựng kho dữ liệu cảnh báo sớm dùng chung cho các tỉnh.
2. Diễn tập ứng phó sự cố hằng năm tại các xã vùng nguy cơ.
3. Bảo đảm an toàn thông tin cho mạng lưới cảnh báo sớm.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Bàn Văn Thử
"""
PLAN_NAME = "Mạng lưới cảnh báo sớm giai đoạn 2026 - 2030"
PLAN = """\
BỘ AN TOÀN CỘNG ĐỒNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:       /KH-BATCĐ
Hà Nội, ngày 02 tháng 6 năm 2026
KẾ HOẠCH
Mạng lưới cảnh báo sớm giai đoạn 2026 - 2030
I. MỤC TIÊU
1. Đến năm 2030, trên 85% hộ dân vùng nguy cơ nhận được tin cảnh báo sớm.
2. Đến năm 2030, tối thiểu 6 trạm cảnh báo sớm được đưa vào hoạt động.
II. NHIỆM VỤ
1. Xây dựng kho dữ liệu cảnh báo sớm dùng chung cho các tỉnh.
2. Diễn tập ứng phó sự cố hằng năm.
3. Nối các trạm vào kho số liệu cảnh báo sớm.
III. TỔ CHỨC THỰC HIỆN
1. Các đơn vị báo cáo kết quả trước ngày 20 tháng 12 hằng năm.
2. Tổ chức hội nghị tổng kết, tặng quà lưu niệm.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Bàn Văn Thử
"""
ASKED, ANSWERED = "trước ngày 20 tháng 12", "trước ngày 15 tháng 12"
SECOND = "Bản thẩm định"
ROUND = "Lấy ý kiến Kế hoạch mạng lưới cảnh báo sớm"
BEFORE_NOW = timedelta(minutes=40)
LONGEST_APPRAISAL = 60.0
"""Seconds the worker may take."""


@dataclass(slots=True)
class Clock:
    """Moments that follow each other."""

    moment: datetime

    def __call__(self) -> datetime:
        """Return the next moment."""
        self.moment += timedelta(seconds=5)
        return self.moment


def tell_in(folder: Path) -> None:
    """Tell it to the site in `folder`, in a process of its own."""
    from tests.migrated import environment

    subprocess.run([sys.executable, "-m", "tests.journeys.council_story"], env=environment(folder), check=True)


def tell(*, at: datetime) -> None:
    """This will enrol the council's people and lead a plan up to its final matrix."""
    from dongbo.organisation.models import Officer, Unit
    from dongbo.organisation.queries import acting_as

    clock = Clock(at)
    units = {unit.code: unit for unit in Unit.objects.all()}

    def known(name: str) -> Acting:
        return acting_as(Officer.objects.get(username=f"demo.{name}"), at=at)

    _enrol(units, known("quan-tri"), clock)
    directive, first = _register(units, known("ke-hoach"), clock)
    second = _consult(first, known, clock)
    _appraise(second, first, directive, known("ke-hoach"), clock)


def _enrol(units: dict[str, Unit], administrator: Acting, clock: Clock) -> None:
    from django.utils import timezone

    from dongbo.organisation.models import Role
    from dongbo.organisation.operations import enrol_officer, give_grant
    from dongbo.organisation.states import Access, PostKind

    for username, place, title, role, granted in PEOPLE:
        officer = enrol_officer(
            username=username,
            full_name=NAMES[username],
            unit=units[place],
            title=title,
            kind=PostKind.MEMBER,
            valid_from=timezone.localdate(clock.moment),
            password=PASSWORD,
            by=administrator,
            at=clock(),
        )
        give_grant(
            officer=officer,
            role=Role.objects.get(code=role),
            unit=units[granted],
            clearance=Access.UNIT,
            by=administrator,
            at=clock(),
        )


def _register(units: dict[str, Unit], planner: Acting, clock: Clock) -> tuple[Version, Version]:
    from dongbo.documents.operations import freeze_version, register_document
    from dongbo.documents.states import Standing
    from dongbo.organisation.states import Access

    def frozen(text: str, name: str, standing: Standing, unit: str, access: Access) -> Version:
        version = register_document(
            data=text.encode(), file_name=name, standing=standing, unit=units[unit], access=access, by=planner,
            at=clock(),
        )  # fmt: skip
        return freeze_version(version=version, by=planner, at=clock())

    directive = frozen(DIRECTIVE, "chi-thi-61.txt", Standing.DIRECTIVE, "G98", Access.CIRCULATED)
    return directive, frozen(PLAN, "ke-hoach-canh-bao.txt", Standing.PLAN, "G98.01", Access.UNIT)


def _consult(first: Version, known: Callable[[str], Acting], clock: Clock) -> Version:
    """Ask two departments, answer what one says, write the next version, and make the matrix final on it."""
    from dongbo.planning.models import Consultee, OpinionGroup, ReplyTerm
    from dongbo.planning.operations.answering import answer_group, group_round
    from dongbo.planning.operations.closure import finalise_round
    from dongbo.planning.operations.consultations import (
        add_recipients,
        close_early,
        prepare_consultation,
        send_consultation,
    )
    from dongbo.planning.operations.opinions.placing import Marked
    from dongbo.planning.operations.opinions.remarks import raise_remark
    from dongbo.planning.operations.opinions.replies import send_answer
    from dongbo.planning.states import Answer, OpinionKind, Outcome

    lead, finance, office = known("to-truong"), known("cuc-truong"), known("chanh-van-phong")
    asking = prepare_consultation(
        version=first, title=ROUND, term=ReplyTerm.objects.get(code="internal"), days=5, by=lead, at=clock()
    )
    add_recipients(
        consultation=asking, units=[finance.post.unit, office.post.unit], token=iter(("hd-1", "hd-2")).__next__,
        by=lead, at=clock(),
    )  # fmt: skip
    asking = send_consultation(consultation=asking, by=lead, at=clock())
    consultees = {one.unit_id: one for one in Consultee.objects.filter(consultation=asking)}
    place = _provision(first, "III/1")
    raise_remark(
        consultee=consultees[finance.post.unit_id], provision=place, quote=Marked(ASKED),
        kind=OpinionKind.SUBSTANCE, text="Đề nghị lùi lên ngày 15 để kịp quyết toán.", proposed=ANSWERED,
        by=known("tai-chinh"), at=clock(),
    )  # fmt: skip
    for head, answer in ((finance, Answer.AGREES_WITH_OPINIONS), (office, Answer.AGREES)):
        consultee = consultees[head.post.unit_id]
        send_answer(consultee=consultee, answer=answer, reason="", say_none=True, by=head, at=clock())
    close_early(consultation=asking, reason="Cả hai đơn vị đã trả lời.", by=lead, at=clock())
    asking.refresh_from_db()
    group_round(consultation=asking, by=lead, at=clock())
    for group in OpinionGroup.objects.filter(opinions__consultee__consultation=asking).distinct():
        answer_group(
            group=group, outcome=Outcome.ACCEPTED, response="Thời hạn báo cáo sửa thành ngày 15 tháng 12.",
            changed_in=[place], by=lead, at=clock(),
        )  # fmt: skip
    second = _rewritten(first, place, lead, clock)
    asking.refresh_from_db()
    finalise_round(consultation=asking, version=second, by=known("lanh-dao"), at=clock())
    return second


def _rewritten(first: Version, place: Provision, lead: Acting, clock: Clock) -> Version:
    from django.utils import timezone

    from dongbo.documents.queries import version_being_written
    from dongbo.organisation.states import Decision
    from dongbo.planning.operations.dossiers import add_member, open_dossier_for
    from dongbo.planning.operations.writing import freeze_draft, write_provision
    from dongbo.planning.queries.writing import words_hash
    from dongbo.planning.states import TeamRole

    unit = first.document.unit
    decision = Decision("16/QĐ-CNTT", timezone.localdate(clock.moment), "Cục Công nghệ thông tin và Dữ liệu")
    dossier = open_dossier_for(document=first.document, standing_unit=unit, decision=decision, by=lead, at=clock())
    add_member(dossier=dossier, officer=lead.officer, role=TeamRole.HEAD, by=lead, at=clock())
    version = version_being_written(first.document)
    assert version is not None
    row = version.provisions.get(provision=place)
    write_provision(
        version=version, provision=place, heading=row.heading, text=row.text.replace(ASKED, ANSWERED),
        seen=words_hash(row), by=lead, at=clock(),
    )  # fmt: skip
    return freeze_draft(version=version, label=SECOND, by=lead, at=clock())


def _appraise(second: Version, first: Version, directive: Version, planner: Acting, clock: Clock) -> None:
    """Have the plan held against its directive by the site's worker, and confirm what answers what."""
    from dongbo.planning.operations.appraisals import request_appraisal
    from dongbo.planning.operations.links import confirm_link
    from dongbo.planning.queries.links import links_between
    from dongbo.planning.states import AppraisalState

    appraisal = request_appraisal(plan=second, directives=[directive], previous=first, by=planner, at=clock())
    until = time.monotonic() + LONGEST_APPRAISAL
    while appraisal.state != AppraisalState.READY and time.monotonic() < until:
        time.sleep(0.2)
        appraisal.refresh_from_db()
    for link in list(links_between(planner, plan=second, directives=[directive], at=clock())):
        confirm_link(link=link, by=planner, at=clock())


def _provision(version: Version, path: str) -> Provision:
    return version.provisions.select_related("provision").get(path=path).provision


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")
    import django

    django.setup()
    tell(at=datetime.now(UTC) - BEFORE_NOW)
