"""Submitting a version for approval, with the council's result behind it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from dongbo.documents.models import Version
from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council, Submission
from dongbo.planning.operations.council_papers.holding import keep_paper, told
from dongbo.planning.operations.council_papers.making import replace, replaceable
from dongbo.planning.operations.councils.holding import held as held_council
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.operations.issuance.holding import record, require_length
from dongbo.planning.operations.issuance.numbering import UNNUMBERED, Numbering, require_numbering, taken_for
from dongbo.planning.queries.council_papers import About, paper_as_it_stands, written
from dongbo.planning.queries.submissions import obstacles
from dongbo.planning.rules.councils import require_council_lead
from dongbo.planning.states import CouncilForm


def submit_plan(
    *,
    council: Council,
    version: Version,
    note: str,
    by: Acting,
    at: datetime,
    numbering: Numbering = UNNUMBERED,
) -> Submission:
    """This will submit a version for approval, and keep the paper that does so under its number, if it is given one.

    Raises NotAllowed; ValidationError with everything that stands in the way, each by its code: `version`,
    `not_frozen`, `not_latest`, `no_ballot`, `not_passed`, `not_announced`, `no_conditions` where it passed on condition
    of changes and none was ordered, `open` with the numbers of the revisions, `returned`, `pending`,
    `submitted_before`; by `note` where it is too long, by `series`, `number` or `dated_on`; `secret`, `closed`.
    """
    authorship = require_council_lead(by, council, at=at)
    require_length(note, field="note")
    refuse_secret_words({"note": note, "number": numbering.number}, by=authorship, at=at)
    with transaction.atomic():
        found = held_council(council)
        authorship = require_council_lead(by, found, at=at)
        require_working(found)
        _require_nothing_in_the_way(found, version)
        require_numbering(found, numbering, at=at)
        taken = taken_for(found, numbering, by=by, at=at)
        number = taken.text if taken is not None else numbering.number.strip()
        about = About(
            found,
            CouncilForm.SUBMISSION,
            version=version,
            note=note.strip(),
            number=number,
            dated_on=numbering.dated_on,
        )
        paper = paper_as_it_stands(about, at=at)
        replace(replaceable(about), by=by, at=at)
        kept = keep_paper(about, paper, written(paper), by=by, at=at)
        if taken is not None:
            kept.number = taken
            kept.save(update_fields=["number"])
        submission = Submission.objects.create(
            council=found,
            version=version,
            paper=kept,
            note=note.strip(),
            submitted_at=at,
            submitted_by=by.officer,
        )
        payload = {**told(kept), "paper": str(kept.pk), "version": version.ordinal, "number": number}
        record("plan_submitted", submission, payload, by=authorship, at=at)
    return submission


def _require_nothing_in_the_way(council: Council, version: Version) -> None:
    found = obstacles(council, version)
    if found:
        raise ValidationError([ValidationError(one.sentence, code=one.code) for one in found])
