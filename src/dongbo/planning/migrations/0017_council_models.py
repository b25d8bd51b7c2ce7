"""Models of councils' rules to begin from, as they were known then; officers add what law brings later."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KNOWN_SINCE = date(2026, 1, 1)
THREE_RESULTS = "Giả định: có ba kết quả; phiếu thông qua có điều kiện tính vào phiếu thuận."
OPEN = "Giả định: bỏ phiếu công khai."
HEADED = (
    "Giả định: cuộc họp phải có Chủ tịch hoặc Phó Chủ tịch; người dự trực tuyến được tính, người dự thay thì không."
)
ALL_VOTE = "Giả định: mọi thành viên Hội đồng trừ Tổ giúp việc đều biểu quyết."
CONFLICTED_VOTE = "Giả định: thành viên có xung đột lợi ích được ghi nhận công khai và vẫn biểu quyết."
PAPERS = "Giả định: tài liệu gửi trước cuộc họp ít nhất 3 ngày làm việc, như Thông tư 02/2015/TT-BKHCN."
RETURNS = "Giả định: dự thảo được trả lại nhiều nhất 2 lần; ký hiệu văn bản và các tiêu chí là mặc định."
GENERAL = {
    "quorum": {
        "share": {"numerator": 2, "denominator": 3, "strictly": False},
        "presences": [{"roles": ["chair", "vice_chair"], "at_least": 1}],
        "online_counts": True,
        "stand_ins_count": False,
    },
    "voters": ["chair", "vice_chair", "member", "reviewer", "secretary"],
    "secret": False,
    "choices": ["passed", "conditional", "not_passed", "abstained"],
    "tests": [
        {
            "outcome": "passed",
            "choices": ["passed"],
            "share": {"numerator": 1, "denominator": 2, "strictly": True},
            "base": "present",
        },
        {
            "outcome": "conditional",
            "choices": ["passed", "conditional"],
            "share": {"numerator": 1, "denominator": 2, "strictly": True},
            "base": "present",
        },
        {
            "outcome": "not_passed",
            "choices": ["not_passed"],
            "share": {"numerator": 1, "denominator": 2, "strictly": True},
            "base": "present",
        },
    ],
    "otherwise": "not_passed",
    "tie": "fails",
    "conflict": "votes",
    "stand_ins_speak": True,
    "papers_days": 3,
    "papers_days_working": True,
    "returns": 2,
    "number_notation": "HĐTĐ",
    "dissent_reserved": True,
    "criteria": [
        {"code": "layout", "name": "Bố cục"},
        {"code": "volume", "name": "Dung lượng"},
        {"code": "necessity", "name": "Sự cần thiết"},
        {"code": "content", "name": "Nội dung"},
        {"code": "viewpoint", "name": "Quan điểm"},
        {"code": "objective", "name": "Mục tiêu"},
        {"code": "task", "name": "Nhiệm vụ"},
        {"code": "assignment", "name": "Phân công thực hiện"},
    ],
}
# code, name, legal basis, grade, rules, notes
MODELS = (
    (
        "general",
        "Hội đồng thẩm định chung",
        "Quy chế hội đồng thường gặp: họp khi có ít nhất 2/3 thành viên, quyết định theo quá nửa",
        "B",
        GENERAL,
        (
            "Giả định: quá nửa tính trên số thành viên được biểu quyết có mặt; ngang phiếu coi là không thông qua.",
            THREE_RESULTS,
            OPEN,
            HEADED,
            ALL_VOTE,
            CONFLICTED_VOTE,
            PAPERS,
            RETURNS,
        ),
    ),
    (
        "strategic_environment",
        "Hội đồng thẩm định báo cáo đánh giá môi trường chiến lược",
        "Thông tư 27/2015/TT-BTNMT, Điều 26 và Điều 30",
        "B",
        {
            **GENERAL,
            "quorum": {
                "share": {"numerator": 2, "denominator": 3, "strictly": False},
                "presences": [
                    {"roles": ["chair", "vice_chair"], "at_least": 1},
                    {"roles": ["secretary"], "at_least": 1},
                    {"roles": ["reviewer"], "at_least": 1},
                ],
                "online_counts": True,
                "stand_ins_count": False,
            },
            "tests": [
                {
                    "outcome": "passed",
                    "choices": ["passed"],
                    "share": {"numerator": 1, "denominator": 1, "strictly": False},
                    "base": "present",
                },
                {
                    "outcome": "not_passed",
                    "choices": ["not_passed"],
                    "share": {"numerator": 1, "denominator": 3, "strictly": True},
                    "base": "present",
                },
                {
                    "outcome": "conditional",
                    "choices": ["passed", "conditional"],
                    "share": {"numerator": 2, "denominator": 3, "strictly": False},
                    "base": "present",
                },
            ],
        },
        (
            (
                "Chưa tự tính: Điều 30 còn đòi phiếu thuận phải có ít nhất một Ủy viên phản biện và coi là không thông "
                "qua khi cả hai Ủy viên phản biện không thông qua; Chủ tịch phải tự đối chiếu."
            ),
            "Phó Chủ tịch chủ trì phải có ủy quyền của Chủ tịch; việc ủy quyền ghi trong biên bản.",
            "Giả định: không đạt ngưỡng nào thì không thông qua; ngang phiếu cũng vậy.",
            "Giả định: người dự thay không tính vào số có mặt; được bảo lưu ý kiến.",
            OPEN,
            ALL_VOTE,
            CONFLICTED_VOTE,
            PAPERS,
            RETURNS,
        ),
    ),
    (
        "independent_appraisal",
        "Hội đồng thẩm định độc lập",
        "Quy chế kèm theo Quyết định 23/2025/QĐ-TTg, Điều 2",
        "B",
        {
            **GENERAL,
            "tests": [
                {
                    "outcome": "passed",
                    "choices": ["passed"],
                    "share": {"numerator": 1, "denominator": 2, "strictly": True},
                    "base": "all",
                },
                {
                    "outcome": "conditional",
                    "choices": ["passed", "conditional"],
                    "share": {"numerator": 1, "denominator": 2, "strictly": True},
                    "base": "all",
                },
                {
                    "outcome": "not_passed",
                    "choices": ["not_passed"],
                    "share": {"numerator": 1, "denominator": 2, "strictly": True},
                    "base": "all",
                },
            ],
            "tie": "chair",
            "dissent_reserved": False,
        },
        (
            "Bỏ phiếu công khai, vì khi ngang phiếu phải biết Chủ tịch ở bên nào.",
            (
                "Giả định: họp khi có ít nhất 2/3 thành viên; không ngưỡng nào đạt, không ngang phiếu thì không thông "
                "qua."
            ),
            THREE_RESULTS,
            HEADED,
            ALL_VOTE,
            CONFLICTED_VOTE,
            PAPERS,
            RETURNS,
        ),
    ),
    (
        "regional_plan",
        "Hội đồng thẩm định quy hoạch vùng",
        "Quyết định 7/QĐ-HĐTĐ năm 2026",
        "B",
        {**GENERAL, "dissent_reserved": False},
        (
            (
                "Hội đồng làm việc tập thể bằng phiếu đánh giá; kết quả là báo cáo thẩm định, cơ quan soạn thảo phải "
                "tiếp thu, giải trình."
            ),
            (
                "Giả định: họp khi có ít nhất 2/3 thành viên; thông qua khi quá nửa số thành viên được biểu quyết có "
                "mặt; ngang phiếu coi là không thông qua."
            ),
            THREE_RESULTS,
            OPEN,
            HEADED,
            ALL_VOTE,
            CONFLICTED_VOTE,
            PAPERS,
            RETURNS,
        ),
    ),
    (
        "government_meeting",
        "Phiên họp Chính phủ",
        "Nghị định 191/2026/NĐ-CP",
        "C",
        {
            **GENERAL,
            "choices": ["passed", "not_passed", "abstained"],
            "tests": [
                {
                    "outcome": "passed",
                    "choices": ["passed"],
                    "share": {"numerator": 1, "denominator": 2, "strictly": True},
                    "base": "all",
                },
                {
                    "outcome": "not_passed",
                    "choices": ["not_passed"],
                    "share": {"numerator": 1, "denominator": 2, "strictly": True},
                    "base": "all",
                },
            ],
            "tie": "chair",
            "number_notation": "CP",
        },
        (
            "Người dự thay được phát biểu, không biểu quyết.",
            (
                "Giả định: thông qua khi quá nửa tổng số thành viên; ngang phiếu theo ý kiến của người chủ tọa (vai trò "
                "Chủ tịch); nguồn không nói về ngưỡng."
            ),
            "Giả định: hai kết quả, không có thông qua kèm điều kiện; được bảo lưu ý kiến.",
            OPEN,
            HEADED,
            ALL_VOTE,
            CONFLICTED_VOTE,
            PAPERS,
            RETURNS,
        ),
    ),
)


def write_models(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("planning", "CouncilModel")
    for code, name, legal_basis, grade, rules, notes in MODELS:
        model.objects.create(
            code=code,
            name=name,
            legal_basis=legal_basis,
            grade=grade,
            rules=rules,
            notes="\n".join(notes),
            valid_from=KNOWN_SINCE,
        )


def remove_models(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    codes = [code for code, *_rest in MODELS]
    apps.get_model("planning", "CouncilModel").objects.filter(code__in=codes, valid_from=KNOWN_SINCE).delete()


class Migration(migrations.Migration):
    dependencies = [("planning", "0016_revision_checks")]

    operations = [migrations.RunPython(write_models, remove_models)]
