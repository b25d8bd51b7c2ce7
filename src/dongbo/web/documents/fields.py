"""The choosing of a document of the register by its number or a few words of its name: shared by every desk."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Document
from dongbo.documents.rules import number_key
from dongbo.engines.vietnamese import toneless
from dongbo.web.organisation.fields import BETWEEN, ChooserField, Typed

LONGEST = 160
"""Letters of a subject that a chooser shows."""


class DocumentField(ChooserField):
    """A document the form's user may read."""

    none_match = _("Không có văn bản nào bạn được xem khớp với «%(words)s»; hãy gõ số, ký hiệu hoặc vài chữ của tên.")
    several_match = _("%(count)s văn bản khớp với «%(words)s»; hãy chọn một, hoặc gõ thêm cho rõ.")

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Gõ số, ký hiệu hoặc vài chữ của tên, có dấu hay không dấu."))
        options.setdefault("options_address", reverse_lazy("document-choices"))
        super().__init__(**options)
        self.readable: QuerySet[Document] = Document.objects.none()

    def records(self) -> "QuerySet[Document]":
        """Return the documents that may be chosen; the form sets which its user may read."""
        return self.readable

    def _picked(self, typed: Typed) -> Any:
        if typed.offered_for != typed.words:
            return None
        try:
            key = UUID(typed.picked)
        except ValueError:
            return None
        return self.records().filter(pk=key).first()

    def named(self, code: str) -> Q:
        """Return the predicate for the document with this number."""
        key = number_key(code)[:80]
        return Q(number_key=key) & ~Q(number_key="")

    def matches(self, words: str) -> Q:
        """Return the predicate for the documents whose number, name and agency hold every word."""
        found = Q()
        for word in words.replace(BETWEEN, " ").split():
            found &= Q(subject_key__contains=toneless(word))
        return found

    def written(self, record: Document) -> str:
        """Return number and subject."""
        return BETWEEN.join(part for part in (record.number, record.subject[:LONGEST]) if part)

    def hint(self, record: Document) -> str:
        """Return type, agency and day."""
        day = record.issued_date.strftime("%d/%m/%Y") if record.issued_date else ""
        return ", ".join(part for part in (record.type_name, record.organ_name, day) if part)
