"""Bringing papers into the register."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Citation, Document, Provision, StoredFile, Version
from dongbo.documents.operations.storing import keep_bytes, store_tree
from dongbo.documents.queries import latest_version, outline_of, register_entries
from dongbo.documents.rules import may_register
from dongbo.documents.states import CitationState, Standing
from dongbo.engines.citations import resolve
from dongbo.engines.intake import STATE_SECRET, Intake, take_in
from dongbo.engines.metadata import Metadata
from dongbo.engines.papers import PaperRefused
from dongbo.engines.redline import compare
from dongbo.engines.vietnamese import clean, fold
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Officer

CORRECTABLE = (
    "standing", "type_name", "number", "issued_date", "organ_name", "subject", "signer_name", "signer_position",
    "recipients", "description",
)  # fmt: skip
"""The fields of a document an officer may correct."""


def register_document(*, data: bytes, file_name: str, standing: Standing, by: Officer, at: datetime) -> Version:
    """This will register the paper in `data` as a new document with its first version, in review.

    Raises PermissionDenied; PaperRefused where the file cannot be taken in (a refusal for secrecy is recorded, nothing
    of the file is); ValidationError with code `duplicate` and the document as parameter where it is registered already.
    """
    _require_registrar(by)
    intake = _take_in(data=data, file_name=file_name, by=by, at=at)
    with transaction.atomic():
        _refuse_same_file(intake)
        document = _document(intake, standing=standing, file_name=file_name, by=by, at=at)
        _refuse_same_number(document)
        document.save(force_insert=True)
        version = _version(intake, document=document, data=data, file_name=file_name, by=by, at=at)
        _resolve_earlier_citations(document)
        _record("documents.document_registered", version, by=by, at=at)
    return version


def import_version(
    *, document: Document, data: bytes, file_name: str, label: str, by: Officer, at: datetime
) -> Version:
    """This will add the paper in `data` as the next version of `document`, in review.

    Provisions carry on the identities of the version before, found by comparing the two trees. Raises as
    register_document does, and ValidationError with code `in_review` while the version before is not frozen.
    """
    _require_registrar(by)
    before = latest_version(document)
    if before is not None and not before.is_frozen:
        raise ValidationError(
            _("Bản «%(label)s» đang rà soát: hãy chốt hoặc bỏ bản đó trước khi nhập bản mới."),
            code="in_review",
            params={"label": before.label, "version": before},
        )
    intake = _take_in(data=data, file_name=file_name, by=by, at=at)
    with transaction.atomic():
        _refuse_same_file(intake)
        version = _version(
            intake, document=document, data=data, file_name=file_name, by=by, at=at, before=before, label=label
        )
        _record("documents.version_imported", version, by=by, at=at)
    return version


@transaction.atomic
def correct_document(*, document: Document, fields: Mapping[str, object], by: Officer, at: datetime) -> Document:
    """This will correct the register's facts about `document`; the ledger keeps what they were.

    Raises PermissionDenied, ValidationError (an unknown field, an empty subject, a number registered already).
    """
    _require_registrar(by)
    unknown = sorted(set(fields) - set(CORRECTABLE))
    if unknown:
        raise ValidationError(_("Không sửa được trường %(names)s."), params={"names": ", ".join(unknown)})
    changes = {
        name: (_plain(getattr(document, name)), _plain(value))
        for name, value in fields.items()
        if getattr(document, name) != value
    }
    for name, value in fields.items():
        setattr(document, name, value)
    _set_keys(document)
    document.full_clean(validate_constraints=False)
    _refuse_same_number(document)
    document.save()
    append_event(
        kind="documents.document_corrected",
        subject_kind="document",
        subject_id=document.pk,
        payload={"changes": {name: list(pair) for name, pair in changes.items()}},
        actor=by.pk,
        at=at,
    )
    return document


def _resolve_earlier_citations(document: Document) -> None:
    """Citations the register could not resolve may name the document that has just come in."""
    if not document.number_key:
        return
    for citation in Citation.objects.filter(state=CitationState.UNRESOLVED).exclude(version__document=document):
        if fold(citation.number).replace(" ", "") == document.number_key:
            citation.state, citation.target = CitationState.RESOLVED, document
            citation.save(update_fields=["state", "target"])


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _require_registrar(officer: Officer) -> None:
    if not may_register(officer):
        raise PermissionDenied(_("Chỉ cán bộ kế hoạch được tiếp nhận và sửa văn bản trong sổ đăng ký."))


def _take_in(*, data: bytes, file_name: str, by: Officer, at: datetime) -> Intake:
    try:
        return take_in(data, name=file_name)
    except PaperRefused as refusal:
        if refusal.code == STATE_SECRET:
            _record_refusal(by=by, at=at)
        raise


@transaction.atomic
def _record_refusal(*, by: Officer, at: datetime) -> None:
    """Only the fact is recorded: neither the file's name nor anything in it (Decree 63/2026, secrets stay outside)."""
    append_event(kind="documents.secret_refused", subject_kind="refusal", subject_id="", payload={}, actor=by.pk, at=at)


def _refuse_same_file(intake: Intake) -> None:
    same = Version.objects.filter(file_id=intake.sha256).select_related("document").first()
    if same is not None:
        raise ValidationError(
            _("Tệp này đã có trong sổ đăng ký: %(name)s, %(label)s."),
            code="duplicate",
            params={"name": same.document.name, "label": same.label, "document": same.document},
        )


def _refuse_same_number(document: Document) -> None:
    """The duplicate alarm of Decree 30/2020, Appendix VI: number, notation and agency all equal."""
    if not document.number_key:
        return
    same = Document.objects.filter(
        number_key=document.number_key, organ_key=document.organ_key, issued_date=document.issued_date
    ).exclude(pk=document.pk)
    if found := same.first():
        raise ValidationError(
            _(
                "Văn bản số %(number)s đã có trong sổ đăng ký. "
                "Nếu đây là bản khác, hãy nhập làm bản mới của văn bản đó."
            ),
            code="duplicate",
            params={"number": document.number, "document": found},
        )


def _document(intake: Intake, *, standing: Standing, file_name: str, by: Officer, at: datetime) -> Document:
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
        registered_at=at,
        registered_by=by,
    )
    _set_keys(document)
    return document


def _date(read: Metadata) -> date | None:
    return date.fromisoformat(read.date) if read.date else None


def _set_keys(document: Document) -> None:
    document.number = clean(document.number)
    document.code_number, _slash, notation = document.number.partition("/")
    document.code_number, document.code_notation = document.code_number[:11], notation[:60]
    document.number_key = fold(document.number).replace(" ", "")
    document.organ_key = fold(document.organ_name)
    document.subject_key = fold(f"{document.name} {document.subject} {document.organ_name}")


def _version(
    intake: Intake,
    *,
    document: Document,
    data: bytes,
    file_name: str,
    by: Officer,
    at: datetime,
    before: Version | None = None,
    label: str = "",
) -> Version:
    ordinal = before.ordinal + 1 if before else 1
    version = Version.objects.create(
        document=document,
        ordinal=ordinal,
        label=label or _("Bản %(ordinal)s") % {"ordinal": ordinal},
        file=keep_bytes(data=data, kind=intake.paper.kind),
        file_name=file_name[:255],
        style=intake.outline.style,
        fields=intake.metadata.as_json(),
        findings=_findings(intake),
        preamble=intake.preamble,
        imported_at=at,
        imported_by=by,
    )
    store_tree(version=version, nodes=intake.outline.nodes, identities=_identities(intake, before))
    _store_citations(version, intake)
    return version


def _identities(intake: Intake, before: Version | None) -> dict[str, Provision]:
    if before is None:
        return {}
    old = {row.path: row.provision for row in before.provisions.select_related("provision")}
    pairs = compare(outline_of(before), intake.outline).pairs
    return {new: old[path] for path, new in pairs.items()}


def _findings(intake: Intake) -> list[dict[str, object]]:
    outline = [{"code": f.code, "message": f.message, "line": f.line, "path": f.path} for f in intake.outline.findings]
    reading = [{"code": n.code, "message": n.message, "line": n.line, "path": ""} for n in intake.paper.notices]
    fields = [
        {"code": f.code, "message": f.message, "line": next(iter(f.lines), None), "path": ""}
        for f in intake.metadata.findings
    ]
    return [*reading, *fields, *outline]


def _store_citations(version: Version, intake: Intake) -> None:
    cited = [citation for citation in intake.citations if not citation.internal]
    states = resolve(cited, register_entries())
    Citation.objects.bulk_create(
        Citation(
            version=version,
            line=found.citation.line,
            text=found.citation.text,
            type_name=(found.citation.type or "")[:100],
            number=(found.citation.number or "")[:80],
            organ_name=(found.citation.issuer or "")[:200],
            issued=(found.citation.date or "")[:10],
            relation=found.citation.relation,
            state=CitationState(found.state),
            reason=found.reason,
            target_id=found.key,
        )
        for found in states
    )


def _record(kind: str, version: Version, *, by: Officer, at: datetime) -> None:
    stored: StoredFile = version.file
    append_event(
        kind=kind,
        subject_kind="document",
        subject_id=version.document_id,
        payload={
            "version": version.ordinal,
            "label": version.label,
            "number": version.document.number,
            "subject": version.document.subject,
            "sha256": stored.sha256,
            "size": stored.size,
            "provisions": version.provisions.count(),
        },
        actor=by.pk,
        at=at,
    )
