"""A site of the time when duties stood in a column is brought to now: nobody loses a power, nothing is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import Environment, migrate, own_database, run

OF_THAT_TIME = """
import django; django.setup()
from datetime import UTC, datetime
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from dongbo.engines.hash_chain import GENESIS, seal
leaves = [("organisation", "0001_initial"), ("documents", "0002_frozen_is_frozen"),
          ("ledger", "0002_append_only"), ("planning", "0001_initial")]
executor = MigrationExecutor(connection)
executor.migrate(leaves)
apps = executor.loader.project_state(leaves).apps
Unit, Officer = apps.get_model("organisation", "Unit"), apps.get_model("organisation", "Officer")
at = datetime(2026, 5, 4, 1, tzinfo=UTC)

top = Unit.objects.create(code="G99", name="Bộ Thử nghiệm")
office = Unit.objects.create(code="G99.01", name="Cục Dữ liệu", parent=top)
room = Unit.objects.create(code="G99.01.02", name="Phòng Kế hoạch", parent=office)
officers = {
    name: Officer.objects.create(username=name, full_name=f"Cán bộ {name}", position=position, duty=duty, unit=unit,
                                 is_active=active, password="x")
    for name, position, duty, unit, active in (
        ("ke-hoach", "Chuyên viên", "planning_officer", room, True),
        ("nguoi-doc", "", "reader", office, True),
        ("quan-tri", "Trưởng phòng", "administrator", top, True),
        ("da-nghi", "Chuyên viên", "administrator", top, False),
    )
}
planner = officers["ke-hoach"]

get = lambda name: apps.get_model("documents", name)
versions = []
for number, standing in (("15/NQ-CP", "directive"), ("21/KH-BTN", "plan")):
    document = get("Document").objects.create(
        standing=standing, number=number, number_key=number.lower(), subject=f"Về {number}", subject_key="ve",
        registered_at=at, registered_by=planner)
    stored = get("StoredFile").objects.create(sha256=str(len(versions)) * 64, size=5, kind="txt")
    version = get("Version").objects.create(
        document=document, ordinal=1, label="Bản 1", file=stored, file_name="a.txt", style="old", imported_at=at,
        imported_by=planner, state="in_review")
    provision = get("Provision").objects.create(document=document, current_hash="a" * 64)
    row = get("ProvisionVersion").objects.create(
        version=version, provision=provision, rank=0, depth=0, kind="roman", number="I", path="I", text="Mục tiêu",
        content_hash="a" * 64)
    versions.append((version, provision))
frozen, directive_end = versions[0]
frozen.state, frozen.frozen_at, frozen.frozen_by = "frozen", at, planner
frozen.save()
plan, plan_end = versions[1]
get("Citation").objects.create(version=plan, line=1, text="Nghị quyết 15/NQ-CP", number="15/NQ-CP",
                               number_key="15/nq-cp", relation="basis", state="resolved", target=frozen.document)
apps.get_model("planning", "TraceLink").objects.create(
    directive_provision=directive_end, plan_provision=plan_end, directive_hash="a" * 64, plan_hash="a" * 64,
    proposed_at=at, state="confirmed", decided_at=at, decided_by=planner)
appraisal = apps.get_model("planning", "Appraisal").objects.create(plan=plan, requested_at=at, requested_by=planner)
appraisal.directives.add(frozen)

previous = GENESIS
for place, kind in enumerate(("organisation.unit_founded", "documents.document_registered"), start=1):
    content = {"at": at.isoformat(), "kind": kind, "actor": str(planner.pk), "on_behalf_of": "",
               "subject_kind": "document", "subject_id": str(frozen.document_id), "payload": {"số": place}}
    sealed = seal(sequence=place, content=content, previous_hash=previous)
    fields = {name: value for name, value in content.items() if name != "at"}
    apps.get_model("ledger", "Event").objects.create(
        sequence=place, at=at, previous_hash=previous, hash=sealed, **fields)
    previous = sealed
"""

NOW = """
import json
import django; django.setup()
from datetime import UTC, datetime
from django.db import DatabaseError, transaction
from dongbo.documents.models import Version
from dongbo.documents.queries import citations_from, readable_documents
from dongbo.ledger.queries import verify_ledger
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import may
from dongbo.organisation.states import Permission
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.queries.links import links_of
at = datetime(2026, 11, 22, tzinfo=UTC)
top, deepest = Unit.objects.get(code="G99"), Unit.objects.get(code="G99.01.02")
told = {}
for officer in Officer.objects.order_by("username"):
    by = acting_as(officer, at=at)
    told[officer.username] = {
        "post": f"{by.post.title}, {by.post.unit.code}",
        "everywhere": [one.code for one in Permission
                       if may(by, one, unit=top, at=at) and may(by, one, unit=deepest, at=at)],
        "reads": sorted(readable_documents(by, at=at).values_list("number", flat=True)),
        "appraisals": readable_appraisals(by, at=at).count(),
        "links": links_of(by, at=at).count(),
    }
told["tree"] = [[unit.code, unit.first, unit.last, unit.lineage] for unit in Unit.objects.order_by("first")]
planner = acting_as(Officer.objects.get(username="ke-hoach"), at=at)
plan = Version.objects.get(document__number="21/KH-BTN")
told["cited"] = [one.shown_state for one in citations_from(plan, by=planner, at=at)]
try:
    with transaction.atomic():
        Version.objects.filter(state="frozen").update(label="khác")
    told["frozen"] = "changed"
except DatabaseError:
    told["frozen"] = "refused"
told["ledger"] = str(verify_ledger())
print(json.dumps(told))
"""

ACT = """
import django; django.setup()
from datetime import UTC, datetime
from dongbo.documents.models import Version
from dongbo.documents.operations import freeze_version
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from dongbo.organisation.models import Officer
from dongbo.organisation.queries import acting_as
at = datetime(2026, 11, 22, tzinfo=UTC)
planner = acting_as(Officer.objects.get(username="ke-hoach"), at=at)
freeze_version(version=Version.objects.get(document__number="21/KH-BTN"), by=planner, at=at)
event = Event.objects.first()
print(event.kind, event.permission, bool(event.grant), verify_ledger())
"""

READER = ["document.read", "officer.read"]
PLANNER = [
    "document.read", "document.register", "document.mend", "document.freeze", "appraisal.request", "link.decide",
    "officer.read",
]  # fmt: skip
ADMINISTRATOR = [
    *PLANNER[:-1], "unit.reorganise", "officer.read", "officer.enrol", "grant.read", "grant.give", "role.define",
    "review.open", "ledger.read",
]  # fmt: skip
BOTH = ["15/NQ-CP", "21/KH-BTN"]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own that no migration has touched."""
    with own_database(tmp_path, migrated=False) as own:
        yield own


def powers(post: str, everywhere: list[str]) -> dict[str, object]:
    """Return what an officer in service has: his post, his permissions on the whole tree, and everything to read."""
    return {"post": post, "everywhere": everywhere, "reads": BOTH, "appraisals": 1, "links": 1}


def test_officers_keep_their_powers_and_papers_are_still_read(environment: Environment) -> None:
    run(OF_THAT_TIME, environment)
    migrate(environment)
    assert json.loads(run(NOW, environment)) == {
        "ke-hoach": powers("Chuyên viên, G99.01.02", PLANNER),
        "nguoi-doc": powers("Cán bộ, G99.01", READER),
        "quan-tri": powers("Trưởng phòng, G99", ADMINISTRATOR),
        "da-nghi": {"post": "Chuyên viên, G99", "everywhere": [], "reads": [], "appraisals": 0, "links": 0},
        "tree": [["G99", 0, 2, "0"], ["G99.01", 1, 2, "0,1"], ["G99.01.02", 2, 2, "0,1,2"]],
        "cited": ["resolved"],
        "frozen": "refused",
        "ledger": "None",
    }
    assert run(ACT, environment) == "documents.version_frozen document.freeze True None"
