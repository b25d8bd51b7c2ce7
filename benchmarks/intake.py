"""Ten thousand officers with posts and starting roles out of one workbook, beside one `enrol_officer` for each row.

Both run on the same site with 200 units, in the same run: the workbook is read, looked at and applied as a whole; the
peer enrols and grants row by row over a tenth of the rows, each its own act, and is reckoned up to the whole. Times
are seconds of one processor, so that what else the machine does weighs little; the second column is the clock's.

Run: .venv/bin/python benchmarks/intake.py
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

Done = TypeVar("Done")

ROWS = 10_000
UNITS = 200
SHARE_OF_PEER = 10
AT = datetime.fromisoformat("2026-11-21T08:00:00+07:00")
HEADINGS = ("Tên đăng nhập", "Họ và tên", "Mã đơn vị", "Chức vụ", "Từ ngày", "Vai trò ban đầu")


def main() -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DONGBO_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "dongbo.site.settings"
        import django

        django.setup()
        from django.core.management import call_command

        with redirect_stderr(StringIO()):
            call_command("migrate", verbosity=0)
        _measure()


def _measure() -> None:
    from django.db import connection

    from dongbo.engines.workbooks import NewSheet, write_workbook
    from dongbo.organisation.models import Role
    from dongbo.organisation.operations import enrol_officer, establish_site, give_grant
    from dongbo.organisation.operations.intake import apply_intake, read_intake
    from dongbo.organisation.queries import post_on
    from dongbo.organisation.states import Access, IntakeKind

    administrator = establish_site(
        code="G99",
        name="Bộ Thử nghiệm",
        username="quan-tri",
        full_name="Quản Trị",
        title="Quản trị",
        password="mot-mat-khau-du-dai",
        at=AT,
    ).administrator
    units = _found_units(administrator)
    codes = list(units)
    rows = [
        (f"cb.{n:05}", f"Nguyễn Văn {'ABCDEGHIKL'[n % 10]}", codes[n % UNITS], "Cán bộ", "21/11/2026", "reader")
        for n in range(ROWS)
    ]
    data = write_workbook([NewSheet("Cán bộ", HEADINGS, rows)])
    intake, reading, reading_clock = _timed(
        lambda: read_intake(kind=IntakeKind.OFFICERS, data=data, file_name="cb.xlsx", by=administrator, at=AT)
    )
    assert intake.counts == {"new": ROWS, "changed": 0, "unchanged": 0, "refused": 0}, intake.findings[:3]
    _, applying, applying_clock = _timed(
        lambda: apply_intake(intake=intake, keep_good_rows=False, by=administrator, at=AT)
    )
    role = Role.objects.get(code="reader")

    def one_by_one() -> None:
        for n, (username, full_name, code, title, _day, _role) in enumerate(rows[: ROWS // SHARE_OF_PEER]):
            officer = enrol_officer(
                username=f"p{n}.{username}",
                full_name=full_name,
                unit=units[code],
                title=title,
                valid_from=date(2026, 11, 21),
                by=administrator,
                at=AT,
            )
            give_grant(
                officer=officer,
                role=role,
                unit=units[code],
                covers_branch=False,
                clearance=Access.UNIT,
                post=post_on(officer, date(2026, 11, 21)),
                by=administrator,
                at=AT,
            )

    _, share, share_clock = _timed(one_by_one)
    peer = share * SHARE_OF_PEER
    print(f"{ROWS} officers, each with a post and a role, {len(data) // 1024} KB, {connection.vendor}\n")
    print("| way | processor s | clock s | times ours |")
    print("|---|---|---|---|")
    print(f"| read and looked at | {reading:.2f} | {reading_clock:.2f} | |")
    print(f"| applied in one act | {applying:.2f} | {applying_clock:.2f} | |")
    print(f"| ours, both | {reading + applying:.2f} | {reading_clock + applying_clock:.2f} | 1 |")
    print(
        f"| enrol_officer and give_grant, row by row (reckoned) | {peer:.1f} | {share_clock * SHARE_OF_PEER:.1f} "
        f"| {peer / (reading + applying):.1f} |"
    )


def _found_units(administrator: Any) -> dict[str, Any]:
    from dongbo.engines.workbooks import NewSheet, write_workbook
    from dongbo.organisation.models import Unit
    from dongbo.organisation.operations.intake import apply_intake, read_intake
    from dongbo.organisation.states import IntakeKind

    headings = ("Mã định danh", "Tên đơn vị", "Cấp", "Mã đơn vị cấp trên")
    rows = [(f"G99.{n:03}", f"Cục {n}", "department", "G99") for n in range(1, UNITS + 1)]
    data = write_workbook([NewSheet("Đơn vị", headings, rows)])
    intake = read_intake(kind=IntakeKind.UNITS, data=data, file_name="dv.xlsx", by=administrator, at=AT)
    apply_intake(intake=intake, keep_good_rows=False, by=administrator, at=AT)
    return {unit.code: unit for unit in Unit.objects.exclude(code="G99")}


def _timed(act: Callable[[], Done]) -> tuple[Done, float, float]:
    begins, clock = time.process_time(), time.perf_counter()
    done = act()
    return done, time.process_time() - begins, time.perf_counter() - clock


if __name__ == "__main__":
    main()
