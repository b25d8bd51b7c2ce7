"""A sent round in small: a frozen plan, units that are asked, and in each an officer and a head who may answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from dongbo.documents.models import Version
from dongbo.documents.states import Standing
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, PostKind
from dongbo.planning.models import Consultation, Consultee, ReplyTerm
from dongbo.planning.operations.consultations import add_recipients, prepare_consultation, send_consultation
from tests.builders import PLAN, Site, enrolled, frozen, unit_beneath

QUESTIONS = ("Nguồn kinh phí đã đủ chưa?", "Tiến độ có khả thi không?")


def tokens() -> Callable[[], str]:
    """Return a source of words that names forms, the same in every run."""
    numbers = count(1)
    return lambda: f"bieu-{next(numbers):06d}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit that is asked, with an officer who raises opinions and a head who sends them."""

    unit: Unit
    officer: Acting
    head: Acting
    consultee: Consultee


@dataclass(frozen=True, slots=True)
class Round:
    """A round, who leads it at the ministry, and whom it asks."""

    consultation: Consultation
    version: Version
    leader: Acting
    drafter: Acting
    decider: Acting
    asked: list[Asked] = field(default_factory=list)

    def __iter__(self) -> Iterator[Asked]:
        return iter(self.asked)


def term_of(code: str = "internal") -> ReplyTerm:
    """Return a term of reply that comes with the site."""
    return ReplyTerm.objects.get(code=code)


def leaders(site: Site, *, at: datetime, clearance: Access = Access.UNIT) -> tuple[Acting, Acting, Acting]:
    """Enrol at the ministry who leads rounds, who answers opinions, and who decides what is put to the leader."""

    def officer(name: str, role: str) -> Acting:
        return enrolled(name, role, unit=site.unit, clearance=clearance, by=site.administrator, at=at)

    return (
        officer("chu-tri", "drafting-head"),
        officer("soan-thao", "drafting-officer"),
        officer("lanh-dao", "deciding-leader"),
    )


def respondents(site: Site, number: int, *, at: datetime, first: int = 1) -> list[tuple[Unit, Acting, Acting]]:
    """Found `number` departments, each with an officer and a head of opinions."""
    found = []
    for place in range(first, first + number):
        unit = unit_beneath(site.unit, f"G99.{50 + place}", f"Cục số {place}", by=site.administrator, at=at)
        officer = enrolled(f"gop-y-{place}", "opinion-officer", unit=unit, by=site.administrator, at=at)
        head = enrolled(
            f"thu-truong-{place}", "opinion-head", unit=unit, kind=PostKind.HEAD, by=site.administrator, at=at
        )
        found.append((unit, officer, head))
    return found


def prepared_round(
    site: Site,
    *,
    at: datetime,
    units: int = 3,
    text: str = PLAN,
    term: str = "internal",
    days: int = 5,
    access: Access = Access.UNIT,
    questions: tuple[str, ...] = QUESTIONS,
    remind_before: tuple[int, ...] = (),
) -> Round:
    """Freeze a plan at the ministry and prepare a round on it with `units` departments as recipients."""
    leader, drafter, decider = leaders(site, at=at, clearance=access)
    version = frozen(text, site=site, at=at, standing=Standing.PLAN, access=access, by=leader)
    consultation = prepare_consultation(
        version=version,
        title="Lấy ý kiến lần đầu",
        term=term_of(term),
        days=days,
        questions=questions,
        remind_before=remind_before,
        by=leader,
        at=at,
    )
    people = respondents(site, units, at=at)
    add_recipients(
        consultation=consultation, units=[unit for unit, _officer, _head in people], token=tokens(), by=leader, at=at
    )
    return _told(Round(consultation, version, leader, drafter, decider), people)


def sent_round(site: Site, *, at: datetime, **said: Any) -> Round:
    """Prepare a round as prepared_round does, and send it."""
    return sent_out(prepared_round(site, at=at, **said), at=at)


def sent_out(prepared: Round, *, at: datetime) -> Round:
    """Send a round that was prepared."""
    sent = send_consultation(consultation=prepared.consultation, by=prepared.leader, at=at)
    people = [(one.unit, one.officer, one.head) for one in prepared]
    return _told(Round(sent, prepared.version, prepared.leader, prepared.drafter, prepared.decider), people)


def _told(asking: Round, people: list[tuple[Unit, Acting, Acting]]) -> Round:
    consultees = {one.unit_id: one for one in Consultee.objects.filter(consultation=asking.consultation)}
    for unit, officer, head in people:
        unit.refresh_from_db()
        asking.asked.append(Asked(unit, officer, head, consultees[unit.pk]))
    return asking
