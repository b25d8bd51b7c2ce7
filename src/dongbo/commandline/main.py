"""Reading the command line, running one command, and saying its answer."""

import io
import json
import os
import sys
from argparse import Namespace
from importlib import import_module
from typing import Any, TextIO

from dongbo.commandline.arguments import WrongCommandLine, read_arguments
from dongbo.engines.papers import PaperRefused

DONE, WRONG, REFUSED, INTERRUPTED = 0, 2, 3, 130
"""Exit statuses: done; the command line is wrong; a file was refused or could not be written; stopped by hand."""


def main(arguments: list[str]) -> int:
    """This will run the command in `arguments`, print its answer, and return the exit status.

    The answer goes to standard output, always in UTF-8; everything else to the error stream.
    """
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        asked = read_arguments(arguments)
    except WrongCommandLine as wrong:
        status = _fail("command_line", str(wrong), WRONG, as_json="--json" in arguments)
        print(wrong.usage, file=sys.stderr)
        return status
    try:
        return _say(_answer(asked), asked)
    except PaperRefused as refusal:
        return _fail(refusal.code, str(refusal), REFUSED, as_json=asked.json)
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return INTERRUPTED


def _say(answer: Any, asked: Namespace) -> int:
    try:
        _print(answer, asked)
    except BrokenPipeError:
        _close_output()
    except OSError as error:
        _close_output()
        print(f"Không in được câu trả lời: hệ thống báo «{error.strerror}».", file=sys.stderr)
        return REFUSED
    return DONE


def _close_output() -> None:
    """Whoever read the answer has gone or is full: nothing may be flushed to it at exit either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8(stream: TextIO) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _answer(asked: Namespace) -> Any:
    return import_module(f"dongbo.commandline.commands.{asked.command}").run(asked)


def _print(answer: Any, asked: Namespace) -> None:
    if asked.json:
        _print_json(answer.as_json())
    else:
        _tell(import_module(f"dongbo.commandline.telling.{asked.command}").tell(answer))


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
    sys.stdout.flush()


def _tell(parts: Any) -> None:
    console = None
    for part in parts:
        if isinstance(part, str):
            sys.stdout.write(f"{part}\n")
            continue
        if console is None:
            console = import_module("dongbo.commandline.console").answers()
        with console.capture() as captured:
            console.print(part)
        for line in captured.get().splitlines():
            sys.stdout.write(f"{line.rstrip()}\n")
    sys.stdout.flush()


def _fail(code: str, message: str, status: int, *, as_json: bool) -> int:
    if as_json:
        _print_json({"error": {"code": code, "message": message}})
    print(message, file=sys.stderr)
    return status
