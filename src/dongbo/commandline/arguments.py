"""The command line as people type it: commands, options, and what is said where they do not fit."""

import argparse
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from dongbo.commandline.files import REPORT_ENDINGS, TRACKED_ENDINGS

ON_ONE_FILE = (
    ("outline", "cây điều khoản và báo cáo chất lượng"),
    ("metadata", "thể thức của văn bản và chỗ mâu thuẫn"),
    ("targets", "chỉ tiêu đo được"),
    ("citations", "văn bản được viện dẫn"),
)


class WrongCommandLine(Exception):
    """What was typed is not a command; `str(error)` is a Vietnamese sentence, `usage` how it is written."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class _Parser(argparse.ArgumentParser):
    """argparse speaking Vietnamese, whatever the language of the machine."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False)
        self.things = self.add_argument_group("Tham số")
        self.options = self.add_argument_group("Tùy chọn")
        self.options.add_argument("-h", "--help", action="help", help="in lời chỉ dẫn này")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", _USAGE, 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", _USAGE, 1)

    def error(self, message: str) -> NoReturn:
        raise WrongCommandLine(_in_vietnamese(message), self.format_usage().strip())


_USAGE = "Cách dùng: "
_WORDING = (
    (r"the following arguments are required: (.+)", "Dòng lệnh còn thiếu {0}."),
    (r"unrecognized arguments: (.+)", "Dòng lệnh có phần không hiểu được: {0}."),
    (r"argument .+?: invalid choice: '(.*?)' .*", "Không có lệnh «{0}»."),
    (r"argument (.+?): expected one argument", "Sau {0} phải có một giá trị."),
    (r"argument (.+?): expected at least one argument", "Sau {0} phải có ít nhất một giá trị."),
    (r"argument (.+?): ignored explicit argument .*", "{0} không nhận giá trị."),
    (r"argument (.+?): (.+)", "{0}: {1}"),
)
"""What argparse says of a wrong command line, and how it is said here."""


def _in_vietnamese(message: str) -> str:
    for said, wording in _WORDING:
        found = re.fullmatch(said, message, re.DOTALL)
        if found:
            return wording.format(*found.groups())
    return f"Dòng lệnh chưa đúng ({message})."


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """Return what was asked; `command` and `json` are always there. Raises WrongCommandLine."""
    return _parser().parse_args(arguments)


def _parser() -> _Parser:
    parser = _Parser(prog="./dong-bo", description="Đồng Bộ: đọc, so sánh và đối chiếu văn bản.")
    commands = parser.add_subparsers(title="Lệnh", required=True, metavar="LỆNH", dest="command")
    for name, summary in ON_ONE_FILE:
        _command(commands, name, summary).things.add_argument("file", type=Path, metavar="FILE")
    _add_terms(commands)
    _add_redline(commands)
    _add_search(commands)
    _add_appraise(commands)
    return parser


_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


def _command(commands: _Commands, name: str, summary: str) -> _Parser:
    command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    command.options.add_argument("--json", action="store_true", help="in một giá trị JSON như docs/json.md mô tả")
    return command


def _add_terms(commands: _Commands) -> None:
    terms = _command(commands, "terms", "thuật ngữ, chữ viết tắt, tên cơ quan")
    terms.things.add_argument("files", type=Path, nargs="+", metavar="FILE", help="các phần của cùng một văn bản")
    terms.options.add_argument(
        "--against", type=Path, nargs="+", action="extend", default=[], metavar="DIRECTIVE",
        help="văn bản chỉ đạo: cách viết của nó được ưu tiên khi gợi ý thống nhất",
    )  # fmt: skip
    terms.options.add_argument("--on", type=_day, metavar="DATE", help="ngày dùng để xét tên cơ quan (21/11/2026)")


def _add_redline(commands: _Commands) -> None:
    redline = _command(commands, "redline", "so sánh hai bản theo cây điều khoản")
    redline.things.add_argument("old", type=Path, metavar="OLD", help="bản cũ")
    redline.things.add_argument("new", type=Path, metavar="NEW", help="bản mới")
    endings = ", ".join(TRACKED_ENDINGS)
    redline.options.add_argument("--out", type=Path, metavar="TRACKED", help=f"ghi tệp Word có vết sửa ({endings})")


def _add_search(commands: _Commands) -> None:
    search = _command(commands, "search", "tìm điều khoản trong các tệp, có dấu hay không dấu")
    search.things.add_argument("query", metavar="QUERY", help="từ cần tìm; «cụm từ» để trong ngoặc kép")
    search.things.add_argument("files", type=Path, nargs="+", metavar="FILE")
    search.options.add_argument("--limit", type=_count, default=10, metavar="N", help="số kết quả (mặc định 10)")


def _add_appraise(commands: _Commands) -> None:
    report = _command(commands, "appraise", "đối chiếu dự thảo với văn bản chỉ đạo")
    report.things.add_argument("plan", type=Path, metavar="PLAN", help="dự thảo; nêu trước --against")
    report.options.add_argument(
        "--against", type=Path, nargs="+", required=True, action="extend", metavar="DIRECTIVE",
        help="các văn bản chỉ đạo",
    )  # fmt: skip
    report.options.add_argument(
        "--annex", type=Path, nargs="+", action="extend", default=[], metavar="ANNEX",
        help="phụ lục của dự thảo để ở tệp riêng, theo thứ tự",
    )  # fmt: skip
    report.options.add_argument("--previous", type=Path, metavar="OLD", help="bản trước của dự thảo")
    report.options.add_argument("--on", type=_day, metavar="DATE", help="ngày dùng để xét tên cơ quan (21/11/2026)")
    report.options.add_argument(
        "--out", type=Path, metavar="REPORT", help=f"ghi báo cáo, theo đuôi tệp: {', '.join(REPORT_ENDINGS)}"
    )


def _count(typed: str) -> int:
    if not typed.isdecimal() or int(typed) == 0:
        raise argparse.ArgumentTypeError(f"«{typed}» phải là một số nguyên từ 1 trở lên.")
    return int(typed)


def _day(typed: str) -> date:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"«{typed}» không phải là ngày; hãy viết như 21/11/2026 hoặc 2026-11-21.")
