"""What a process of its own does that is told a line of JSON at a time, and answers with one: started by the tests.

It keeps its officers and units in memory for as long as it lives, as a server that read them long ago would.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from dongbo.documents.models import Document
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Grant, Officer, Role, Unit
from dongbo.organisation.operations import change_role, define_role, delegate, give_grant, revoke_grant
from dongbo.organisation.operations.officers import suspend_officer
from dongbo.organisation.operations.units import move_unit
from dongbo.organisation.queries import acting_as
from dongbo.organisation.queries.listing import listing
from dongbo.organisation.rules import Acting, may, require, within
from dongbo.organisation.states import Capacity, Decision, Permission, PostKind
from tests.builders import enrolled, found_site, unit_beneath

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
ENDS = AT + timedelta(hours=9)
PAPER = Decision(number="12/QĐ", on=date(2026, 11, 20), issuer="Bộ Thử nghiệm")
READ, REGISTER = Permission.DOCUMENT_READ, Permission.DOCUMENT_REGISTER

_met: dict[tuple[str, str], Acting] = {}
_units: dict[str, Unit] = {}


def found() -> str:
    """Found a ministry with two departments, one of which has a division, and an officer for every way rights end."""
    site = found_site(at=AT)
    by = site.administrator
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=by, at=AT)
    unit_beneath(site.unit, "G99.02", "Cục Nam", by=by, at=AT)
    unit_beneath(north, "G99.01.01", "Phòng Bắc", by=by, at=AT)
    for unit in Unit.objects.all():
        Document.objects.create(subject=unit.code, unit=unit, registered_at=AT, registered_by=by.officer)
    north.refresh_from_db()
    for username in ("bi-thu-hoi", "bi-dinh-chi", "don-vi-chuyen", "bi-thu-hoi-luc-lam", "lam-luc-thu-hoi", "con-nho"):
        enrolled(username, "planning-officer", unit=north, by=by, at=AT)
    define_role(code="vai-rieng", name="Vai riêng", permissions=[READ, REGISTER], description="", by=by, at=AT)
    enrolled("doi-vai", "vai-rieng", unit=north, by=by, at=AT)
    late = enrolled("het-han", "unit-head", unit=site.unit, by=by, at=AT, covers_branch=False)
    give_grant(officer=late.officer, role=_role("reader"), unit=north, valid_from=AT, valid_to=ENDS, by=by, at=AT)
    head = enrolled("thu-truong", "planning-officer", unit=north, by=by, at=AT, kind=PostKind.HEAD)
    delegated = enrolled("duoc-uy-quyen", "reader", unit=north, by=by, at=AT)
    delegate(
        grant=Grant.objects.get(officer=head.officer),
        to=delegated.officer,
        capacity=Capacity.TUQ,
        valid_to=ENDS + timedelta(days=9),
        decision=PAPER,
        by=acting_as(head.officer, at=AT),
        at=AT,
    )
    return "founded"


def look(username: str, at: str, principal: str = "") -> dict[str, object]:
    """Return what the officer may do at `at`, by every way of asking, and how many queries the first way took."""
    by, moment = _acting(username, principal), datetime.fromisoformat(at)
    counted: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        counted.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(count):
        allowed = [code for code, unit in _known_units().items() if may(by, READ, unit=unit, at=moment)]
    shown = listing(Document.objects.all(), by, READ, at=moment, access="access", order=("subject", "pk"))
    listed = Document.objects.filter(within(by, READ, at=moment, access="access")).order_by("subject")
    return {
        "checked": allowed,
        "listed": [document.subject for document in listed],
        "paged": [document.subject for document in shown[0:50]],
        "queries": len(counted),
    }


def do(act: str) -> str:
    """Do one of the acts by which somebody's rights end."""
    by, at = _administrator(), AT + timedelta(hours=1)
    acts: dict[str, Callable[[], object]] = {
        "revoke": lambda: revoke_grant(grant=_grant("bi-thu-hoi"), reason="Thôi nhiệm vụ", by=by, at=at),
        "revoke what is remembered": lambda: revoke_grant(grant=_grant("con-nho"), reason="Thôi", by=by, at=at),
        "revoke upstream": lambda: revoke_grant(grant=_grant("thu-truong"), reason="Thôi nhiệm vụ", by=by, at=at),
        "change role": lambda: change_role(role=_role("vai-rieng"), permissions=[REGISTER], by=by, at=at),
        "suspend": lambda: suspend_officer(
            officer=Officer.objects.get(username="bi-dinh-chi"), reason="Thôi công tác", by=by, at=at
        ),
        "move": lambda: move_unit(
            unit=Unit.objects.get(code="G99.01.01"),
            parent=Unit.objects.get(code="G99.02"),
            effective_on=AT.date(),
            decision=PAPER,
            by=by,
            at=at,
        ),
    }
    acts[act]()
    return "done"


def act_slowly(username: str) -> str:
    """Act in a transaction that waits, once it was decided that the act is allowed, for a line before it goes on."""
    by, at = _acting(username, ""), AT + timedelta(hours=1)
    try:
        with transaction.atomic():
            authorship = require(by, REGISTER, unit=_known_units()["G99.01"], at=at)
            _tell("decided")
            sys.stdin.readline()
            append_event(kind="test.acted", subject_kind="test", subject_id=username, payload={}, by=authorship, at=at)
    except PermissionDenied:
        return "refused"
    return "acted"


def revoke_slowly(username: str) -> str:
    """Revoke in a transaction that waits for a line before it ends."""
    with transaction.atomic():
        revoke_grant(grant=_grant(username), reason="Thôi", by=_administrator(), at=AT + timedelta(hours=1))
        _tell("revoked")
        sys.stdin.readline()
    return "committed"


def _acting(username: str, principal: str) -> Acting:
    if (username, principal) not in _met:
        officer = Officer.objects.get(username=username)
        other = Officer.objects.get(username=principal) if principal else None
        _met[username, principal] = acting_as(officer, principal=other, at=AT)
    return _met[username, principal]


def _known_units() -> dict[str, Unit]:
    if not _units:
        _units.update({unit.code: unit for unit in Unit.objects.order_by("code")})
    return _units


def _administrator() -> Acting:
    return acting_as(Officer.objects.get(username="quan-tri"), at=AT)


def _grant(username: str) -> Grant:
    return Grant.objects.filter(officer__username=username, parent=None).order_by("pk")[0]


def _role(code: str) -> Role:
    return Role.objects.get(code=code)


def _tell(said: object) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


COMMANDS: dict[str, Callable[..., object]] = {
    "found": found,
    "look": look,
    "do": do,
    "act slowly": act_slowly,
    "revoke slowly": revoke_slowly,
}


def main() -> None:
    """Answer every line with a line until there are none."""
    while line := sys.stdin.readline():
        name, *arguments = json.loads(line)
        _tell(COMMANDS[name](*arguments))
