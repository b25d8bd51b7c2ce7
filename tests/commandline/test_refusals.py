"""Bad files and wrong command lines: a clear sentence, the right exit status, and no traceback."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from tests.commandline.saying import Said
from tests.engines.papers.word_files import paragraph, word_file

WORD = word_file("".join(paragraph(f"Điều {number}. Treo đèn lồng") for number in range(1, 400)))
BAD = {
    "rỗng.txt": (b"", "empty-file"),
    "chương trình.docx": (b"MZ\x90\x00" + bytes(600), "not-a-paper"),
    "bom.docx": (word_file(" " * (40 * 1024 * 1024)), "unsafe-archive"),
    "dở dang.docx": (WORD[: len(WORD) // 2], "truncated"),
    "dở dang.pdf": (b"%PDF-1.4 nothing else", "truncated"),
    "nhị phân.txt": (bytes(range(256)) * 20, "not-a-paper"),
}
SECRET = "BỘ ĐÈN LỒNG\nSố: 7/KH-BĐL\nMẬT\nKẾ HOẠCH\nChôn đèn quý dưới gốc đa\n1. Đào hố sâu ba thước.\n"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence_that_names_it(
    name: str, tmp_path: Path, say: Callable[..., Said]
) -> None:
    data, code = BAD[name]
    (tmp_path / name).write_bytes(data)
    said = say("outline", tmp_path / name)
    assert (said.status, said.out) == (3, "")
    assert name in said.err
    assert say("outline", tmp_path / name, "--json").json["error"] == {"code": code, "message": said.err.strip()}


def test_a_scan_without_text_is_told_to_be_digitised(tmp_path: Path, say: Callable[..., Said]) -> None:
    pages = pypdf.PdfWriter()
    pages.add_blank_page(width=595, height=842)
    pages.write(tmp_path / "quét.pdf")
    said = say("metadata", tmp_path / "quét.pdf")
    assert said.status == 3
    assert "số hóa" in said.err


def test_legacy_letters_are_read_and_the_encoding_named(tmp_path: Path, say: Callable[..., Said]) -> None:
    text = "1. Treo ®Ìn lång ë hiªn nhµ theo ®óng quy ®Þnh cña Bé §Ìn lång.\n2. Th¶ ®Ìn hoa ®¨ng trªn s«ng.\n" * 5
    (tmp_path / "cũ.txt").write_bytes(text.encode("cp1252"))
    said = say("outline", tmp_path / "cũ.txt")
    assert said.status == 0
    assert "1. Treo đèn lồng ở hiên nhà theo đúng quy định của Bộ Đèn lồng." in said.out
    assert said.err.startswith("Lưu ý («cũ.txt»): ")
    assert "TCVN3" in said.err


@pytest.mark.parametrize("command", ["outline", "metadata", "targets", "citations", "terms"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_nothing_of_a_secret_paper_is_printed(
    command: str, form: tuple[str, ...], tmp_path: Path, say: Callable[..., Said]
) -> None:
    (tmp_path / "chôn-đèn.txt").write_text(SECRET, encoding="utf-8")
    said = say(command, tmp_path / "chôn-đèn.txt", *form)
    assert said.status == 3
    assert "độ mật" in said.err
    for word in ("ĐÈN LỒNG", "7/KH", "gốc đa", "Đào hố", "chôn-đèn"):
        assert word not in said.out + said.err


def test_of_several_files_the_refused_one_is_counted_not_named(papers: Path, say: Callable[..., Said]) -> None:
    (papers / "chôn-đèn.txt").write_text(SECRET, encoding="utf-8")
    several = say("terms", "den-long.txt", "chôn-đèn.txt")
    assert several.err.startswith("Tệp thứ 2: Tệp có dấu hiệu độ mật")
    against = say("appraise", "den-long.txt", "--against", "den-long-2.txt", "chôn-đèn.txt")
    assert against.err.startswith("Văn bản chỉ đạo thứ 2: Tệp có dấu hiệu độ mật")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("outline không-có.md", "Không thấy tệp «không-có.md»; hãy kiểm tra lại đường dẫn."),
        ("outline " + "đ" * 300, f"Không mở được tệp «{'đ' * 300}»: File name too long."),
        ("outline .", "«.» là thư mục; hãy chọn một tệp trong đó."),
        (
            "redline den-long.txt den-long-2.txt --out a.pdf",
            "Không ghi được «a.pdf»: tên tệp sau --out phải kết thúc bằng .docx.",
        ),
        (
            "redline den-long.txt den-long-2.txt --out đâu/a.docx",
            "Không ghi được «đâu/a.docx»: không có thư mục «đâu»; hãy tạo thư mục đó trước.",
        ),
        (
            "appraise den-long.txt --against den-long-2.txt --out a",
            "Không ghi được «a»: tên tệp sau --out phải kết thúc bằng .html, .docx, .json.",
        ),
        (
            "appraise den-long.txt --against den-long-2.txt --out thư.html",
            "Không ghi được «thư.html»: đó là một thư mục.",
        ),
    ],
)
def test_what_cannot_be_read_or_written(arguments: str, message: str, papers: Path, say: Callable[..., Said]) -> None:
    (papers / "thư.html").mkdir()
    said = say(*arguments.split())
    assert (said.status, said.out, said.err) == (3, "", f"{message}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "Dòng lệnh còn thiếu LỆNH."),
        ("in-ra", "Không có lệnh «in-ra»."),
        ("outline", "Dòng lệnh còn thiếu FILE."),
        ("outline a b", "Dòng lệnh có phần không hiểu được: b."),
        ("outline a --json=x", "--json không nhận giá trị."),
        ("outline a --jso", "Dòng lệnh có phần không hiểu được: --jso."),
        ("redline a", "Dòng lệnh còn thiếu NEW."),
        ("redline a b --out", "Sau --out phải có một giá trị."),
        ("terms a --against", "Sau --against phải có ít nhất một giá trị."),
        ("search a b --limit 0", "--limit: «0» phải là một số nguyên từ 1 trở lên."),
        ("terms a --on 31/2/2026", "--on: «31/2/2026» không phải là ngày; hãy viết như 21/11/2026 hoặc 2026-11-21."),
        ("appraise a", "Dòng lệnh còn thiếu --against."),
    ],
)
def test_a_wrong_command_line_is_answered_in_vietnamese(arguments: str, message: str, say: Callable[..., Said]) -> None:
    said = say(*arguments.split())
    first, second = said.err.splitlines()[:2]
    assert (said.status, said.out, first) == (2, "", message)
    assert second.startswith("Cách dùng: ./dong-bo")


def test_a_wrong_command_line_that_wants_json_gets_json(say: Callable[..., Said]) -> None:
    said = say("outline", "--json")
    assert said.json == {"error": {"code": "command_line", "message": "Dòng lệnh còn thiếu FILE."}}


@pytest.mark.parametrize("command", ["outline", "terms", "redline", "search", "appraise"])
def test_help_is_vietnamese(command: str, capsys: pytest.CaptureFixture[str], say: Callable[..., Said]) -> None:
    with pytest.raises(SystemExit) as left:
        say(command, "--help")
    shown = capsys.readouterr().out
    assert left.value.code == 0
    assert shown.startswith(f"Cách dùng: ./dong-bo {command}")
    for english in ("usage", "options", "positional", "show this", "exit"):
        assert english not in shown
