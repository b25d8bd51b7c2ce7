"""What the view tests find in the register."""

from dataclasses import dataclass
from datetime import datetime

from dongbo.documents.models import Version
from dongbo.jobs.appraisal import compute_now
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.operations.appraisals import request_appraisal
from dongbo.planning.operations.links import add_link
from tests.builders import Site


@dataclass(frozen=True, slots=True)
class Papers:
    """A directive and a plan that answers it."""

    directive: Version
    plan: Version


def appraised(papers: Papers, *, site: Site, at: datetime) -> Appraisal:
    """Hold the plan against the directive, computed here and now."""
    return compute_now(appraisal=asked(papers, site=site, at=at), at=at)


def asked(papers: Papers, *, site: Site, at: datetime) -> Appraisal:
    """Ask for the appraisal and leave it waiting."""
    return request_appraisal(plan=papers.plan, directives=[papers.directive], previous=None, by=site.planner, at=at)


def linked(papers: Papers, directive_path: str, plan_path: str, *, site: Site, at: datetime) -> TraceLink:
    """Join two provisions by hand."""
    return add_link(
        directive_provision=papers.directive.provisions.get(path=directive_path).provision,
        plan_provision=papers.plan.provisions.get(path=plan_path).provision,
        reason="cùng một việc",
        by=site.planner,
        at=at,
    )
