"""A draft held for an act upon it, and what one act notes of the provisions it changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.documents.states import VersionState
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.planning.models import DraftingDossier
from dongbo.planning.states import DossierState

LONGEST_HEADING = 2_000
LONGEST_TEXT = 200_000
"""Letters a provision may hold: far beyond any that was ever issued, and within what a page can carry."""


@dataclass(frozen=True, slots=True)
class Held:
    """The version that is being written, held against others, and its dossier."""

    version: Version
    dossier: DraftingDossier


def hold(version: Version) -> Held:
    """Return the draft held against everyone else who would change it, its dossier held first.

    Dossier before version, as every act upon a dossier does: what is closed at the same moment is either closed after
    this act or found closed by it. Raises ValidationError with code `frozen` where the version is written no more,
    `closed` where its dossier is.
    """
    # Without a lock on the keys, what others type is kept meanwhile: it refers to the version and never waits.
    dossiers = DraftingDossier.objects.select_for_update(of=("self",), no_key=True).select_related("document__unit")
    dossier = dossiers.get(document=version.document_id)
    found = Version.objects.select_for_update(of=("self",), no_key=True).select_related("document__unit")
    held = found.get(pk=version.pk)
    if held.state != VersionState.DRAFTING:
        raise ValidationError(
            _("Bản «%(label)s» đã chốt; hãy mở lại trang để viết tiếp vào bản mới. Lời bạn đã gõ vẫn được giữ."),
            code="frozen",
            params={"label": held.label},
        )
    if dossier.state == DossierState.CLOSED:
        raise ValidationError(_("Hồ sơ soạn thảo này đã khép nên không viết tiếp được."), code="closed")
    return Held(held, dossier)


def row_of(version: Version, provision: Provision) -> ProvisionVersion:
    """Return where a provision stands. Raises ValidationError with code `removed` where it is no longer there."""
    row = version.provisions.filter(provision=provision).first()
    if row is None:
        raise removed()
    return row


def removed() -> ValidationError:
    """Return the refusal of an act upon a provision that somebody has taken out."""
    return ValidationError(
        _("Điều khoản này vừa được người khác bỏ hoặc gộp. Lời bạn đã gõ vẫn được giữ trong «Lời chưa lưu»."),
        code="removed",
    )


def noted(row: ProvisionVersion) -> dict[str, Any]:
    """Return what an edit keeps of a row: its words, and its place."""
    return {
        "heading": row.heading,
        "text": row.text,
        "cells": dict(row.cells),
        "kind": row.kind,
        "number": row.number,
        "path": row.path,
    }


def one_line(words: str) -> str:
    """Return a heading as it is kept: on one line, without what no database takes."""
    return " ".join(words.replace("\x00", "").split())


def typed(words: str) -> str:
    """Return a text as a browser sent it, with line breaks as everywhere here and without what no database takes."""
    return words.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def require_short(heading: str, text: str, cells: Mapping[str, str]) -> None:
    """This will refuse words that are too long to be kept. Raises ValidationError with code `too_long`."""
    if len(heading) > LONGEST_HEADING:
        raise ValidationError(
            {"heading": ValidationError(_("Tiêu đề dài quá %(most)s ký tự; hãy chuyển bớt xuống phần nội dung."),
                                        code="too_long", params={"most": LONGEST_HEADING})}
        )  # fmt: skip
    if len(text) + sum(map(len, cells.values())) > LONGEST_TEXT:
        raise ValidationError(
            {"text": ValidationError(_("Nội dung dài quá %(most)s ký tự; hãy tách thành nhiều điều khoản."),
                                     code="too_long", params={"most": LONGEST_TEXT})}
        )  # fmt: skip


def count_revision(version: Version) -> None:
    """This will note that the tree of `version` is another than before."""
    Version.objects.filter(pk=version.pk).update(revision=F("revision") + 1)
    version.revision += 1


def record(verb: str, held: Held, payload: Mapping[str, Any], *, by: Authorship, at: datetime) -> None:
    """This will append the event of an act upon a draft."""
    append_event(
        kind=f"planning.{verb}",
        subject_kind="drafting_dossier",
        subject_id=held.dossier.pk,
        payload={"version": held.version.ordinal, **payload},
        by=by,
        at=at,
    )


def identity(provision: UUID) -> str:
    """Return an identity as an event says it."""
    return str(provision)
