"""Addresses of the register."""

from django.urls import path

from dongbo.web.documents.views import reader, redline, register, review, search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("documents/", register.documents, name="documents"),
    path("documents/new/", register.document_new, name="document-new"),
    path("documents/<uuid:pk>/", register.document, name="document"),
    path("documents/<uuid:pk>/edit/", register.document_edit, name="document-edit"),
    path("documents/<uuid:pk>/versions/new/", register.version_new, name="version-new"),
    path("versions/<int:pk>/", reader.version, name="version"),
    path("versions/<int:pk>/file/", reader.version_file, name="version-file"),
    path("versions/<int:pk>/export.<str:ending>", reader.version_export, name="version-export"),
    path("versions/<int:pk>/review/", review.version_review, name="version-review"),
    path("versions/<int:pk>/mend/", review.version_mend, name="version-mend"),
    path("versions/<int:pk>/freeze/", review.version_freeze, name="version-freeze"),
    path("versions/<int:pk>/discard/", review.version_discard, name="version-discard"),
    path("versions/<int:old>/redline/<int:new>/", redline.redline, name="redline"),
    path("versions/<int:old>/redline/<int:new>/tracked.docx", redline.redline_word, name="redline-word"),
]
