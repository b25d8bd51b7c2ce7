"""A dossier closed at the instant of a save: no word gets in after it is closed, and none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.processes import at_once, own_database, run

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 6

FOUND = f"""
import django; django.setup()
from datetime import UTC, datetime
from tests.builders import found_site
from tests.planning.writing.drafts import drafted
at = datetime(2026, 11, 21, 8, tzinfo=UTC)
site = found_site(at=at)
for number in range({ROUNDS}):
    drafted(site, at=at, name=str(number))
"""
RACE = f"""
import os, sys
import django; django.setup()
from datetime import UTC, datetime
from django.core.exceptions import ValidationError
from dongbo.organisation.models import Officer
from dongbo.organisation.queries import acting_as
from dongbo.documents.queries import version_being_written
from dongbo.planning.models import DraftingDossier
from dongbo.planning.operations.dossiers import close_dossier
from dongbo.planning.operations.writing import write_provision
from dongbo.planning.queries.writing import words_hash
at = datetime(2026, 11, 21, 9, tzinfo=UTC)
try:
    first = bool(os.open(os.environ["DONGBO_VAR"] + "/first", os.O_CREAT | os.O_EXCL))
except FileExistsError:
    first = False
for number in range({ROUNDS}):
    by = acting_as(Officer.objects.get(username=f"chu-tri{{number}}"), at=at)
    writer = by if first else acting_as(Officer.objects.get(username=f"soan-thao{{number}}"), at=at)
    dossier = DraftingDossier.objects.select_related("document__unit").get(members__officer=by.officer)
    version = version_being_written(dossier.document)
    row = version.provisions.select_related("provision").get(path="dieu:1")
    seen = words_hash(row)
    print("ready", flush=True)
    sys.stdin.readline()
    # Each process tries both, in the other order: one of them closes while the other saves.
    for act in ("close", "write") if first else ("write", "close"):
        try:
            if act == "close":
                close_dossier(dossier=dossier, by=by, at=at)
            else:
                where = {{"version": version, "provision": row.provision, "seen": seen}}
                write_provision(**where, heading="", text=f"Lời của {{os.getpid()}}", by=writer, at=at)
        except ValidationError as refusal:
            assert refusal.code in ("closed", "conflict"), refusal
    print("done", flush=True)
"""
AFTER = """
import django; django.setup()
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from dongbo.planning.models import DraftingDossier, KeptText
from tests.planning.writing.drafts import assert_whole
from dongbo.documents.queries import version_being_written
late = 0
for dossier in DraftingDossier.objects.all():
    told = list(Event.objects.filter(subject_id=str(dossier.pk)).order_by("pk").values_list("kind", flat=True))
    closed = told.index("planning.dossier_closed")
    late += told[closed:].count("planning.provision_written")
    assert told.count("planning.dossier_closed") == 1
    version = version_being_written(dossier.document)
    assert_whole(version)
    kept = KeptText.objects.filter(version=version).values_list("text", flat=True)
    said = [version.provisions.get(path="dieu:1").text, *kept]
    assert sum(text.startswith("Lời của") for text in said) == 2
print(late, verify_ledger())
"""


def test_no_save_comes_after_the_closing(tmp_path: Path) -> None:
    with own_database(tmp_path) as environment:
        run(FOUND, environment)
        assert at_once(RACE, environment, rounds=ROUNDS) == [["done", "done"]] * ROUNDS
        assert run(AFTER, environment) == "0 None"
