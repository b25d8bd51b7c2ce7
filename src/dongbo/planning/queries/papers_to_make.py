"""Reads: which papers of a council may be made now, and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council, Meeting
from dongbo.planning.queries.council_papers import papers_of
from dongbo.planning.queries.revisions import versions_after
from dongbo.planning.queries.submissions import submittable
from dongbo.planning.rules.council_papers import may_make
from dongbo.planning.states import BallotState, CouncilForm, CouncilState, MeetingState

TO_COME = (MeetingState.PLANNED, MeetingState.CALLED)


@dataclass(frozen=True, slots=True)
class Makeable:
    """A paper that may be made: its key and name, its form, and what it is of."""

    key: str
    name: str
    form: CouncilForm
    of: dict[str, Any] = field(default_factory=dict)


def papers_to_make(council: Council, by: Acting, *, at: datetime) -> list[Makeable]:
    """Return the papers `by` may make now, those signed or numbered left out; none of a council that is over."""
    if council.state != CouncilState.WORKING:
        return []
    signed = {
        _key(CouncilForm(one.form), one.ballot_id or one.meeting_id or one.version_id)
        for one in papers_of(council, by, at=at)
        if (one.secretary_signed_at or one.number_id) and one.form != CouncilForm.INVITATION
    }
    found = [*_of_meetings(council), *_of_versions(council)]
    return [one for one in found if one.key not in signed and may_make(by, council, one.form, at=at)]


def _of_meetings(council: Council) -> Iterator[Makeable]:
    for meeting in council.meetings.select_related("council", "dossier").order_by("-ordinal"):
        if meeting.state in TO_COME:
            yield _of_meeting(CouncilForm.INVITATION, meeting)
        for ballot in meeting.ballots.filter(state=BallotState.CLOSED).order_by("ordinal"):
            told = _("%(form)s – phiên họp %(meeting)d, lượt %(ballot)d")
            form = CouncilForm.COUNTING_RECORD
            name = told % {"form": form.label, "meeting": meeting.ordinal, "ballot": ballot.ordinal}
            yield Makeable(_key(form, ballot.pk), name, form, {"ballot": ballot, "meeting": meeting})
        if meeting.state in (MeetingState.CLOSED, MeetingState.CONCLUDED):
            yield _of_meeting(CouncilForm.MINUTES, meeting)
        if meeting.state == MeetingState.CLOSED:
            yield _of_meeting(CouncilForm.CONCLUSION_NOTICE, meeting)


def _of_versions(council: Council) -> Iterator[Makeable]:
    shown = {CouncilForm.REVISION_REPORT: versions_after(council).first(), CouncilForm.APPROVAL: submittable(council)}
    for form, version in shown.items():
        if version is not None:
            name = f"{form.label} – {version.label}"
            yield Makeable(_key(form, version.pk), name, form, {"version": version})


def _of_meeting(form: CouncilForm, meeting: Meeting) -> Makeable:
    name = _("%(form)s – phiên họp %(meeting)d") % {"form": form.label, "meeting": meeting.ordinal}
    return Makeable(_key(form, meeting.pk), name, form, {"meeting": meeting})


def _key(form: CouncilForm, of: object) -> str:
    return f"{form.value}:{of}"
