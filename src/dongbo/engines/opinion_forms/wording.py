"""The words printed in a form, and telling them from what a unit wrote."""

import re
from urllib.parse import quote, unquote

from dongbo.engines.opinion_forms.form import ANSWER_LABELS, Answer, FormFor, FormKeys
from dongbo.engines.vietnamese import fold, toneless

ANSWER_SHEET, OPINION_SHEET, DRAFT_SHEET, GUIDE_SHEET = "Trả lời", "Ý kiến", "Dự thảo", "Hướng dẫn"
KEYS_SHEET = "_biểu"

TITLE = "PHIẾU Ý KIẾN GÓP Ý"
TOKEN, UNIT_CODE, ANSWER = "Mã biểu", "Mã đơn vị", "Trả lời chung"
ROUND_KEY, VERSION_KEY = "Mã đợt", "Mã bản dự thảo"
TICK_ONE = "Đánh dấu x vào một trong ba dòng dưới đây"
CHOOSE_ONE = "Chọn một trong ba mức trong danh sách của ô"
QUESTION_HEADINGS = ("TT", "Câu hỏi", "Trả lời câu hỏi")
DRAFT_HEADINGS = ("Vị trí", "Lời văn dự thảo", "Đường dẫn")
WHOLE_LABEL = "Toàn bộ dự thảo"
WHOLE_WORDS = "(ý kiến về cả văn bản)"

RECEIVED = "Đã nhận"
NOT_RECEIVED = "Chưa nhận"

GUIDE = (
    "Cách điền phiếu",
    "1. Phần «Trả lời chung»: chọn một mức; có câu hỏi thì trả lời từng câu ngay bên dưới.",
    "2. Phần «Ý kiến»: mỗi dòng một ý kiến về một vị trí của dự thảo. Được thêm dòng, xóa dòng, sắp xếp lại.",
    "3. «Vị trí»: chọn trong danh sách, hoặc ghi như «khoản 2 Điều 5», «II.1.a», «Toàn bộ dự thảo».",
    "4. «Loại ý kiến»: nội dung, kỹ thuật hoặc câu chữ; để trống là nội dung.",
    "5. «Trích nguyên văn»: chép đúng đoạn của dự thảo mà ý kiến nói tới; để trống nếu nói về cả vị trí đó.",
    "6. «Ý kiến»: bắt buộc. «Đề nghị sửa thành»: lời văn đề nghị, nếu có.",
    "7. Không xóa «Mã biểu»: hệ thống nhận ra phiếu theo mã này.",
    "8. Không ghi nội dung bí mật nhà nước vào phiếu: phiếu có dấu độ mật bị từ chối toàn bộ.",
    "9. Gửi lại tệp này cho cơ quan lấy ý kiến. Dòng nào chưa nhận sẽ được trả lại kèm lý do; chỉ cần sửa dòng đó.",
)
OPINIONS_BELOW = "Ý kiến về từng vị trí của dự thảo"
QUESTIONS_BELOW = "Trả lời câu hỏi"
DRAFT_BELOW = "Dự thảo để đọc (không ghi ý kiến vào bảng này)"

_FACTS = ("Văn bản", "Bản dự thảo", "Đợt lấy ý kiến", "Đơn vị", UNIT_CODE, "Hạn trả lời", TOKEN, ROUND_KEY, VERSION_KEY)
_BRACKETS = re.compile(r"\([^)]*\)|\*")
_NOT_WORDS = re.compile(r"[\W_]+")
_KEYWORD = re.compile(r"dongbo-(token|round|version|unit)=([^\s,;]*)")


def facts(form: FormFor) -> list[tuple[str, str]]:
    """Return what is printed on top of a form, label and value."""
    values = (
        form.document_subject,
        form.version_label,
        form.round_name,
        form.unit_name,
        form.unit_code,
        form.deadline,
        form.token,
        form.round_key,
        form.version_key,
    )
    return list(zip(_FACTS, values, strict=True))


def plain(text: str) -> str:
    """Return a heading or label as it is compared: no tones, no marks, nothing in brackets or after a star."""
    return _NOT_WORDS.sub(" ", toneless(fold(_BRACKETS.sub(" ", text)))).strip()


FACT_LABELS = {plain(label): label for label in _FACTS}
ANSWERS = {plain(label): answer for answer, label in ANSWER_LABELS.items()} | {
    "nhat tri": Answer.AGREES,
    "dong y hoan toan": Answer.AGREES,
    "dong y": Answer.AGREES,
    "thong nhat hoan toan": Answer.AGREES,
    "thong nhat": Answer.AGREES,
    "dong y co y kien": Answer.AGREES_WITH_OPINIONS,
    "thong nhat co y kien": Answer.AGREES_WITH_OPINIONS,
    "khong dong y": Answer.DISAGREES,
    "khong thong nhat": Answer.DISAGREES,
}
"""The answers by what a person calls them, as plain text."""

_PRINTED = {
    plain(text)
    for text in (
        TITLE,
        TICK_ONE,
        CHOOSE_ONE,
        OPINIONS_BELOW,
        QUESTIONS_BELOW,
        DRAFT_BELOW,
        WHOLE_LABEL,
        WHOLE_WORDS,
        *GUIDE,
        *QUESTION_HEADINGS,
        *DRAFT_HEADINGS,
    )
}


def is_printed(text: str) -> bool:
    """Return whether `text` stands in every form, or was put there when the form was sent back."""
    words = plain(text)
    return not words or words in _PRINTED or text.strip().startswith((f"{NOT_RECEIVED}:", f"{NOT_RECEIVED} ("))


def keywords(keys: FormKeys) -> str:
    """Return the keys as the key words of a file's properties, which survive other programs."""
    pairs = zip(
        ("token", "round", "version", "unit"),
        (keys.token, keys.round_key, keys.version_key, keys.unit_code),
        strict=True,
    )
    return " ".join(f"dongbo-{name}={quote(value, safe='')}" for name, value in pairs)


def keys_in(text: str) -> FormKeys | None:
    """Return the keys out of a file's key words; None where they are not there."""
    found = {name: unquote(value) for name, value in _KEYWORD.findall(text)}
    if not found.get("token"):
        return None
    return FormKeys(found["token"], found.get("round", ""), found.get("version", ""), found.get("unit", ""))
