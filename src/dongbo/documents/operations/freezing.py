"""Freezing a version for good, or setting aside one that was read wrongly."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, Provision, ProvisionVersion, Version
from dongbo.documents.operations.citing import forget_document
from dongbo.documents.operations.storing import BATCH, note_current
from dongbo.documents.queries import outline_of, version_before
from dongbo.documents.rules import require_work
from dongbo.documents.states import VERSION_TRANSITIONS, VersionState
from dongbo.engines.redline import compare
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission


@transaction.atomic
def freeze_version(*, version: Version, by: Acting, at: datetime) -> Version:
    """This will freeze a version: neither its text nor its tree can change again, on any way into the database.

    Where the tree was mended, its identities are matched once more with the version before, since borders may have
    moved. Raises NotAllowed; ValidationError with code `frozen` where somebody froze it already, `drafting` where it
    is being written here, `empty` where it holds no provision.
    """
    version, authorship = _locked(version, Permission.DOCUMENT_FREEZE, by=by, at=at)
    provisions = version.provisions.count()
    if not provisions:
        raise ValidationError(_("Bản này chưa có điều khoản nào nên chưa chốt được."), code="empty")
    if version.revision:
        _carry_identities(version)
    version.state, version.frozen_at, version.frozen_by = VersionState.FROZEN, at, by.officer
    version.save(update_fields=["state", "frozen_at", "frozen_by"])
    append_event(
        kind="documents.version_frozen",
        subject_kind="document",
        subject_id=version.document_id,
        payload={"version": version.ordinal, "label": version.label, "provisions": provisions},
        by=authorship,
        at=at,
    )
    return version


def require_in_review(version: Version) -> None:
    """This will raise ValidationError unless `version` is in review: `frozen`, or `drafting` while it is written here.

    A version that is being written is changed and frozen where it is written, with what was typed there.
    """
    if version.state == VersionState.DRAFTING:
        raise ValidationError(
            _("Bản «%(label)s» đang được soạn thảo trong hệ thống; hãy sửa và chốt nó ở trang soạn thảo."),
            code="drafting",
            params={"label": version.label},
        )
    if VersionState.FROZEN not in VERSION_TRANSITIONS[VersionState(version.state)]:
        raise ValidationError(
            _("Bản «%(label)s» đã chốt nên không sửa được nữa; hãy nhập bản mới nếu văn bản thay đổi."),
            code="frozen",
            params={"label": version.label},
        )


def _locked(version: Version, permission: Permission, *, by: Acting, at: datetime) -> tuple[Version, Authorship]:
    """Return the version as it is now, held against others who would change it, and what the ledger says of the act."""
    found = Version.objects.select_for_update(of=("self",)).select_related("document__unit")
    held = found.filter(pk=version.pk).first()
    if held is None:
        raise ValidationError(_("Bản này vừa được người khác bỏ."), code="discarded")
    authorship = require_work(by, permission, held.document, at=at)
    require_in_review(held)
    return held, authorship


def _carry_identities(version: Version) -> None:
    """Give every provision the identity of its counterpart; whoever bore that identity without right gets a new one."""
    before = version_before(version)
    if before is None:
        return
    old = dict(before.provisions.values_list("path", "provision"))
    wanted = {new: old[path] for path, new in compare(outline_of(before), outline_of(version)).pairs.items()}
    claimed = set(wanted.values())
    rows = list(version.provisions.all())
    moving = [row for row in rows if _wrong(row, wanted, claimed)]
    fresh = Provision.objects.bulk_create((Provision(document=version.document) for _ in moving), batch_size=BATCH)
    # An identity stands once in a version, so two rows that swap theirs pass through new ones.
    for row, provision in zip(moving, fresh, strict=True):
        row.provision = provision
    ProvisionVersion.objects.bulk_update(moving, ["provision"], batch_size=BATCH)
    returning = [row for row in moving if row.path in wanted]
    spare = [row.provision_id for row in returning]
    for row in returning:
        row.provision_id = wanted[row.path]
    ProvisionVersion.objects.bulk_update(returning, ["provision"], batch_size=BATCH)
    Provision.objects.filter(pk__in=spare).delete()
    note_current(version.document)


def _wrong(row: ProvisionVersion, wanted: dict[str, UUID], claimed: set[UUID]) -> bool:
    """Return whether a row bears another identity than its counterpart's, or one that is another row's by right."""
    if row.path in wanted:
        return row.provision_id != wanted[row.path]
    return row.provision_id in claimed


@transaction.atomic
def discard_version(*, version: Version, reason: str, by: Acting, at: datetime) -> None:
    """This will set aside a version in review, so that its file can be read again or another be imported.

    The document stays in the register where another version remains, and goes with its only one. Raises
    NotAllowed; ValidationError where the reason is missing, where somebody froze or discarded it already, or
    (code `in_use`) where trace links or appraisals rest on it.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do bỏ bản này.")}, code="reason")
    version, authorship = _locked(version, Permission.DOCUMENT_REGISTER, by=by, at=at)
    document = version.document
    subject = str(document.pk)
    payload = {"version": version.ordinal, "label": version.label, "reason": reason.strip(), "sha256": version.file_id}
    try:
        with transaction.atomic():
            _remove(version, document)
    except ProtectedError as refusal:
        raise ValidationError(
            _("Bản này đã được đối chiếu hoặc có liên kết truy vết nên không bỏ được; hãy sửa cây rồi chốt."),
            code="in_use",
        ) from refusal
    append_event(
        kind="documents.version_discarded",
        subject_kind="document",
        subject_id=subject,
        payload=payload,
        by=authorship,
        at=at,
    )


def _remove(version: Version, document: Document) -> None:
    version.delete()
    if document.versions.exists():
        note_current(document)
        return
    document.provisions.all().delete()
    forget_document(document)
    document.delete()
