"""What is written and said about the plan that was issued: forms, remarks, discussion, conclusions, orders, answers."""

from dataclasses import dataclass

from dongbo.engines.alignment import Axis
from dongbo.jobs.demo.council.before import Said
from dongbo.jobs.demo.council.people import Founding
from dongbo.jobs.demo.council.plan import CUT
from dongbo.jobs.demo.council.sitting import Order
from dongbo.jobs.demo.ministry import FINANCE
from dongbo.planning.queries.reviews import MarkSaid, ReviewSaid
from dongbo.planning.states import BallotChoice, RevisionClaim, RevisionKind

COUNCIL = Founding(
    "Hội đồng thẩm định Kế hoạch bảo đảm an toàn thông tin mạng ngành An toàn cộng đồng", "215/QĐ-BATCĐ", "HĐTĐ"
)
RESOLUTION, INSTRUCTION = "nghi-quyet-21.md", "chi-thi-05.txt"
HELD_AGAINST = (RESOLUTION, INSTRUCTION)
ALIGN_WITH = RESOLUTION
READERS = ("chu-tich", "pho-chu-tich", "uy-vien-1", "uy-vien-2", "phan-bien", "thu-ky")
SAYS_SO = ("pho-chu-tich", "uy-vien-1", "phan-bien", "thu-ky")
NEVER_OPENED = "uy-vien-3"
"""He sends somebody to the meeting, who may speak and not vote."""

NOTES = (
    ("uy-vien-1", "IV/1", "Hỏi lại: mức 10% tính cả kinh phí của địa phương hay chỉ của Bộ?"),
    ("chu-tich", "II/2", "Nghị quyết giao năm 2027, dự thảo ghi 2028. Phải hỏi Cục."),
)
FORMS = (
    Said(
        "uy-vien-1",
        {"assignment": "Mục V.2 chưa nêu rõ trách nhiệm và thời hạn bố trí kinh phí"},
        BallotChoice.CONDITIONAL,
        (
            (
                RevisionKind.CLARIFY, "V/2", "phối hợp bảo đảm kinh phí",
                "Nêu rõ Cục Kế hoạch và Tài chính chủ trì việc gì, xong trước ngày nào.",
            ),
            (RevisionKind.CUT, CUT, "", "Thi ảnh và in lịch không phải nhiệm vụ bảo đảm an toàn thông tin mạng."),
        ),
    ),
    Said(
        "uy-vien-2",
        {"task": "Chưa có nhiệm vụ diễn tập ở địa phương như Nghị quyết đã giao"},
        BallotChoice.CONDITIONAL,
        ((RevisionKind.SUPPLEMENT, "III/1/d", "", "Bổ sung diễn tập hằng năm ở mỗi địa phương."),),
    ),
    Said(
        "phan-bien",
        {"objective": "Thời hạn giám sát 24/7 chậm hơn Nghị quyết một năm", "content": "Một cơ quan mang hai tên gọi"},
        BallotChoice.CONDITIONAL,
        (
            (RevisionKind.ALIGN, "II/2", "trong năm 2028", "Nghị quyết giao hoàn thành trong năm 2027."),
            (
                RevisionKind.UNIFY, "III/1/c", "Trung tâm giám sát an ninh mạng",
                "Thống nhất một tên gọi: Trung tâm Giám sát an toàn thông tin mạng.",
            ),
        ),
    ),
    Said("pho-chu-tich", {}, BallotChoice.PASSED, text="Đơn vị soạn thảo đã tiếp thu ý kiến của các phòng chuyên môn."),
)  # fmt: skip
OPINION = ReviewSaid(
    text="Dự thảo bám sát Nghị quyết và Chỉ thị, nhiệm vụ đủ cụ thể; còn một chỉ tiêu chậm và hai tên gọi lẫn nhau.",
    conclusion="Đề nghị thông qua sau khi đồng bộ thời hạn và thống nhất tên gọi.",
    proposed=BallotChoice.CONDITIONAL,
    marks={"objective": MarkSaid("", "Thời hạn giám sát 24/7 phải là năm 2027")},
)
STAND_IN = "Kha Thị Mây Chiều, chuyên viên phòng Tham mưu"
SUBJECT = "Thông qua dự thảo Kế hoạch bảo đảm an toàn thông tin mạng ngành An toàn cộng đồng"
VOTES = {
    "chu-tich": BallotChoice.CONDITIONAL,
    "pho-chu-tich": BallotChoice.PASSED,
    "uy-vien-1": BallotChoice.CONDITIONAL,
    "uy-vien-2": BallotChoice.CONDITIONAL,
    "phan-bien": BallotChoice.CONDITIONAL,
}
DISCUSSION = (
    ("phan-bien", "Thời hạn giám sát 24/7 phải theo Nghị quyết; hai tên gọi của một Trung tâm phải thống nhất.", False),
    ("uy-vien-3", "Người dự thay phát biểu: địa phương cần được nêu trong nhiệm vụ diễn tập.", False),
    ("uy-vien-1", "Kinh phí 10% đã có trong kế hoạch trung hạn; xin nhận chủ trì việc bố trí hằng năm.", False),
    (
        "uy-vien-2",
        "Xin bảo lưu ý kiến: cán bộ trực ba ca ở địa phương cần chế độ phụ cấp, Kế hoạch nên nêu.",
        True,
    ),
)
CONCLUSIONS = (
    "Hội đồng thông qua dự thảo với điều kiện đơn vị soạn thảo chỉnh sửa theo các yêu cầu dưới đây.",
    "Đồng bộ thời hạn với Nghị quyết số 21-NQ/ĐUATCĐ; thống nhất tên gọi của Trung tâm giám sát.",
    "Làm rõ trách nhiệm về kinh phí, bổ sung nhiệm vụ của địa phương, lược bỏ nội dung ngoài phạm vi.",
)
KEEP, VARIANT = "Trung tâm Giám sát an toàn thông tin mạng", "Trung tâm giám sát an ninh mạng"
ORDERS = (
    Order(1, RevisionKind.UNIFY, "Dùng một tên gọi cho Trung tâm giám sát.", keep=KEEP, variants=(VARIANT,)),
    Order(
        1,
        RevisionKind.ALIGN,
        "Đồng bộ thời hạn giám sát an toàn thông tin mạng 24/7 với Nghị quyết.",
        ("II/2",),
        axis=Axis.TASK,
    ),
    Order(2, RevisionKind.CLARIFY, "Nêu rõ việc và thời hạn của Cục Kế hoạch và Tài chính.", ("V/2",), unit=FINANCE),
    Order(2, RevisionKind.SUPPLEMENT, "Bổ sung diễn tập hằng năm ở mỗi địa phương.", ("III/1/d",)),
    Order(2, RevisionKind.CUT, "Lược bỏ nội dung thi ảnh, in lịch.", (CUT,)),
    Order(2, RevisionKind.SUPPLEMENT, "Bổ sung kinh phí phụ cấp cho cán bộ trực ba ca.", ("IV/2",)),
)
UNIFY, ALIGN, CLARIFY, SUPPLEMENT, CUT_OUT, ALLOWANCE = range(1, 7)
"""The numbers of the revisions, in the order in which they were ordered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the team says became of a revision, and where it was done."""

    claim: RevisionClaim
    response: str = ""
    changed: tuple[str, ...] = ()


ANSWERS = {
    UNIFY: Answer(RevisionClaim.DONE, "Đã thống nhất tên gọi ở hai nơi.", ("III/1/c", "III/3/a")),
    ALIGN: Answer(
        RevisionClaim.PARTLY,
        "Đã sửa thời hạn thành năm 2027; nhiệm vụ khác của Nghị quyết do Quy hoạch của ngành thực hiện.",
        ("II/2",),
    ),
    CLARIFY: Answer(RevisionClaim.DONE, "Đã nêu việc chủ trì và thời hạn hằng năm.", ("V/2",)),
    SUPPLEMENT: Answer(RevisionClaim.DONE, "Đã bổ sung diễn tập ở địa phương.", ("III/1/d",)),
    CUT_OUT: Answer(RevisionClaim.DONE, "Đã lược bỏ."),
    ALLOWANCE: Answer(RevisionClaim.REFUSED, "Chế độ phụ cấp do Chính phủ quy định, vượt thẩm quyền của Kế hoạch."),
}
"""A planted lie: of what was to be cut the team says that it was, and it still stands."""

SIGNED = {
    ALIGN: "Đồng ý: Kế hoạch này chỉ thực hiện phần an toàn thông tin mạng của Nghị quyết.",
    ALLOWANCE: "Đồng ý: chế độ phụ cấp sẽ kiến nghị trong báo cáo riêng; Kế hoạch không nêu.",
}
"""What the standing body signs for: the text does not bear these out, and may stand as it is."""

SUBMISSION_NOTE = "Kính trình Bộ trưởng xem xét, phê duyệt."
APPROVAL_NOTE = "Đồng ý ban hành."
SERIES, NOTATION = "Quyết định của Bộ trưởng", "QĐ-BATCĐ"
SIGNER_TITLE = "BỘ TRƯỞNG"
AMENDING = """\
ĐẢNG BỘ BỘ AN TOÀN CỘNG ĐỒNG
ĐẢNG ỦY BỘ AN TOÀN CỘNG ĐỒNG
*
Số 34-NQ/ĐUATCĐ

ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày {day:02d} tháng {month:02d} năm {year}

NGHỊ QUYẾT
sửa đổi, bổ sung Nghị quyết số 21-NQ/ĐUATCĐ ngày 12 tháng 01 năm 2026 của Đảng ủy Bộ An toàn cộng đồng

Ban Chấp hành Đảng bộ Bộ An toàn cộng đồng quyết nghị:

1. Sửa đổi, bổ sung điểm b khoản 5 Mục III Nghị quyết số 21-NQ/ĐUATCĐ ngày 12 tháng 01 năm 2026 của Đảng ủy Bộ như sau:
“b) Diễn tập thực chiến ứng phó sự cố an toàn thông tin mạng ít nhất 02 lần mỗi năm ở cấp bộ và 02 lần mỗi năm ở mỗi \
địa phương.”
2. Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện Nghị quyết này.

Nơi nhận:
- Các đảng ủy, chi bộ trực thuộc;
- Lưu Văn phòng Đảng ủy.

T/M ĐẢNG ỦY
BÍ THƯ
(đã ký)
Trần Giả Định

(Văn bản giả định dùng để giới thiệu phần mềm; cơ quan, đơn vị và người ký trong văn bản không có thật.)
"""
AMENDING_FILE = "nghi-quyet-34.txt"
"""It comes after the plan was issued and asks for more drills than the plan orders."""
