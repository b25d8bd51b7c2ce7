"""Twenty people write on one plan at once: no text is lost, nobody overwrites another without being shown it.

DONG_BO_WRITERS_SECONDS=60 writes for the whole minute and prints the figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.processes import ROOT, Environment, own_database, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = float(os.environ.get("DONG_BO_WRITERS_SECONDS", "3"))
WRITERS, PROCESSES = 20, 2

SETUP = """
import json, sys
import django; django.setup()
from datetime import UTC, datetime
from dongbo.planning.operations.dossiers import add_member
from dongbo.planning.states import TeamRole
from dongbo.documents.models import Version
from dongbo.documents.states import VersionState
from dongbo.ledger.queries import verify_ledger
from dongbo.planning.models import KeptText, ProvisionEdit
from dongbo.planning.queries.writing import words_noted
from tests.builders import enrolled, found_site
from tests.planning.writing.drafts import assert_whole, drafted
at = datetime(2026, 11, 21, 8, tzinfo=UTC)
"""
FOUND = f"""{SETUP}
site = found_site(at=at)
entries = [
    {{"kind": "dieu", "heading": f"Nội dung {{place}}", "children": [
        {{"kind": "khoan", "text": f"Thực hiện khoản 1 Điều {{place}} của Kế hoạch này."}},
        {{"kind": "khoan", "text": "Bảo đảm nguồn lực."}},
    ]}}
    for place in range(1, 21)
]
draft = drafted(site, at=at, entries=entries)
for place in range({WRITERS}):
    name = f"nguoi-viet-{{place}}"
    writer = enrolled(name, "drafting-officer", unit=site.unit, by=site.administrator, at=at)
    add_member(dossier=draft.dossier, officer=writer.officer, role=TeamRole.DEPUTY, by=draft.head, at=at)
"""
STATE = f"""{SETUP}
version = Version.objects.get(state=VersionState.DRAFTING)
assert_whole(version)
edits = list(ProvisionEdit.objects.order_by("pk"))
last, breaks = {{}}, 0
for edit in edits:
    if edit.before.get("path") and not edit.after.get("dangling"):
        before = words_noted(edit.before).hash
        breaks += last.get(edit.provision_id, before) != before
    if edit.after.get("path"):
        last[edit.provision_id] = words_noted(edit.after).hash
print(json.dumps({{
    "current": list(version.provisions.values_list("text", flat=True)),
    "edits": [[edit.before.get("text", ""), edit.after.get("text", "")] for edit in edits],
    "kept": list(KeptText.objects.values_list("text", flat=True)),
    "written": [[words_noted(e.before).hash, words_noted(e.after).hash] for e in edits if e.act == "written"],
    "breaks": breaks,
    "ledger": verify_ledger(),
}}))
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own that several processes may open."""
    with own_database(tmp_path) as own:
        yield own


def all_write(own: Environment) -> dict[str, Any]:
    """Let all write, half of them in either process; return what they tell."""
    each = WRITERS // PROCESSES
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.planning.writing.twenty_writers",
                str(first),
                str(first + each),
                str(SECONDS),
            ],
            env=own,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for first in range(0, WRITERS, each)
    ]
    told = [json.loads(process.communicate(timeout=SECONDS + 120)[0]) for process in running]
    return {
        "counts": sum((Counter(one["counts"]) for one in told), Counter()),
        "tokens": [token for one in told for token in one["tokens"]],
        "saved": [tuple(pair) for one in told for pair in one["saved"]],
        "errors": [error for one in told for error in one["errors"]],
    }


def test_twenty_writers_lose_no_text_and_are_shown_every_conflict(environment: Environment) -> None:
    run(FOUND, environment)
    told = all_write(environment)
    found = json.loads(run(STATE, environment))
    assert told["errors"] == []
    everything = "\n".join([*found["current"], *found["kept"], *(text for pair in found["edits"] for text in pair)])
    lost = [token for token in told["tokens"] if token not in everything]
    sys.stdout.write(f"{SECONDS:.0f} s: {dict(told['counts'])}, texts {len(told['tokens'])}, lost {len(lost)}\n")
    assert lost == []
    # Each save went over exactly the words its writer had seen: nothing was overwritten unseen.
    assert set(told["saved"]) <= {tuple(pair) for pair in found["written"]}
    assert (found["breaks"], found["ledger"]) == (0, None)
    assert told["counts"]["writes"] > WRITERS
    assert told["counts"]["conflicts"] > 0
