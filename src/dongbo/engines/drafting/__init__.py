"""Drafting: the structure keys of the editor, numbers and references that keep themselves, templates, merging."""

from dongbo.engines.drafting.ladder import fits
from dongbo.engines.drafting.lineage import Begun, Carried, Ended, Lineage
from dongbo.engines.drafting.merging import Merge, Part, three_way
from dongbo.engines.drafting.moving import move, move_down, move_up
from dongbo.engines.drafting.numbering import renumber
from dongbo.engines.drafting.places import CannotDraft
from dongbo.engines.drafting.references import Reference, Rewriting, Rewritten, dangling, references, rewrite, words_for
from dongbo.engines.drafting.seeds import TEMPLATES
from dongbo.engines.drafting.structure import demote, merge, new_child, new_sibling, promote, remove, split
from dongbo.engines.drafting.templates import BadTemplate, as_entries, from_template, hints_by_name, hints_of

__all__ = [
    "TEMPLATES",
    "BadTemplate",
    "Begun",
    "CannotDraft",
    "Carried",
    "Ended",
    "Lineage",
    "Merge",
    "Part",
    "Reference",
    "Rewriting",
    "Rewritten",
    "as_entries",
    "dangling",
    "demote",
    "fits",
    "from_template",
    "hints_by_name",
    "hints_of",
    "merge",
    "move",
    "move_down",
    "move_up",
    "new_child",
    "new_sibling",
    "promote",
    "references",
    "remove",
    "renumber",
    "rewrite",
    "split",
    "three_way",
    "words_for",
]
