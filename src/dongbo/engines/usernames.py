"""What a username and a person's name may look like."""

import re

LONGEST_USERNAME = 60
LONGEST_NAME = 120

_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{9}|\d{12})(?!\d)")
_LETTER = re.compile(r"[^\W\d_]")


def fault_of_username(text: str) -> str:
    """Return why `text` cannot be a username and how to mend it, as a Vietnamese sentence, or "" where it can."""
    if not text:
        return "Thiếu tên đăng nhập: hãy ghi, ví dụ «nguyen.van.a»."
    if len(text) > LONGEST_USERNAME:
        return f"Tên đăng nhập dài {len(text)} ký tự, quá {LONGEST_USERNAME}: hãy rút ngắn."
    if holds_identity_number(text):
        return "Tên đăng nhập chứa dãy số như số căn cước hay chứng minh nhân dân: hãy dùng tên, ví dụ «nguyen.van.a»."
    if not _USERNAME.fullmatch(text):
        return (
            f"Tên đăng nhập «{text}» chỉ được gồm chữ thường không dấu, chữ số, "
            "và ở giữa có thể có dấu chấm, gạch nối, gạch dưới: hãy sửa, ví dụ «nguyen.van.a»."
        )
    return ""


def fault_of_name(text: str) -> str:
    """Return why `text` cannot be a person's full name and how to mend it, or "" where it can."""
    if not _LETTER.search(text):
        return "Thiếu họ và tên: hãy ghi đầy đủ họ, tên đệm và tên."
    if len(text) > LONGEST_NAME:
        return f"Họ và tên dài {len(text)} ký tự, quá {LONGEST_NAME}: hãy kiểm tra lại."
    if holds_identity_number(text):
        return "Họ và tên chứa dãy số như số căn cước hay chứng minh nhân dân: hãy chỉ ghi họ và tên."
    return ""


def holds_identity_number(text: str) -> bool:
    """Return whether `text` holds a run of digits as long as a citizen's number: of 9 or 12."""
    return _IDENTITY_NUMBER.search(text) is not None
