"""The fields of a paper for people."""

from collections.abc import Iterator

from rich.console import RenderableType

from dongbo.commandline.telling.tables import table
from dongbo.commandline.telling.words import shortened, written_date
from dongbo.engines.figures import figure
from dongbo.engines.metadata import Metadata

FIELD_NAMES = {
    "type": "Tên loại",
    "number": "Số, ký hiệu",
    "date": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "parent_agency": "Cơ quan chủ quản",
    "place": "Nơi ban hành",
    "subject": "Trích yếu",
    "signing_power": "Quyền hạn ký",
    "signed_for": "Ký thay mặt",
    "signer_position": "Chức vụ người ký",
    "signer": "Người ký",
    "urgency": "Độ khẩn",
    "effective_date": "Hiệu lực từ",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "legal_bases": "Căn cứ",
}
DATES = ("date", "effective_date")


def tell(read: Metadata) -> Iterator[RenderableType]:
    """Yield the table of fields, then the contradictions."""
    fields = read.as_json()
    rows = table("Thể thức")
    rows.add_column("Trường", no_wrap=True)
    rows.add_column("Đọc được")
    rows.add_column("Dòng", justify="right")
    rows.add_column("Độ chắc", justify="right")
    for name, label in FIELD_NAMES.items():
        evidence = read.evidence.get(name)
        sure = (str(evidence.line), f"{figure(100 * evidence.confidence, decimals=0)} %") if evidence else ("", "")
        rows.add_row(label, _value(name, fields[name]), *sure)
    yield rows
    if not read.findings:
        yield "Không thấy mâu thuẫn."
    for finding in read.findings:
        place = f"dòng {', '.join(map(str, finding.lines))}: " if finding.lines else ""
        yield f"• {place}{finding.message}"


def _value(name: str, value: str | list[str] | None) -> str:
    if not value:
        return "–"
    if isinstance(value, list):
        return "\n".join(f"- {shortened(one)}" for one in value)
    return written_date(value) if name in DATES else value
