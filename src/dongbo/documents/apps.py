"""The register of documents as a Django application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents, versions, provisions, stored files, citations."""

    name = "dongbo.documents"
    verbose_name = "Văn bản"
