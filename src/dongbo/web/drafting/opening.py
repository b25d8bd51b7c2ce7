"""A provision opened for writing: its form, what is unsaved there, who else is writing."""

from dataclasses import dataclass
from typing import Any

from dongbo.documents.models import ProvisionVersion
from dongbo.engines.provisions import Kind
from dongbo.planning.queries.writing import Kept, kept_by, words_of, writers_at
from dongbo.web.documents.presentation import ShownProvision, shown
from dongbo.web.drafting.desk import Desk
from dongbo.web.drafting.forms.writing import WordsForm
from dongbo.web.drafting.page import hint_for, hints_for, name_of


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """What the form of one provision shows."""

    row: ProvisionVersion
    item: ShownProvision
    form: WordsForm
    name: str
    kept: Kept | None
    writers: tuple[str, ...]
    hint: str

    @property
    def may_split(self) -> bool:
        """Whether its text can be cut in two."""
        return self.row.kind != Kind.ROW

    @property
    def may_merge(self) -> bool:
        """Whether it may go into the provision before it."""
        return self.row.kind not in (Kind.ROW, Kind.ANNEX)


def opened_row(found: Desk, row: ProvisionVersion, *, form: Any = None, restored: bool = False) -> OpenedRow:
    """Return a provision opened for writing; with `restored` the unsaved words stand in the form."""
    kept = next((one for one in kept_by(found.by.officer, found.version) if _is_of(one, row)), None)
    if form is None:
        form = WordsForm(row=row, initial={"revision": found.version.revision})
        if restored and kept is not None:
            began = {"revision": found.version.revision, "seen": kept.kept.base_hash}
            form = WordsForm(row=row, words=words_of(kept.kept), initial=began)
    writers = writers_at(found.version, at=found.at, besides=found.by.officer).filter(provision=row.provision_id)
    return OpenedRow(
        row=row,
        item=shown(row),
        form=form,
        name=name_of(row),
        kept=None if restored or form.is_bound else kept,
        writers=tuple(lease.officer.full_name for lease in writers),
        hint="" if row.text else hint_for(row, hints_for(found.dossier)),
    )


def _is_of(one: Kept, row: ProvisionVersion) -> bool:
    return one.kept.provision_id == row.provision_id and one.is_news
