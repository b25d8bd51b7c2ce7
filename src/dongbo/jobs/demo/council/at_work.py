"""The council at work on the ministry's great plan: it has met once, and for everybody in it something waits."""

from datetime import datetime, timedelta

from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.jobs.demo.council import before, sitting
from dongbo.jobs.demo.council.before import Said
from dongbo.jobs.demo.council.people import Founding, found
from dongbo.jobs.demo.council.sitting import Order
from dongbo.jobs.demo.ministry import FINANCE, Ministry
from dongbo.jobs.demo.opinions import PLAN
from dongbo.jobs.demo.plan_text import Places
from dongbo.planning.models import Consultation, Council
from dongbo.planning.operations.ballots import prepare_ballot
from dongbo.planning.operations.reviews import save_review
from dongbo.planning.queries.reviews import MarkSaid, ReviewSaid
from dongbo.planning.states import BallotChoice, CouncilForm, ReviewKind, RevisionKind

LASTS = timedelta(days=6)
"""How long the council has been at work when the story ends."""

FIRST_MEETING = timedelta(days=5)
"""How long after it was founded it meets: three whole days after its papers, though they may go out after midnight."""

NEXT_MEETING = timedelta(days=9)
"""How long after it was founded it meets again: after the story's end."""

COUNCIL = Founding(
    "Hội đồng thẩm định Quy hoạch ứng dụng và phát triển công nghệ thông tin ngành An toàn cộng đồng",
    "231/QĐ-BATCĐ",
    "HĐTĐQH",
)
READERS = ("chu-tich", "pho-chu-tich", "uy-vien-1", "uy-vien-2", "phan-bien", "thu-ky")
NOT_OPENED = "uy-vien-3"
SAYS_SO = ("uy-vien-1", "thu-ky")
SUPPORT_IN_BORDER = f"{PLAN}V/I/8"
FORMS = (
    Said(
        "uy-vien-1",
        {"assignment": "Chưa rõ ngân sách trung ương hỗ trợ tỉnh khó khăn theo mức nào"},
        BallotChoice.CONDITIONAL,
        ((RevisionKind.CLARIFY, SUPPORT_IN_BORDER, "", "Nêu mức hỗ trợ và cơ quan thẩm định mức hỗ trợ."),),
    ),
    Said(
        "uy-vien-2",
        {"task": "Phủ sóng xã đảo cần nêu cơ quan chủ trì"},
        BallotChoice.CONDITIONAL,
        ((RevisionKind.SUPPLEMENT, f"{PLAN}IV/V/2", "", "Bổ sung cơ quan chủ trì phủ sóng ở xã biên giới, xã đảo."),),
        sends=False,
    ),
)
"""One form was sent, one is being written; the others have not begun, and one member never opened the dossier."""

OPINION = ReviewSaid(
    text="Quy hoạch có đủ căn cứ; phần nguồn lực và phần tổ chức thực hiện cần gắn với từng chỉ tiêu.",
    marks={"content": MarkSaid("", "Bảng chỉ tiêu chưa ghi nguồn số liệu")},
)
"""The reviewer has not sent his opinion yet."""

DISCUSSION = (
    ("uy-vien-1", "Đề nghị làm rõ mức hỗ trợ của ngân sách trung ương cho tỉnh khó khăn.", False),
    ("phan-bien", "Đề nghị bổ sung nguồn số liệu cho bảng chỉ tiêu.", False),
)
CONCLUSIONS = (
    "Hội đồng cho ý kiến lần thứ nhất; lấy ý kiến vòng 2, tiếp thu xong thì họp bỏ phiếu.",
    "Đơn vị soạn thảo chỉnh sửa theo các yêu cầu kèm theo.",
)
ORDERS = (
    Order(
        1, RevisionKind.CLARIFY, "Làm rõ trách nhiệm cân đối vốn hỗ trợ tỉnh khó khăn.", (SUPPORT_IN_BORDER,), FINANCE
    ),
    Order(1, RevisionKind.SUPPLEMENT, "Bổ sung mốc sơ kết giữa kỳ và cơ quan chủ trì sơ kết.", (f"{PLAN}IV/IX/3",)),
    Order(1, RevisionKind.SUPPLEMENT, "Bổ sung cơ quan chủ trì phủ sóng xã biên giới, xã đảo.", (f"{PLAN}IV/V/2",)),
)
"""All of them wait for the team; the notice of them waits for the chair's signature."""

BALLOT = "Thông qua dự thảo Quy hoạch ứng dụng và phát triển công nghệ thông tin ngành An toàn cộng đồng"


def set_to_work(
    ministry: Ministry, version: Version, previous: Version, consultation: Consultation, places: Places, *, at: datetime
) -> Council:
    """This will found the council, have it meet once, and leave the rest to whoever opens the demonstration."""
    council = found(ministry, version.document, COUNCIL, at=at)
    dossier = before.send(
        ministry, council, version, previous=previous, consultation=consultation, at=at + timedelta(hours=1)
    )
    before.read(ministry, dossier, readers=READERS, says_so=SAYS_SO, at=at + timedelta(hours=20))
    meets = sitting.morning(at + FIRST_MEETING)
    meeting = sitting.call(ministry, council, dossier, starts_at=meets, at=at + timedelta(days=1, hours=1))
    before.write(ministry, dossier, places, FORMS, at=at + timedelta(days=1, hours=3))
    save_review(
        dossier=dossier,
        kind=ReviewKind.OPINION,
        said=OPINION,
        by=ministry.officers["phan-bien"],
        at=at + timedelta(days=1, hours=6),
    )
    meeting = sitting.open_it(ministry, meeting, sitting.Attendance(), at=meets - timedelta(minutes=10))
    sitting.discuss(ministry, meeting, DISCUSSION, at=meets + timedelta(minutes=30))
    meeting, conclusions = sitting.conclude(ministry, meeting, CONCLUSIONS, at=meets + timedelta(hours=2))
    due_on = timezone.localdate(at + NEXT_MEETING)
    sitting.order(ministry, conclusions, ORDERS, places, None, due_on=due_on, at=meets + timedelta(hours=3))
    sitting.sign(ministry, meeting, CouncilForm.MINUTES, at=meets + timedelta(hours=4))
    sitting.sign(ministry, meeting, CouncilForm.CONCLUSION_NOTICE, by_chair=False, at=meets + timedelta(hours=5))
    _call_again(ministry, council, starts_at=sitting.morning(at + NEXT_MEETING), at=meets + timedelta(hours=12))
    return council


def _call_again(ministry: Ministry, council: Council, *, starts_at: datetime, at: datetime) -> None:
    """The next meeting is called and its ballot prepared."""
    meeting = sitting.call(ministry, council, council.dossiers.get(), starts_at=starts_at, at=at)
    prepare_ballot(meeting=meeting, subject=BALLOT, by=ministry.officers[sitting.SECRETARY], at=at + timedelta(hours=1))
