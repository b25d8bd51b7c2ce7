"""Parts of a dossier for the tests."""

from datetime import UTC, datetime

import typst

from dongbo.engines.dossier_bundle import Part

AT = datetime(2026, 2, 5, 1, 30, tzinfo=UTC)
TITLE = "Hồ sơ thẩm định Kế hoạch chuyển đổi số"
ABOUT = ("Hội đồng thẩm định Kế hoạch", "Lần thứ 2")


def pdf(*texts: str, width: int = 210, height: int = 297) -> bytes:
    """A PDF of one page a text."""
    begin = f"#set document(date: none)\n#set page(width: {width}mm, height: {height}mm)\n"
    data: bytes = typst.compile((begin + "\n#pagebreak()\n".join(texts)).encode(), format="pdf")
    return data


PARTS = (
    Part(2, "So sánh với bản trước", "so-sanh.pdf", pdf("So sánh", "Trang hai", width=297, height=210), "redline"),
    Part(1, "Toàn văn dự thảo", "du-thao.pdf", pdf("= Kế hoạch", "Điều 2", "Điều 3"), "plan"),
    Part(3, "Bảng tổng hợp (Excel)", "bảng tổng hợp.xlsx", bytes(range(256)) * 12, "matrix"),
    Part(4, "Tệp rỗng", "rong.txt", b"", "paper"),
)
