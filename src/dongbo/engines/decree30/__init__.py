"""Official papers in the layout of Nghị định 30/2020/NĐ-CP: Word, Word with tracked changes, PDF."""

from dongbo.engines.decree30.document import OfficialDocument, Signature
from dongbo.engines.decree30.passages import Passage, Style
from dongbo.engines.decree30.ruled import Column, Table
from dongbo.engines.decree30.rules import RULE_SETS, LayoutRules, layout_rules
from dongbo.engines.decree30.tracked import write_tracked_docx
from dongbo.engines.decree30.typeset import write_pdf
from dongbo.engines.decree30.word import write_docx

__all__ = [
    "RULE_SETS",
    "Column",
    "LayoutRules",
    "OfficialDocument",
    "Passage",
    "Signature",
    "Style",
    "Table",
    "layout_rules",
    "write_docx",
    "write_pdf",
    "write_tracked_docx",
]
