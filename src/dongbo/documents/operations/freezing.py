"""Freezing a version for good, or setting aside one that was read wrongly."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, Version
from dongbo.documents.queries import outline_of
from dongbo.documents.rules import may_freeze, may_mend
from dongbo.documents.states import VersionState
from dongbo.engines.redline import compare
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Officer


@transaction.atomic
def freeze_version(*, version: Version, by: Officer, at: datetime) -> Version:
    """This will freeze a version: neither its text nor its tree can change again, on any way into the database.

    The identities are matched once more with the version before, since mending may have moved borders. Raises
    PermissionDenied, ValidationError where the version holds no provision.
    """
    version = Version.objects.select_for_update().select_related("document").get(pk=version.pk)
    if not may_freeze(by, version):
        raise PermissionDenied(_("Bản này đã chốt, hoặc bạn không phải cán bộ kế hoạch."))
    if not version.provisions.exists():
        raise ValidationError(_("Bản này chưa có điều khoản nào nên chưa chốt được."), code="empty")
    _carry_identities(version)
    version.state, version.frozen_at, version.frozen_by = VersionState.FROZEN, at, by
    version.save(update_fields=["state", "frozen_at", "frozen_by"])
    append_event(
        kind="documents.version_frozen",
        subject_kind="document",
        subject_id=version.document_id,
        payload={"version": version.ordinal, "label": version.label, "provisions": version.provisions.count()},
        actor=by.pk,
        at=at,
    )
    return version


def _carry_identities(version: Version) -> None:
    before = Version.objects.filter(document=version.document, ordinal__lt=version.ordinal).order_by("-ordinal").first()
    if before is None:
        return
    old = {row.path: row.provision_id for row in before.provisions.all()}
    wanted = {new: old[path] for path, new in compare(outline_of(before), outline_of(version)).pairs.items()}
    rows = list(version.provisions.all())
    claimed = set(wanted.values())
    moving = [
        row
        for row in rows
        if (row.path in wanted and row.provision_id != wanted[row.path])
        or (row.path not in wanted and row.provision_id in claimed)
    ]
    fresh = [Provision(document=version.document) for _row in moving]
    Provision.objects.bulk_create(fresh, batch_size=500)
    for row, provision in zip(moving, fresh, strict=True):
        row.provision = provision
    type(rows[0]).objects.bulk_update(moving, ["provision"], batch_size=500)
    for row in moving:
        row.provision_id = wanted.get(row.path, row.provision_id)
    type(rows[0]).objects.bulk_update(moving, ["provision"], batch_size=500)


@transaction.atomic
def discard_version(*, version: Version, reason: str, by: Officer, at: datetime) -> None:
    """This will set aside a version in review, so that its file can be read again or another be imported.

    The document stays in the register where another version remains, and goes with its only one. Raises
    PermissionDenied, ValidationError where the reason is missing.
    """
    version = Version.objects.select_for_update().select_related("document").get(pk=version.pk)
    if not may_mend(by, version):
        raise PermissionDenied(_("Bản đã chốt không bỏ được."))
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do bỏ bản này.")}, code="reason")
    document = version.document
    payload = {"version": version.ordinal, "label": version.label, "reason": reason.strip(), "sha256": version.file_id}
    version.delete()
    if not document.versions.exists():
        document.cited_in.update(state="unresolved", target=None)
        document.provisions.all().delete()
        document.delete()
    append_event(
        kind="documents.version_discarded",
        subject_kind="document",
        subject_id=document.pk or payload["sha256"],
        payload=payload,
        actor=by.pk,
        at=at,
    )
