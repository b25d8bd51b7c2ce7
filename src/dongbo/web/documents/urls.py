"""Addresses of the register."""

from dongbo.organisation.states import Permission
from dongbo.web.documents.views import reader, redline, register, review, search
from dongbo.web.routes import route

READ, REGISTER = Permission.DOCUMENT_READ, Permission.DOCUMENT_REGISTER
MEND, FREEZE = Permission.DOCUMENT_MEND, Permission.DOCUMENT_FREEZE

urlpatterns = [
    route("search/", search.search, name="search", needs=READ),
    route("documents/", register.documents, name="documents", needs=READ),
    route("documents/new/", register.document_new, name="document-new", needs=REGISTER),
    route("documents/<uuid:pk>/", register.document, name="document", needs=READ),
    route("documents/<uuid:pk>/edit/", register.document_edit, name="document-edit", needs=REGISTER),
    route("documents/<uuid:pk>/place/", register.document_place, name="document-place", needs=REGISTER),
    route("documents/<uuid:pk>/versions/new/", register.version_new, name="version-new", needs=REGISTER),
    route("versions/<int:pk>/", reader.version, name="version", needs=READ),
    route("versions/<int:pk>/file/", reader.version_file, name="version-file", needs=READ),
    route("versions/<int:pk>/export.<str:ending>", reader.version_export, name="version-export", needs=READ),
    route("versions/<int:pk>/review/", review.version_review, name="version-review", needs=READ),
    route("versions/<int:pk>/mend/", review.version_mend, name="version-mend", needs=MEND),
    route("versions/<int:pk>/freeze/", review.version_freeze, name="version-freeze", needs=FREEZE),
    route("versions/<int:pk>/discard/", review.version_discard, name="version-discard", needs=REGISTER),
    route("versions/<int:old>/redline/<int:new>/", redline.redline, name="redline", needs=READ),
    route("versions/<int:old>/redline/<int:new>/tracked.docx", redline.redline_word, name="redline-word", needs=READ),
]
