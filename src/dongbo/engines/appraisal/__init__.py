"""Appraisal: a draft plan held against its directives and against its previous version."""

from dongbo.engines.appraisal.appraising import appraise
from dongbo.engines.appraisal.papers import PaperFile, paper_file
from dongbo.engines.appraisal.result import FORMAT, Appraisal, ComparedTarget, Remark, TouchingChange, Turn

__all__ = [
    "FORMAT",
    "Appraisal",
    "ComparedTarget",
    "PaperFile",
    "Remark",
    "TouchingChange",
    "Turn",
    "appraise",
    "paper_file",
]
