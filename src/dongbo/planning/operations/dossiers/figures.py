"""The figures of the present state."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Document
from dongbo.documents.rules import may_read
from dongbo.organisation.rules import Acting
from dongbo.planning.models import CurrentFigure, DraftingDossier
from dongbo.planning.operations.dossiers.holding import hold, record


@transaction.atomic
def take_figures(
    *, dossier: DraftingDossier, figures: Iterable[Mapping[str, Any]], by: Acting, at: datetime
) -> list[CurrentFigure]:
    """This will take figures of the present state into the dossier; one of the same name and day is brought to date.

    Each has `name`, `value`, `measure`, `as_of`, and `source` (a document) or `source_note`. Raises NotAllowed;
    ValidationError naming the first that is incomplete: then none is taken.
    """
    held, authorship = hold(dossier, by=by, at=at)
    known = {(figure.name, figure.as_of): figure for figure in held.current_figures.all()}
    open_sources = {figure.source_id for figure in known.values()}
    taken: list[CurrentFigure] = []
    for place, fields in enumerate(figures, start=1):
        values = {"measure": "", "source": None, "source_note": "", **fields, "added_at": at, "added_by": by.officer}
        figure = known.setdefault((fields["name"], fields["as_of"]), CurrentFigure(dossier=held))
        for name, value in values.items():
            setattr(figure, name, value)
        if figure.source is not None and figure.source_id not in open_sources:
            _require_read(figure.source, place, by=by, at=at)
            open_sources.add(figure.source_id)
        _require_whole(figure, place)
        figure.save()
        taken.append(figure)
    if not taken:
        raise ValidationError(_("Chưa có số liệu nào để nhận."), code="empty")
    record("figures_taken", held, {"figures": [figure.name for figure in taken]}, by=authorship, at=at)
    return taken


@transaction.atomic
def remove_figure(*, figure: CurrentFigure, by: Acting, at: datetime) -> None:
    """This will take a figure out of the dossier; the ledger keeps it. Raises NotAllowed, ValidationError."""
    held, authorship = hold(figure.dossier, by=by, at=at)
    payload = {"name": figure.name, "value": figure.value, "as_of": figure.as_of.isoformat()}
    figure.delete()
    record("figure_removed", held, payload, by=authorship, at=at)


def _require_read(source: Document, place: int, *, by: Acting, at: datetime) -> None:
    """A source that is in the dossier already may stay where somebody who may not read it corrects the figure."""
    if not may_read(by, source, at=at):
        told = _("Số liệu %(place)s: không có văn bản công bố này trong sổ đăng ký mà bạn được xem.")
        raise ValidationError(told, params={"place": place}, code="unread")


def _require_whole(figure: CurrentFigure, place: int) -> None:
    try:
        figure.clean_fields(exclude=["dossier", "source", "added_by"])
        if figure.source is None and not figure.source_note.strip():
            raise ValidationError(_("Hãy ghi nguồn của số liệu."))
    except ValidationError as refusal:
        said = "; ".join(refusal.messages)
        raise ValidationError(_("Số liệu %(place)s: %(said)s"), params={"place": place, "said": said}) from refusal
