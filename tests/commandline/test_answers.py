"""What each command says to people about the small paper of docs/json.md."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.commandline.saying import Said

SPOKEN = {
    "outline den-long.txt": """\
KẾ HOẠCH Thắp sáng phố cổ bằng đèn lồng giấy giai đoạn 2026 - 2030
├── I. MỤC TIÊU
│   └── 1. Đến năm 2030, tối thiểu 80% tuyến phố cổ được thắp sáng bằng đèn lồng giấy.
└── II. NHIỆM VỤ
    ├── 1. Làm đèn lồng
    │   ├── a) Chuẩn bị khung tre bảo đảm độ bền;
    │   └── b) Dán giấy dó, đảm bảo đèn không ẩm.
    └── 2. Treo đèn lồng ở hiên nhà.
""",
    "targets den-long.txt": """\
1 chỉ tiêu

 Chỉ tiêu                                         Mức      Thời hạn   Ở
 ────────────────────────────────────────────────────────────────────────
 tuyến phố cổ được thắp sáng bằng đèn lồng giấy   ≥ 80 %   2030       I.1

""",
    "terms den-long.txt": """\
1 chỗ phải xem: 0 sai, 1 nên sửa, 0 cân nhắc.

NÊN SỬA: Có 2 cách viết: “bảo đảm” (1 lần), “đảm bảo” (1 lần). Nên thống nhất “bảo đảm”, """
    """theo cách viết của các luật hiện hành.
    “bảo đảm”: dòng 13
    “đảm bảo”: dòng 14
""",
    "citations den-long.txt": """\
1 văn bản được viện dẫn

 Văn bản                  Cơ quan   Ngày         Để          Dòng
 ────────────────────────────────────────────────────────────────
 Nghị quyết 07-NQ/ĐUBĐL             10/02/2026   thực hiện   8

""",
    "redline den-long.txt den-long-2.txt": """\
3 thay đổi: 1 sửa, 1 thêm, 1 đánh số lại.

SỬA: I.1
    Đến năm 2030, [-tối thiểu 80-]{+trên 85+}% tuyến phố cổ được thắp sáng bằng đèn lồng giấy.

THÊM: II.2
    Thả đèn hoa đăng trên sông.

ĐÁNH SỐ LẠI: II.2 → II.3
    Treo đèn lồng ở hiên nhà.
""",
    "redline den-long.txt den-long.txt": "Hai bản giống nhau ở mọi điều khoản.\n",
    "search xyzzy den-long.txt": ("Không thấy «xyzzy» trong các tệp này; hãy thử ít từ hơn hoặc bỏ ngoặc kép.\n"),
}


@pytest.mark.parametrize("command", SPOKEN)
def test_people_read(command: str, papers: Path, say: Callable[..., Said]) -> None:
    said = say(*command.split())
    assert (said.status, said.err) == (0, "")
    told = said.out if command.split()[0] != "outline" else said.out.partition("\n\n")[0] + "\n"
    assert told == SPOKEN[command]


def test_metadata_names_every_field_and_what_is_missing(papers: Path, say: Callable[..., Said]) -> None:
    lines = say("metadata", "den-long.txt").out.splitlines()
    fields = {line[1:18].strip(): line[18:].split("   ")[0].strip() for line in lines if line.startswith(" ")}
    assert fields["Số, ký hiệu"] == "12/KH-BĐL"
    assert fields["Ngày ban hành"] == "05/3/2026"
    assert fields["Người ký"] == "–"
    assert lines[-1] == "• Không tìm thấy người ký trong văn bản; cần nhập tay."


def test_search_marks_the_place_and_the_words(papers: Path, say: Callable[..., Said]) -> None:
    said = say("search", "den khong am", "den-long.txt", "--limit", "1")
    assert said.out == "den-long.txt › II.1.b (dòng 14)\n    Dán giấy dó, đảm bảo đèn không ẩm.\n\n"


def test_a_target_that_the_plan_weakens_stands_in_the_appraisal(papers: Path, say: Callable[..., Said]) -> None:
    said = say("appraise", "den-long.txt", "--against", "den-long-2.txt", "--previous", "den-long.txt")
    assert said.status == 0
    assert "\nChỉ tiêu phải xem: 1\n" in said.out
    assert "\nThay đổi từ bản trước: 0\n" in said.out


@pytest.mark.parametrize("ending", [".html", ".docx", ".json"])
def test_the_report_is_written_and_said(ending: str, papers: Path, say: Callable[..., Said]) -> None:
    said = say("appraise", "den-long.txt", "--against", "den-long-2.txt", "--out", f"báo cáo{ending}")
    assert said.out.splitlines()[-1] == f"Đã ghi báo cáo đầy đủ vào báo cáo{ending}"
    assert (papers / f"báo cáo{ending}").stat().st_size > 1000


def test_the_tracked_word_file_opens(papers: Path, say: Callable[..., Said]) -> None:
    assert say("redline", "den-long.txt", "den-long-2.txt", "--out", "vết sửa.docx").status == 0
    document = docx.Document(str(papers / "vết sửa.docx"))
    assert len(document.element.xpath("//w:ins")) > 0
    assert len(document.element.xpath("//w:del")) > 0


def test_annexes_kept_apart_are_part_of_the_plan(papers: Path, say: Callable[..., Said]) -> None:
    (papers / "phu-luc.txt").write_text("PHỤ LỤC I\n1. Thả đèn hoa đăng trên sông.\n", encoding="utf-8")
    alone = say("appraise", "den-long.txt", "--against", "den-long-2.txt", "--json").json
    joined = say("appraise", "den-long.txt", "--annex", "phu-luc.txt", "--against", "den-long-2.txt", "--json").json
    assert alone["summary"]["answered"]["no"] - joined["summary"]["answered"]["no"] == 1
    assert joined["plan"]["parts"] == [
        {"file": "den-long.txt", "first_line": 1, "last_line": 15},
        {"file": "phu-luc.txt", "first_line": 16, "last_line": 17},
    ]


def test_places_in_an_annex_are_told_by_its_file_and_its_own_line(papers: Path, say: Callable[..., Said]) -> None:
    (papers / "phu-luc.txt").write_text("PHỤ LỤC I\n1. Theo Nghị định số 5/2020/NĐ-CP về đèn.\n", encoding="utf-8")
    alone = say("appraise", "den-long.txt", "--against", "den-long-2.txt")
    joined = say("appraise", "den-long.txt", "--annex", "phu-luc.txt", "--against", "den-long-2.txt")
    heading = "\nVăn bản được viện dẫn mà không có ở đây để đối chiếu: "
    assert f"{heading}1\n  Nghị quyết 07-NQ/ĐUBĐL (dòng 8)\n" in alone.out
    assert (
        f"{heading}2\n  Nghị quyết 07-NQ/ĐUBĐL (den-long.txt dòng 8)\n  Nghị định 5/2020/NĐ-CP (phu-luc.txt dòng 2)\n"
    ) in joined.out


def test_a_long_section_is_cut_and_says_so(papers: Path, say: Callable[..., Said]) -> None:
    asked = "".join(f"{n}. Xã số {n} dựng {n} cột đèn lồng mới bằng gỗ lim.\n" for n in range(1, 101))
    (papers / "giao.txt").write_text(asked, encoding="utf-8")
    (papers / "trống.txt").write_text("1. Chép lại các bài ca dao cổ về chú cuội.\n", encoding="utf-8")
    lines = say("appraise", "trống.txt", "--against", "giao.txt").out.splitlines()
    heading = lines.index("Chưa trả lời: 100")
    assert lines[heading + 60] == "  giao, 60: Xã số 60 dựng 60 cột đèn lồng mới bằng gỗ lim."
    assert lines[heading + 61] == "  … và 40 dòng nữa; báo cáo ghi bằng --out có đủ."


def test_a_citation_that_contradicts_its_paper_comes_first(papers: Path, say: Callable[..., Said]) -> None:
    wrong = "I. CĂN CỨ\n1. Kế hoạch số 12/KH-BĐL ngày 06 tháng 3 năm 2026 của Bộ Đèn lồng.\n"
    (papers / "sai.txt").write_text(wrong, encoding="utf-8")
    said = say("appraise", "sai.txt", "--against", "den-long.txt")
    assert "\nViện dẫn sai khác với văn bản đã cho: 1\n  dòng 2: Số 12/KH-BĐL có trong sổ đăng ký" in said.out


def test_terms_follow_the_directive(papers: Path, say: Callable[..., Said]) -> None:
    (papers / "chi-dao.txt").write_text("1. Người thợ đảm bảo đèn sáng.\n2. Đảm bảo đủ tre.\n", encoding="utf-8")
    own = say("terms", "den-long.txt", "--json").json["findings"]
    led = say("terms", "den-long.txt", "--against", "chi-dao.txt", "--json").json["findings"]
    assert [finding["suggestion"] for finding in own] == ["bảo đảm"]
    assert [finding["suggestion"] for finding in led] == ["đảm bảo"]


def test_the_day_decides_whether_an_agency_still_has_its_name(papers: Path, say: Callable[..., Said]) -> None:
    (papers / "cu.txt").write_text("1. Bộ Thông tin và Truyền thông cấp phép thả đèn.\n", encoding="utf-8")
    before = say("terms", "cu.txt", "--on", "01/02/2020", "--json").json["findings"]
    after = say("terms", "cu.txt", "--on", "2026-11-21", "--json").json["findings"]
    assert (len(before), len(after)) == (0, 1)


def test_papers_of_the_same_name_are_told_apart(papers: Path, say: Callable[..., Said]) -> None:
    for folder, words in (("a", "bảo đảm"), ("b", "đảm bảo")):
        (papers / folder).mkdir()
        (papers / folder / "ke-hoach.txt").write_text(f"1. Người thợ {words} đèn sáng đẹp.\n", encoding="utf-8")
    found = say("terms", "a/ke-hoach.txt", "b/ke-hoach.txt", "--json").json["findings"]
    places = [place["paper"] for finding in found for form in finding["variants"] for place in form["places"]]
    assert places == ["a/ke-hoach.txt", "b/ke-hoach.txt"]
