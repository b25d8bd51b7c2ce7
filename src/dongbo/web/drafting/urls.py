"""Addresses of drafting."""

from dongbo.organisation.states import Permission
from dongbo.web.drafting.views import (
    bases,
    dossiers,
    figures,
    road_map,
    tables,
    team,
    writing,
    writing_exports,
    writing_freezing,
    writing_history,
    writing_merging,
    writing_moving,
    writing_opening,
    writing_provision,
    writing_referring,
)
from dongbo.web.routes import route

DRAFTS = (Permission.DRAFT_LEAD, Permission.DRAFT_WRITE)
LEAD = Permission.DRAFT_LEAD
WRITE, FREEZE = Permission.DRAFT_WRITE, Permission.DOCUMENT_FREEZE
TEXT = "drafting/<uuid:pk>/write/"
AT, SINCE = f"{TEXT}<uuid:provision>/", f"{TEXT}redline/<int:old>/"

DOSSIER = "drafting/<uuid:pk>/"
MEMBER, MILESTONE = f"{DOSSIER}team/<int:member>/", f"{DOSSIER}road-map/<int:milestone>/"

urlpatterns = [
    route("drafting/", dossiers.dossiers, name="dossiers", needs=DRAFTS),
    route("drafting/new/", dossiers.dossier_new, name="dossier-new", needs=LEAD),
    route("drafting/continue/", dossiers.dossier_continue, name="dossier-continue", needs=LEAD),
    route("drafting/documents/", dossiers.document_choices, name="document-choices", needs=DRAFTS),
    route("drafting/figures.xlsx", figures.figures_blank, name="figures-blank", needs=DRAFTS),
    route(DOSSIER, dossiers.dossier, name="dossier", needs=DRAFTS),
    route(f"{DOSSIER}close/", dossiers.dossier_close, name="dossier-close", needs=LEAD),
    route(f"{DOSSIER}reopen/", dossiers.dossier_reopen, name="dossier-reopen", needs=LEAD),
    route(f"{DOSSIER}team/", team.dossier_team, name="dossier-team", needs=DRAFTS),
    route(MEMBER, team.dossier_member, name="dossier-member", needs=LEAD),
    route(f"{MEMBER}end/", team.dossier_member_end, name="dossier-member-end", needs=LEAD),
    route(f"{DOSSIER}bases/", bases.dossier_bases, name="dossier-bases", needs=DRAFTS),
    route(f"{DOSSIER}bases/cite/", bases.dossier_bases_cite, name="dossier-bases-cite", needs=LEAD),
    route(f"{DOSSIER}bases/<int:basis>/", bases.dossier_basis, name="dossier-basis", needs=LEAD),
    route(f"{DOSSIER}road-map/", road_map.dossier_road_map, name="dossier-road-map", needs=DRAFTS),
    route(MILESTONE, road_map.dossier_milestone, name="dossier-milestone", needs=LEAD),
    route(f"{MILESTONE}done/", road_map.dossier_milestone_done, name="dossier-milestone-done", needs=LEAD),
    route(f"{MILESTONE}remove/", road_map.dossier_milestone_remove, name="dossier-milestone-remove", needs=LEAD),
    route(f"{DOSSIER}figures/", figures.dossier_figures, name="dossier-figures", needs=DRAFTS),
    route(f"{DOSSIER}figures/import/", figures.dossier_figures_import, name="dossier-figures-import", needs=LEAD),
    route(f"{DOSSIER}figures/<int:figure>/", figures.dossier_figure_remove, name="dossier-figure-remove", needs=LEAD),
    route(TEXT, writing.writing, name="writing", needs=DRAFTS),
    route(f"{TEXT}presence/", writing.writing_presence, name="writing-presence", needs=DRAFTS),
    route(f"{TEXT}references/", writing.writing_references, name="writing-references", needs=DRAFTS),
    route(f"{TEXT}compare/", writing.writing_compare, name="writing-compare", needs=DRAFTS),
    route(SINCE, writing.writing_redline, name="writing-redline", needs=DRAFTS),
    route(f"{SINCE}word/", writing_exports.writing_redline_word, name="writing-redline-word", needs=DRAFTS),
    route(f"{TEXT}export.<str:ending>", writing_exports.writing_export, name="writing-export", needs=DRAFTS),
    route(f"{TEXT}opening/", writing_opening.writing_opening, name="writing-opening", needs=WRITE),
    route(f"{TEXT}freeze/", writing_freezing.writing_freeze, name="writing-freeze", needs=FREEZE),
    route(f"{TEXT}begin/", writing_moving.writing_begin, name="writing-begin", needs=WRITE),
    route(AT, writing_provision.writing_provision, name="writing-provision", needs=WRITE),
    route(f"{AT}keep/", writing_merging.writing_keep, name="writing-keep", needs=WRITE),
    route(f"{AT}forget/", writing_merging.writing_forget, name="writing-forget", needs=WRITE),
    route(f"{AT}merge/", writing_merging.writing_merge, name="writing-merge", needs=WRITE),
    route(f"{AT}refer/", writing_referring.writing_refer, name="writing-refer", needs=WRITE),
    route(f"{AT}history/", writing_history.writing_history, name="writing-history", needs=DRAFTS),
    route(f"{AT}move/", writing_moving.writing_move, name="writing-move", needs=WRITE),
    route(f"{AT}remove/", writing_moving.writing_remove, name="writing-remove", needs=WRITE),
    route(f"{AT}table/", tables.writing_table, name="writing-table", needs=DRAFTS),
    route(f"{AT}table/export.xlsx", tables.writing_table_export, name="writing-table-export", needs=DRAFTS),
    route(f"{AT}table/import/", tables.writing_table_import, name="writing-table-import", needs=WRITE),
]
