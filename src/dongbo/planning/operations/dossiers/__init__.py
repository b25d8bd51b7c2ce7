"""Writes: opening and closing the dossier of a draft, its team, legal bases, road map and present figures."""

from dongbo.planning.operations.dossiers.bases import (
    add_legal_basis,
    cite_legal_bases,
    move_legal_basis,
    remove_legal_basis,
)
from dongbo.planning.operations.dossiers.figures import remove_figure, take_figures
from dongbo.planning.operations.dossiers.opening import close_dossier, open_dossier, open_dossier_for, reopen_dossier
from dongbo.planning.operations.dossiers.road_map import finish_milestone, remove_milestone, set_milestone
from dongbo.planning.operations.dossiers.team import add_member, end_member, give_parts

__all__ = [
    "add_legal_basis",
    "add_member",
    "cite_legal_bases",
    "close_dossier",
    "end_member",
    "finish_milestone",
    "give_parts",
    "move_legal_basis",
    "open_dossier",
    "open_dossier_for",
    "remove_figure",
    "remove_legal_basis",
    "remove_milestone",
    "reopen_dossier",
    "set_milestone",
    "take_figures",
]
