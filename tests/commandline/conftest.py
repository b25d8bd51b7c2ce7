"""The command line asked from within, and the paper of docs/json.md that the examples are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dongbo.commandline.main import main
from tests.commandline.saying import DOCUMENTED, Said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Run a command in a screen of 100 columns and return what it said."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: object) -> Said:
        status = main([str(argument) for argument in arguments])
        return Said(status, *capsys.readouterr())

    return run


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder one stands in: the paper of docs/json.md and its newer version."""
    old = DOCUMENTED.partition("\n## The example\n")[2].split("```\n")[1]
    new = old.replace("tối thiểu 80%", "trên 85%").replace("2. Treo đèn", "2. Thả đèn hoa đăng trên sông.\n3. Treo đèn")
    (tmp_path / "den-long.txt").write_text(old, encoding="utf-8")
    (tmp_path / "den-long-2.txt").write_text(new, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
