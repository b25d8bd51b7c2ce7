"""Mending the tree of a version in review; every act keeps the identities of the provisions it does not end."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.operations.storing import store_tree
from dongbo.documents.queries import outline_of
from dongbo.documents.rules import may_mend
from dongbo.engines import mending
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Officer


def promote_provision(*, row: ProvisionVersion, by: Officer, at: datetime) -> Version:
    """This will lift a provision one level. Raises PermissionDenied, ValidationError."""
    return _mend("promoted", row, lambda outline: mending.promote(outline, row.path), by=by, at=at)


def demote_provision(*, row: ProvisionVersion, by: Officer, at: datetime) -> Version:
    """This will lower a provision under the sibling before it. Raises PermissionDenied, ValidationError."""
    return _mend("demoted", row, lambda outline: mending.demote(outline, row.path), by=by, at=at)


def merge_provision(*, row: ProvisionVersion, by: Officer, at: datetime) -> Version:
    """This will put a provision's words into the one read before it. Raises PermissionDenied, ValidationError."""
    return _mend("merged", row, lambda outline: mending.merge(outline, row.path), by=by, at=at)


def split_provision(
    *, row: ProvisionVersion, at_line: int, kind: Kind, number: str, by: Officer, at: datetime
) -> Version:
    """This will cut a provision's text before its line `at_line`. Raises PermissionDenied, ValidationError."""

    def act(outline: Outline) -> Node:
        return mending.split(outline, row.path, at_line=at_line, kind=kind, number=number)

    return _mend("split", row, act, by=by, at=at)


def retype_provision(
    *, row: ProvisionVersion, kind: Kind, number: str, heading: str, by: Officer, at: datetime
) -> Version:
    """This will give a provision another kind, number and heading. Raises PermissionDenied, ValidationError."""

    def act(outline: Outline) -> Node:
        return mending.retype(outline, row.path, kind=kind, number=number, heading=heading)

    return _mend("retyped", row, act, by=by, at=at)


@transaction.atomic
def _mend(verb: str, row: ProvisionVersion, act: Callable[[Outline], Node], *, by: Officer, at: datetime) -> Version:
    version = Version.objects.select_for_update().select_related("document").get(pk=row.version_id)
    if not may_mend(by, version):
        raise PermissionDenied(_("Chỉ sửa được cây điều khoản của bản đang rà soát, bởi cán bộ kế hoạch."))
    outline = outline_of(version)
    carried = {node.path: node for node in outline.walk()}
    provisions = {pv.path: pv.provision for pv in version.provisions.select_related("provision")}
    of_node = {id(node): provisions[path] for path, node in carried.items()}
    try:
        touched = act(outline)
    except mending.CannotMend as refusal:
        raise ValidationError(str(refusal), code="cannot_mend") from refusal
    identities = {node.path: of_node[id(node)] for node in outline.walk() if id(node) in of_node}
    version.provisions.all().delete()
    store_tree(version=version, nodes=outline.nodes, identities=identities)
    append_event(
        kind=f"documents.provision_{verb}",
        subject_kind="document",
        subject_id=version.document_id,
        payload={"version": version.ordinal, "path": row.path, "to": touched.path},
        actor=by.pk,
        at=at,
    )
    return version
