"""Making a paper from what is known now; made again before anybody signs, it replaces the former."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Ballot, Council, CouncilPaper, Meeting
from dongbo.planning.operations.council_papers.holding import keep_paper, record, told
from dongbo.planning.operations.councils.holding import held as held_council
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.queries.council_papers import About, is_stale, paper_as_it_stands, written
from dongbo.planning.rules.council_papers import require_maker
from dongbo.planning.states import BallotState, CouncilForm, MeetingState

HELD = (MeetingState.CLOSED, MeetingState.CONCLUDED)
TO_COME = (MeetingState.PLANNED, MeetingState.CALLED)
OF_A_VERSION = (CouncilForm.REVISION_REPORT, CouncilForm.SUBMISSION, CouncilForm.APPROVAL)


def make_paper(
    *,
    council: Council,
    form: CouncilForm,
    by: Acting,
    at: datetime,
    meeting: Meeting | None = None,
    ballot: Ballot | None = None,
    version: Version | None = None,
) -> CouncilPaper:
    """This will make a paper of a council from what is known at `at`, and keep it with its data, Word and PDF.

    The files are written before anything is held. Raises NotAllowed; ValidationError by `meeting`, `ballot` or
    `version` where what it is made of is missing, of another council, or not so far; with code `signed` where the
    former one is signed or numbered, `changed` where somebody wrote while it was made, `closed`.
    """
    require_maker(by, council, form, at=at)
    require_working(council)
    about = About(council, form, _meeting(form, meeting, ballot), ballot, version)
    _require_ready(about)
    paper = paper_as_it_stands(about, at=at)
    files = written(paper)
    with transaction.atomic():
        found = held_council(council)
        require_working(found)
        authorship = require_maker(by, found, form, at=at)
        _require_ready(about)
        former = replaceable(about)
        if paper_as_it_stands(about, at=at) != paper:
            told_again = _("Có người vừa sửa nội dung trong lúc giấy tờ được lập; hãy lập lại.")
            raise ValidationError(told_again, code="changed")
        replace(former, by=by, at=at)
        kept = keep_paper(about, paper, files, by=by, at=at)
        record("council_paper_made", kept, {**told(kept), "replaced": len(former)}, by=authorship, at=at)
    return kept


def former_papers(about: About) -> QuerySet[CouncilPaper]:
    """Return the papers that one about the same takes the place of; what was submitted keeps its own."""
    return CouncilPaper.objects.filter(
        council=about.council,
        form=about.form,
        meeting=about.meeting,
        ballot=about.ballot,
        version=about.version,
        replaced_at__isnull=True,
        submission__isnull=True,
    ).order_by("made_at", "pk")


def replaceable(about: About) -> list[CouncilPaper]:
    """Return the papers that one about the same takes the place of, held.

    A signed invitation to a meeting that was changed since stays as it is, beside the new one. Raises ValidationError
    with code `signed` where any other is signed or numbered.
    """
    found = []
    for one in former_papers(about).select_for_update(of=("self",)):
        if one.secretary_signed_at is None and one.chair_signed_at is None and one.number_id is None:
            found.append(one)
            continue
        if one.form == CouncilForm.INVITATION and one.chair_signed_at is not None and is_stale(one):
            continue
        told_signed = _(
            "%(paper)s đã có chữ ký hoặc đã lấy số nên không lập lại được; nếu mới có thư ký ký, hãy rút chữ ký trước."
        )
        raise ValidationError(told_signed, code="signed", params={"paper": CouncilForm(one.form).label})
    return found


def replace(papers: list[CouncilPaper], *, by: Acting, at: datetime) -> None:
    """This will mark `papers`, which are held, as replaced."""
    for one in papers:
        one.replaced_at, one.replaced_by = at, by.officer
        one.save(update_fields=["replaced_at", "replaced_by"])


def _meeting(form: CouncilForm, meeting: Meeting | None, ballot: Ballot | None) -> Meeting | None:
    return ballot.meeting if form == CouncilForm.COUNTING_RECORD and ballot is not None else meeting


def _require_ready(about: About) -> None:
    """This will raise ValidationError, by what is missing, unless there is something to make the paper of."""
    if about.form in OF_A_VERSION:
        version = about.version
        if version is None or version.document_id != about.council.document_id or not version.is_frozen:
            raise ValidationError({"version": _("Hãy chọn một bản đã chốt của dự thảo mà hội đồng thẩm định.")})
        return
    if about.form == CouncilForm.COUNTING_RECORD:
        ballot = about.ballot
        if ballot is None or ballot.meeting.council_id != about.council.pk:
            raise ValidationError({"ballot": _("Hãy chọn lượt bỏ phiếu của hội đồng này.")})
        if Ballot.objects.values_list("state", flat=True).get(pk=ballot.pk) != BallotState.CLOSED:
            raise ValidationError({"ballot": _("Lượt bỏ phiếu này chưa được kiểm phiếu hoặc đã hủy.")})
        return
    _require_meeting(about)


def _require_meeting(about: About) -> None:
    if about.meeting is None or about.meeting.council_id != about.council.pk:
        raise ValidationError({"meeting": _("Hãy chọn phiên họp của hội đồng này.")})
    meeting = Meeting.objects.get(pk=about.meeting.pk)
    if about.form == CouncilForm.INVITATION:
        if meeting.state not in TO_COME:
            raise ValidationError({"meeting": _("Giấy mời chỉ lập cho phiên họp chưa khai mạc.")})
    elif meeting.state not in HELD:
        raise ValidationError({"meeting": _("Phiên họp chưa bế mạc nên chưa lập được giấy tờ này.")})
    elif about.form == CouncilForm.CONCLUSION_NOTICE and not meeting.conclusions.exists():
        raise ValidationError({"meeting": _("Phiên họp chưa có kết luận nào; hãy ghi kết luận của chủ tọa trước.")})
