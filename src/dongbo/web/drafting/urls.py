"""Addresses of drafting."""

from dongbo.organisation.states import Permission
from dongbo.web.drafting.views import (
    tables,
    writing,
    writing_freezing,
    writing_history,
    writing_merging,
    writing_moving,
    writing_provision,
)
from dongbo.web.routes import route

DRAFTS = (Permission.DRAFT_LEAD, Permission.DRAFT_WRITE)
WRITE, FREEZE = Permission.DRAFT_WRITE, Permission.DOCUMENT_FREEZE
TEXT = "drafting/<uuid:pk>/write/"
AT = f"{TEXT}<uuid:provision>/"

urlpatterns = [
    route(TEXT, writing.writing, name="writing", needs=DRAFTS),
    route(f"{TEXT}presence/", writing.writing_presence, name="writing-presence", needs=DRAFTS),
    route(f"{TEXT}references/", writing.writing_references, name="writing-references", needs=DRAFTS),
    route(f"{TEXT}compare/", writing.writing_compare, name="writing-compare", needs=DRAFTS),
    route(f"{TEXT}redline/<int:old>/", writing.writing_redline, name="writing-redline", needs=DRAFTS),
    route(f"{TEXT}freeze/", writing_freezing.writing_freeze, name="writing-freeze", needs=FREEZE),
    route(f"{TEXT}begin/", writing_moving.writing_begin, name="writing-begin", needs=WRITE),
    route(AT, writing_provision.writing_provision, name="writing-provision", needs=WRITE),
    route(f"{AT}keep/", writing_merging.writing_keep, name="writing-keep", needs=WRITE),
    route(f"{AT}forget/", writing_merging.writing_forget, name="writing-forget", needs=WRITE),
    route(f"{AT}merge/", writing_merging.writing_merge, name="writing-merge", needs=WRITE),
    route(f"{AT}history/", writing_history.writing_history, name="writing-history", needs=DRAFTS),
    route(f"{AT}move/", writing_moving.writing_move, name="writing-move", needs=WRITE),
    route(f"{AT}remove/", writing_moving.writing_remove, name="writing-remove", needs=WRITE),
    route(f"{AT}table/", tables.writing_table, name="writing-table", needs=DRAFTS),
    route(f"{AT}table/export.xlsx", tables.writing_table_export, name="writing-table-export", needs=DRAFTS),
    route(f"{AT}table/import/", tables.writing_table_import, name="writing-table-import", needs=WRITE),
]
