"""Opinion forms: a Word or Excel file a unit fills in offline, made for it, read back, and returned marked."""

from dongbo.engines.opinion_forms.form import (
    ANSWER_LABELS,
    KIND_LABELS,
    WHOLE,
    Answer,
    FilledForm,
    FilledRow,
    FormFor,
    FormKeys,
    FormProvision,
    FormRefused,
    OpinionKind,
    QuestionAnswer,
    RowFinding,
)
from dongbo.engines.opinion_forms.marking import write_back
from dongbo.engines.opinion_forms.places import Place, Places
from dongbo.engines.opinion_forms.reading import read_form
from dongbo.engines.opinion_forms.word_writing import write_docx
from dongbo.engines.opinion_forms.workbook_writing import write_xlsx

__all__ = [
    "ANSWER_LABELS",
    "KIND_LABELS",
    "WHOLE",
    "Answer",
    "FilledForm",
    "FilledRow",
    "FormFor",
    "FormKeys",
    "FormProvision",
    "FormRefused",
    "OpinionKind",
    "Place",
    "Places",
    "QuestionAnswer",
    "RowFinding",
    "read_form",
    "write_back",
    "write_docx",
    "write_xlsx",
]
