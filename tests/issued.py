"""Plans in force for tests: a version of a plan as issued."""

from datetime import date, datetime

from django.utils import timezone

from dongbo.documents.models import IssuedNumber, NumberSeries, Version
from dongbo.documents.operations.storing import keep_bytes
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council, CouncilPaper, Issuance, Submission
from dongbo.planning.states import CouncilForm, CouncilState, SubmissionState


def issued(
    version: Version, *, by: Acting, at: datetime, effective_on: date | None = None, ended_on: date | None = None
) -> Issuance:
    """Issue a frozen version of a plan, in force from the day of `at` unless another is named."""
    document, day = version.document, effective_on or timezone.localdate(at)
    series, _ = NumberSeries.objects.get_or_create(
        unit=document.unit, name="Kế hoạch", notation="KH-BTN", defaults={"opened_at": at, "opened_by": by.officer}
    )
    own, _ = NumberSeries.objects.get_or_create(
        unit=document.unit,
        name=f"Hội đồng {version.pk}",
        notation="HĐTĐ",
        defaults={"opened_at": at, "opened_by": by.officer},
    )
    council = Council.objects.create(
        document=document,
        name="Hội đồng thẩm định",
        standing_unit=document.unit,
        series=own,
        decision_number="01/QĐ-BTN",
        decision_on=timezone.localdate(at),
        decision_issuer="Bộ Thử nghiệm",
        state=CouncilState.CLOSED,
        founded_at=at,
        founded_by=by.officer,
        closed_at=at,
        closed_by=by.officer,
    )
    file = keep_bytes(data=b"giay to", kind="pdf")
    paper = CouncilPaper.objects.create(
        council=council,
        version=version,
        form=CouncilForm.SUBMISSION,
        word=file,
        pdf=file,
        made_at=at,
        made_by=by.officer,
    )
    submission = Submission.objects.create(
        council=council,
        version=version,
        paper=paper,
        state=SubmissionState.APPROVED,
        submitted_at=at,
        submitted_by=by.officer,
        decided_at=at,
        decided_by=by.officer,
    )
    number = IssuedNumber.objects.create(
        series=series,
        year=timezone.localdate(at).year,
        number=series.numbers.count() + 1,
        notation=series.notation,
        subject=document.subject,
        taken_on=timezone.localdate(at),
        taken_at=at,
        taken_by=by.officer,
    )
    return Issuance.objects.create(
        document=document,
        version=version,
        submission=submission,
        number=number,
        issued_on=min(day, timezone.localdate(at)),
        effective_on=day,
        ended_on=ended_on,
        signer=by.officer,
        signer_title="Bộ trưởng",
        seal="0" * 64,
        word=file,
        pdf=file,
        issued_at=at,
        issued_by=by.officer,
    )
