"""Forms for splitting a letter: a row for every opinion, its place as a person writes it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Provision
from dongbo.engines.opinion_forms import WHOLE, Places
from dongbo.planning.operations.opinions.letters import MOST_REMARKS, LetterRemark
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.states import OpinionKind
from dongbo.web.consultation.forms.replies import SaidForm

BLANK_ROWS = 2
"""Rows to write further opinions in."""


class LetterRemarkForm(SaidForm):
    """One opinion of a letter; it counts while `keep` is ticked."""

    keep = forms.BooleanField(label=_("Lấy ý kiến này"), required=False)
    place = forms.CharField(
        label=_("Vị trí"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
        help_text=_("Ví dụ: khoản 2 Điều 5, II.1.a, Toàn bộ dự thảo."),
    )
    quote = forms.CharField(label=_("Trích nguyên văn"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = ("keep", "place", "quote", "kind", "text", "proposed")

    def __init__(self, *arguments: Any, places: Places, provisions: Mapping[str, UUID], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._places, self._provisions = places, provisions
        self.fields["kind"].widget = forms.Select(choices=OpinionKind.choices)
        self.fields["text"].widget.attrs["rows"] = 3
        self.fields["proposed"].widget.attrs["rows"] = 2

    @property
    def is_kept(self) -> bool:
        """Whether the row counts."""
        return bool(self.cleaned_data.get("keep"))

    def clean(self) -> dict[str, Any]:
        """Return what was written with the path of its place. Raises ValidationError where that is not told."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("keep"):
            return said
        place = self._places.find(said.get("place", ""))
        if place.path is None:
            names = ", ".join(f"«{name}»" for name in place.candidates)
            told = (
                _("Có phải %(names)s? Hãy ghi rõ một vị trí.") if names else _("Hãy ghi một vị trí có trong dự thảo.")
            )
            self.add_error("place", ValidationError(told, params={"names": names}))
        said["path"] = place.path
        return said

    def remark(self) -> LetterRemark:
        """Return the opinion that was written."""
        said = self.cleaned_data
        path = said["path"]
        return LetterRemark(
            kind=said["kind"],
            text=said["text"],
            proposed=said["proposed"],
            provision=Provision(pk=self._provisions[path]) if path != WHOLE else None,
            quote=Marked(said["quote"]) if said["quote"] else None,
        )


LetterRemarks = forms.formset_factory(
    LetterRemarkForm, extra=BLANK_ROWS, max_num=MOST_REMARKS, absolute_max=MOST_REMARKS
)


def proposed_rows(remarks: Sequence[Mapping[str, Any]], places: Places) -> list[dict[str, Any]]:
    """Return what the machine took for opinions, as the rows begin."""
    return [
        {
            "keep": True,
            "place": places.label(one["path"]) if one["path"] is not None else one["place"],
            "kind": OpinionKind.SUBSTANCE,
            "text": one["text"],
        }
        for one in remarks
    ]
