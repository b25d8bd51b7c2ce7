"""Writes: what a directive that was registered or amended does to trace links and plans in force; notices settled.

Touched is what a fingerprint would tell: the provision that is named, all beneath it, and all above it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.documents.states import Standing, VersionState
from dongbo.engines.amendments import Touch
from dongbo.engines.citations import Relation
from dongbo.engines.vietnamese import clean
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.planning.models import DirectiveNotice, LinkDoubt, TraceLink
from dongbo.planning.queries.amending import frozen_before, touched_by
from dongbo.planning.queries.links import DIRECTIVE_READS_OTHERWISE
from dongbo.planning.queries.standing import issuances_in_force, plans_resting_on
from dongbo.planning.rules.links import require_decision
from dongbo.planning.states import DoubtCause, LinkState, NoticeCause

BATCH = 500
LONGEST_NOTE, LONGEST_PLACE = 1000, 300
_DOUBTS = {
    Relation.AMENDS: DoubtCause.AMENDED,
    Relation.REPLACES: DoubtCause.REPLACED,
    Relation.REPEALS: DoubtCause.REPEALED,
}
Told = dict[tuple[UUID, NoticeCause], list[UUID]]
"""Which plan is told of what, and the links concerned."""


@dataclass(slots=True)
class Checked:
    """What a standing check brought."""

    doubts: int = 0
    notices: list[DirectiveNotice] = field(default_factory=list)


@transaction.atomic
def check_standing(*, version: Version, at: datetime) -> Checked:
    """This will hold a frozen version of a directive against every trace link and every plan in force.

    Links whose directive's end reads otherwise are suspect as they stand; where it is what another directive amends,
    replaces or repeals, they come into doubt. The owner of each plan in force is given a notice with the links of his
    that are touched, or, of a new directive that cites what his plan rests on, one without. It is the site's own act,
    and doing it again brings only what has come since. Nothing is done for other papers than directives.
    """
    version = Version.objects.select_for_update(of=("self",)).select_related("document").get(pk=version.pk)
    if version.document.standing != Standing.DIRECTIVE or version.state != VersionState.FROZEN:
        return Checked()
    day = timezone.localdate(at)
    plans = set(issuances_in_force(day).values_list("document", flat=True))
    is_new = frozen_before(version) is None
    checked = Checked()
    told: Told = {}
    if not is_new:
        _tell(told, NoticeCause.CHANGED, _reading_otherwise(version), plans)
    for one in touched_by(version):
        links = _links_to(one.touches)
        checked.doubts += _doubt(version, links, one.touches, at=at)
        _tell(told, _cause(one.act), [(link, plan) for link, _end, plan in links], plans)
    if is_new:
        spoken_to = {plan for plan, _cause in told}
        told |= {(plan, NoticeCause.NEW): [] for plan in plans_resting_on(version, day=day) - spoken_to}
    checked.notices = [
        _notice(version, plan, cause, links, at=at)
        for (plan, cause), links in sorted(told.items(), key=lambda item: (str(item[0][0]), item[0][1]))
    ]
    _record(version, checked, at=at)
    return checked


def _tell(told: Told, cause: NoticeCause, links: Iterable[tuple[UUID, UUID]], plans: set[UUID]) -> None:
    for link, plan in links:
        if plan in plans:
            told.setdefault((plan, cause), []).append(link)


def _cause(act: Relation) -> NoticeCause:
    return NoticeCause(_DOUBTS[act].value)


def _reading_otherwise(version: Version) -> list[tuple[UUID, UUID]]:
    """Return the confirmed links whose directive's end, in this document, reads otherwise than as last looked at."""
    links = TraceLink.objects.filter(
        DIRECTIVE_READS_OTHERWISE, state=LinkState.CONFIRMED, directive_provision__document=version.document_id
    )
    return list(links.order_by("pk").values_list("pk", "plan_provision__document"))


def _links_to(touches: Mapping[UUID, Touch]) -> list[tuple[UUID, UUID, UUID]]:
    """Return the links to provisions that are touched, with that provision and their plan, but for rejected ones."""
    provisions = list(touches)
    found: list[tuple[UUID, UUID, UUID]] = []
    for start in range(0, len(provisions), BATCH):
        links = TraceLink.objects.filter(directive_provision__in=provisions[start : start + BATCH])
        counted = links.exclude(state=LinkState.REJECTED).order_by("pk")
        found += counted.values_list("pk", "directive_provision", "plan_provision__document")
    return found


def _doubt(
    version: Version, links: list[tuple[UUID, UUID, UUID]], touches: Mapping[UUID, Touch], *, at: datetime
) -> int:
    """Put `links` in doubt because of `version`; return how many were not yet."""
    known = set(LinkDoubt.objects.filter(version=version).values_list("link", flat=True))
    fresh = [(link, touches[end]) for link, end, _plan in links if link not in known]
    LinkDoubt.objects.bulk_create(
        (
            LinkDoubt(
                link_id=link,
                version=version,
                cause=_DOUBTS[touch.act],
                place=touch.amendment.path[:LONGEST_PLACE],
                found_at=at,
            )
            for link, touch in fresh
        ),
        batch_size=BATCH,
    )
    return len(fresh)


def _notice(version: Version, plan: UUID, cause: NoticeCause, links: list[UUID], *, at: datetime) -> DirectiveNotice:
    notice, _created = DirectiveNotice.objects.get_or_create(
        plan_id=plan, version=version, cause=cause, defaults={"found_at": at}
    )
    between = DirectiveNotice.links.through
    between.objects.bulk_create(
        (between(directivenotice_id=notice.pk, tracelink_id=link) for link in links),
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    return notice


def _record(version: Version, checked: Checked, *, at: datetime) -> None:
    append_event(
        kind="planning.standing_checked",
        subject_kind="document",
        subject_id=version.document_id,
        payload={
            "version": version.ordinal,
            "doubts": checked.doubts,
            "notices": [
                {"notice": str(one.pk), "plan": str(one.plan_id), "cause": one.cause} for one in checked.notices
            ],
        },
        at=at,
    )


@transaction.atomic
def fail_check(*, version: Version, failure: str, at: datetime) -> None:
    """This will record that a directive could not be held against the plans in force, and why."""
    append_event(
        kind="planning.standing_check_failed",
        subject_kind="document",
        subject_id=version.document_id,
        payload={"version": version.ordinal, "failure": failure},
        at=at,
    )


def settle_notice(*, notice: DirectiveNotice, note: str, by: Acting, at: datetime) -> DirectiveNotice:
    """This will settle a notice with what the review of the plan came to. Its links stay to be decided one by one.

    Raises NotAllowed; ValidationError for a note that is missing, too long, or bears a mark of secrecy (`secret`, which
    is recorded), and with code `settled` where somebody settled it already.
    """
    held = DirectiveNotice.objects.select_related("plan__unit", "version__document__unit", "settled_by")
    notice = held.get(pk=notice.pk)
    authorship = require_decision(by, notice.version.document, notice.plan, at=at)
    said = clean(note)
    if not said:
        raise ValidationError({"note": _("Hãy ghi kết quả rà soát: phải sửa gì, hoặc vì sao không phải sửa.")})
    if len(said) > LONGEST_NOTE:
        told = _("Kết quả rà soát dài %(length)d ký tự; xin rút còn tối đa %(most)d.")
        raise ValidationError({"note": told % {"length": len(said), "most": LONGEST_NOTE}})
    refuse_secret_words({"note": said}, by=authorship, at=at)
    with transaction.atomic():
        notice = held.select_for_update(of=("self",)).get(pk=notice.pk)
        authorship = require_decision(by, notice.version.document, notice.plan, at=at)
        _require_open(notice)
        notice.note, notice.settled_at, notice.settled_by = said, at, by.officer
        notice.save(update_fields=["note", "settled_at", "settled_by"])
        append_event(
            kind="planning.directive_notice_settled",
            subject_kind="directive_notice",
            subject_id=notice.pk,
            payload={"plan": str(notice.plan_id), "version": notice.version_id, "cause": notice.cause, "note": said},
            by=authorship,
            at=at,
        )
    return notice


def _require_open(notice: DirectiveNotice) -> None:
    if notice.settled_at is not None:
        raise ValidationError(
            _("Thông báo này đã được %(officer)s rà soát xong."),
            code="settled",
            params={"officer": notice.settled_by},
        )
