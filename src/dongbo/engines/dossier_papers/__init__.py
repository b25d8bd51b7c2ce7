"""The papers of an appraisal dossier: what each says as data that is kept, and the PDF written from that data alone."""

from dongbo.engines.dossier_papers.appraisal import appraisal_lines, appraisal_sections
from dongbo.engines.dossier_papers.model import Block, PartData, canonical
from dongbo.engines.dossier_papers.redline import redline_data
from dongbo.engines.dossier_papers.sections import Section, official_data, sections_data, table_data
from dongbo.engines.dossier_papers.unresolved import (
    Disagreement,
    ExplainedOpinion,
    LeftLine,
    SignedLine,
    Unresolved,
    unresolved_sections,
)
from dongbo.engines.dossier_papers.writing import TYPESETTING, write_part

__all__ = [
    "TYPESETTING",
    "Block",
    "Disagreement",
    "ExplainedOpinion",
    "LeftLine",
    "PartData",
    "Section",
    "SignedLine",
    "Unresolved",
    "appraisal_lines",
    "appraisal_sections",
    "canonical",
    "official_data",
    "redline_data",
    "sections_data",
    "table_data",
    "unresolved_sections",
    "write_part",
]
