"""Documents and versions that are written here: what the operations of planning that write them share."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dongbo.documents.models import Document, ProvisionVersion, Version
from dongbo.documents.operations.citing import store_citations
from dongbo.documents.operations.placing import living
from dongbo.documents.operations.registering import set_keys
from dongbo.documents.operations.storing import BATCH, keep_bytes, note_current, store_tree
from dongbo.documents.queries import outline_of
from dongbo.documents.states import Standing, VersionState
from dongbo.engines.provisions import Finding, Node
from dongbo.engines.written_text import WrittenText
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access


def found_draft(
    *, subject: str, type_name: str, organ_name: str, unit: Unit, access: Access, by: Acting, at: datetime
) -> Document:
    """This will enter a plan that has yet to be written into the register of `unit`, without a file or a number.

    It is part of the operation that calls it, which has checked the right to and leaves the event. Raises
    ValidationError where `unit` has ended.
    """
    document = Document(
        standing=Standing.PLAN,
        type_name=type_name,
        organ_name=organ_name,
        subject=subject,
        unit=living(unit, at=at),
        access=access,
        registered_at=at,
        registered_by=by.officer,
    )
    set_keys(document)
    document.full_clean(exclude=["unit"], validate_constraints=False)
    document.save(force_insert=True)
    return document


def begin_version(
    *, document: Document, nodes: list[Node], style: str, by: Acting, at: datetime, identities: Mapping[str, UUID]
) -> Version:
    """This will begin a version of `document` that is written here, filled with `nodes`.

    `identities` maps a path to the provision it carries on; every other node is a new provision. It is part of the
    operation that calls it.
    """
    last = document.versions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    version = Version.objects.create(
        document=document,
        ordinal=last + 1,
        label=_("Bản đang viết"),
        state=VersionState.DRAFTING,
        style=style,
        imported_at=at,
        imported_by=by.officer,
    )
    store_tree(version=version, nodes=nodes, identities=identities)
    return version


def continue_version(*, before: Version, by: Acting, at: datetime) -> Version:
    """This will begin a version that reads as `before` does, every provision with its identity."""
    outline = outline_of(before)
    identities = dict(before.provisions.values_list("path", "provision"))
    version = begin_version(
        document=before.document, nodes=outline.nodes, style=before.style, identities=identities, by=by, at=at
    )
    version.preamble = before.preamble
    version.save(update_fields=["preamble"])
    return version


def finish_version(
    *,
    version: Version,
    label: str,
    text: WrittenText,
    file_name: str,
    findings: list[Finding],
    by: Acting,
    at: datetime,
) -> Version:
    """This will freeze a version that was written here: its text becomes a file, and every provision has its line.

    What it cites is looked up in the register. It is part of the operation that calls it, which has checked the right
    to and leaves the event.
    """
    rows = list(version.provisions.order_by("rank"))
    for row in rows:
        row.line = text.lines.get(row.path, 0)
    ProvisionVersion.objects.bulk_update(rows, ["line"], batch_size=BATCH)
    version.citations.all().delete()
    store_citations(version, text.intake.citations)
    version.label = label[:100]
    version.file = keep_bytes(data=text.data, kind=text.intake.paper.kind)
    version.file_name = file_name
    version.fields = text.intake.metadata.as_json()
    version.findings = [
        {"code": one.code, "message": one.message, "line": text.lines.get(one.path), "path": one.path}
        for one in findings
    ]
    version.state, version.frozen_at, version.frozen_by = VersionState.FROZEN, at, by.officer
    version.save()
    note_current(version.document)
    return version
