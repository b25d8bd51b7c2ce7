"""Administration commands on the ledger."""

import json
import subprocess
import sys
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dongbo.documents.states import Standing
from dongbo.planning.operations.appraisals import begin_appraisal, request_appraisal
from dongbo.planning.states import AppraisalState
from tests.builders import DIRECTIVE, PLAN, Site, frozen
from tests.processes import own_database, run


def output(command: str, *arguments: str) -> str:
    held = StringIO()
    call_command(command, *arguments, stdout=held)
    return held.getvalue()


def test_a_whole_chain_is_said_to_be_whole(site: Site) -> None:
    assert output("verify_ledger") == "Chuỗi nguyên vẹn, 5 sự kiện.\n"


def test_a_checkpoint_is_checked_with_its_signature(site: Site, at: datetime, tmp_path: Path) -> None:
    kept = tmp_path / "checkpoint.json"
    kept.write_text(output("checkpoint"), encoding="utf-8")
    assert output("verify_ledger", "--checkpoint", str(kept)) == "Chuỗi nguyên vẹn, 5 sự kiện.\n"
    forged = json.loads(kept.read_text()) | {"sequence": 2}
    kept.write_text(json.dumps(forged), encoding="utf-8")
    with pytest.raises(CommandError, match="đã bị sửa"):
        output("verify_ledger", "--checkpoint", str(kept))


def test_a_checkpoint_that_is_no_checkpoint_is_named(site: Site, tmp_path: Path) -> None:
    kept = tmp_path / "other.json"
    kept.write_text("[]", encoding="utf-8")
    with pytest.raises(CommandError, match=r"other\.json"):
        output("verify_ledger", "--checkpoint", str(kept))


def test_an_appraisal_cut_off_long_ago_is_taken_up_again(site: Site, at: datetime) -> None:
    directive = frozen(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE)
    plan = frozen(PLAN, site=site, at=at, standing=Standing.PLAN)
    appraisal = request_appraisal(plan=plan, directives=[directive], previous=None, by=site.planner, at=at)
    begin_appraisal(appraisal=appraisal, at=at)
    output("resume_appraisals")
    appraisal.refresh_from_db()
    assert appraisal.state == AppraisalState.QUEUED


ESTABLISH = ["-m", "dongbo.site.manage", "establish", "--code", "G97", "--name", "Bộ Mới lập", "--username", "quan.tri",
             "--full-name", "Cán bộ Thử", "--password-stdin"]  # fmt: skip
WHO = """
import django; django.setup()
from django.utils import timezone
from dongbo.ledger.queries import verify_ledger
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
officer, at = Officer.objects.get(), timezone.now()
by = acting_as(officer, at=at)
print(Unit.objects.get().code, officer.username, officer.check_password("mot-mat-khau-du-dai"),
      holds(by, Permission.GRANT_GIVE, at=at), holds(by, Permission.DOCUMENT_READ, at=at), verify_ledger())
"""


def test_an_empty_site_is_established_once_with_a_strong_password(tmp_path: Path) -> None:
    with own_database(tmp_path) as own:

        def established(password: str) -> tuple[int, str]:
            done = subprocess.run(
                [sys.executable, *ESTABLISH], env=own, input=f"{password}\n", capture_output=True, text=True, timeout=60
            )
            return done.returncode, done.stdout + done.stderr

        weak = established("123")
        assert (weak[0], "14" in weak[1]) == (1, True)
        assert established("mot-mat-khau-du-dai")[0] == 0
        assert run(WHO, own) == "G97 quan.tri True True False None"
        again = established("mot-mat-khau-du-dai")
        assert (again[0], "đã được lập" in again[1]) == (1, True)
