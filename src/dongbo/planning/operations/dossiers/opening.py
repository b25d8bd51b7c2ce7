"""Opening and closing the dossier of a draft."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, Version
from dongbo.documents.operations.drafting import begin_version, continue_version, found_draft
from dongbo.documents.queries import latest_version, version_being_written
from dongbo.documents.rules import kept_as
from dongbo.documents.states import Standing
from dongbo.engines.drafting import from_template, renumber
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.organisation.states import Access, Decision, Permission
from dongbo.planning.models import DraftingDossier, OutlineTemplate
from dongbo.planning.operations.dossiers.holding import hold, hold_any, record
from dongbo.planning.states import DossierState


@transaction.atomic
def open_dossier(
    *,
    subject: str,
    type_name: str,
    unit: Unit,
    access: Access,
    template: OutlineTemplate,
    standing_unit: Unit,
    decision: Decision,
    by: Acting,
    at: datetime,
) -> DraftingDossier:
    """This will open the dossier of a new plan: its document at `unit`, and a first version with `template`'s outline.

    Raises NotAllowed; ValidationError, by argument, for a blank subject, a decision without number, day or issuer or
    of a day to come, a template out of force, or a unit that has ended.
    """
    authorship = require(by, Permission.DRAFT_LEAD, unit=unit, access=kept_as(access), at=at)
    found = [*_about_decision(decision, at=at), *_about_template(template, at=at)]
    if not subject.strip():
        found.append(("subject", _("Hãy ghi tên (trích yếu) của dự thảo.")))
    refuse(found)
    document = found_draft(
        subject=subject.strip(),
        type_name=type_name.strip(),
        organ_name=decision.issuer.strip(),
        unit=unit,
        access=access,
        by=by,
        at=at,
    )
    outline = from_template(template.entries, style=template.style)
    renumber(outline)
    begin_version(document=document, nodes=outline.nodes, style=template.style, identities={}, by=by, at=at)
    return _opened(document, template, standing_unit, decision, by=by, authorship=authorship, at=at)


@transaction.atomic
def open_dossier_for(
    *, document: Document, standing_unit: Unit, decision: Decision, by: Acting, at: datetime
) -> DraftingDossier:
    """This will open the dossier of a plan that is in the register, and begin a version from its latest frozen one.

    Every provision keeps its identity, so opinions and trace links go on. Raises NotAllowed; ValidationError as
    open_dossier does, and where the document is no plan, has a dossier, or its latest version is not frozen.
    """
    document = Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document.pk)
    authorship = require(by, Permission.DRAFT_LEAD, unit=document.unit, access=kept_as(document.access), at=at)
    before = latest_version(document)
    refuse([*_about_decision(decision, at=at), *_about_document(document, before)])
    if before is not None and version_being_written(document) is None:
        continue_version(before=before, by=by, at=at)
    return _opened(document, None, standing_unit, decision, by=by, authorship=authorship, at=at)


@transaction.atomic
def close_dossier(*, dossier: DraftingDossier, by: Acting, at: datetime) -> DraftingDossier:
    """This will close a dossier: nothing of it is written any more. Raises NotAllowed, ValidationError (closed)."""
    held, authorship = hold(dossier, by=by, at=at)
    end_dossier(held, by=by, at=at)
    record("dossier_closed", held, {}, by=authorship, at=at)
    return held


def end_dossier(dossier: DraftingDossier, *, by: Acting, at: datetime) -> None:
    """This will close a dossier that is held; it is part of the operation that calls it."""
    dossier.state, dossier.closed_at, dossier.closed_by = DossierState.CLOSED, at, by.officer
    dossier.save(update_fields=["state", "closed_at", "closed_by"])


@transaction.atomic
def reopen_dossier(*, dossier: DraftingDossier, by: Acting, at: datetime) -> DraftingDossier:
    """This will let the team of a closed dossier write again. Raises NotAllowed, ValidationError where it is open."""
    held, authorship = hold_any(dossier, by=by, at=at)
    if held.state != DossierState.CLOSED:
        raise ValidationError(_("Hồ sơ này đang mở."), code="open")
    held.state, held.closed_at, held.closed_by = DossierState.OPEN, None, None
    held.save(update_fields=["state", "closed_at", "closed_by"])
    record("dossier_reopened", held, {}, by=authorship, at=at)
    return held


def _opened(
    document: Document,
    template: OutlineTemplate | None,
    standing_unit: Unit,
    decision: Decision,
    *,
    by: Acting,
    authorship: Authorship,
    at: datetime,
) -> DraftingDossier:
    if decision.on is None:
        raise ValueError(decision)
    dossier = DraftingDossier.objects.create(
        document=document,
        template=template,
        standing_unit=standing_unit,
        decision_number=decision.number.strip(),
        decision_on=decision.on,
        decision_issuer=decision.issuer.strip(),
        opened_at=at,
        opened_by=by.officer,
    )
    payload = {
        "document": str(document.pk),
        "decision": decision.number.strip(),
        "template": template.code if template else "",
        "standing_unit": standing_unit.code,
    }
    record("dossier_opened", dossier, payload, by=authorship, at=at)
    return dossier


def _about_decision(decision: Decision, *, at: datetime) -> Refusals:
    found: Refusals = []
    if not decision.number.strip():
        found.append(("decision_number", _("Hãy ghi số quyết định thành lập tổ soạn thảo.")))
    if not decision.issuer.strip():
        found.append(("decision_issuer", _("Hãy ghi cơ quan ra quyết định.")))
    if decision.on is None:
        found.append(("decision_on", _("Hãy ghi ngày của quyết định.")))
    elif decision.on > timezone.localdate(at):
        found.append(("decision_on", _("Ngày của quyết định không thể ở sau hôm nay.")))
    return found


def _about_template(template: OutlineTemplate, *, at: datetime) -> Refusals:
    day = timezone.localdate(at)
    if template.valid_from <= day and (template.valid_to is None or day < template.valid_to):
        return []
    return [("template", _("Mẫu đề cương này không còn áp dụng hôm nay; hãy chọn mẫu khác."))]


def _about_document(document: Document, before: Version | None) -> Refusals:
    found: Refusals = []
    if document.standing != Standing.PLAN:
        found.append(("document", _("Chỉ quy hoạch, kế hoạch, đề án mới có hồ sơ soạn thảo.")))
    if DraftingDossier.objects.filter(document=document).exists():
        found.append(("document", _("Văn bản này đã có hồ sơ soạn thảo.")))
    if before is None or not before.is_frozen:
        found.append(("document", _("Hãy chốt bản mới nhất trước khi mở hồ sơ soạn thảo.")))
    return found
