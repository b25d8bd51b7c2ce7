"""Reads: the papers of councils, who may open them, which wait to be signed, and what each says as things stand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone, translation

from dongbo.documents.models import Version
from dongbo.engines.council_papers import (
    approval_decision,
    conclusion_notice,
    counting_record,
    invitation,
    minutes,
    revision_report,
    submission,
)
from dongbo.engines.decree30 import OfficialDocument, write_docx, write_pdf
from dongbo.engines.kept_papers import paper_data, paper_from
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Ballot, Council, CouncilPaper, CouncilSeat, Meeting
from dongbo.planning.queries.council_paper_meetings import counting_record_of, invitation_of, minutes_of, notice_of
from dongbo.planning.queries.council_paper_parts import unit_head
from dongbo.planning.queries.council_paper_plans import approval_of, submission_of
from dongbo.planning.queries.revision_report import revision_report_data
from dongbo.planning.rules.council_papers import SIGNED, papers_open_to
from dongbo.planning.rules.councils import seats_of
from dongbo.planning.states import CouncilForm, CouncilState, SeatRole

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class _Printed(TypedDict):
    printed_number: str


if TYPE_CHECKING:
    PrintedPaper: TypeAlias = WithAnnotations[CouncilPaper, _Printed]
    """A paper with its number as it stands on it: a blank such as "…/TTr-…" before it has one."""


@dataclass(frozen=True, slots=True)
class About:
    """What a paper of a council is about, by its form.

    `note` is what a submission adds, `number` its number if any, `dated_on` its day where it is not that of the act.
    """

    council: Council
    form: CouncilForm
    meeting: Meeting | None = None
    ballot: Ballot | None = None
    version: Version | None = None
    note: str = ""
    number: str = ""
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """A paper written: its Word file and its PDF."""

    word: bytes
    pdf: bytes


def paper_as_it_stands(about: About, *, at: datetime) -> OfficialDocument:
    """Return the paper as everything stands now, dated the day of `at` unless told; always in Vietnamese."""
    on = about.dated_on or timezone.localdate(at)
    council, version = about.council, about.version
    with translation.override("vi"):
        match about.form, about.meeting, about.ballot, version:
            case CouncilForm.INVITATION, Meeting() as meeting, _, _:
                return invitation(invitation_of(meeting, on=on, number=about.number))
            case CouncilForm.COUNTING_RECORD, _, Ballot() as ballot, _:
                return counting_record(counting_record_of(ballot, on=on, number=about.number))
            case CouncilForm.MINUTES, Meeting() as meeting, _, _:
                return minutes(minutes_of(meeting, on=on, number=about.number))
            case CouncilForm.CONCLUSION_NOTICE, Meeting() as meeting, _, _:
                return conclusion_notice(notice_of(meeting, on=on, number=about.number))
            case CouncilForm.REVISION_REPORT, _, _, Version() as shown:
                head = unit_head(council.document.unit, shown, on=on)
                return revision_report(revision_report_data(council, shown, at=at, head=head))
            case CouncilForm.SUBMISSION, _, _, Version() as shown:
                return submission(submission_of(council, shown, note=about.note, on=on, number=about.number))
            case CouncilForm.APPROVAL, _, _, Version() as shown:
                return approval_decision(approval_of(council, shown, on=None))
    raise ValueError(about)


def written(paper: OfficialDocument) -> Files:
    """Return the files of a paper: the same paper gives the same bytes."""
    return Files(write_docx(paper), write_pdf(paper))


def written_again(paper: CouncilPaper) -> Files:
    """Return the files of a kept paper, written from its data alone."""
    return written(paper_from(paper.data))


def about_of(paper: CouncilPaper, *, number: str = "") -> About:
    """Return what a paper of a meeting is about."""
    form = CouncilForm(paper.form)
    return About(paper.council, form, paper.meeting, paper.ballot, paper.version, number=number)


def is_stale(paper: CouncilPaper) -> bool:
    """Return whether a paper of a meeting would say something else if it were made now."""
    numbered = paper.number is not None and paper.chair_signed_at is not None
    moment = paper.chair_signed_at if numbered and paper.chair_signed_at else paper.made_at
    about = about_of(paper, number=paper.number.text if paper.number else "")
    now: object = paper_data(paper_as_it_stands(about, at=moment))
    return bool(now != paper.data)


def papers_seen(by: Acting, *, at: datetime) -> "QuerySet[PrintedPaper]":
    """Return the papers `by` may open, newest first, without the data they are written from."""
    printed = Coalesce(KT("data__number"), Value(""), output_field=TextField())
    found = CouncilPaper.objects.filter(papers_open_to(by, at=at)).defer("data")
    return found.annotate(printed_number=printed).select_related(
        "council__document__unit", "meeting", "ballot", "version", "number", "made_by", "secretary__officer",
        "chair__officer", "secretary_signed_by", "chair_signed_by",
    ).order_by("-made_at", "-pk")  # fmt: skip


def is_numbered(printed: str) -> bool:
    """Return whether what stands on a paper as its number is one, not the blank of a form."""
    return printed[:1].isdigit()


def papers_of(council: Council, by: Acting, *, at: datetime) -> "QuerySet[PrintedPaper]":
    """Return the papers of one council that `by` may open and that no other has replaced."""
    return papers_seen(by, at=at).filter(council=council, replaced_at__isnull=True)


def papers_to_sign(by: Acting, *, at: datetime) -> QuerySet[CouncilPaper]:
    """Return the papers that wait for the signature of `by` himself: the secretary's first, then of who presided.

    Where one of them has left the council, those wait for whoever is secretary or chair now.
    """
    if by.principal is not None:
        return CouncilPaper.objects.none()
    mine = CouncilSeat.objects.filter(seats_of(by, at=at), officer=by.officer)

    def his(seat: str, role: SeatRole) -> Q:
        heirs = mine.filter(role=role).values("council")
        return Q(**{f"meeting__{seat}__in": mine.values("pk")}) | Q(
            **{f"meeting__{seat}__ended_at__isnull": False, "council__in": heirs}
        )

    as_secretary = Q(secretary_signed_at__isnull=True) & his("secretary", SeatRole.SECRETARY)
    as_chair = Q(secretary_signed_at__isnull=False) & his("chair", SeatRole.CHAIR)
    found = CouncilPaper.objects.filter(
        as_secretary | as_chair,
        form__in=SIGNED,
        replaced_at__isnull=True,
        chair_signed_at__isnull=True,
        council__state=CouncilState.WORKING,
    )
    return found.defer("data").select_related("council__document", "meeting").order_by(F("made_at").asc(), "pk")
