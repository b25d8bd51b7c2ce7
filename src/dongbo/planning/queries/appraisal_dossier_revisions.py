"""Reads: the report to a council on what became of the revisions it ordered on an earlier version."""

from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.engines.consultation_papers import Draft, Head
from dongbo.engines.council_papers import Answered, RevisionReport, revision_report
from dongbo.engines.council_papers import Council as NamedCouncil
from dongbo.engines.dossier_papers import PartData, official_data
from dongbo.organisation.rules.wording import day_text
from dongbo.planning.models import Council, RequiredRevision, RevisionCheck
from dongbo.planning.queries.revisions import checks_by_revision, to_check


def has_revisions(council: Council, version: Version) -> bool:
    """Return whether the council ordered revisions on a version before `version`."""
    return to_check(council, version).exists()


def revisions_data(council: Council, version: Version, head: Head) -> PartData:
    """Return the report as data: each revision with what is claimed, what `version` shows, and who signed."""
    ordered = list(to_check(council, version))
    checks = checks_by_revision(ordered, version)
    document = version.document
    name = " ".join(filter(None, ("dự thảo", document.type_name.capitalize(), document.subject)))
    report = RevisionReport(
        head=head,
        council=NamedCouncil(council.name, council.decision_number),
        draft=Draft(name, version.label),
        notice=_notice(council, ordered),
        addressees=(council.name,),
        answers=tuple(_answered(one, checks.get(one.pk)) for one in ordered),
    )
    return official_data(revision_report(report))


def _notice(council: Council, ordered: list[RequiredRevision]) -> str:
    """Return the meetings whose conclusions are reported on, "kết luận của … tại phiên họp ngày …"."""
    meetings = {one.conclusion.meeting_id: one.conclusion.meeting for one in ordered}
    days = sorted({timezone.localdate(meeting.starts_at) for meeting in meetings.values()})
    return f"kết luận của {council.name} tại phiên họp ngày {', '.join(map(day_text, days))}"


def _answered(revision: RequiredRevision, check: RevisionCheck | None) -> Answered:
    places = "; ".join(one.label for one in revision.anchors.all())
    return Answered(
        number=revision.number,
        ordered=revision.text,
        provision=places,
        claim=revision.claim,
        response=revision.response,
        check=_shown(check),
        signed=_signed(check),
    )


def _shown(check: RevisionCheck | None) -> str:
    if check is None:
        return "Chưa đối chiếu"
    lines = [f"{check.get_standing_display()}.", check.sentence, *(str(one["sentence"]) for one in check.lines)]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _signed(check: RevisionCheck | None) -> str:
    if check is None or check.signed_by is None or check.signed_at is None:
        return ""
    return f"{check.signed_by.full_name}, {day_text(timezone.localdate(check.signed_at))}: {check.note}"
