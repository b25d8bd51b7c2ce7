"""The thread rail: where a record stands between the directive above and the result below, broken parts named."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.documents.models import Document, Version
from dongbo.documents.queries import latest_version
from dongbo.documents.states import Standing
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Appraisal
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.queries.consultations import rounds_asking
from dongbo.planning.queries.councils import councils_seen
from dongbo.planning.queries.issuances import issuances_seen
from dongbo.planning.queries.links import links_of
from dongbo.planning.states import AppraisalState, LinkState


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the rail; a broken one is where somebody must act."""

    name: str
    address: str = ""
    broken: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """The trace links of one provision: how many count, and whether one of them is suspect."""

    count: int
    suspect: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """What joins a document to the rest of the thread: its rail, and the links of each of its provisions."""

    rail: list[Step]
    joined: dict[UUID, Joined]


def thread_of(document: Document, *, by: Acting, at: datetime, version: Version | None = None) -> Thread:
    """Return the thread through `document` as `by` may see it, read at `version` where one is open."""
    links = list(
        links_of(by, at=at)
        .filter(Q(directive_provision__document=document) | Q(plan_provision__document=document))
        .exclude(state=LinkState.REJECTED)
        .values_list("directive_provision_id", "plan_provision_id", "suspect")
    )
    counted = Counter(end for directive, plan, _suspect in links for end in (directive, plan))
    doubted = {end for directive, plan, suspect in links if suspect for end in (directive, plan)}
    appraisal = _latest_appraisal(document, by, at) if document.standing == Standing.PLAN else None
    steps = [
        *_above(document, appraisal),
        *_record(document, version),
        *_links_steps(document, len(links), sum(suspect for _directive, _plan, suspect in links)),
    ]
    steps += [*_rounds_step(document, by, at), *_council_steps(document, by, at)]
    if appraisal is not None:
        steps.append(unanswered_step(appraisal.pk, unanswered_in(appraisal)))
    return Thread(rail=steps, joined={end: Joined(count, end in doubted) for end, count in counted.items()})


def _above(document: Document, appraisal: Appraisal | None) -> list[Step]:
    """A plan hangs below the directives it was last held against."""
    if document.standing != Standing.PLAN:
        return []
    if appraisal is None:
        return [Step(_("chưa đối chiếu với chỉ đạo nào"), _appraise_address(document), broken=True)]
    return directive_steps(appraisal.directives.select_related("document"))


def directive_steps(directives: Iterable[Version]) -> list[Step]:
    """Return one step for the directives, by number while they are few."""
    held = list(directives)
    if len(held) == 1:
        return [Step(held[0].document.name, reverse("version", args=[held[0].pk]))]
    numbers = ", ".join(version.document.number or version.document.name for version in held)
    return [Step(numbers, f"{reverse('documents')}?{urlencode({'standing': Standing.DIRECTIVE.value})}")]


def _record(document: Document, version: Version | None) -> list[Step]:
    record = Step(document.name, reverse("document", args=[document.pk]), here=version is None)
    return [record] if version is None else [record, Step(version.label, here=True)]


def _links_steps(document: Document, count: int, suspect: int) -> list[Step]:
    if not count:
        return []
    asked = {"document": str(document.pk)}
    words = ngettext("%(count)s liên kết", "%(count)s liên kết", count) % {"count": count}
    steps = [Step(words, f"{reverse('links')}?{urlencode(asked)}")]
    if suspect:
        doubted = ngettext("%(count)s nghi vấn", "%(count)s nghi vấn", suspect) % {"count": suspect}
        steps.append(Step(doubted, f"{reverse('links')}?{urlencode(asked | {'state': 'suspect'})}", broken=True))
    return steps


def _rounds_step(document: Document, by: Acting, at: datetime) -> list[Step]:
    """Return the rounds of consultation on the document that the reader's side asks, counted."""
    count = rounds_asking(by, at=at).filter(document=document).count() if document.standing == Standing.PLAN else 0
    if not count:
        return []
    words = ngettext("%(count)s vòng lấy ý kiến", "%(count)s vòng lấy ý kiến", count) % {"count": count}
    return [Step(words, f"{reverse('consultations')}?{urlencode({'document': str(document.pk)})}")]


def _council_steps(document: Document, by: Acting, at: datetime) -> list[Step]:
    """Return the latest council that judges the document, where the reader follows it or sits in it, and under which
    number it was issued last, where he may see that. One query.
    """
    if document.standing != Standing.PLAN:
        return []
    councils = councils_seen(by, at=at).filter(document=OuterRef("pk")).values("pk")[:1]
    issued = issuances_seen(by, at=at).filter(document=OuterRef("pk")).order_by("-issued_on", "-pk")
    asked = Document.objects.filter(pk=document.pk).annotate(
        council=Subquery(councils), issued=Subquery(issued.values("pk")[:1])
    )
    steps = []
    for council, issuance in asked.values_list("council", "issued"):
        if council is not None:
            steps.append(Step(_("hội đồng thẩm định"), reverse("council", args=[council])))
        if issuance is not None:
            steps.append(Step(_("ban hành"), reverse("issuance", args=[issuance])))
    return steps


def unanswered_step(appraisal: UUID, unanswered: int) -> Step:
    """Return how many directive provisions the plan leaves without an answer."""
    address = reverse("appraisal", args=[appraisal])
    if not unanswered:
        return Step(_("mọi chỗ đã trả lời"), address)
    words = ngettext("%(count)s chỗ chưa trả lời", "%(count)s chỗ chưa trả lời", unanswered) % {"count": unanswered}
    return Step(words, f"{address}?tab=provisions&verdict=no", broken=True)


def unanswered_in(appraisal: Appraisal) -> int:
    """Return how many directive provisions a ready appraisal found without an answer, without reading the rest."""
    found = Appraisal.objects.filter(pk=appraisal.pk).values_list("result__summary__answered__no", flat=True)
    return int(found.get() or 0)


def _latest_appraisal(document: Document, by: Acting, at: datetime) -> Appraisal | None:
    found = readable_appraisals(by, at=at).filter(plan__document=document, state=AppraisalState.READY)
    return found.defer("result").first()


def _appraise_address(document: Document) -> str:
    newest = latest_version(document)
    return f"{reverse('appraisal-new')}?{urlencode({'plan': newest.pk})}" if newest else ""
