"""Reads: what each part of an appraisal dossier is written from, taken from everything else once and for all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.documents.queries import official_document, opening_of, outline_of
from dongbo.engines.consultation_papers import Head, matrix_table
from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.dossier_papers import (
    PartData,
    appraisal_lines,
    appraisal_sections,
    official_data,
    redline_data,
    sections_data,
    table_data,
    unresolved_sections,
)
from dongbo.engines.provisions import Outline
from dongbo.planning.models import AppraisalDossier, Consultation
from dongbo.planning.queries.appraisal_dossier_revisions import has_revisions, revisions_data
from dongbo.planning.queries.appraisal_dossier_unresolved import unresolved_of
from dongbo.planning.queries.council_paper_parts import draft_of, unit_head
from dongbo.planning.queries.papers import matrix_of
from dongbo.planning.states import PartKind

Told = Callable[[int], object]
"""Told how many opinions are read."""

FILE_NAMES = {
    PartKind.PLAN: "toan-van-du-thao",
    PartKind.REDLINE: "so-sanh-voi-ban-truoc",
    PartKind.MATRIX: "bang-tong-hop-tiep-thu-giai-trinh",
    PartKind.UNRESOLVED: "danh-muc-con-y-kien-khac-nhau",
    PartKind.APPRAISAL: "bao-cao-doi-chieu",
    PartKind.REVISIONS: "bao-cao-tiep-thu-ket-luan-lan-truoc",
}
"""The file of each part that the machine writes, without the place before and the ending after."""

RANKS = {kind: rank for rank, kind in enumerate(FILE_NAMES, start=1)}
FIRST_PAPER = len(FILE_NAMES) + 1
"""The place of the first paper that was attached."""


@dataclass(frozen=True, slots=True)
class TakenPart:
    """A part the machine writes: what it is, where it stands, and what it is written from, still to be read."""

    kind: PartKind
    data: PartData

    @property
    def rank(self) -> int:
        """Its place in the dossier."""
        return RANKS[self.kind]

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return file_name_of(self.rank, FILE_NAMES[self.kind], "pdf")


def file_name_of(rank: int, name: str, ending: str) -> str:
    """Return a file's name with its place before, so that a folder lists a dossier in its order."""
    return f"{rank:02}-{name}.{ending}"


def taken_parts(dossier: AppraisalDossier, *, at: datetime, told: Told) -> Iterator[TakenPart]:
    """Yield the parts of a dossier as everything stands now; `at` is the day on its papers.

    A part whose source was not named is left out. The rows of the matrix are read as they are taken: `told` hears how
    many opinions are read.
    """
    version = dossier.version
    outline = outline_of(version)
    head = unit_head(version.document.unit, version, on=timezone.localdate(at))
    yield TakenPart(PartKind.PLAN, official_data(plan_paper(version, outline)))
    if dossier.previous is not None:
        paper = _paper(head, version, "So sánh với bản trước", opening=(f"So với: {dossier.previous.label}.",))
        upright = replace(paper, landscape=False)
        yield TakenPart(PartKind.REDLINE, redline_data(upright, outline_of(dossier.previous), outline))
    if dossier.consultation is not None:
        yield from _of_round(dossier.consultation, version, head, at=at, told=told)
    if dossier.appraisal is not None:
        result = dossier.appraisal.result
        paper = _paper(head, version, "Báo cáo đối chiếu với văn bản chỉ đạo", opening=appraisal_lines(result))
        yield TakenPart(PartKind.APPRAISAL, sections_data(paper, appraisal_sections(result)))
    if has_revisions(dossier.council, version):
        yield TakenPart(PartKind.REVISIONS, revisions_data(dossier.council, version, head))


def plan_paper(version: Version, outline: Outline) -> OfficialDocument:
    """Return the whole draft, with its opening lines where it was written here."""
    paper = official_document(version, outline)
    return replace(paper, opening=opening_of(version) or paper.opening, draft_mark=version.label)


def _of_round(
    consultation: Consultation, version: Version, head: Head, *, at: datetime, told: Told
) -> Iterator[TakenPart]:
    matrix = matrix_of(consultation, version, at=at, told=told)
    yield TakenPart(PartKind.MATRIX, table_data(matrix_table(matrix)))
    paper = _paper(head, version, "Danh mục còn ý kiến khác nhau", opening=(f"Vòng lấy ý kiến: {consultation.title}.",))
    sections = unresolved_sections(unresolved_of(consultation, version))
    yield TakenPart(PartKind.UNRESOLVED, sections_data(paper, sections))


def _paper(head: Head, version: Version, title: str, *, opening: tuple[str, ...]) -> OfficialDocument:
    label = f"Bản thẩm định: {version.label}."
    return head.landscape(title=title, subject=draft_of(version).name, opening=(label, *opening))
