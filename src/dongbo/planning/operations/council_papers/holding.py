"""A paper held for an act upon it, and the event of the act."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.documents.operations.storing import keep_bytes
from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.kept_papers import paper_data
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import CouncilPaper
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.queries.council_papers import About, Files

PAPER = "council_paper"
"""What events about a paper call it."""


def held(paper: CouncilPaper) -> CouncilPaper:
    """Return the paper as it is now, held. Raises ValidationError: `closed`, or `replaced` where it was made anew."""
    rows = CouncilPaper.objects.select_for_update(of=("self",)).select_related(
        "council__document__unit", "council__series", "meeting__chair__officer", "meeting__secretary__officer"
    )
    found = rows.get(pk=paper.pk)
    require_working(found.council)
    if found.replaced_at is not None:
        raise ValidationError(_("Giấy tờ này đã được lập lại; hãy mở bản mới nhất."), code="replaced")
    return found


def keep_paper(about: About, paper: OfficialDocument, files: Files, *, by: Acting, at: datetime) -> CouncilPaper:
    """This will keep a paper with its data and its files; it is part of the operation that calls it."""
    return CouncilPaper.objects.create(
        council=about.council,
        meeting=about.meeting,
        ballot=about.ballot,
        version=about.version,
        form=about.form,
        data=paper_data(paper),
        word=keep_bytes(data=files.word, kind="docx"),
        pdf=keep_bytes(data=files.pdf, kind="pdf"),
        made_at=at,
        made_by=by.officer,
    )


def told(paper: CouncilPaper) -> dict[str, object]:
    """Return what the ledger says of a paper: its form, what it is of, and the hashes of its files."""
    return {
        "council": str(paper.council_id),
        "form": paper.form,
        "meeting": str(paper.meeting_id or ""),
        "version": paper.version_id,
        "word": str(paper.word_id),
        "pdf": str(paper.pdf_id),
    }


def record(verb: str, paper: CouncilPaper, payload: Mapping[str, object], *, by: Authorship, at: datetime) -> None:
    """This will append the event of an act upon a paper."""
    append_event(kind=f"planning.{verb}", subject_kind=PAPER, subject_id=paper.pk, payload=payload, by=by, at=at)
