"""Why an officer is no stranger to a plan: what posts, drafting team and drafting body tell of him."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dongbo.documents.models import Document
from dongbo.organisation.models import Officer, Post
from dongbo.organisation.states import PostKind
from dongbo.planning.models import DraftingDossier, TeamMember
from dongbo.planning.states import ConflictKind


@dataclass(frozen=True, slots=True)
class FoundConflict:
    """A kind of conflict of interest, and what it was found by."""

    kind: ConflictKind
    note: str


def conflicts_found(
    document: Document, officers: Collection[Officer], *, at: datetime
) -> dict[int, list[FoundConflict]]:
    """Return what makes each of `officers` no stranger to the plan at `at`, by his key. Three queries.

    He heads the body that leads the drafting, has another post there, or is in the drafting team. Where nobody opened
    a drafting dossier, the unit that keeps the plan counts as that body, as to its head alone.
    """
    dossier = DraftingDossier.objects.select_related("standing_unit").filter(document=document).first()
    body = dossier.standing_unit if dossier else document.unit
    found: dict[int, list[FoundConflict]] = {}
    posts = Post.objects.held_on(timezone.localdate(at)).filter(officer__in=officers, unit=body)
    for post in posts.order_by("officer", "-valid_from", "-pk"):
        told = FoundConflict(ConflictKind.HEADS_DRAFTING, f"{post.title}, {body.name}")
        if post.kind != PostKind.HEAD:
            told = FoundConflict(ConflictKind.OF_DRAFTING_UNIT, told.note)
        if (dossier is not None or post.kind == PostKind.HEAD) and post.officer_id not in found:
            found[post.officer_id] = [told]
    if dossier is not None:
        team = TeamMember.objects.filter(dossier=dossier, officer__in=officers, ended_at__isnull=True)
        for member in team.order_by("pk"):
            told = FoundConflict(ConflictKind.IN_TEAM, member.get_role_display())
            found.setdefault(member.officer_id, []).append(told)
    return found
