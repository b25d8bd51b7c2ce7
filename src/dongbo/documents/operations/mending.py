"""Mending the tree of a version in review; every act keeps the identities of the provisions it does not end.

`expected` is the version's revision that the officer was looking at; where somebody mended the tree since, the act is
refused as `stale` instead of falling on another place.
"""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.operations.freezing import require_in_review
from dongbo.documents.operations.storing import rewrite_tree
from dongbo.documents.queries import outline_from
from dongbo.documents.rules import require_work
from dongbo.engines import mending
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission


def promote_provision(*, row: ProvisionVersion, by: Acting, at: datetime, expected: int | None = None) -> Version:
    """This will lift a provision one level. Raises NotAllowed, ValidationError."""
    return _mend("promoted", row, lambda outline: mending.promote(outline, row.path), expected=expected, by=by, at=at)


def demote_provision(*, row: ProvisionVersion, by: Acting, at: datetime, expected: int | None = None) -> Version:
    """This will lower a provision under the sibling before it. Raises NotAllowed, ValidationError."""
    return _mend("demoted", row, lambda outline: mending.demote(outline, row.path), expected=expected, by=by, at=at)


def merge_provision(*, row: ProvisionVersion, by: Acting, at: datetime, expected: int | None = None) -> Version:
    """This will put a provision's words into the one read before it. Raises NotAllowed, ValidationError."""
    return _mend("merged", row, lambda outline: mending.merge(outline, row.path), expected=expected, by=by, at=at)


def split_provision(
    *,
    row: ProvisionVersion,
    at_line: int,
    kind: Kind,
    number: str,
    by: Acting,
    at: datetime,
    expected: int | None = None,
) -> Version:
    """This will cut a provision's text before its line `at_line`. Raises NotAllowed, ValidationError."""

    def act(outline: Outline) -> Node:
        return mending.split(outline, row.path, at_line=at_line, kind=kind, number=number)

    return _mend("split", row, act, expected=expected, by=by, at=at)


def retype_provision(
    *,
    row: ProvisionVersion,
    kind: Kind,
    number: str,
    heading: str,
    by: Acting,
    at: datetime,
    expected: int | None = None,
) -> Version:
    """This will give a provision another kind, number and heading. Raises NotAllowed, ValidationError."""

    def act(outline: Outline) -> Node:
        return mending.retype(outline, row.path, kind=kind, number=number, heading=heading)

    return _mend("retyped", row, act, expected=expected, by=by, at=at)


@transaction.atomic
def _mend(
    verb: str,
    row: ProvisionVersion,
    act: Callable[[Outline], Node],
    *,
    expected: int | None,
    by: Acting,
    at: datetime,
) -> Version:
    held_versions = Version.objects.select_for_update(of=("self",)).select_related("document__unit")
    version = held_versions.get(pk=row.version_id)
    authorship = require_work(by, Permission.DOCUMENT_MEND, version.document, at=at)
    require_in_review(version)
    held = list(version.provisions.order_by("rank"))
    if (expected is not None and expected != version.revision) or not _stands(row, held):
        raise ValidationError(
            _("Người khác vừa chỉnh cây này; hãy xem lại cây như hiện nay rồi làm lại."), code="stale"
        )
    outline = outline_from(held, style=version.style, title=version.document.subject)
    nodes = list(outline.walk())
    try:
        touched = act(outline)
    except mending.CannotMend as refusal:
        raise ValidationError(str(refusal), code="cannot_mend") from refusal
    provision_of = {id(node): old.provision_id for node, old in zip(nodes, held, strict=True)}
    identities = {node.path: provision_of[id(node)] for node in outline.walk() if id(node) in provision_of}
    rewrite_tree(version=version, held=held, nodes=outline.nodes, identities=identities)
    version.revision += 1
    version.save(update_fields=["revision"])
    append_event(
        kind=f"documents.provision_{verb}",
        subject_kind="document",
        subject_id=version.document_id,
        payload={"version": version.ordinal, "path": row.path, "to": touched.path},
        by=authorship,
        at=at,
    )
    return version


def _stands(row: ProvisionVersion, held: list[ProvisionVersion]) -> bool:
    """Return whether `row` still reads, and stands, as the officer's act was meant for."""
    return any((other.pk, other.path, other.content_hash) == (row.pk, row.path, row.content_hash) for other in held)
