"""The papers the journeys send in: a fictional directive, a plan in two drafts, and files that must be refused."""

from io import BytesIO

from pypdf import PdfWriter

HEAD = """\
BỘ THỦY VĂN THỬ NGHIỆM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
"""

DIRECTIVE = f"""\
{HEAD}Số: 77/CT-BTVTN
Hà Nội, ngày 05 tháng 3 năm 2026
CHỈ THỊ
Về việc số hóa kho lưu trữ mực nước sông

I. MỤC TIÊU
1. Đến năm 2030, trên 80% sổ đo mực nước được số hóa.
2. Đến năm 2030, tối thiểu 5 trạm đo được kết nối trực tuyến.
II. NHIỆM VỤ
1. Xây dựng nền tảng chia sẻ số liệu mực nước dùng chung giữa các trạm đo.
2. Bảo đảm an toàn cho kho lưu trữ mực nước.
a) Giám sát nhiệt độ, độ ẩm của kho lưu trữ liên tục.
b) Diễn tập phòng cháy kho lưu trữ hằng năm.
4. Bồi dưỡng quan trắc viên về quy trình số hóa sổ đo.

BỘ TRƯỞNG
Trần Văn Mẫu
"""

PLAN = f"""\
{HEAD}Số: 12/KH-BTVTN
Hà Nội, ngày 02 tháng 6 năm 2026
KẾ HOẠCH
Số hóa kho lưu trữ mực nước sông giai đoạn 2026 - 2030

I. MỤC TIÊU
1. Đến năm 2030, từ 60% sổ đo mực nước được số hóa.
2. Nhà kho được sửa chữa.
II. NHIỆM VỤ
1. Xây dựng nền tảng chia sẻ số liệu mực nước dùng chung giữa các trạm đo trong toàn ngành.
2. Giám sát nhiệt độ, độ ẩm của kho lưu trữ liên tục bằng cảm biến.
3. Thực hiện Chỉ thị số 77/CT-BTVTN ngày 05 tháng 3 năm 2026 về việc số hóa kho lưu trữ mực nước sông.

KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Lê Thị Thử
"""

PLAN_SECOND = PLAN.replace("trong toàn ngành.", "và mười hai tỉnh ven sông.").replace(
    "3. Thực hiện", "3. Diễn tập phòng cháy kho lưu trữ hằng năm.\n4. Thực hiện"
)

SECRET = DIRECTIVE.replace("Số: 77/CT-BTVTN", "TỐI MẬT\nSố: 78/CT-BTVTN")
"""Carries a stamp; the words of its subject must stand nowhere afterwards."""

PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 400
"""The first bytes of a Windows program."""


def scanned_pdf() -> bytes:
    """Return a PDF of one blank page: no text layer, as a scanner without recognition writes it."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()
