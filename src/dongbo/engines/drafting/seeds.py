"""The outline templates the product comes with, as data: administrators change copies of them, never these.

`certainty` says how sure the list of parts is, in the grades of the domain notes: A read in the text of the law,
A- in a copy of it, B in a secondary source, D our own inference.
"""

from typing import Any

Entry = dict[str, Any]

_TARGET_COLUMNS = ("indicator", "unit", "result", "agency")
_TASK_COLUMNS = ("task", "lead_unit", "support_units", "deliverable", "deadline")
_SEVEN_FIELDS = ("task", "lead_unit", "support_units", "scope", "deliverable", "authority", "deadline")


def _entry(kind: str, heading: str, hint: str = "", *children: Entry) -> Entry:
    told = {"kind": kind, "heading": heading, "hint": hint}
    return {**told, "children": list(children)} if children else told


def _part(heading: str, hint: str, *children: Entry) -> Entry:
    return _entry("phan", heading, hint, *children)


def _roman(heading: str, hint: str = "", *children: Entry) -> Entry:
    return _entry("roman", heading, hint, *children)


def _item(heading: str, hint: str = "") -> Entry:
    return _entry("arabic", heading, hint)


def _row(columns: tuple[str, ...], number: str, name: str = "", hint: str = "") -> Entry:
    cells = dict.fromkeys(columns, "") | {columns[0]: name}
    return {"kind": "dong", "number": number, "cells": cells, "hint": hint}


def _targets(first: str, second: str) -> Entry:
    hint = "Mỗi dòng một chỉ tiêu đo được: đơn vị tính, giá trị kèm dấu ≥, ≤ hoặc khoảng, cơ quan theo dõi."
    return _entry(
        "phu_luc",
        "Danh mục chỉ tiêu",
        hint,
        _row(_TARGET_COLUMNS, "I", first),
        _row(_TARGET_COLUMNS, "1"),
        _row(_TARGET_COLUMNS, "II", second),
        _row(_TARGET_COLUMNS, "2"),
    )


def _tasks(columns: tuple[str, ...], *groups: str) -> Entry:
    hint = "Mỗi dòng một nhiệm vụ, một cơ quan chủ trì, một sản phẩm cụ thể và thời hạn hoàn thành."
    rows = [
        row for at, group in enumerate(groups, start=1) for row in (_row(columns, "I", group), _row(columns, str(at)))
    ]
    return _entry("phu_luc", "Danh mục nhiệm vụ", hint, *rows)


_MASTER_PLAN: tuple[Entry, ...] = (
    _part(
        "Sự cần thiết xây dựng kế hoạch tổng thể",
        "Vì sao phải có kế hoạch lúc này: yêu cầu của cấp trên, của thực tiễn, điều sẽ thiếu nếu không có.",
        _roman("Căn cứ chính trị, pháp lý", "Lấy từ danh mục căn cứ của hồ sơ; nêu đúng điều khoản giao nhiệm vụ."),
        _roman("Căn cứ thực tiễn", "Yêu cầu công tác, bài học của giai đoạn trước, kinh nghiệm nơi khác."),
        _roman("Phạm vi và đối tượng", "Đơn vị, lĩnh vực, địa bàn, thời kỳ mà kế hoạch bao quát."),
    ),
    _part(
        "Đánh giá thực trạng",
        "Số liệu lấy từ tập dữ liệu đã công bố, ghi rõ ngày chốt; đánh giá đi kèm số liệu.",
        _roman("Hạ tầng kỹ thuật", "Mạng truyền dẫn, trung tâm dữ liệu, thiết bị đầu cuối: số lượng, tình trạng."),
        _roman("Ứng dụng và nền tảng số", "Hệ thống đang dùng, mức sử dụng, mức kết nối, phần trùng lặp."),
        _roman("Dữ liệu", "Cơ sở dữ liệu đã có, chất lượng, mức chia sẻ."),
        _roman("An toàn, an ninh thông tin", "Cấp độ hệ thống, kết quả kiểm tra, sự cố đã xử lý."),
        _roman("Nguồn nhân lực và kinh phí", "Biên chế chuyên trách, trình độ, kinh phí đã cấp và đã giải ngân."),
        _roman("Kết quả đạt được, hạn chế và nguyên nhân", "Đối chiếu từng chỉ tiêu của kỳ trước với kết quả."),
    ),
    _part(
        "Dự báo tình hình, quan điểm và mục tiêu",
        "Nối thực trạng với điều cần đạt; mỗi mục tiêu phải dò được về một chỉ đạo của cấp trên.",
        _roman("Dự báo tình hình", "Xu hướng công nghệ, yêu cầu công tác, rủi ro trong thời kỳ kế hoạch."),
        _roman("Quan điểm", "Các nguyên tắc chi phối việc chọn nhiệm vụ và phân bổ nguồn lực."),
        _roman(
            "Mục tiêu",
            "Giá trị không thấp hơn giá trị cấp trên giao; số liệu chi tiết đặt ở phụ lục chỉ tiêu.",
            _item("Mục tiêu tổng quát", "Một đoạn, nêu trạng thái cần đạt khi kết thúc thời kỳ."),
            _item("Mục tiêu cụ thể của giai đoạn đầu", "Các chỉ tiêu chính đến giữa kỳ."),
            _item("Định hướng giai đoạn tiếp theo", "Các chỉ tiêu dài hạn hơn thời kỳ kế hoạch."),
        ),
    ),
    _part(
        "Quy hoạch ứng dụng và phát triển công nghệ thông tin",
        "Nhiệm vụ, giải pháp theo từng lĩnh vực, bám khung kiến trúc số của cơ quan.",
        _roman("Kiến trúc tổng thể", "Nghiệp vụ, dữ liệu, ứng dụng, công nghệ, an toàn và quan hệ giữa chúng."),
        _roman("Phát triển hạ tầng số", "Nhiệm vụ, quy mô, thứ tự ưu tiên."),
        _roman("Phát triển dữ liệu và nền tảng dùng chung", "Cơ sở dữ liệu, chia sẻ, chuẩn dữ liệu."),
        _roman("Phát triển ứng dụng nghiệp vụ", "Theo từng lực lượng, không trùng nền tảng dùng chung."),
        _roman("Bảo đảm an toàn, an ninh thông tin", "Thiết kế an toàn ngay từ đầu; giám sát và ứng phó."),
        _roman("Phát triển nguồn nhân lực", "Đào tạo, tuyển chọn, khung năng lực số."),
        _roman("Lộ trình", "Từng giai đoạn, mốc kiểm tra, điều kiện chuyển giai đoạn."),
    ),
    _part(
        "Tổ chức thực hiện",
        "Ai làm gì, bằng nguồn nào, báo cáo khi nào.",
        _roman("Kinh phí và nguồn lực", "Nguồn vốn, cách lập dự toán, thứ tự ưu tiên khi không đủ."),
        _roman("Phân công trách nhiệm", "Cơ quan chủ trì, phối hợp, người đứng đầu chịu trách nhiệm."),
        _roman("Kiểm tra, báo cáo, sơ kết, tổng kết", "Kỳ báo cáo, mẫu báo cáo, thời điểm rà soát kế hoạch."),
    ),
    _targets("Giai đoạn đầu", "Định hướng giai đoạn tiếp theo"),
    _tasks(_TASK_COLUMNS, "Hạ tầng số", "Dữ liệu và nền tảng", "Ứng dụng nghiệp vụ", "An toàn, an ninh thông tin"),
)

_FIVE_YEARS: tuple[Entry, ...] = (
    _roman(
        "Mục tiêu",
        "Trạng thái cần đạt sau năm năm; nêu văn bản cấp trên mà mỗi mục tiêu thực hiện.",
        _item("Mục tiêu tổng quát"),
        _item("Mục tiêu cụ thể"),
    ),
    _roman("Chỉ tiêu", "Tóm tắt nhóm chỉ tiêu; giá trị từng năm đặt ở phụ lục. Chỉ tiêu cao hơn được ưu tiên áp dụng."),
    _roman(
        "Nhiệm vụ",
        "Mỗi nhiệm vụ ghi đủ: nội dung, cơ quan chủ trì, phối hợp, phạm vi, sản phẩm, thẩm quyền, thời hạn.",
        _item("Hoàn thiện thể chế, quy chế"),
        _item("Phát triển hạ tầng và nền tảng số"),
        _item("Phát triển dữ liệu số"),
        _item("Chuyển đổi số hoạt động nghiệp vụ và dịch vụ công"),
        _item("Bảo đảm an toàn, an ninh mạng", "An toàn ngay từ khâu thiết kế."),
    ),
    _roman("Giải pháp", "Cách làm để nhiệm vụ khả thi: tổ chức, nhân lực, công nghệ, hợp tác, truyền thông."),
    _roman(
        "Nguồn lực",
        "Nhu cầu và nguồn bảo đảm, chia theo năm.",
        _item("Kinh phí", "Chi đầu tư, chi thường xuyên, nguồn khác."),
        _item("Nhân lực", "Số lượng, năng lực, kế hoạch đào tạo."),
    ),
    _roman("Thời hạn và lộ trình", "Mốc của từng năm; nhiệm vụ phải xong trước làm điều kiện cho nhiệm vụ sau."),
    _roman(
        "Tổ chức thực hiện",
        "Phân công, theo dõi, báo cáo; gửi kế hoạch đã ban hành trong 05 ngày làm việc.",
        _item("Phân công trách nhiệm"),
        _item("Theo dõi, đánh giá", "Tự đánh giá không thay cho xếp hạng của cơ quan quản lý."),
        _item("Chế độ báo cáo"),
    ),
    _targets("Đến giữa kỳ kế hoạch", "Đến cuối kỳ kế hoạch"),
    _tasks(
        _SEVEN_FIELDS, "Thể chế", "Hạ tầng, nền tảng và dữ liệu", "Nghiệp vụ và dịch vụ công", "An toàn, an ninh mạng"
    ),
)

_ANNUAL: tuple[Entry, ...] = (
    _roman("Mục đích, yêu cầu", "Năm nay phải xong điều gì của kế hoạch năm năm; yêu cầu khi thực hiện."),
    _roman("Kết quả năm trước", "Chỉ tiêu, nhiệm vụ đã đạt, chưa đạt và lý do; số liệu theo kỳ báo cáo đã chốt."),
    _roman(
        "Mục tiêu, chỉ tiêu trong năm",
        "Giá trị trong năm của từng chỉ tiêu thuộc kế hoạch năm năm; không đặt chỉ tiêu nằm ngoài kế hoạch đó.",
    ),
    _roman(
        "Nhiệm vụ, giải pháp trong năm",
        "Lấy từ kế hoạch năm năm, không lặp nhiệm vụ đã giao ở văn bản khác.",
        _item("Nhiệm vụ chuyển tiếp", "Việc của năm trước làm tiếp, thời hạn mới."),
        _item("Nhiệm vụ mới", "Việc bắt đầu trong năm."),
        _item("Giải pháp"),
    ),
    _roman("Nguồn lực", "Kinh phí theo dự toán đã giao, nhân lực bố trí."),
    _roman("Thời hạn", "Mốc theo quý; ngày chốt số liệu và ngày báo cáo."),
    _roman("Tổ chức thực hiện", "Cơ quan chủ trì, phối hợp, chế độ báo cáo trong năm."),
    _targets("Chỉ tiêu hoàn thành trong năm", "Chỉ tiêu thực hiện qua nhiều năm"),
    _tasks(_SEVEN_FIELDS, "Nhiệm vụ chuyển tiếp", "Nhiệm vụ mới"),
)

_ACTION: tuple[Entry, ...] = (
    _roman(
        "Mục đích, yêu cầu",
        "Nêu văn bản cấp trên được cụ thể hóa và điều phải quán triệt.",
        _item("Mục đích"),
        _item("Yêu cầu", "Rõ việc, rõ người chịu trách nhiệm, rõ thời hạn, rõ sản phẩm."),
    ),
    _roman("Mục tiêu", "Mục tiêu của văn bản cấp trên thuộc phần việc của đơn vị; giá trị không thấp hơn."),
    _roman(
        "Nhiệm vụ, giải pháp chủ yếu",
        "Đi theo thứ tự nhóm nhiệm vụ của văn bản cấp trên để dò được từng khoản.",
        _item("Nâng cao nhận thức, trách nhiệm"),
        _item("Hoàn thiện thể chế"),
        _item("Phát triển hạ tầng, dữ liệu và công nghệ"),
        _item("Phát triển nguồn nhân lực"),
        _item("Bảo đảm an toàn, an ninh"),
    ),
    _roman(
        "Tổ chức thực hiện",
        "Trách nhiệm từng đơn vị, kinh phí, kiểm tra, báo cáo.",
        _item("Trách nhiệm của các đơn vị"),
        _item("Kinh phí"),
        _item("Kiểm tra, báo cáo"),
    ),
    _targets("Chỉ tiêu được giao", "Chỉ tiêu đơn vị tự đặt thêm"),
    _tasks(_TASK_COLUMNS, "Nhận thức và thể chế", "Hạ tầng, dữ liệu và công nghệ", "Nhân lực và an toàn, an ninh"),
)

TEMPLATES: tuple[dict[str, Any], ...] = (
    {
        "code": "ke_hoach_tong_the",
        "name": "Kế hoạch tổng thể năm phần",
        "style": "muc",
        "legal_basis": "Bố cục năm phần của kế hoạch tổng thể công nghệ thông tin, theo bài giới thiệu năm 2022",
        "certainty": "D: bài giới thiệu liệt kê bốn phần, tên phần thứ năm là suy ra",
        "entries": _MASTER_PLAN,
    },
    {
        "code": "ke_hoach_5_nam",
        "name": "Kế hoạch chuyển đổi số 5 năm",
        "style": "muc",
        "legal_basis": "Nghị định số 224/2026/NĐ-CP, Điều 7; bảy nội dung của nhiệm vụ theo điểm b khoản 2 Điều 6",
        "certainty": "A-: đọc trong bản sao của nghị định",
        "entries": _FIVE_YEARS,
    },
    {
        "code": "ke_hoach_nam",
        "name": "Kế hoạch chuyển đổi số hằng năm",
        "style": "muc",
        "legal_basis": "Nghị định số 224/2026/NĐ-CP, Điều 7; phù hợp kế hoạch 5 năm theo điểm b khoản 1 Điều 4",
        "certainty": "A-: đọc trong bản sao của nghị định; mục kết quả năm trước do phần mềm thêm",
        "entries": _ANNUAL,
    },
    {
        "code": "chuong_trinh_hanh_dong",
        "name": "Chương trình hành động thực hiện nghị quyết",
        "style": "muc",
        "legal_basis": "Thể thức theo Nghị định số 30/2020/NĐ-CP; bảng phụ lục theo Nghị quyết số 03/NQ-CP năm 2025",
        "certainty": "B: theo cách làm của chương trình hành động đã ban hành, không có mẫu bắt buộc",
        "entries": _ACTION,
    },
)
