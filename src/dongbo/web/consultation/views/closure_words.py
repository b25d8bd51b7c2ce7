"""Lines of closure as their page tells them: what is wrong, in words, and the ways out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.engines.redline.words import word_changes
from dongbo.planning.models import ClosureLine, Consultation, DraftingDossier
from dongbo.planning.queries.closure_lines import Told
from dongbo.planning.queries.closure_wording import fault_of, place_of
from dongbo.planning.states import ClosureKind, ClosureState

TONES = {ClosureState.OPEN: "late", ClosureState.MENDED: "well", ClosureState.SIGNED: "warning"}
"""How the screens colour a line."""

_ABOUT_ANSWERS = (ClosureKind.ACCEPTED_UNCHANGED, ClosureKind.EXPLAINED_WITHOUT_REASON, ClosureKind.UNANSWERED)
_ABOUT_TEXT = (ClosureKind.ACCEPTED_UNCHANGED, ClosureKind.CHANGED_WITHOUT_BASIS)


@dataclass(frozen=True, slots=True)
class Stands:
    """A provision that stands for the one consulted on: its words, as they differ where it is the same one."""

    row: ProvisionVersion
    words: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as the page shows it."""

    told: Told
    fault: str
    place: str
    now: list[Stands]
    text_address: str
    answer_address: str
    basis_address: str
    picked: bool = False

    @property
    def line(self) -> ClosureLine:
        """The line itself."""
        return self.told.line

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return TONES[ClosureState(self.line.state)]


def line_rows(
    told: Iterable[Told],
    consultation: Consultation,
    version: Version,
    *,
    dossier: DraftingDossier | None,
    picked: Iterable[int] = (),
) -> list[LineRow]:
    """Return lines as their page shows them; `dossier` is where its reader may write on, if anywhere."""
    chosen = set(picked)
    return [
        LineRow(
            told=one,
            fault=fault_of(one.line),
            place=place_of(one),
            now=_now(one),
            text_address=_text_address(one, consultation, version, dossier),
            answer_address=_answer_address(one.line),
            basis_address=_basis_address(one.line, consultation),
            picked=one.line.pk in chosen,
        )
        for one in told
    ]


def _now(told: Told) -> list[Stands]:
    return [Stands(row, words_beside(told.then, row, told.now)) for row in told.now]


def words_beside(
    then: ProvisionVersion | None, row: ProvisionVersion, now: Sequence[ProvisionVersion]
) -> list[tuple[str, str]]:
    """Return the words now; where they stand for the old ones alone, as steps from those."""
    if then is None or len(now) > 1 or then.words == row.words:
        return [("equal", row.words)]
    return [(str(kind), text) for kind, text in word_changes(then.words, row.words)]


def _text_address(told: Told, consultation: Consultation, version: Version, dossier: DraftingDossier | None) -> str:
    """Return where the text is mended: in the editor at the place, else beside what it was."""
    if told.line.kind not in _ABOUT_TEXT:
        return ""
    row = next(iter(told.now), told.then)
    if dossier is not None and row is not None:
        return reverse("writing-provision", args=[dossier.pk, row.provision_id])
    return reverse("redline", args=[consultation.version_id, version.pk])


def _answer_address(line: ClosureLine) -> str:
    return reverse("opinion-group", args=[line.group_id]) if line.kind in _ABOUT_ANSWERS else ""


def _basis_address(line: ClosureLine, consultation: Consultation) -> str:
    if line.kind != ClosureKind.CHANGED_WITHOUT_BASIS:
        return ""
    return f"{reverse('closure-basis', args=[consultation.pk])}?line={line.pk}"
