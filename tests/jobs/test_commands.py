"""Administration commands on the ledger."""

import json
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dongbo.documents.states import Standing
from dongbo.planning.operations import begin_appraisal, request_appraisal
from dongbo.planning.states import AppraisalState
from tests.builders import DIRECTIVE, PLAN, Site, frozen


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
