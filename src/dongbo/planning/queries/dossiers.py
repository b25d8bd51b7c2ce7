"""Reads: drafting dossiers as those who lead or write them may see them."""

from datetime import date, datetime

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from dongbo.documents.models import Version
from dongbo.documents.states import VersionState
from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.rules import Acting
from dongbo.planning.models import DraftingDossier, OutlineTemplate
from dongbo.planning.rules.drafting import drafted


def readable_dossiers(by: Acting, *, at: datetime) -> QuerySet[DraftingDossier]:
    """Return the dossiers `by` may open at `at`, newest first, with their document and its unit."""
    found = DraftingDossier.objects.filter(drafted(by, at=at))
    return found.select_related("document__unit", "standing_unit", "template").order_by("-opened_at", "-pk")


def dossier_list(by: Acting, *, at: datetime, words: str = "", state: str = "") -> QuerySet[DraftingDossier]:
    """Return the dossiers as asked for, each with its team's size, its next day due and the version being written."""
    written = Version.objects.filter(document=OuterRef("document"), state=VersionState.DRAFTING)
    found = readable_dossiers(by, at=at)
    for word in toneless(fold(words)).split():
        found = found.filter(document__subject_key__contains=word)
    if state:
        found = found.filter(state=state)
    return found.annotate(
        team_size=Count("members", filter=Q(members__ended_at__isnull=True), distinct=True),
        next_due=Min("milestones__due_on", filter=Q(milestones__done_at__isnull=True)),
        written_id=Subquery(written.values("pk")[:1]),
    )


def templates_on(day: date) -> QuerySet[OutlineTemplate]:
    """Return the outline templates in force on `day`, by name."""
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return OutlineTemplate.objects.filter(in_force, valid_from__lte=day).order_by("name", "pk")
