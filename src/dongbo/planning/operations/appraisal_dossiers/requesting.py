"""Asking for the dossier of a council on a version of its plan, with the papers that go with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.documents.operations.refusing import record_secret_refused, refuse_secret_words
from dongbo.documents.operations.storing import keep_bytes
from dongbo.engines.intake import STATE_SECRET, read_paper
from dongbo.engines.papers import Paper, PaperRefused
from dongbo.engines.vietnamese import clean, toneless
from dongbo.ledger.states import THE_SITE, Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.planning.models import Appraisal, AppraisalDossier, Consultation, Council, DossierPart
from dongbo.planning.operations.appraisal_dossiers.holding import held, record, refuse_step, step
from dongbo.planning.operations.councils.holding import hold
from dongbo.planning.queries.appraisal_dossier_parts import FIRST_PAPER, file_name_of
from dongbo.planning.queries.appraisal_dossiers import hidden_directives
from dongbo.planning.rules.councils import require_council_lead
from dongbo.planning.states import (
    ABANDONED_AFTER,
    AppraisalDossierState,
    AppraisalState,
    ConsultationState,
    PartKind,
)

MOST_PAPERS = 40
LONGEST_NAME = 200
_LONGEST_FILE_NAME = 80


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper that goes with a dossier: what it is called there, and the file as it was sent."""

    name: str
    file_name: str
    data: bytes


def request_dossier(
    *,
    council: Council,
    version: Version,
    previous: Version | None,
    consultation: Consultation | None,
    appraisal: Appraisal | None,
    papers: Sequence[NewPaper] = (),
    by: Acting,
    at: datetime,
) -> AppraisalDossier:
    """This will ask for everything a council judges `version` by; a job puts it together and freezes it.

    Raises NotAllowed; ValidationError by argument for a version that is not frozen or of another plan, a version before
    it that is none, a round that has not ended, an appraisal of another version or against what `by` may not read, and
    by `papers` for a file that cannot be read or bears a mark of secrecy (recorded, nothing of it kept); with code
    `closed`, or `making` while another dossier of the council is put together.
    """
    authorship = require_council_lead(by, council, at=at)
    refuse_secret_words({"papers": "\n".join(one.name for one in papers)}, by=authorship, at=at)
    read = _read(papers, by=authorship, at=at)
    with transaction.atomic():
        found, authorship = hold(council, by=by, at=at)
        _require_none_making(found, at=at)
        refuse(
            [
                *_about_version(found, version),
                *_about_previous(version, previous),
                *_about_round(found, version, consultation),
                *_about_appraisal(version, appraisal, by, at=at),
            ]
        )
        dossier = AppraisalDossier.objects.create(
            council=found,
            ordinal=_next_ordinal(found),
            version=version,
            previous=previous,
            consultation=consultation,
            appraisal=appraisal,
            requested_at=at,
            requested_by=by.officer,
        )
        _attach(dossier, papers, read, by=by, at=at)
        _record_request(dossier, by=authorship, at=at)
    return dossier


@transaction.atomic
def restart_dossier(*, dossier: AppraisalDossier, by: Acting, at: datetime) -> AppraisalDossier:
    """This will put back into the queue a dossier that failed, or whose process died half-way.

    Raises NotAllowed; ValidationError with code `transition` while it waits, is being put together, or is frozen.
    """
    found = held(dossier)
    return _queue_again(found, by=require_council_lead(by, found.council, at=at), at=at)


@transaction.atomic
def resume_dossier(*, dossier: AppraisalDossier, at: datetime) -> AppraisalDossier:
    """This will put back into the queue a dossier whose process died, without anyone asking, as the site's own act.

    Raises ValidationError with code `transition` where it is not cut off.
    """
    return _queue_again(held(dossier), by=THE_SITE, at=at)


def is_over(dossier: AppraisalDossier, *, at: datetime) -> bool:
    """Return whether the making of a dossier failed, or gave no sign of life for so long that it must have."""
    silent = dossier.alive_at is not None and dossier.alive_at < at - ABANDONED_AFTER
    running = dossier.state == AppraisalDossierState.RUNNING
    return dossier.state == AppraisalDossierState.FAILED or (running and silent)


def _queue_again(dossier: AppraisalDossier, *, by: Authorship, at: datetime) -> AppraisalDossier:
    if not is_over(dossier, at=at):
        refuse_step(dossier, AppraisalDossierState.QUEUED)
    step(dossier, AppraisalDossierState.QUEUED)
    dossier.progress, dossier.failure = 0, ""
    dossier.save()
    _record_request(dossier, by=by, at=at)
    return dossier


def _read(papers: Sequence[NewPaper], *, by: Authorship, at: datetime) -> list[Paper]:
    """Return the papers as read. Raises ValidationError by `papers`, naming the file."""
    if len(papers) > MOST_PAPERS:
        told = _("Mỗi hồ sơ kèm nhiều nhất %(most)d tài liệu; hãy gộp bớt hoặc bỏ bớt.") % {"most": MOST_PAPERS}
        raise ValidationError({"papers": told})
    found, refusals = [], []
    for one in papers:
        try:
            found.append(read_paper(one.data, name=one.file_name))
        except PaperRefused as refusal:
            if refusal.code == STATE_SECRET:
                record_secret_refused(by=by, at=at)
            refusals.append(("papers", str(refusal)))
        if not clean(one.name) or len(clean(one.name)) > LONGEST_NAME:
            told = _("Hãy đặt tên cho tệp «%(file)s», dài nhất %(most)d ký tự.")
            refusals.append(("papers", told % {"file": one.file_name, "most": LONGEST_NAME}))
    refuse(refusals)
    return found


def _attach(
    dossier: AppraisalDossier, papers: Sequence[NewPaper], read: Sequence[Paper], *, by: Acting, at: datetime
) -> None:
    for rank, (one, paper) in enumerate(zip(papers, read, strict=True), start=FIRST_PAPER):
        name = clean(one.name)
        called = slugify(toneless(name))[:_LONGEST_FILE_NAME] or "tai-lieu"
        ending = PurePath(one.file_name).suffix.lower().lstrip(".")
        DossierPart.objects.create(
            dossier=dossier,
            rank=rank,
            kind=PartKind.PAPER,
            name=name,
            file_name=file_name_of(rank, called, ending if ending.isalnum() else paper.kind),
            file=keep_bytes(data=one.data, kind=paper.kind),
            added_at=at,
            added_by=by.officer,
        )


def _require_none_making(council: Council, *, at: datetime) -> None:
    making = council.dossiers.filter(state__in=(AppraisalDossierState.QUEUED, AppraisalDossierState.RUNNING))
    if any(not is_over(one, at=at) for one in making):
        told = _("Hội đồng này đang có một hồ sơ được lập; hãy đợi xong rồi lập hồ sơ khác.")
        raise ValidationError(told, code="making")


def _next_ordinal(council: Council) -> int:
    last = council.dossiers.order_by("-ordinal").values_list("ordinal", flat=True).first()
    return (last or 0) + 1


def _about_version(council: Council, version: Version) -> Refusals:
    if version.document_id != council.document_id:
        return [("version", _("Hãy chọn một bản của chính văn bản mà hội đồng thẩm định."))]
    return [] if version.is_frozen else [("version", _("Hãy chốt bản này trước khi lập hồ sơ thẩm định."))]


def _about_previous(version: Version, previous: Version | None) -> Refusals:
    if previous is None:
        return []
    older = previous.document_id == version.document_id and previous.ordinal < version.ordinal
    told = _("Bản để so sánh phải là một bản đã chốt, cũ hơn bản thẩm định, của cùng dự thảo.")
    return [] if older and previous.is_frozen else [("previous", told)]


def _about_round(council: Council, version: Version, consultation: Consultation | None) -> Refusals:
    if consultation is None:
        return []
    if consultation.document_id != council.document_id:
        return [("consultation", _("Hãy chọn một vòng lấy ý kiến của chính văn bản mà hội đồng thẩm định."))]
    if consultation.state not in (ConsultationState.CLOSED, ConsultationState.FINAL):
        return [("consultation", _("Vòng này còn nhận ý kiến; hãy kết thúc vòng trước khi đưa vào hồ sơ."))]
    if version.ordinal < consultation.version.ordinal:
        return [("consultation", _("Vòng này lấy ý kiến một bản mới hơn bản thẩm định; hãy chọn vòng trước đó."))]
    return []


def _about_appraisal(version: Version, appraisal: Appraisal | None, by: Acting, *, at: datetime) -> Refusals:
    if appraisal is None:
        return []
    if appraisal.plan_id != version.pk or appraisal.state != AppraisalState.READY:
        return [("appraisal", _("Hãy chọn một lượt đối chiếu đã xong của chính bản thẩm định."))]
    if hidden_directives(appraisal, by, at=at).exists():
        told = _("Lượt đối chiếu này trích văn bản chỉ đạo mà bạn không được đọc; hãy chọn lượt khác.")
        return [("appraisal", told)]
    return []


def _record_request(dossier: AppraisalDossier, *, by: Authorship, at: datetime) -> None:
    """The event that wakes the job."""
    told: dict[str, object] = {
        "council": str(dossier.council_id),
        "ordinal": dossier.ordinal,
        "version": dossier.version.ordinal,
        "previous": dossier.previous.ordinal if dossier.previous else None,
        "consultation": str(dossier.consultation_id) if dossier.consultation_id else None,
        "appraisal": str(dossier.appraisal_id) if dossier.appraisal_id else None,
        "papers": list(dossier.parts.filter(kind=PartKind.PAPER).order_by("rank").values_list("file", flat=True)),
        "runs_before": dossier.run,
    }
    record("appraisal_dossier_requested", dossier, told, by=by, at=at)
