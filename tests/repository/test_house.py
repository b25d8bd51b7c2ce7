"""The house keeps its own rules: file sizes, the glossary, and what may never stand in the repository."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
ROOMS = ("ledger", "organisation", "documents", "planning")
FORBIDDEN = re.compile(r"pypi\.org|pythonhosted|npmjs|deb\.debian|/work/|/root/|/home/\w", re.IGNORECASE)


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).exists()]


def test_no_source_file_is_longer_than_a_reader_can_hold() -> None:
    sources = [path for path in (ROOT / "src").rglob("*.py") if path.parent.name != "migrations"]
    assert [path.name for path in sources if len(path.read_text().splitlines()) > LONGEST] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_holds_only_the_five_files(room: str) -> None:
    allowed = {"states", "models", "rules", "queries", "operations", "apps", "migrations", "__init__", "__pycache__"}
    assert {path.stem for path in (ROOT / "src/dongbo" / room).iterdir()} <= allowed


def test_every_model_is_in_the_glossary_in_both_languages() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in glossary.splitlines() if line.startswith("|")]
    named = {re.sub(r"[`\s]", "", part): row for row in rows for part in row[3].split("/")}
    missing = []
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            snake = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
            row = named.get(snake) or named.get(model.__name__)
            if row is None or not row[1].strip() or not row[2].strip():
                missing.append(snake)
    assert missing == []


def test_every_state_is_in_the_glossary_by_the_words_a_screen_shows() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").casefold()
    shown = {
        str(label)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        for _value, label in getattr(field, "choices", None) or ()
    }
    assert sorted(label for label in shown if label.casefold() not in glossary) == []


def test_nothing_names_a_registry_or_a_path_of_some_machine() -> None:
    this = Path(__file__).name
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in tracked("*.py", "*.md", "*.toml", "*.txt", "*.html", "dong-bo", ".ci/run")
        if path.name != this and (hit := FORBIDDEN.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_english_and_vietnamese_readme_name_the_same_commands() -> None:
    commands = [
        set(re.findall(r"\./dong-bo (\w+)", (ROOT / name).read_text(encoding="utf-8")))
        for name in ("README.md", "README.vi.md")
    ]
    assert commands[0] == commands[1]
