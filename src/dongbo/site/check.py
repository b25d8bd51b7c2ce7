"""`./dong-bo check`: everything CI runs, in order, stopping at the first that fails."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ON_BOTH_DATABASES = [
    "tests/ledger",
    "tests/organisation",
    "tests/documents",
    "tests/planning",
    "tests/web/test_every_address.py",
    "tests/jobs",
    "tests/repository/test_migrations.py",
    "tests/repository/test_upgrade.py",
]
"""What is run a second time on PostgreSQL: every room and job, and the walk that opens each address as everyone."""
BY_FILES = ["--dist", "loadfile", "--no-loadscope-reorder"]
"""A file stays with one worker; files are begun in the order tests/conftest.py gives them, the longest first."""
ON_TWO_CORES = ["-n", "2", *BY_FILES]
THREE_BROWSERS = ["-n", "3", *BY_FILES]
"""A journey waits for its pages half of the time: three of them keep two cores at work."""
FOLDER = "DONGBO_TESTS_MIGRATED"
"""The variable of tests/migrated.py: what one run of the tests has migrated the next begins with."""


def main(arguments: list[str]) -> int:
    """Run every check; `--fast` leaves out the browser journeys and PostgreSQL. Return the exit status."""
    with tempfile.TemporaryDirectory(prefix="dongbo-check-") as folder:
        return _run(_steps(fast="--fast" in arguments), _environment() | {FOLDER: folder})


def _run(steps: list[tuple[str, list[str]]], environment: dict[str, str]) -> int:
    begun = time.monotonic()
    for name, command in steps:
        print(f"── {name}", flush=True)
        started = time.monotonic()
        status = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment).returncode
        if status:
            print(f"✗ {name}: dừng ở đây  (failed with {status})", file=sys.stderr)
            return status
        print(f"   {time.monotonic() - started:.0f} s", flush=True)
    print(f"✓ Mọi phép kiểm tra đều qua trong {time.monotonic() - begun:.0f} giây.  (all checks passed)")
    return 0


def _steps(*, fast: bool) -> list[tuple[str, list[str]]]:
    manage = "dongbo.site.manage"
    steps = [
        ("ruff", ["ruff", "check", "."]),
        ("ruff format", ["ruff", "format", "--check", "--quiet", "."]),
        ("mypy", ["mypy"]),
        ("import-linter", ["importlinter.cli", "lint"]),
        ("migrations", [manage, "makemigrations", "--check", "--dry-run"]),
        ("django check", [manage, "check", "--fail-level", "WARNING"]),
        ("pytest, SQLite", ["pytest", "-q", *ON_TWO_CORES, "-m", "not journey"]),
    ]
    if fast:
        return steps
    steps += [("pytest, PostgreSQL", _on_postgresql())] if _postgresql_installed() else []
    return [*steps, ("journeys, Chromium", ["pytest", "-q", *THREE_BROWSERS, "-m", "journey", "tests/journeys"])]


def _on_postgresql() -> list[str]:
    pytest = [sys.executable, "-m", "pytest", "-q", *ON_TWO_CORES, "-m", "not journey"]
    return ["tests.postgresql", *pytest, *ON_BOTH_DATABASES]


def _postgresql_installed() -> bool:
    probe = "from tests.postgresql import programs; raise SystemExit(programs() is None)"
    installed = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, env=_environment()).returncode == 0
    if not installed:
        print("── PostgreSQL chưa cài nên bỏ qua lượt chạy trên nó  (apt install postgresql)", flush=True)
    return installed


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
