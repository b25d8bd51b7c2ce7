"""What happens before a council meets: its dossier put together and sent, read, and written on by the members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dongbo.documents.models import Version
from dongbo.engines.councils.rules import CouncilRules
from dongbo.jobs.appraisal_dossiers import make_now
from dongbo.jobs.demo.council.people import standing
from dongbo.jobs.demo.files import letter
from dongbo.jobs.demo.ministry import Ministry
from dongbo.jobs.demo.plan_text import Places, moments
from dongbo.planning.models import Appraisal, AppraisalDossier, Consultation, Council, Review
from dongbo.planning.operations.appraisal_dossiers import (
    NewPaper,
    acknowledge_dossier,
    note_opening,
    request_dossier,
    send_dossier,
)
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.operations.reviews import add_remark, keep_note, save_review, send_review
from dongbo.planning.queries.reviews import MarkSaid, ReviewSaid
from dongbo.planning.states import BallotChoice, ReviewKind, RevisionKind, Verdict

BETWEEN = timedelta(minutes=7)
LETTER = (
    "Kính gửi: Hội đồng thẩm định",
    "Cục Công nghệ thông tin và Dữ liệu kính trình Hội đồng xem xét, thẩm định dự thảo kèm theo.",
    "Đơn vị soạn thảo chịu trách nhiệm về số liệu và việc đối chiếu với văn bản chỉ đạo./.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a member writes on a dossier: what he would change by criterion and at provisions, what he proposes."""

    by: str
    marks: dict[str, str]
    proposed: BallotChoice
    remarks: tuple[tuple[RevisionKind, str, str, str], ...] = ()
    """Each of a kind, at a path, at words quoted there, with what it says."""

    text: str = ""
    sends: bool = True


def send(
    ministry: Ministry,
    council: Council,
    version: Version,
    *,
    previous: Version,
    consultation: Consultation | None = None,
    appraisal: Appraisal | None = None,
    at: datetime,
) -> AppraisalDossier:
    """This will put the dossier of a council together here and now, and send it to everybody who sits there."""
    by = standing(ministry)
    paper = NewPaper("Tờ trình của đơn vị soạn thảo", "to-trinh-tham-dinh.docx", letter(LETTER))
    asked = request_dossier(
        council=council,
        version=version,
        previous=previous,
        consultation=consultation,
        appraisal=appraisal,
        papers=[paper],
        by=by,
        at=at,
    )
    frozen = make_now(dossier=asked, at=at + timedelta(minutes=2))
    return send_dossier(dossier=frozen, by=by, at=at + timedelta(minutes=40))


def read(
    ministry: Ministry, dossier: AppraisalDossier, *, readers: Sequence[str], says_so: Sequence[str], at: datetime
) -> None:
    """This will have members open the dossier, and some of them say that they have it."""
    moment = moments(at, BETWEEN)
    for username in readers:
        note_opening(dossier=dossier, by=ministry.officers[username], at=next(moment))
        if username in says_so:
            acknowledge_dossier(dossier=dossier, by=ministry.officers[username], at=next(moment))


def note(
    ministry: Ministry,
    dossier: AppraisalDossier,
    places: Places,
    notes: Sequence[tuple[str, str, str]],
    *,
    at: datetime,
) -> None:
    """This will keep what members note for themselves, each at a path."""
    moment = moments(at, BETWEEN)
    for username, path, text in notes:
        by = ministry.officers[username]
        keep_note(dossier=dossier, provision=places[path], text=text, by=by, at=next(moment))


def write(
    ministry: Ministry, dossier: AppraisalDossier, places: Places, said: Sequence[Said], *, at: datetime
) -> list[Review]:
    """This will have members fill in their forms, with remarks, and send those that are to be sent."""
    moment = moments(at, BETWEEN)
    criteria = [code for code, _name in CouncilRules.from_json(dossier.council.rules).criteria]
    written = []
    for one in said:
        by = ministry.officers[one.by]
        marks = {code: MarkSaid(Verdict.AGREES) for code in criteria if one.sends or code in one.marks}
        marks |= {code: MarkSaid(Verdict.REVISE, told) for code, told in one.marks.items()}
        form = ReviewSaid(text=one.text, proposed=one.proposed, marks=marks)
        review = save_review(dossier=dossier, kind=ReviewKind.FORM, said=form, by=by, at=next(moment))
        for kind, path, quote, text in one.remarks:
            add_remark(
                dossier=dossier,
                kind=kind,
                text=text,
                provision=places[path],
                quote=Marked(quote) if quote else None,
                by=by,
                at=next(moment),
            )
        written.append(send_review(review=review, by=by, at=next(moment)) if one.sends else review)
    return written


def review(ministry: Ministry, dossier: AppraisalDossier, by: str, said: ReviewSaid, *, at: datetime) -> Review:
    """This will have the reviewer write his opinion and send it."""
    reviewer = ministry.officers[by]
    opinion = save_review(dossier=dossier, kind=ReviewKind.OPINION, said=said, by=reviewer, at=at)
    return send_review(review=opinion, by=reviewer, at=at + BETWEEN)
