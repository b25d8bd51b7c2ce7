"""The merge screen: what stood there, mine and theirs, word by word, with a choice where both changed the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dongbo.documents.models import ProvisionVersion
from dongbo.engines.drafting import Merge, three_way
from dongbo.engines.provisions.tables import heading_of, in_order
from dongbo.planning.queries.writing import Words, words_hash, words_of
from dongbo.web.drafting.forms.writing import CELL

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True, slots=True)
class MergedField:
    """One field of a provision: its name in the form, its label, and how both sides fit together."""

    name: str
    label: str
    merge: Merge
    is_line: bool

    @property
    def result(self) -> str:
        """The text proposed: merged where it can be, else with both wordings where they stand against each other."""
        if self.merge.clean is not None:
            return self.merge.clean
        return chosen(self, {})

    @property
    def is_clean(self) -> bool:
        """Whether both changes fit together."""
        return self.merge.clean is not None

    @property
    def is_same(self) -> bool:
        """Whether nobody changed anything here."""
        return all(part.kind == "same" for part in self.merge.parts)


@dataclass(frozen=True, slots=True)
class MergeScreen:
    """Both wordings of a provision as it stands now; `seen` is the fingerprint of theirs."""

    row: ProvisionVersion
    fields: list[MergedField]
    mine: Words
    theirs: Words
    base: Words | None
    seen: str

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left to decide."""
        return all(field.is_clean for field in self.fields)


def merge_screen(row: ProvisionVersion, *, mine: Words, base: Words | None) -> MergeScreen:
    """Return how `mine` fits to what stands in `row` now, both begun from `base`.

    Where it is not known what mine was begun from, whatever differs is left to choose.
    """
    theirs = words_of(row)
    if row.cells:
        mine = Words("", "", {**row.cells, **mine.cells})
        names = [(CELL + key, heading_of(key), key) for key in in_order(mine.cells)]
        fields = [
            _field(name, label, _cell(base, key), mine.cells[key], theirs.cells.get(key, ""))
            for name, label, key in names
        ]
    else:
        was = base or Words()
        fields = [
            _field("heading", "Tiêu đề", was.heading, " ".join(mine.heading.split()), theirs.heading, is_line=True),
            _field("text", "Nội dung", was.text, mine.text.strip(), theirs.text),
        ]
    return MergeScreen(row, fields, mine, theirs, base, words_hash(row))


def _cell(base: Words | None, key: str) -> str:
    return base.cells.get(key, "") if base else ""


def _field(name: str, label: str, base: str, mine: str, theirs: str, *, is_line: bool = False) -> MergedField:
    return MergedField(name, label, three_way(base, mine, theirs), is_line)


def chosen(field: MergedField, choices: Mapping[str, Any]) -> str:
    """Return the text as chosen part by part; what was not chosen keeps both wordings, theirs before mine."""
    told = []
    for place, part in enumerate(field.merge.parts):
        if part.kind == "theirs":
            told.append(part.theirs)
        elif part.kind != "conflict":
            told.append(part.mine)
        else:
            choice = choices.get(f"part:{field.name}:{place}", BOTH)
            told.append({MINE: part.mine, THEIRS: part.theirs}.get(choice, _both(part.theirs, part.mine)))
    return "".join(told)


def _both(theirs: str, mine: str) -> str:
    if not (theirs.strip() and mine.strip()):
        return theirs + mine
    return f"{theirs}{'' if theirs[-1].isspace() or mine[0].isspace() else ' '}{mine}"


def words_chosen(screen: MergeScreen, choices: Mapping[str, Any]) -> Words:
    """Return all words as chosen."""
    told = {field.name: chosen(field, choices) for field in screen.fields}
    cells = {name.removeprefix(CELL): text for name, text in told.items() if name.startswith(CELL)}
    return Words(told.get("heading", ""), told.get("text", ""), cells)
