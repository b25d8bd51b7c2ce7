"""Forms of the papers of a round: which one for which version, and whose receipt is looked for."""

from typing import Any, Self

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Version
from dongbo.planning.models import Consultation
from dongbo.planning.queries.papers import paper_versions
from dongbo.planning.states import PaperForm
from dongbo.web.choices import RecordChoice, choose_among


class VersionField(RecordChoice[Version]):
    """One of the frozen versions of a round's document, by its label."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the label the version has in its document."""
        return str(obj.label)


class VersionForm(forms.Form):
    """For which version something is shown; the newest where nothing is chosen, or nothing that is one."""

    version = VersionField(label=_("Theo bản"), queryset=Version.objects.none(), empty_label=None)

    def __init__(self, *arguments: Any, consultation: Consultation, newest: bool = True, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = paper_versions(consultation)
        choose_among(self, "version", choices)
        self.otherwise = consultation.final_version or (choices.first() if newest else None) or consultation.version
        self.initial.setdefault("version", self.otherwise)

    @classmethod
    def asked(cls, request: HttpRequest, *, consultation: Consultation, newest: bool = True) -> Self:
        """Return the form as an address asks for a version, or as it stands where it asks for none."""
        told = request.GET if "version" in request.GET else None
        return cls(told, consultation=consultation, newest=newest)

    def chosen(self) -> Version:
        """Return the version chosen."""
        chosen: Version | None = self.cleaned_data.get("version") if self.is_valid() else None
        return chosen or self.otherwise


class PaperRequestForm(VersionForm):
    """A paper that a job is to write."""

    form = forms.TypedChoiceField(label=_("Giấy tờ"), choices=PaperForm.choices, coerce=PaperForm)
    field_order = ("form", "version")


class ReceiptSearchForm(forms.Form):
    """Words of a unit's name or code."""

    words = forms.CharField(
        label=_("Tìm đơn vị"), required=False, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    )
