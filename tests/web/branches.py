"""A ministry with two branches, papers open to different degrees in each, and officers who see different parts."""

from dataclasses import dataclass
from datetime import datetime

from django.test import Client

from dongbo.documents.models import Version
from dongbo.documents.states import Standing
from dongbo.jobs.appraisal import compute_now
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.operations.appraisals import request_appraisal
from dongbo.planning.operations.links import add_link
from tests.builders import DIRECTIVE, PLAN, Site, enrolled, frozen, unit_beneath

SHARED, NORTHERN, CLOSED, SOUTHERN = "15/NQ-CP", "51/NQ-BAC", "52/NQ-KIN", "53/NQ-NAM"
SUBJECTS = {
    SHARED: "Về phát triển dữ liệu số",
    NORTHERN: "Về cầu treo miền ngược",
    CLOSED: "Về kho dự phòng bí ẩn",
    SOUTHERN: "Về ruộng muối ven biển",
}


def directive(number: str) -> str:
    """Return the directive under another number and with another subject."""
    return DIRECTIVE.replace("15/NQ-CP", number).replace(SUBJECTS[SHARED], SUBJECTS[number])


def plan_citing(number: str, *, own: str) -> str:
    """Return the plan under its own number, citing another directive."""
    return PLAN.replace("21/KH-BTN", own).replace("15/NQ-CP", number)


@dataclass(frozen=True, slots=True)
class Branches:
    """What stands where, and who is there."""

    north: Unit
    south: Unit
    shared: Version
    northern: Version
    closed: Version
    southern: Version
    plan: Version
    southern_plan: Version
    appraisal: Appraisal
    link: TraceLink
    north_reader: Acting
    south_reader: Acting
    south_planner: Acting
    north_cleared: Acting
    outsider: Acting


def two_branches(*, site: Site, at: datetime) -> Branches:
    """Found both branches. The north's plan answers a directive of the north and a restricted one."""
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=site.administrator, at=at)
    south = unit_beneath(site.unit, "G99.02", "Cục Nam", by=site.administrator, at=at)
    north.refresh_from_db()

    def officer(name: str, role: str, unit: Unit, clearance: Access = Access.UNIT) -> Acting:
        return enrolled(name, role, unit=unit, clearance=clearance, by=site.administrator, at=at)

    cleared = officer("bac-ke-hoach", "planning-officer", north, Access.RESTRICTED)
    south_planner = officer("nam-ke-hoach", "planning-officer", south)

    def kept(text: str, unit: Unit, access: Access, by: Acting, standing: Standing = Standing.DIRECTIVE) -> Version:
        return frozen(text, site=site, at=at, standing=standing, unit=unit, access=access, by=by)

    shared = kept(directive(SHARED), site.unit, Access.CIRCULATED, site.planner)
    northern = kept(directive(NORTHERN), north, Access.UNIT, cleared)
    closed = kept(directive(CLOSED), north, Access.RESTRICTED, cleared)
    southern = kept(directive(SOUTHERN), south, Access.UNIT, south_planner)
    plan = kept(plan_citing(CLOSED, own="61/KH-BAC"), north, Access.UNIT, cleared, Standing.PLAN)
    appraisal = request_appraisal(plan=plan, directives=[northern, closed], previous=None, by=cleared, at=at)
    link = add_link(
        directive_provision=closed.provisions.get(path="II/1").provision,
        plan_provision=plan.provisions.get(path="II/1").provision,
        reason="cùng một việc",
        by=cleared,
        at=at,
    )
    return Branches(
        north=north,
        south=south,
        shared=shared,
        northern=northern,
        closed=closed,
        southern=southern,
        plan=plan,
        southern_plan=kept(plan_citing(NORTHERN, own="62/KH-NAM"), south, Access.UNIT, south_planner, Standing.PLAN),
        appraisal=compute_now(appraisal=appraisal, at=at),
        link=link,
        north_reader=officer("bac-doc", "reader", north),
        south_reader=officer("nam-doc", "reader", south),
        south_planner=south_planner,
        north_cleared=cleared,
        outsider=officer("an-ninh", "security-officer", south),
    )


def browser_of(by: Acting) -> Client:
    """Return the browser of an officer."""
    client = Client(REMOTE_ADDR="10.9.8.7")
    client.force_login(by.officer)
    return client
