"""Reads: the report to a council on what became of each revision it required."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.engines.consultation_papers.letters import day_in_words
from dongbo.engines.consultation_papers.model import Head
from dongbo.engines.council_papers import Answered, RevisionReport
from dongbo.organisation.rules.wording import day_text
from dongbo.planning.models import Council, RequiredRevision, RevisionCheck
from dongbo.planning.queries.council_paper_parts import (
    draft_of,
    named_council,
    notice_as_cited,
    numbered_notice,
    unit_head,
)
from dongbo.planning.queries.revisions import checks_by_revision, live_revisions
from dongbo.planning.states import RevisionStanding


def revision_report_data(
    council: Council, version: Version, *, at: datetime | None = None, head: Head | None = None
) -> RevisionReport:
    """Return what the report to `council` on `version` says; its day is that of `at`, blank where none is told.

    What was ordered on this very version is told as not held against any yet. Five queries, however many there are.
    """
    ordered = live_revisions(council).filter(version__ordinal__lte=version.ordinal).order_by("number")
    revisions = list(ordered.prefetch_related("anchors"))
    checks = checks_by_revision(revisions, version)
    head = head or unit_head(version.document.unit, version, on=timezone.localdate(at) if at else None)
    return RevisionReport(
        head=head,
        council=named_council(council),
        draft=draft_of(version),
        notice=_notice(council),
        addressees=(council.name,),
        answers=tuple(_answered(one, checks.get(one.pk)) for one in revisions),
    )


def _notice(council: Council) -> str:
    """Return the latest notice of conclusion as it is cited; before one has a number, the meeting it is of."""
    paper = numbered_notice(council)
    cited = notice_as_cited(council, paper)
    held = council.meetings.filter(conclusions__isnull=False).order_by("-ordinal").first() if paper is None else None
    if held is None:
        return cited
    return f"{cited} tại phiên họp {day_in_words(timezone.localdate(held.opened_at or held.starts_at))}"


def _answered(revision: RequiredRevision, check: RevisionCheck | None) -> Answered:
    return Answered(
        number=revision.number,
        ordered=revision.text,
        provision="; ".join(anchor.label for anchor in revision.anchors.all()),
        claim=revision.claim,
        response=revision.response,
        check=" ".join(_checked(check)) if check is not None else "Chưa đối chiếu",
        signed=_signed(check),
    )


def _checked(check: RevisionCheck) -> Iterator[str]:
    yield f"{RevisionStanding(check.standing).label}."
    if check.detail and not check.lines:
        yield check.sentence
    yield from (str(one["sentence"]) for one in check.lines)
    places = "; ".join(str(one["label"]) for one in check.changes)
    if places:
        yield f"Thay đổi tại: {places}."


def _signed(check: RevisionCheck | None) -> str:
    if check is None or check.signed_by is None or check.signed_at is None:
        return ""
    return f"{check.signed_by.full_name}, {day_text(timezone.localdate(check.signed_at))}: {check.note}"
