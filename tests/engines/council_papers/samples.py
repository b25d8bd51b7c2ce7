"""Papers of a council for the tests, made of invented people and units."""

import datetime
from dataclasses import replace

from dongbo.engines.consultation_papers import Draft, Head
from dongbo.engines.council_papers import (
    CRITERIA,
    Answered,
    AppraisalForm,
    ApprovalDecision,
    BallotHeld,
    ConclusionNotice,
    ConsultationHeld,
    Copies,
    Council,
    CouncilHeld,
    CountingRecord,
    Discussed,
    Held,
    Invitation,
    Mark,
    Minutes,
    OpenChoice,
    Person,
    Present,
    QuorumTaken,
    Remark,
    Required,
    ReviewerOpinion,
    RevisionReport,
    RevisionTally,
    Statement,
    Submission,
    Votes,
)
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths

DAY = datetime.date(2026, 2, 5)
BEGINS = datetime.datetime(2026, 2, 5, 8, 30)  # noqa: DTZ001 – papers show the clock of the place
ENDED = datetime.datetime(2026, 2, 5, 11, 5)  # noqa: DTZ001
COUNCIL = Council(
    "Hội đồng thẩm định Kế hoạch chuyển đổi số giai đoạn 2026 - 2030",
    "Quyết định số 12/QĐ-BTN ngày 03 tháng 01 năm 2026 của Bộ trưởng Bộ Thử nghiệm",
)
DRAFT = Draft("dự thảo Kế hoạch chuyển đổi số giai đoạn 2026 - 2030", "Dự thảo lần 3")
HEAD = Head(
    "Hội đồng thẩm định",
    governing_body="Bộ Thử nghiệm",
    place="Hà Nội",
    date=DAY,
    number="07/GM-HĐTĐ",
    signer_titles=("TM. HỘI ĐỒNG", "CHỦ TỊCH"),
    signer="Trần Văn Mẫu",
)
UNKNOWN = Head("Hội đồng thẩm định")
CHAIR = Person("Trần Văn Mẫu", "Chủ tịch Hội đồng", "Thứ trưởng Bộ Thử nghiệm")
SECRETARY = Person("Lê Thị Ví Dụ", "Ủy viên thư ký", "Phó Chánh Văn phòng")
REVIEWER = Person("Phạm Thử", "Ủy viên phản biện", "Viện trưởng Viện Nghiên cứu A")
VICE = Person("Ngô Minh Họa", "Phó Chủ tịch Hội đồng", "Cục trưởng Cục B")
MEMBER = Person("Hoàng Giả Định", "Ủy viên", "Vụ trưởng Vụ C")
ABSENT = Person("Vũ Đặt Tên", "Ủy viên", "Vụ trưởng Vụ D")
PEOPLE = (CHAIR, VICE, REVIEWER, SECRETARY, MEMBER, ABSENT)
HELD = Held(BEGINS, "Phòng họp 201, trụ sở Bộ Thử nghiệm", "phòng họp trực tuyến của Bộ, mã phòng 123 456")
QUORUM = QuorumTaken(6, 5, 1, "ít nhất 2/3 tổng số thành viên, có Chủ tịch và ít nhất 1 Ủy viên phản biện", met=True)
VOTES = (
    Votes("Thông qua", 1),
    Votes("Thông qua với điều kiện chỉnh sửa, bổ sung", 3),
    Votes("Không thông qua", 0),
)
RULE = "“Thông qua với điều kiện chỉnh sửa, bổ sung” khi ít nhất 2/3 số thành viên có mặt tán thành"
COPIES = Copies(("Bộ trưởng (để báo cáo)", "Các thành viên Hội đồng"), "HĐTĐ")
LONG = "Đề nghị nêu rõ cơ quan chủ trì, cơ quan phối hợp và thời hạn của từng nhiệm vụ. " * 6
TWO_LINES = "Dòng thứ nhất của ý kiến.\r\nDòng thứ hai: cần số liệu gốc."


def invitation_paper(invited: tuple[Person, ...] = (REVIEWER,)) -> Invitation:
    return Invitation(
        HEAD, COUNCIL, DRAFT, invited, HELD, CHAIR,
        agenda=("Báo cáo của đơn vị soạn thảo", "Nhận xét phản biện", "Bỏ phiếu"),
        enclosures=("Hồ sơ thẩm định (01 tệp PDF, 01 tệp nén)", "Phiếu thẩm định"),
        requests=("Gửi phiếu thẩm định trước ngày 04 tháng 02 năm 2026",),
        contact="bà Lê Thị Ví Dụ, Văn phòng", copies=COPIES,
    )  # fmt: skip


def filled_form() -> AppraisalForm:
    marks = [Mark(criterion, "Đạt") for criterion in CRITERIA]
    marks[5] = Mark("Mục tiêu", "Đạt, cần chỉnh sửa", TWO_LINES)
    marks[7] = Mark("Phân công thực hiện", "Chưa đạt", LONG)
    remarks = (Remark("Điểm a khoản 2 Điều 5", "Nêu mức của năm 2030.", "đạt 80% hồ sơ", "đạt ít nhất 85% hồ sơ"),
               Remark("", TWO_LINES))  # fmt: skip
    return AppraisalForm(
        replace(HEAD, number=""), COUNCIL, DRAFT, MEMBER, tuple(marks), remarks, "Tán thành về cơ bản.", CHOSEN
    )


CHOSEN = "Thông qua với điều kiện chỉnh sửa, bổ sung"


def opinion() -> ReviewerOpinion:
    parts = (("Sự cần thiết", "Rõ, có căn cứ."), ("Mục tiêu", TWO_LINES), ("Phân công thực hiện", LONG))
    remarks = (Remark("Khoản 3 Điều 7", LONG),)
    return ReviewerOpinion(
        replace(HEAD, number=""), COUNCIL, DRAFT, REVIEWER, TWO_LINES, parts, remarks, "Đề nghị chỉnh sửa.", CHOSEN
    )


def secret_count() -> CountingRecord:
    return CountingRecord(
        replace(HEAD, number="08/BB-HĐTĐ"), COUNCIL, DRAFT, "kết quả thẩm định dự thảo Kế hoạch", True, BEGINS, ENDED,
        HELD.place, QUORUM, 5, 5, 1, VOTES, 6, "tổng số thành viên có quyền biểu quyết", RULE,
        "Thông qua với điều kiện chỉnh sửa, bổ sung", CHAIR,
        (Person("Lê Thị Ví Dụ", "Trưởng ban kiểm phiếu"), Person("Hoàng Giả Định", "Ủy viên ban kiểm phiếu")),
        receipts=("f" * 64, "0" * 64, "a7" * 32, "c3" * 32, "5e" * 32), copies=COPIES,
    )  # fmt: skip


def open_count() -> CountingRecord:
    choices = (
        OpenChoice(CHAIR, VOTES[1].choice), OpenChoice(VICE, VOTES[1].choice), OpenChoice(REVIEWER, VOTES[1].choice),
        OpenChoice(SECRETARY, VOTES[0].choice), OpenChoice(MEMBER, "", "Không tham gia do có xung đột lợi ích"),
    )  # fmt: skip
    return replace(secret_count(), is_secret=False, receipts=(), handed_out=4, cast=4, invalid=0, choices=choices)


def meeting(speeches: int = 3) -> Minutes:
    said = tuple(Statement(PEOPLE[at % 5], LONG if at % 2 else TWO_LINES) for at in range(speeches))
    return Minutes(
        replace(HEAD, number="09/BB-HĐTĐ"), COUNCIL, DRAFT, HELD, ENDED, CHAIR, SECRETARY, QUORUM,
        (Present(CHAIR, "room"), Present(VICE, "online"), Present(REVIEWER, "room"), Present(SECRETARY, "room"),
         Present(MEMBER, "room"), Present(ABSENT, "stand_in", "Bùi Thay Thế, Phó Vụ trưởng Vụ D", "đi công tác")),
        guests=(Person("Đỗ Khách Mời", "", "đại diện đơn vị soạn thảo"),),
        interests=(Statement(VICE, "đứng đầu đơn vị chủ trì soạn thảo; được phát biểu, không biểu quyết"),),
        items=(Discussed("Báo cáo của đơn vị soạn thảo", "Đỗ Khách Mời"), Discussed("Thảo luận", said=said),
               Discussed("Bỏ phiếu")),
        ballots=(BallotHeld("kết quả thẩm định dự thảo Kế hoạch", True, 5, 5, 1, VOTES, 6,
                            "tổng số thành viên có quyền biểu quyết", RULE, "Thông qua có điều kiện",
                            "Biên bản kiểm phiếu số 08/BB-HĐTĐ"),),
        dissents=(Statement(REVIEWER, "bảo lưu ý kiến về mục tiêu tại khoản 2 Điều 5."),),
        conclusions=("Cơ bản thống nhất về bố cục, dung lượng", "Làm rõ nhiệm vụ của từng đơn vị"),
        copies=COPIES,
    )  # fmt: skip


def notice(count: int = 3) -> ConclusionNotice:
    required = tuple(
        Required(at, f"Khoản {at} Điều {at + 4}", "Làm rõ nhiệm vụ của đơn vị", LONG if at == 2 else "Nêu rõ thời hạn.",
                 datetime.date(2026, 2, 20))
        for at in range(1, count + 1)
    )  # fmt: skip
    return ConclusionNotice(
        replace(HEAD, number="10/TB-HĐTĐ"), COUNCIL, DRAFT, DAY, CHAIR, CHOSEN,
        ("Cơ bản thống nhất về bố cục, dung lượng", TWO_LINES), required, "Cục B", datetime.date(2026, 2, 25),
        "Dự thảo được trả lại để hoàn thiện không quá 2 lần", COPIES,
    )  # fmt: skip


def report(count: int = 4) -> RevisionReport:
    claims = ("done", "partly", "refused", "open")
    answers = tuple(
        Answered(at, LONG if at == 2 else "Nêu rõ thời hạn.", f"Khoản {at} Điều {at + 4}", claims[(at - 1) % 4],
                 TWO_LINES if at % 4 else "", "Văn bản đã sửa đúng chỗ" if at % 4 == 1 else "Văn bản chưa sửa",
                 "Lê Thị Ví Dụ, 01/3/2026" if at % 4 == 1 else "")
        for at in range(1, count + 1)
    )  # fmt: skip
    return RevisionReport(
        replace(HEAD, issuer="Cục B", number="21/BC-CB", signer_titles=("CỤC TRƯỞNG",)), COUNCIL, DRAFT,
        "Thông báo số 10/TB-HĐTĐ ngày 05 tháng 02 năm 2026", (COUNCIL.name,), answers, COPIES,
    )  # fmt: skip


def submitted() -> Submission:
    return Submission(
        replace(HEAD, issuer="Cục B", number="31/TTr-CB", signer_titles=("CỤC TRƯỞNG",)),
        "Kế hoạch chuyển đổi số giai đoạn 2026 - 2030", ("Bộ trưởng Bộ Thử nghiệm",), (LONG, "Vì vậy cần ban hành."),
        ("Kế hoạch gồm 5 điều, 12 nhiệm vụ.", TWO_LINES), ("Luật Dữ liệu", "Nghị quyết số 57-NQ/TW"),
        ("Thành lập tổ soạn thảo ngày 02 tháng 6 năm 2025",),
        (ConsultationHeld(datetime.date(2025, 9, 1), datetime.date(2025, 9, 15), 1500, 1402, 2315, 1200, 600, 515),),
        CouncilHeld(COUNCIL, DAY, 5, 6, VOTES, CHOSEN, "Thông báo số 10/TB-HĐTĐ", RevisionTally(60, 50, 8, 2)),
        (), ("Dự thảo Quyết định và Kế hoạch", "Biên bản họp Hội đồng", "Báo cáo tiếp thu, giải trình"), COPIES,
    )  # fmt: skip


def plan() -> Outline:
    nodes = [
        Node(Kind.ARTICLE, "1", heading="Mục tiêu", children=[
            Node(Kind.CLAUSE, "1", text="Đến năm 2030, 100% hồ sơ được xử lý trên môi trường mạng."),
            Node(Kind.CLAUSE, "2", text="Trong đó:", children=[Node(Kind.POINT, "đ", text="80% trực tuyến.")]),
        ]),
        Node(Kind.ARTICLE, "2", heading="Tổ chức thực hiện", text="Các đơn vị thực hiện theo Phụ lục."),
        Node(Kind.ANNEX, "", heading="DANH MỤC NHIỆM VỤ", children=[
            Node(Kind.ROW, str(at), cells={"task": f"Nhiệm vụ {at}", "deadline": "2030"}) for at in (1, 2)
        ]),
    ]  # fmt: skip
    assign_paths(nodes)
    return Outline(nodes, "dieu")


def decision() -> ApprovalDecision:
    return ApprovalDecision(
        replace(HEAD, governing_body="", issuer="Bộ Thử nghiệm", number="99/QĐ-BTN", signer_titles=("BỘ TRƯỞNG",)),
        "Bộ trưởng Bộ Thử nghiệm",
        ("Căn cứ Luật Dữ liệu", "Căn cứ Nghị quyết số 57-NQ/TW", "Theo đề nghị của Cục trưởng Cục B"),
        "Kế hoạch", "chuyển đổi số giai đoạn 2026 - 2030", plan(), ("Bộ Thử nghiệm ban hành Kế hoạch như sau:",),
        responsible=("Chánh Văn phòng Bộ", "Cục trưởng Cục B"), copies=Copies(("Lãnh đạo Bộ",), "CB"),
    )  # fmt: skip


def many_people(count: int) -> tuple[Person, ...]:
    """People whose names have 60 characters."""
    return tuple(Person(f"Nguyễn Thị {'Hương ' * 7}{at:02}".ljust(60, "x"), "Ủy viên", f"Vụ trưởng Vụ {at}")
                 for at in range(1, count + 1))  # fmt: skip
