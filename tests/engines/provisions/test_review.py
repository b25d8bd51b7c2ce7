"""The quality report says what is doubtful, where, and what to do."""

import pytest

from dongbo.engines.papers import paper_from_lines
from dongbo.engines.provisions import Finding, read_outline

SIGNED = "\nNơi nhận:\n- Như trên;\nKT. GIÁM ĐỐC"


def findings(text: str) -> list[Finding]:
    return read_outline(paper_from_lines((text + SIGNED).split("\n"))).findings


def test_a_regular_paper_has_nothing_to_report() -> None:
    assert findings("Điều 1. Một\n1. Gồm:\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm.\n2. Hết.\nĐiều 2. Hai") == []


def test_a_gap_names_what_is_missing_and_where() -> None:
    assert findings("Điều 1. Một\nĐiều 2. Hai\nĐiều 5. Năm") == [
        Finding(
            "gap",
            "Sau Điều 2 là Điều 5: thiếu Điều 3, 4. Xin xem bản gốc có bị sót hoặc đánh nhầm số không.",
            3,
            "dieu:5",
        )
    ]


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("Điều 1. Một\n1. Một.\n1. Một nữa.\n2. Hai.", "duplicate", "dieu:1/khoan:1~2"),
        ("Điều 1. Một\n2. Hai.\n3. Ba.\nĐiều 2. Hai", "starts-late", "dieu:1/khoan:2"),
        ("Điều 1. Một\n1. Gồm:\na) Một;\nb) Hai;\nd) Bốn.\n2. Hai.", "gap", "dieu:1/khoan:1/diem:d"),
        ("Chương I\nMỘT\nĐiều 1. Một\nChương III\nBA\nĐiều 2. Hai", "gap", "chuong:III"),
    ],
)
def test_slips_of_the_writer(text: str, code: str, path: str) -> None:
    assert (code, path) in {(finding.code, finding.path) for finding in findings(text)}


def test_chapters_may_begin_again_in_another_part() -> None:
    text = "Phần thứ nhất\nMỘT\nChương I\nMỘT\nĐiều 1. Một\nPhần thứ hai\nHAI\nChương I\nMỘT\nĐiều 2. Hai"
    assert findings(text) == []


def test_a_letter_list_may_leave_out_d_with_stroke() -> None:
    assert findings("Điều 1. Một\n1. Gồm:\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\ne) Năm.\n2. Hai.") == []


def test_a_one_in_the_place_of_the_letter_l() -> None:
    items = "\n".join(f"{letter}) Việc;" for letter in [*"abcdđeghik", "1", "m"])
    reported = findings(f"Điều 1. Việc\n1. Gồm:\n{items}\n2. Hết.")
    assert [(finding.code, finding.line) for finding in reported] == [("misread-letter", 13)]


def test_a_quotation_never_closed() -> None:
    text = "Điều 1. Sửa đổi Quy định\n1. Sửa đổi Điều 7 như sau:\n“Điều 7. Một\n2. Bãi bỏ Điều 8.\nĐiều 2. Hiệu lực"
    reported = [finding for finding in findings(text) if finding.code == "unclosed-quotation"]
    assert [(finding.line, "trước dòng 4" in finding.message) for finding in reported] == [(3, True)]


def test_a_tail_without_signature() -> None:
    reported = read_outline(paper_from_lines(["Điều 1. Một", "Điều 2. Hai"])).findings
    assert [(finding.code, finding.line) for finding in reported] == [("no-signature", 2)]


def test_a_number_read_as_words() -> None:
    reported = findings("Điều 1. Một\nCăn cứ mục\n7. nêu trên của kế hoạch\nĐiều 2. Hai")
    assert [(finding.code, finding.line) for finding in reported] == [("mark-read-as-words", 3)]


def test_every_report_is_a_sentence_that_says_what_to_do() -> None:
    text = "Điều 1. Một\n2. Hai.\n2. Hai.\n5. Năm.\n4. Bốn.\nĐiều 4. Bốn"
    for finding in findings(text):
        assert finding.message.endswith(".")
        assert "Xin" in finding.message
