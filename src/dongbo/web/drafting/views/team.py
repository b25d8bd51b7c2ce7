"""The team of a dossier: who is in it, with which part of the outline, and who among them cannot write yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.models import Provision, ProvisionVersion
from dongbo.documents.queries import version_being_written
from dongbo.planning.models import DraftingDossier, TeamMember
from dongbo.planning.operations.dossiers import add_member, end_member, give_parts
from dongbo.planning.queries.dossiers import Unable, members_of, unable_to_write
from dongbo.planning.rules.drafting import LEADERS
from dongbo.planning.states import TeamRole
from dongbo.web.documents.presentation import outline_rows, shown, shown_tree
from dongbo.web.drafting.forms.dossiers import MemberForm, PartsForm
from dongbo.web.drafting.page import name_of
from dongbo.web.drafting.scope import Opened, led, opened
from dongbo.web.organisation.views.acts import ActPage, act, posted, pressed, refused

DEEPEST = 2
"""Parts are given down to this depth of the outline."""


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member with the names of his parts, and whether he lacks the right to write."""

    member: TeamMember
    parts: list[str]
    everywhere: bool
    unable: bool


def dossier_team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The team; a new member is added beneath it."""
    found = opened(request, pk) if request.method == "GET" else led(request, pk)
    form, status = None, 200
    if found.changes or request.method == "POST":
        form = MemberForm(posted(request), by=found.by, at=found.at, parts=outline_parts(found.dossier))
    if form is not None and request.method == "POST":
        status = _added(request, found, form) if form.is_valid() else 422
        if not form.errors:
            return redirect(found.address("dossier-team"))
    members = members_of(found.dossier)
    unable = unable_to_write(found.dossier, [one.officer for one in members], at=found.at)
    context = {
        "form": form,
        "members": shown_members(found.dossier, members, unable),
        "unable": unable_words(found.dossier, members, unable),
    }
    return render(request, "drafting/dossiers/team.html", found.frame("dossier-team") | context, status=status)


def _added(request: HttpRequest, found: Opened, form: MemberForm) -> int:
    said = form.cleaned_data

    def add() -> None:
        add_member(
            dossier=found.dossier,
            officer=said["officer"],
            role=TeamRole(said["role"]),
            parts=_provisions(said["parts"]),
            by=found.by,
            at=found.at,
        )

    status = refused(form, add)
    if not form.errors:
        told = _("Đã thêm %(officer)s vào tổ soạn thảo.") % {"officer": said["officer"].full_name}
        messages.success(request, told, extra_tags="well")
    return status


def dossier_member(request: HttpRequest, pk: UUID, member: int) -> HttpResponse:
    """Give a member other parts."""
    found = led(request, pk)
    one = _member(found, member)
    given = [str(part.pk) for part in one.parts.all()]
    form = PartsForm(posted(request), parts=outline_parts(found.dossier), initial={"parts": given})
    page = ActPage(
        heading=_("Phần của %(officer)s") % {"officer": one.officer.full_name},
        button=_("Giao phần"),
        done=_("Đã giao phần."),
        lead=one.get_role_display(),
    )
    return act(
        request,
        form,
        page,
        do=lambda: give_parts(member=one, parts=_provisions(form.cleaned_data["parts"]), by=found.by, at=found.at),
        back=(_("Tổ soạn thảo"), found.address("dossier-team")),
    )


@require_POST
def dossier_member_end(request: HttpRequest, pk: UUID, member: int) -> HttpResponse:
    """Let a member leave."""
    found = led(request, pk)
    one = _member(found, member)
    done = _("%(officer)s đã thôi ở tổ soạn thảo; những gì đã viết vẫn giữ.") % {"officer": one.officer.full_name}
    return pressed(
        request,
        lambda: end_member(member=one, by=found.by, at=found.at),
        done=done,
        to=found.address("dossier-team"),
    )


def _member(found: Opened, key: int) -> TeamMember:
    return get_object_or_404(found.dossier.members.select_related("officer", "dossier__document__unit"), pk=key)


def _provisions(keys: Iterable[str]) -> list[Provision]:
    return list(Provision.objects.filter(pk__in=list(keys)))


def outline_parts(dossier: DraftingDossier) -> list[tuple[str, str]]:
    """Return the provisions that can be given as parts: the upper outline, and whatever is given already."""
    version = version_being_written(dossier.document)
    if version is None:
        return []
    rows = list(version.provisions.order_by("rank"))
    titled = {item.row.pk for item in outline_rows(shown_tree(rows)) if item.row.depth <= DEEPEST}
    given = set(
        TeamMember.parts.through.objects.filter(
            teammember__dossier=dossier, teammember__ended_at__isnull=True
        ).values_list("provision", flat=True)
    )
    chosen = [row for row in rows if row.pk in titled or row.provision_id in given]
    return [(str(row.provision_id), f"{'– ' * row.depth}{shown(row).label[:120]}") for row in chosen]


def shown_members(dossier: DraftingDossier, members: list[TeamMember], unable: Unable) -> list[ShownMember]:
    """Return the members with the names of their parts as they stand now. Two queries."""
    version = version_being_written(dossier.document)
    given = {part.pk for member in members for part in member.parts.all()}
    rows: dict[UUID, ProvisionVersion] = {}
    if version is not None and given:
        rows = {row.provision_id: row for row in version.provisions.filter(provision__in=given)}
    return [
        ShownMember(
            member=member,
            parts=_names([part.pk for part in member.parts.all()], rows),
            everywhere=member.role in LEADERS or not member.parts.all(),
            unable=member.officer_id in unable.officers,
        )
        for member in members
    ]


def _names(keys: list[UUID], rows: dict[UUID, ProvisionVersion]) -> list[str]:
    there = sorted((rows[key] for key in keys if key in rows), key=lambda row: row.rank)
    gone = sum(key not in rows for key in keys)
    told = [_("%(count)s phần đã bỏ khỏi dự thảo") % {"count": gone}] if gone else []
    return [*map(name_of, there), *told]


def unable_words(dossier: DraftingDossier, members: list[TeamMember], unable: Unable) -> str:
    """Return who cannot write yet, where, and who could give them the right; empty where everybody can."""
    if not unable.officers:
        return ""
    names = ", ".join(one.officer.full_name for one in members if one.officer_id in unable.officers)
    told = _("%(names)s chưa có quyền «Viết dự thảo» tại %(unit)s, nên chưa viết được gì trong dự thảo này.")
    if not unable.givers:
        after = _("Chưa ai cấp được quyền này; hãy hỏi người quản trị.")
    else:
        after = _("Người cấp được quyền này: %(givers)s.") % {"givers": ", ".join(unable.givers)}
    return f"{told % {'names': names, 'unit': dossier.document.unit.name}} {after}"
