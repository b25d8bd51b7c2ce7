"""Computing an appraisal in the background: read the papers, run the engines, keep the result."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from dongbo.documents.models import Version
from dongbo.documents.operations.storing import file_path
from dongbo.documents.queries import outline_of, register_entries
from dongbo.engines import appraisal as engine
from dongbo.engines.appraisal_report import write_docx, write_html
from dongbo.engines.intake import read_paper
from dongbo.planning.models import Appraisal
from dongbo.planning.operations.appraisals import (
    Proposal,
    begin_appraisal,
    fail_appraisal,
    finish_appraisal,
    note_progress,
)
from dongbo.planning.states import AppraisalState

Ends = dict[str, tuple[UUID, str]]
"""Path → the provision's identity and its fingerprint."""


@task()
def compute_appraisal(appraisal_id: str) -> None:
    """This will compute the appraisal with this id: afresh where it was cut off, not again where it is ready."""
    appraisal = Appraisal.objects.get(pk=appraisal_id)
    if appraisal.state != AppraisalState.READY:
        compute_now(appraisal=appraisal, at=timezone.now())


def compute_now(*, appraisal: Appraisal, at: datetime) -> Appraisal:
    """This will compute `appraisal` here and now. A failure is kept with its reason, then raised again."""
    appraisal = begin_appraisal(appraisal=appraisal, at=at)
    try:
        return _compute(appraisal, at=at)
    except Exception as failure:
        reason = _("Không đối chiếu được (%(kind)s). Hãy báo quản trị viên kèm giờ xảy ra.")
        fail_appraisal(appraisal=appraisal, failure=reason % {"kind": type(failure).__name__}, at=at)
        raise


def _compute(appraisal: Appraisal, *, at: datetime) -> Appraisal:
    plan = appraisal.plan.document
    undated_first = F("document__issued_date").asc(nulls_first=True)
    directives = list(appraisal.directives.select_related("document").order_by(undated_first, "pk"))
    found = engine.appraise(
        _paper_file(appraisal.plan),
        [_paper_file(version) for version in directives],
        _paper_file(appraisal.previous) if appraisal.previous else None,
        register=register_entries(beside=(plan.unit, plan.access)),
        progress=lambda percent, stage: note_progress(
            appraisal=appraisal, percent=min(percent, 99), stage=stage, at=timezone.now()
        ),
        as_of=timezone.localdate(at),
    )
    versions = dict(zip((paper.name for paper in found.directives), directives, strict=True))
    result = found.as_json() | {"versions": {name: version.pk for name, version in versions.items()}}
    return finish_appraisal(
        appraisal=appraisal,
        result=result,
        reports={"html": write_html(found).encode(), "docx": write_docx(found)},
        proposals=_proposals(found, _ends(appraisal.plan), {name: _ends(v) for name, v in versions.items()}),
        at=at,
    )


def _paper_file(version: Version) -> engine.PaperFile:
    """Return the version's file as read again, with the tree as the officer mended it."""
    paper = read_paper(file_path(version.sha256).read_bytes(), name=version.file_name)
    return engine.paper_file(paper, outline=outline_of(version))


def _ends(version: Version) -> Ends:
    rows = version.provisions.values_list("path", "provision", "content_hash")
    return {path: (provision, fingerprint) for path, provision, fingerprint in rows}


def _proposals(found: engine.Appraisal, plan: Ends, directives: dict[str, Ends]) -> Iterator[Proposal]:
    for asked in found.alignment.directives:
        for link in asked.links:
            if link.answers:
                directive, directive_hash = directives[link.directive.document][link.directive.path]
                answer, plan_hash = plan[link.plan.path]
                yield Proposal(
                    directive_provision=directive,
                    plan_provision=answer,
                    directive_hash=directive_hash,
                    plan_hash=plan_hash,
                    score=link.score,
                    reason="; ".join(link.phrases),
                )
