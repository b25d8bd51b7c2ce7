"""The `dong-bo` script, run as a newcomer runs it, in copies of the checkout that never reach the network."""

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = """\
import os, sys
print(os.environ["PYTHONPATH"], sys.argv[1:])
"""
NOTED = """\
import pathlib, sys
pathlib.Path({log!r}).open("a").write(" ".join(sys.argv[1:]) + "\\n")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that holds the script, locks, and a command that says how it was called."""
    return copy_to(tmp_path / "Đồng Bộ thử" / "bản sao")


def copy_to(folder: Path) -> Path:
    (folder / "src/dongbo").mkdir(parents=True)
    (folder / "requirements").mkdir()
    (folder / "dong-bo").write_bytes((ROOT / "dong-bo").read_bytes())
    (folder / "src/dongbo/__main__.py").write_text(PACKAGE, encoding="utf-8")
    for lock in ("bootstrap", "run", "dev"):
        (folder / f"requirements/{lock}.txt").write_text(f"# {lock}\n", encoding="utf-8")
    return folder


def say(checkout: Path, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the script; `before` is Python that first changes the machine it finds itself on."""
    script = str(checkout / "dong-bo")
    driver = f"import runpy, sys; sys.argv = {[script, *arguments]!r}\n{before}\n"
    return subprocess.run(
        [sys.executable, "-c", f"{driver}runpy.run_path({script!r}, run_name='__main__')"],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def installed(checkout: Path) -> Path:
    """Make an environment as the script would, its installers replaced by programs that only note their calls."""
    environment = checkout / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin/python"
    packages = next(environment.glob("lib/python*/site-packages"))
    log = checkout / "calls.txt"
    (packages / "pip").mkdir()
    (packages / "pip/__init__.py").touch()
    (packages / "pip/__main__.py").write_text(NOTED.format(log=str(log)), encoding="utf-8")
    uv = environment / "bin/uv"
    uv.write_text(f'#!/bin/sh\necho "$@" >> "{log}"\n', encoding="utf-8")
    uv.chmod(0o755)
    (environment / "made-for").write_text(str(checkout), encoding="utf-8")
    assert python.exists()
    return log


def test_without_a_command_it_says_what_there_is(checkout: Path) -> None:
    for arguments, status in (((), 2), (("help",), 0), (("--help",), 0)):
        done = say(checkout, *arguments)
        assert (done.returncode, done.stderr) == (status, "")
        assert done.stdout.startswith("./dong-bo up ")


def test_the_usage_names_every_command_of_the_readme(checkout: Path) -> None:
    readme = set(re.findall(r"\./dong-bo (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert set(re.findall(r"^\./dong-bo (\w+)", say(checkout, "help").stdout, re.MULTILINE)) == readme


def test_an_unknown_command_installs_nothing(checkout: Path) -> None:
    done = say(checkout, "bay")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Không có lệnh «bay».")
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_refused_in_one_line(checkout: Path) -> None:
    done = say(checkout, "up", before="sys.version_info = (3, 9, 2)")
    assert done.returncode == 1
    assert done.stderr == (
        "Cần Python 3.11 trở lên, máy đang có 3.9.2.  (Python 3.11 or newer is needed: apt install python3.11)\n"
    )


def test_the_script_can_be_read_by_a_python_too_old_to_run_it() -> None:
    text = (ROOT / "dong-bo").read_text(encoding="utf-8")
    compile(text, "dong-bo", "exec", dont_inherit=True)
    unquoted = re.findall(r"^def .*[:>] (?:list|dict|tuple)\[.*$", text, re.MULTILINE)
    assert unquoted == []


def test_a_missing_ensurepip_is_one_clear_line(checkout: Path) -> None:
    done = say(checkout, "outline", "a.md", before="sys.modules['ensurepip'] = None")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 1
    assert done.stderr == (
        f"Thiếu venv/ensurepip của Python: hãy cài gói python{version}-venv.  (apt install python{version}-venv)\n"
    )
    assert not (checkout / ".venv").exists()


def test_a_second_command_installs_nothing(checkout: Path) -> None:
    log = installed(checkout)
    first = say(checkout, "outline", "bản vẽ.md", "--json")
    assert (first.returncode, first.stderr) == (0, "Đang cài các gói trong requirements/run.txt …  (installing)\n")
    assert first.stdout == f"{checkout / 'src'} ['outline', 'bản vẽ.md', '--json']\n"
    calls = log.read_text(encoding="utf-8").splitlines()
    assert [call.partition(" --require-hashes ")[2] for call in calls] == [
        f"-r {checkout / 'requirements' / name}" for name in ("bootstrap.txt", "run.txt")
    ]
    begun = time.monotonic()
    second = say(checkout, "outline", "bản vẽ.md", "--json")
    assert (second.stdout, second.stderr) == (first.stdout, "")
    assert log.read_text(encoding="utf-8").splitlines() == calls
    assert time.monotonic() - begun < 10


def test_a_changed_lock_is_installed_again(checkout: Path) -> None:
    log = installed(checkout)
    say(checkout, "outline", "a.md")
    (checkout / "requirements/run.txt").write_text("# another\n", encoding="utf-8")
    say(checkout, "outline", "a.md")
    assert len(log.read_text(encoding="utf-8").splitlines()) == 4


def test_an_installation_that_failed_is_taken_up_again(checkout: Path) -> None:
    log = installed(checkout)
    uv, pip = checkout / ".venv/bin/uv", next((checkout / ".venv").glob("lib/python*/site-packages/pip/__main__.py"))
    whole = uv.read_bytes(), pip.read_bytes()
    uv.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    pip.write_text("import sys; sys.exit('run.txt' in sys.argv[-1])\n", encoding="utf-8")
    failed = say(checkout, "outline", "a.md")
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1].startswith("Không cài được requirements/run.txt")
    uv.write_bytes(whole[0])
    pip.write_bytes(whole[1])
    assert say(checkout, "outline", "a.md").returncode == 0
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize("half", ["moved", "cut off"])
def test_an_environment_made_elsewhere_or_half_made_is_made_anew(half: str, checkout: Path) -> None:
    installed(checkout)
    say(checkout, "outline", "a.md")
    if half == "moved":
        checkout = checkout.rename(checkout.with_name("chỗ mới"))
    else:
        (checkout / ".venv/made-for").unlink()
    trace = (
        "import venv\ndef create(folder, **settings): print('anew', folder); raise SystemExit(9)\nvenv.create = create"
    )
    done = say(checkout, "outline", "a.md", before=trace)
    assert (done.returncode, done.stdout) == (9, f"anew {checkout / '.venv'}\n")


def test_the_mark_of_an_installation_depends_on_the_lock(checkout: Path) -> None:
    installed(checkout)
    say(checkout, "outline", "a.md")
    mark = (checkout / ".venv/installed-run").read_text(encoding="utf-8")
    lock = (checkout / "requirements/run.txt").read_bytes()
    assert mark == hashlib.sha256(lock + str((checkout / ".venv/bin/python").resolve()).encode()).hexdigest()


def test_the_exit_status_is_the_commands_own(checkout: Path) -> None:
    installed(checkout)
    (checkout / "src/dongbo/__main__.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    assert say(checkout, "redline", "a", "b").returncode == 3


def test_ci_runs_the_command_of_the_readme() -> None:
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()[-1] == "exec ./dong-bo check"
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert os.access(ROOT / "dong-bo", os.X_OK)
