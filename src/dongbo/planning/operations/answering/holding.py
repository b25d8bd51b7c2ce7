"""A round and its groups held for an act of those who answer, and the event of the act."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import ClosureLine, Consultation, Opinion, OpinionGroup
from dongbo.planning.rules.consultation import require_ask
from dongbo.planning.states import ConsultationState

BATCH = 500


def hold(
    consultation: Consultation, permission: Permission, *, by: Acting, at: datetime
) -> tuple[Consultation, Authorship]:
    """Return the round, held, and what the ledger says of the act. Raises NotAllowed; ValidationError once final."""
    held = held_round(consultation)
    authorship = require_ask(by, permission, held, at=at)
    require_answerable(held)
    return held, authorship


def held_round(consultation: Consultation) -> Consultation:
    """Return the round as it is now, held."""
    found = Consultation.objects.select_for_update(of=("self",)).select_related("document__unit", "version")
    return found.get(pk=consultation.pk)


def require_answerable(consultation: Consultation) -> None:
    """This will raise ValidationError with code `final` or `prepared` unless opinions of the round are answered now."""
    if consultation.state == ConsultationState.FINAL:
        raise ValidationError(_("Vòng lấy ý kiến này đã khép nên không sửa được nữa."), code="final")
    if consultation.state == ConsultationState.PREPARED:
        raise ValidationError(_("Vòng lấy ý kiến này chưa gửi nên chưa có ý kiến."), code="prepared")


def held_group(consultation: Consultation, group: OpinionGroup) -> OpinionGroup:
    """Return one group as it is now, held. Raises ValidationError (code `gone`) where it is not."""
    (held,) = held_groups(consultation, [group])
    return held


def held_groups(consultation: Consultation, groups: Iterable[OpinionGroup]) -> list[OpinionGroup]:
    """Return `groups` as they are now, held, in their order. Raises ValidationError (code `gone`) where one is not."""
    keys = {group.pk for group in groups}
    found = OpinionGroup.objects.select_for_update(of=("self",)).filter(consultation=consultation, pk__in=keys)
    held = list(found.order_by("ordinal"))
    if len(held) != len(keys):
        raise ValidationError(
            _("Có nhóm ý kiến vừa được người khác gộp hoặc tách; hãy tải lại bảng rồi làm lại."), code="gone"
        )
    return held


def count_again(consultation: Consultation, touched: Iterable[UUID]) -> None:
    """This will count the opinions and units of the groups that were touched, and end those left without any."""
    keys = sorted(touched)
    for first in range(0, len(keys), BATCH):
        some = keys[first : first + BATCH]
        rows = Opinion.objects.filter(group__in=some).order_by().values("group")
        counted = rows.annotate(opinions=Count("pk"), heard=Count("consultee", distinct=True))
        counts = {group: (size, units) for group, size, units in counted.values_list("group", "opinions", "heard")}
        kept = OpinionGroup.objects.filter(consultation=consultation, pk__in=counts).only("size", "units")
        other = [group for group in kept if (group.size, group.units) != counts[group.pk]]
        for group in other:
            group.size, group.units = counts[group.pk]
        OpinionGroup.objects.bulk_update(other, ("size", "units"), batch_size=BATCH)
        end_groups([key for key in some if key not in counts])


def ranks_of(consultation: Consultation) -> Mapping[UUID, int]:
    """Return where each provision of the round's version stands in its order."""
    return dict(consultation.version.provisions.values_list("provision", "rank"))


def stand_for(group: OpinionGroup, opinion: Opinion, ranks: Mapping[UUID, int]) -> None:
    """This will give a group the words and the place of one of its opinions; it is not saved."""
    group.provision_id = opinion.provision_id
    group.rank = ranks.get(opinion.provision_id, 0) if opinion.provision_id else 0
    group.representative = opinion.text or opinion.proposed


def end_groups(keys: list[UUID]) -> None:
    """This will end groups whose opinions are all in others now, with what was noted of them alone."""
    if keys:
        ClosureLine.objects.filter(group__in=keys).delete()
        OpinionGroup.objects.filter(pk__in=keys).delete()


def record(
    verb: str, about: Consultation | OpinionGroup, payload: Mapping[str, object], *, by: Authorship, at: datetime
) -> None:
    """This will append the event of an act upon a round's groups, or upon one group."""
    append_event(
        kind=f"planning.{verb}",
        subject_kind="consultation" if isinstance(about, Consultation) else "opinion_group",
        subject_id=about.pk,
        payload=payload,
        by=by,
        at=at,
    )
