"""Models of councils found in law and in practice, to start a council's rules from.

A model fills in what its source leaves open; `notes` say what is filled in, for the decision to confirm.
"""

from dataclasses import dataclass, replace

from dongbo.engines.councils.rules import (
    Base,
    Choice,
    Conflict,
    CouncilRules,
    Outcome,
    Presence,
    Quorum,
    Role,
    Share,
    Test,
    Tie,
)

CRITERIA = (
    ("layout", "Bố cục"),
    ("volume", "Dung lượng"),
    ("necessity", "Sự cần thiết"),
    ("content", "Nội dung"),
    ("viewpoint", "Quan điểm"),
    ("objective", "Mục tiêu"),
    ("task", "Nhiệm vụ"),
    ("assignment", "Phân công thực hiện"),
)


@dataclass(frozen=True, slots=True)
class Model:
    """A model: its code, name and legal basis, how certain the source is (A best to D), the rules, what is assumed."""

    code: str
    name: str
    legal_basis: str
    certainty: str
    rules: CouncilRules
    notes: tuple[str, ...]


_WHOLE = Share(1, 1, strictly=False)
_TWO_THIRDS = Share(2, 3, strictly=False)
_OVER_HALF = Share(1, 2, strictly=True)
_OVER_ONE_THIRD = Share(1, 3, strictly=True)
_PASSED = (Choice.PASSED,)
_IN_FAVOUR = (Choice.PASSED, Choice.CONDITIONAL)
_AGAINST = (Choice.NOT_PASSED,)
_HEAD = Presence((Role.CHAIR, Role.VICE_CHAIR), at_least=1)


def _majority(base: Base) -> tuple[Test, ...]:
    """Return the tests of a simple majority, the plain pass before the pass on condition."""
    return (
        Test(Outcome.PASSED, _PASSED, _OVER_HALF, base),
        Test(Outcome.CONDITIONAL, _IN_FAVOUR, _OVER_HALF, base),
        Test(Outcome.NOT_PASSED, _AGAINST, _OVER_HALF, base),
    )


_GENERAL = CouncilRules(
    quorum=Quorum(_TWO_THIRDS, (_HEAD,), online_counts=True, stand_ins_count=False),
    voters=(Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.REVIEWER, Role.SECRETARY),
    secret=False,
    choices=(Choice.PASSED, Choice.CONDITIONAL, Choice.NOT_PASSED, Choice.ABSTAINED),
    tests=_majority(Base.PRESENT),
    otherwise=Outcome.NOT_PASSED,
    tie=Tie.FAILS,
    conflict=Conflict.VOTES,
    stand_ins_speak=True,
    papers_days=3,
    papers_days_working=True,
    returns=2,
    number_notation="HĐTĐ",
    dissent_reserved=True,
    criteria=CRITERIA,
)

_DEFAULTS = (
    "Giả định: mọi thành viên Hội đồng trừ Tổ giúp việc đều biểu quyết.",
    "Giả định: thành viên có xung đột lợi ích được ghi nhận công khai và vẫn biểu quyết.",
    "Giả định: tài liệu gửi trước cuộc họp ít nhất 3 ngày làm việc, như Thông tư 02/2015/TT-BKHCN.",
    "Giả định: dự thảo được trả lại nhiều nhất 2 lần; ký hiệu văn bản và các tiêu chí là mặc định.",
)
_HEADED = (
    "Giả định: cuộc họp phải có Chủ tịch hoặc Phó Chủ tịch; người dự trực tuyến được tính, người dự thay thì không."
)
_THREE_RESULTS = "Giả định: có ba kết quả; phiếu thông qua có điều kiện tính vào phiếu thuận."
_OPEN = "Giả định: bỏ phiếu công khai."

MODELS: tuple[Model, ...] = (
    Model(
        code="general",
        name="Hội đồng thẩm định chung",
        legal_basis="Quy chế hội đồng thường gặp: họp khi có ít nhất 2/3 thành viên, quyết định theo quá nửa",
        certainty="B",
        rules=_GENERAL,
        notes=(
            "Giả định: quá nửa tính trên số thành viên được biểu quyết có mặt; ngang phiếu coi là không thông qua.",
            _THREE_RESULTS,
            _OPEN,
            _HEADED,
            *_DEFAULTS,
        ),
    ),
    Model(
        code="strategic_environment",
        name="Hội đồng thẩm định báo cáo đánh giá môi trường chiến lược",
        legal_basis="Thông tư 27/2015/TT-BTNMT, Điều 26 và Điều 30",
        certainty="B",
        rules=replace(
            _GENERAL,
            quorum=Quorum(
                _TWO_THIRDS,
                (_HEAD, Presence((Role.SECRETARY,), at_least=1), Presence((Role.REVIEWER,), at_least=1)),
                online_counts=True,
                stand_ins_count=False,
            ),
            tests=(
                Test(Outcome.PASSED, _PASSED, _WHOLE, Base.PRESENT),
                Test(Outcome.NOT_PASSED, _AGAINST, _OVER_ONE_THIRD, Base.PRESENT),
                Test(Outcome.CONDITIONAL, _IN_FAVOUR, _TWO_THIRDS, Base.PRESENT),
            ),
        ),
        notes=(
            "Chưa tự tính: Điều 30 còn đòi phiếu thuận phải có ít nhất một Ủy viên phản biện và coi là không thông qua "
            "khi cả hai Ủy viên phản biện không thông qua; Chủ tịch phải tự đối chiếu.",
            "Phó Chủ tịch chủ trì phải có ủy quyền của Chủ tịch; việc ủy quyền ghi trong biên bản.",
            "Giả định: không đạt ngưỡng nào thì không thông qua; ngang phiếu cũng vậy.",
            "Giả định: người dự thay không tính vào số có mặt; được bảo lưu ý kiến.",
            _OPEN,
            *_DEFAULTS,
        ),
    ),
    Model(
        code="independent_appraisal",
        name="Hội đồng thẩm định độc lập",
        legal_basis="Quy chế kèm theo Quyết định 23/2025/QĐ-TTg, Điều 2",
        certainty="B",
        rules=replace(_GENERAL, tests=_majority(Base.ALL), tie=Tie.CHAIR, dissent_reserved=False),
        notes=(
            "Bỏ phiếu công khai, vì khi ngang phiếu phải biết Chủ tịch ở bên nào.",
            "Giả định: họp khi có ít nhất 2/3 thành viên; không ngưỡng nào đạt, không ngang phiếu thì không thông qua.",
            _THREE_RESULTS,
            _HEADED,
            *_DEFAULTS,
        ),
    ),
    Model(
        code="regional_plan",
        name="Hội đồng thẩm định quy hoạch vùng",
        legal_basis="Quyết định 7/QĐ-HĐTĐ năm 2026",
        certainty="B",
        rules=replace(_GENERAL, dissent_reserved=False),
        notes=(
            "Hội đồng làm việc tập thể bằng phiếu đánh giá; kết quả là báo cáo thẩm định, "
            "cơ quan soạn thảo phải tiếp thu, giải trình.",
            "Giả định: họp khi có ít nhất 2/3 thành viên; thông qua khi quá nửa số thành viên được biểu quyết có mặt; "
            "ngang phiếu coi là không thông qua.",
            _THREE_RESULTS,
            _OPEN,
            _HEADED,
            *_DEFAULTS,
        ),
    ),
    Model(
        code="government_meeting",
        name="Phiên họp Chính phủ",
        legal_basis="Nghị định 191/2026/NĐ-CP",
        certainty="C",
        rules=replace(
            _GENERAL,
            choices=(Choice.PASSED, Choice.NOT_PASSED, Choice.ABSTAINED),
            tests=(
                Test(Outcome.PASSED, _PASSED, _OVER_HALF, Base.ALL),
                Test(Outcome.NOT_PASSED, _AGAINST, _OVER_HALF, Base.ALL),
            ),
            tie=Tie.CHAIR,
            number_notation="CP",
        ),
        notes=(
            "Người dự thay được phát biểu, không biểu quyết.",
            "Giả định: thông qua khi quá nửa tổng số thành viên; ngang phiếu theo ý kiến của người chủ tọa (vai trò "
            "Chủ tịch); nguồn không nói về ngưỡng.",
            "Giả định: hai kết quả, không có thông qua kèm điều kiện; được bảo lưu ý kiến.",
            _OPEN,
            _HEADED,
            *_DEFAULTS,
        ),
    ),
)
