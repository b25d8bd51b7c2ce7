"""What was done to a provision, and bringing an earlier wording back."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from dongbo.engines.places import place_name
from dongbo.engines.redline import word_changes
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import ProvisionEdit
from dongbo.planning.operations.writing import write_provision
from dongbo.planning.queries.writing import DANGLING, edits_of, successor_of, words_hash, words_noted, words_of
from dongbo.web.drafting.desk import desk
from dongbo.web.drafting.page import name_of
from dongbo.web.lists import page_of


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """One change: what it was, where it stood before and after, and its words with what went and what came."""

    edit: ProvisionEdit
    before: str
    after: str
    words: tuple[tuple[str, str], ...]
    lost: str
    may_restore: bool


def writing_history(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """Every change of a provision, newest first; any of its wordings can be brought back while it stands."""
    found = desk(request, pk)
    identity = found.provision(provision)
    row = found.row(identity.pk)
    if request.method == "POST" and row is not None:
        edit = get_object_or_404(identity.edits, pk=_number(request.POST.get("edit", "")))
        said = words_noted(edit.before if request.POST.get("side") == "before" else edit.after)
        try:
            write_provision(
                version=found.version, provision=identity, heading=said.heading, text=said.text, cells=said.cells,
                seen=request.POST.get("seen", ""), by=found.by, at=found.at,
            )  # fmt: skip
        except (ValidationError, NotAllowed) as refusal:
            said_so = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
            messages.error(request, said_so, extra_tags="late")
            return redirect("writing-history", pk, provision)
        messages.success(request, _("Đã lấy lại lời cũ."), extra_tags="well")
        return redirect(found.address(identity.pk))
    page = page_of(request, edits_of(identity), size=30)
    writes = row is not None and found.writes_at(row)
    now = words_of(row) if row else None
    return render(
        request,
        "drafting/writing/history.html",
        {
            "dossier": found.dossier,
            "document": found.dossier.document,
            "provision": identity,
            "row": row,
            "name": name_of(row) if row else _("Điều khoản đã bỏ"),
            "heir": None if row else successor_of(found.version, identity.pk),
            "seen": words_hash(row) if row else "",
            "page": page,
            "edits": [
                ShownEdit(
                    edit=edit,
                    before=place_name(edit.before.get("path", "")),
                    after=place_name(edit.after.get("path", "")),
                    words=word_changes(words_noted(edit.before).shown, words_noted(edit.after).shown),
                    lost=edit.after.get(DANGLING, ""),
                    may_restore=writes and bool(edit.before) and words_noted(edit.before) != now,
                )
                for edit in page
            ],
        },
    )


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 18 else 0
