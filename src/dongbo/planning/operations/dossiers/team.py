"""The drafting team and the parts of its members."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision
from dongbo.organisation.models import Officer
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.planning.models import DraftingDossier, TeamMember
from dongbo.planning.operations.dossiers.holding import hold, record
from dongbo.planning.states import TeamRole


@transaction.atomic
def add_member(
    *,
    dossier: DraftingDossier,
    officer: Officer,
    role: TeamRole,
    by: Acting,
    at: datetime,
    parts: Iterable[Provision] = (),
) -> TeamMember:
    """This will put `officer` into the drafting team with his parts; none named means the whole draft.

    It opens nothing that his grants do not. Raises NotAllowed; ValidationError where he is in the team, is out of
    service, the team has a head, or a part is of another document.
    """
    held, authorship = hold(dossier, by=by, at=at)
    chosen = list(parts)
    serving = held.members.filter(ended_at__isnull=True)
    found: Refusals = []
    if serving.filter(officer=officer).exists():
        found.append(("officer", _("%(officer)s đã có trong tổ soạn thảo.") % {"officer": officer}))
    if not officer.is_active:
        found.append(("officer", _("%(officer)s đã thôi công tác.") % {"officer": officer}))
    if role == TeamRole.HEAD and serving.filter(role=TeamRole.HEAD).exists():
        found.append(("role", _("Tổ đã có tổ trưởng; hãy cho thôi người cũ trước.")))
    refuse([*found, *_about_parts(held, chosen)])
    member = TeamMember.objects.create(dossier=held, officer=officer, role=role, added_at=at, added_by=by.officer)
    member.parts.set(chosen)
    payload = {"officer": officer.pk, "role": role, "parts": sorted(str(part.pk) for part in chosen)}
    record("member_added", held, payload, by=authorship, at=at)
    return member


@transaction.atomic
def give_parts(*, member: TeamMember, parts: Iterable[Provision], by: Acting, at: datetime) -> TeamMember:
    """This will give a member other parts of the draft; none means the whole. Raises NotAllowed, ValidationError."""
    held, authorship = hold(member.dossier, by=by, at=at)
    chosen = list(parts)
    refuse(_about_parts(held, chosen))
    _require_serving(member)
    member.parts.set(chosen)
    payload = {"officer": member.officer_id, "parts": sorted(str(part.pk) for part in chosen)}
    record("parts_given", held, payload, by=authorship, at=at)
    return member


@transaction.atomic
def end_member(*, member: TeamMember, by: Acting, at: datetime) -> TeamMember:
    """This will let a member leave the team; what he wrote stays. Raises NotAllowed, ValidationError."""
    held, authorship = hold(member.dossier, by=by, at=at)
    _require_serving(member)
    member.ended_at, member.ended_by = at, by.officer
    member.save(update_fields=["ended_at", "ended_by"])
    record("member_ended", held, {"officer": member.officer_id}, by=authorship, at=at)
    return member


def _require_serving(member: TeamMember) -> None:
    member.refresh_from_db(fields=["ended_at"])
    if member.ended_at is not None:
        raise ValidationError(_("%(officer)s đã thôi ở tổ.") % {"officer": member.officer}, code="ended")


def _about_parts(dossier: DraftingDossier, parts: list[Provision]) -> Refusals:
    strangers: list[UUID] = [part.pk for part in parts if part.document_id != dossier.document_id]
    return [("parts", _("Có phần được giao không thuộc dự thảo này."))] if strangers else []
