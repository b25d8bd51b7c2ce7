"""Small fictional papers: a directive, a plan with faults, and the version before it."""

from dongbo.engines.appraisal import PaperFile, paper_file
from dongbo.engines.papers import paper_from_lines

DIRECTIVE = [
    "BỘ AN TOÀN CỘNG ĐỒNG",
    "Số: 07/CT-BATCĐ",
    "Hà Nội, ngày 15 tháng 3 năm 2026",
    "CHỈ THỊ",
    "Về phát triển dữ liệu cứu hộ",
    "I. MỤC TIÊU",
    "1. Đến năm 2030, tỷ lệ hồ sơ cứu hộ được số hóa đạt trên 80%.",
    "2. Đến năm 2028, ít nhất 12 trạm quan trắc ven biển được kết nối.",
    "II. NHIỆM VỤ",
    "1. Xây dựng trung tâm dữ liệu cứu hộ dùng chung cho các đơn vị.",
    "2. Thành lập đội tình nguyện bảo vệ rạn san hô tại các đảo xa bờ.",
    "3. Đào tạo cán bộ vận hành máy bay không người lái phục vụ tìm kiếm.",
]
PLAN = [
    "BỘ AN TOÀN CỘNG ĐỒNG",
    "Số: 31/QĐ-BATCĐ",
    "Hà Nội, ngày 20 tháng 5 năm 2026",
    "QUYẾT ĐỊNH",
    "Phê duyệt Quy hoạch dữ liệu cứu hộ",
    "Căn cứ Chỉ thị số 07/CT-BATCĐ ngày 15 tháng 3 năm 2026 của Bộ An toàn cộng đồng;",
    "Căn cứ Nghị định số 99/2024/NĐ-CP ngày 01 tháng 8 năm 2024 của Chính phủ;",
    "I. MỤC TIÊU",
    "1. Đến năm 2030, tỷ lệ hồ sơ cứu hộ được số hóa đạt tối thiểu 70%.",
    "2. Đến năm 2028, ít nhất 12 trạm quan trắc ven biển được kết nối.",
    "II. NHIỆM VỤ",
    "1. Đầu tư xây dựng trung tâm dữ liệu cứu hộ dùng chung cho các đơn vị trực thuộc.",
    "2. Đào tạo cán bộ vận hành máy bay không người lái phục vụ công tác tìm kiếm.",
    "3. Tổ chức hội thao bơi lội <b>truyền thống</b> & giao lưu văn nghệ.",
]
PREVIOUS = [
    *PLAN[:11],
    "1. Đầu tư xây dựng trung tâm dữ liệu cứu hộ dùng chung cho các đơn vị.",
    "2. Thành lập đội tình nguyện bảo vệ rạn san hô tại các đảo xa bờ gần bờ biển.",
    "3. Tổ chức hội thao bơi lội truyền thống & giao lưu văn nghệ.",
]


def taken(lines: list[str], name: str) -> PaperFile:
    return paper_file(paper_from_lines(lines, name=name))


def directive() -> PaperFile:
    return taken(DIRECTIVE, "chi-thi.txt")


def plan() -> PaperFile:
    return taken(PLAN, "quy-hoach.txt")


def previous() -> PaperFile:
    return taken(PREVIOUS, "quy-hoach-cu.txt")
