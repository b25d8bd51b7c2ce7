"""Reading the command line and running one engine command."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from dongbo.commandline import appraise, engines
from dongbo.commandline.answer import Answer
from dongbo.engines.papers import PaperRefused

REFUSED = 3
"""Exit status where a file was refused; 2 is a wrong command line, 0 success."""


def main(arguments: list[str]) -> int:
    """Run the command in `arguments`, print its answer, and return the exit status."""
    wanted = _parser().parse_args(arguments)
    act: Callable[[argparse.Namespace], Answer] = wanted.act
    try:
        answer = act(wanted)
    except PaperRefused as refusal:
        return _refuse(refusal, as_json=wanted.json)
    try:
        _print(answer, as_json=wanted.json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        json.dump(answer.as_json, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        for part in answer.parts:
            console.print(part, markup=False) if isinstance(part, str) else console.print(part)
    sys.stdout.flush()


def _refuse(refusal: PaperRefused, *, as_json: bool) -> int:
    if as_json:
        refused: dict[str, Any] = {"error": {"code": refusal.code, "message": str(refusal)}}
        json.dump(refused, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    print(str(refusal), file=sys.stderr)
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dong-bo", description="Đồng Bộ: đọc, so sánh và đối chiếu văn bản.")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    for name, act, summary in (
        ("outline", engines.outline, "cây điều khoản và báo cáo chất lượng"),
        ("metadata", engines.metadata, "thể thức của văn bản và chỗ mâu thuẫn"),
        ("targets", engines.targets, "chỉ tiêu đo được"),
        ("citations", engines.citations, "văn bản được viện dẫn"),
    ):
        command = _command(commands, name, act, summary)
        command.add_argument("file", type=Path, metavar="FILE")
    terms = _command(commands, "terms", engines.terms, "thuật ngữ, chữ viết tắt, tên cơ quan")
    terms.add_argument("files", type=Path, nargs="+", metavar="FILE")
    redline = _command(commands, "redline", engines.redline, "so sánh hai bản theo cây điều khoản")
    redline.add_argument("old", type=Path, metavar="OLD")
    redline.add_argument("new", type=Path, metavar="NEW")
    redline.add_argument("--out", type=Path, help="ghi tệp Word có vết sửa (.docx)")
    search = _command(commands, "search", engines.search, "tìm điều khoản trong các tệp, có dấu hay không dấu")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("files", type=Path, nargs="+", metavar="FILE")
    search.add_argument("--limit", type=int, default=10, help="số kết quả (mặc định 10)")
    report = _command(commands, "appraise", appraise.appraise_files, "đối chiếu dự thảo với văn bản chỉ đạo")
    report.add_argument("plan", type=Path, metavar="PLAN")
    report.add_argument("--against", type=Path, nargs="+", required=True, metavar="DIRECTIVE", action="extend")
    report.add_argument("--previous", type=Path, metavar="OLD", help="bản trước của dự thảo")
    report.add_argument("--out", type=Path, help="ghi báo cáo .html, .docx hoặc .json")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    act: Callable[[argparse.Namespace], Answer],
    summary: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=summary)
    command.add_argument("--json", action="store_true", help="in JSON theo docs/json.md")
    command.set_defaults(act=act)
    return command
