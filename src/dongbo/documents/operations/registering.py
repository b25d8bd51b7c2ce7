"""Bringing papers into the register."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, StoredFile, Version
from dongbo.documents.operations.citing import resolve_again, store_citations
from dongbo.documents.operations.duplicates import refuse_same_file, save_under_its_number
from dongbo.documents.operations.placing import living
from dongbo.documents.operations.refusing import record_secret_refused
from dongbo.documents.operations.storing import keep_bytes, store_tree
from dongbo.documents.queries import latest_version, outline_of, version_being_written
from dongbo.documents.rules import kept_as, number_key, require_work
from dongbo.documents.states import Priority, Standing, VersionState
from dongbo.engines.intake import STATE_SECRET, Intake, take_in
from dongbo.engines.metadata import Metadata
from dongbo.engines.papers import PaperRefused
from dongbo.engines.redline import compare
from dongbo.engines.vietnamese import clean, fold, toneless
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import Access, Permission

CORRECTABLE = (
    "standing", "type_name", "number", "issued_date", "organ_name", "subject", "signer_name", "signer_position",
    "recipients", "description", "language", "page_amount", "priority", "issued_amount", "due_date", "arrival_date",
    "arrival_number",
)  # fmt: skip
"""The fields of a document an officer may correct."""


def register_document(
    *,
    data: bytes,
    file_name: str,
    standing: Standing,
    by: Acting,
    at: datetime,
    unit: Unit | None = None,
    access: Access = Access.UNIT,
) -> Version:
    """This will register the paper in `data` as a new document of `unit` with its first version, in review.

    Without a unit it is the one `by` acts from. Raises NotAllowed; PaperRefused where the file cannot be taken in (a
    refusal for secrecy is recorded, nothing of the file is); ValidationError with code `duplicate` where it is
    registered already, and with the document as parameter where `by` may read it.
    """
    unit = living(unit or _own_unit(by), at=at)
    authorship = require(by, Permission.DOCUMENT_REGISTER, unit=unit, access=kept_as(access), at=at)
    intake = _take_in(data=data, file_name=file_name, by=authorship, at=at)
    with transaction.atomic():
        authorship = require(by, Permission.DOCUMENT_REGISTER, unit=unit, access=kept_as(access), at=at)
        stored = _keep_file(intake, data, unit=unit, by=by, at=at)
        document = _document(intake, standing=standing, file_name=file_name, by=by, at=at)
        document.unit, document.access = unit, access
        save_under_its_number(document, by=by, at=at)
        version = _version(intake, stored, document=document, file_name=file_name, by=by, at=at)
        resolved = resolve_again(document)
        _record("documents.document_registered", version, by=authorship, at=at, resolved=resolved)
    return version


def import_version(*, document: Document, data: bytes, file_name: str, label: str, by: Acting, at: datetime) -> Version:
    """This will add the paper in `data` as the next version of `document`, in review.

    Provisions carry on the identities of the version before, found by comparing the two trees. Raises as
    register_document does, and ValidationError with code `in_review` while the version before is not frozen.
    """
    authorship = require_work(by, Permission.DOCUMENT_REGISTER, document, at=at)
    _require_reviewed(version_being_written(document) or latest_version(document))
    intake = _take_in(data=data, file_name=file_name, by=authorship, at=at)
    with transaction.atomic():
        document = _held(document)
        authorship = require_work(by, Permission.DOCUMENT_REGISTER, document, at=at)
        before = latest_version(document)
        _require_reviewed(version_being_written(document) or before)
        stored = _keep_file(intake, data, unit=document.unit, by=by, at=at)
        version = _version(
            intake, stored, document=document, file_name=file_name, by=by, at=at, before=before, label=label
        )
        document.page_amount = _pages(intake) or document.page_amount
        document.save(update_fields=["page_amount"])
        _record("documents.version_imported", version, by=authorship, at=at)
    return version


@transaction.atomic
def correct_document(*, document: Document, fields: Mapping[str, object], by: Acting, at: datetime) -> Document:
    """This will correct the register's facts about `document`; the ledger keeps what they were.

    Citations that named it, or that its new number answers, are resolved anew. Where nothing is different nothing is
    recorded. Raises NotAllowed, ValidationError (an unknown field, an empty subject, a number that is taken).
    """
    document = _held(document)
    authorship = require_work(by, Permission.DOCUMENT_REGISTER, document, at=at)
    unknown = sorted(set(fields) - set(CORRECTABLE))
    if unknown:
        raise ValidationError(_("Không sửa được trường %(names)s."), params={"names": ", ".join(unknown)})
    former_key = document.number_key
    before = {name: _plain(getattr(document, name)) for name in fields}
    for name, value in fields.items():
        setattr(document, name, value)
    set_keys(document)
    document.full_clean(validate_constraints=False)
    after = {name: _plain(getattr(document, name)) for name in fields}
    changes = {name: [before[name], after[name]] for name in fields if before[name] != after[name]}
    if not changes:
        return document
    save_under_its_number(document, by=by, at=at)
    append_event(
        kind="documents.document_corrected",
        subject_kind="document",
        subject_id=document.pk,
        payload={"changes": changes, "citations_resolved": resolve_again(document, former_key=former_key)},
        by=authorship,
        at=at,
    )
    return document


def _own_unit(by: Acting) -> Unit:
    if by.post is None:
        raise ValidationError({"unit": _("Bạn không giữ vị trí công tác nào; hãy chọn đơn vị đăng ký văn bản.")})
    return by.post.unit


def _held(document: Document) -> Document:
    """Return the document as it is now, held against others who would change it."""
    return Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document.pk)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _take_in(*, data: bytes, file_name: str, by: Authorship, at: datetime) -> Intake:
    try:
        return take_in(data, name=file_name)
    except PaperRefused as refusal:
        if refusal.code == STATE_SECRET:
            record_secret_refused(by=by, at=at)
        raise


def _require_reviewed(before: Version | None) -> None:
    if before is not None and before.state == VersionState.DRAFTING:
        raise ValidationError(
            _("Văn bản này đang được soạn thảo trong hệ thống: hãy chốt bản đang viết trước khi nhập bản mới từ tệp."),
            code="drafting",
        )
    if before is not None and not before.is_frozen:
        raise ValidationError(
            _("Bản «%(label)s» đang rà soát: hãy chốt hoặc bỏ bản đó trước khi nhập bản mới."),
            code="in_review",
            params={"label": before.label, "version": before},
        )


def _keep_file(intake: Intake, data: bytes, *, unit: Unit, by: Acting, at: datetime) -> StoredFile:
    """Keep the file first: who sends the same one now waits for this row, then sees the version it came with."""
    stored = keep_bytes(data=data, kind=intake.paper.kind)
    refuse_same_file(stored, unit=unit, by=by, at=at)
    return stored


def _document(intake: Intake, *, standing: Standing, file_name: str, by: Acting, at: datetime) -> Document:
    read = intake.metadata
    document = Document(
        standing=standing,
        type_name=(read.type or "")[:100],
        number=(read.number or "")[:80],
        issued_date=_date(read),
        organ_name=(read.issuer or "")[:200],
        subject=(read.subject or intake.outline.title or file_name)[:1000],
        signer_name=(read.signer or "")[:100],
        signer_position=(read.signer_position or "")[:200],
        recipients="\n".join(read.recipients or read.addressees),
        priority=_priority(read),
        page_amount=_pages(intake),
        registered_at=at,
        registered_by=by.officer,
    )
    set_keys(document)
    return document


def _date(read: Metadata) -> date | None:
    return date.fromisoformat(read.date) if read.date else None


def _pages(intake: Intake) -> int | None:
    """Return how many pages the file has where its format tells (PDF)."""
    return max((block.page for block in intake.paper.blocks if block.page), default=None)


def _priority(read: Metadata) -> Priority:
    urgency = fold(read.urgency or "")
    return next((level for level in Priority if fold(str(level.label)) == urgency), Priority.ORDINARY)


def set_keys(document: Document) -> None:
    """This will bring the keys by which `document` is found and sorted in line with its fields."""
    document.number = clean(document.number)
    document.code_number, _slash, notation = document.number.partition("/")
    document.code_number, document.code_notation = document.code_number[:11], notation[:30]
    document.number_key = number_key(document.number)
    document.organ_key = fold(document.organ_name)
    document.subject_key = toneless(fold(f"{document.name} {document.subject} {document.organ_name}"))


def _version(
    intake: Intake,
    stored: StoredFile,
    *,
    document: Document,
    file_name: str,
    by: Acting,
    at: datetime,
    before: Version | None = None,
    label: str = "",
) -> Version:
    ordinal = before.ordinal + 1 if before else 1
    version = Version.objects.create(
        document=document,
        ordinal=ordinal,
        label=label or _("Bản %(ordinal)s") % {"ordinal": ordinal},
        file=stored,
        file_name=file_name[:255],
        style=intake.outline.style,
        fields=intake.metadata.as_json(),
        findings=_findings(intake),
        preamble=intake.preamble,
        imported_at=at,
        imported_by=by.officer,
    )
    store_tree(version=version, nodes=intake.outline.nodes, identities=_identities(intake, before))
    store_citations(version, intake.citations)
    return version


def _identities(intake: Intake, before: Version | None) -> dict[str, UUID]:
    if before is None:
        return {}
    old = dict(before.provisions.values_list("path", "provision"))
    pairs = compare(outline_of(before), intake.outline).pairs
    return {new: old[path] for path, new in pairs.items()}


def _findings(intake: Intake) -> list[dict[str, str | int | None]]:
    outline = [{"code": f.code, "message": f.message, "line": f.line, "path": f.path} for f in intake.outline.findings]
    reading = [{"code": n.code, "message": n.message, "line": n.line, "path": ""} for n in intake.paper.notices]
    fields = [
        {"code": f.code, "message": f.message, "line": next(iter(f.lines), None), "path": ""}
        for f in intake.metadata.findings
    ]
    return [*reading, *fields, *outline]


def _record(kind: str, version: Version, *, by: Authorship, at: datetime, resolved: int = 0) -> None:
    append_event(
        kind=kind,
        subject_kind="document",
        subject_id=version.document_id,
        payload={
            "version": version.ordinal,
            "label": version.label,
            "number": version.document.number,
            "subject": version.document.subject,
            "sha256": version.sha256,
            "size": version.file.size if version.file else 0,
            "provisions": version.provisions.count(),
            "citations_resolved": resolved,
        },
        by=by,
        at=at,
    )
