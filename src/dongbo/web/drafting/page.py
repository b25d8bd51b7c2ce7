"""The page on which a draft is written: cut into pages at its headings, with who writes where and what is unsaved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.engines.drafting import hints_by_name
from dongbo.engines.places import place_name
from dongbo.engines.provisions import Kind
from dongbo.engines.vietnamese import fold
from dongbo.organisation.models import Officer
from dongbo.planning.models import DraftingDossier
from dongbo.planning.queries.writing import Kept, kept_by, lineages, writers_at
from dongbo.planning.rules.writing import Reach
from dongbo.web.documents.presentation import ShownProvision, outline_rows, shown

MOST = 150
"""Provisions on one page, save where a single chapter's own level holds more."""

STRUCTURE = (
    "pk", "version_id", "parent_id", "provision_id", "rank", "depth", "kind", "number", "heading", "path",
)  # fmt: skip
"""What the outline needs of a row: everything but its words."""


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A provision on the page: how it is shown, whether the reader may write it, who else does, what is unsaved."""

    item: ShownProvision
    may_write: bool
    writers: tuple[str, ...] = ()
    is_unsaved: bool = False
    hint: str = ""

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.item.row.kind == Kind.ROW

    @property
    def has_table(self) -> bool:
        """Whether a table may stand beneath it."""
        return self.item.row.kind == Kind.ANNEX


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the draft: the ranks it holds and the heading it begins with."""

    number: int
    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the outline and the page it leads to."""

    item: ShownProvision
    sheet: int


@dataclass(frozen=True, slots=True)
class Writing:
    """Who is writing at which provision, and what that is called."""

    name: str
    place: str
    provision: UUID


@dataclass(frozen=True, slots=True)
class WritingPage:
    """Everything the page shows of the text."""

    rows: list[WrittenRow]
    outline: list[OutlineEntry]
    sheets: list[Sheet]
    sheet: Sheet | None
    kept: list[Kept]
    writers: list[Writing]
    total: int

    @property
    def before(self) -> Sheet | None:
        """The page before this one."""
        return self.sheets[self.sheet.number - 2] if self.sheet and self.sheet.number > 1 else None

    @property
    def after(self) -> Sheet | None:
        """The page after this one."""
        return self.sheets[self.sheet.number] if self.sheet and self.sheet.number < len(self.sheets) else None


def writing_page(
    version: Version,
    *,
    reach: Reach,
    officer: Officer,
    at: datetime,
    hints: Mapping[tuple[str, str], str],
    number: str = "",
    at_provision: UUID | None = None,
) -> WritingPage:
    """Return the page `number`, or the one on which a provision stands. Six queries, however long the draft is."""
    every = list(version.provisions.order_by("rank").only(*STRUCTURE))
    sheets = sheets_of(every)
    sheet = _chosen(sheets, every, number=number, at_provision=at_provision)
    lineage = lineages(every)
    writers = writers_of(version, officer=officer, at=at)
    writing: dict[UUID, list[str]] = {}
    for one in writers:
        writing.setdefault(one.provision, []).append(one.name)
    kept = [one for one in kept_by(officer, version) if one.is_news]
    unsaved = {one.kept.provision_id for one in kept}
    parents = {row.parent_id for row in every}
    whole = version.provisions.filter(rank__gte=sheet.first, rank__lte=sheet.last).order_by("rank") if sheet else ()
    return WritingPage(
        rows=[
            WrittenRow(
                item=shown(row),
                may_write=reach.covers(lineage[row.provision_id]),
                writers=tuple(writing.get(row.provision_id, ())),
                is_unsaved=row.provision_id in unsaved,
                hint="" if row.text or row.pk in parents else hint_for(row, hints),
            )
            for row in whole
        ],
        outline=_outline(every, sheets),
        sheets=sheets,
        sheet=sheet,
        kept=kept,
        writers=writers,
        total=len(every),
    )


def hints_for(dossier: DraftingDossier) -> dict[tuple[str, str], str]:
    """Return what to write where in a draft that was begun from a template."""
    return hints_by_name(dossier.template.entries) if dossier.template else {}


def hint_for(row: ProvisionVersion, hints: Mapping[tuple[str, str], str]) -> str:
    """Return what to write in a provision, as the template of the draft says."""
    return hints.get((row.kind, fold(row.heading)), "") if row.heading else ""


def writers_of(version: Version, *, officer: Officer, at: datetime) -> list[Writing]:
    """Return who else is writing where. Two queries."""
    leases = list(writers_at(version, at=at, besides=officer))
    rows = version.provisions.filter(provision__in=[lease.provision_id for lease in leases]).only(*STRUCTURE)
    names = {row.provision_id: name_of(row) for row in rows}
    return [
        Writing(lease.officer.full_name, names[lease.provision_id], lease.provision_id)
        for lease in leases
        if lease.provision_id in names
    ]


def name_of(row: ProvisionVersion) -> str:
    """Return what a person calls a provision: its place, and its heading where it has one."""
    return ": ".join(part for part in (place_name(row.path), row.heading[:80]) if part)


def sheets_of(rows: Sequence[ProvisionVersion]) -> list[Sheet]:
    """Return the pages: each is cut before a provision of the two upper levels once it would grow beyond MOST."""
    cuts: list[int] = []
    for row in rows:
        held = row.rank - cuts[-1] if cuts else MOST
        if not cuts or (row.depth <= 1 and held + _size(rows, row) > MOST) or held >= 2 * MOST:
            cuts.append(row.rank)
    ends = [*(cut - 1 for cut in cuts[1:]), len(rows) - 1]
    return [
        Sheet(number, first, last, name_of(rows[first]))
        for number, (first, last) in enumerate(zip(cuts, ends, strict=True), start=1)
    ]


def _size(rows: Sequence[ProvisionVersion], row: ProvisionVersion) -> int:
    following = next((other.rank for other in rows[row.rank + 1 :] if other.depth <= row.depth), len(rows))
    return following - row.rank


def _chosen(
    sheets: list[Sheet], rows: list[ProvisionVersion], *, number: str, at_provision: UUID | None
) -> Sheet | None:
    rank = next((row.rank for row in rows if row.provision_id == at_provision), None)
    if rank is not None:
        return next(sheet for sheet in sheets if sheet.first <= rank <= sheet.last)
    wanted = int(number) if number.isdecimal() and len(number) < 6 else 1
    return sheets[min(max(wanted, 1), len(sheets)) - 1] if sheets else None


def _outline(rows: list[ProvisionVersion], sheets: list[Sheet]) -> list[OutlineEntry]:
    titled = outline_rows([_shown_in_outline(row) for row in rows if row.kind != Kind.ROW])
    found: list[OutlineEntry] = []
    place = 0
    for item in titled:
        while item.row.rank > sheets[place].last:
            place += 1
        found.append(OutlineEntry(item, sheets[place].number))
    return found


def _shown_in_outline(row: ProvisionVersion) -> ShownProvision:
    """Return a row without asking for its words, which the outline does not show."""
    label = name_of(row)
    return ShownProvision(row=row, marker="", label=label, depth=min(row.depth, 3), lines=[])
