"""What passed into what, on the way from one version of a document to another."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from dongbo.documents.models import Version
from dongbo.planning.models import ProvisionSuccession


def heirs_in(version: Version, provisions: Iterable[UUID], *, since: int = 0) -> dict[UUID, list[UUID]]:
    """Return by provision those into which its words passed after version number `since`, up to `version`. One query.

    A provision of which nothing passed on is left out; an heir need not stand in `version` any more.
    """
    steps = ProvisionSuccession.objects.filter(
        version__document=version.document_id, version__ordinal__gt=since, version__ordinal__lte=version.ordinal
    )
    passed: dict[UUID, list[UUID]] = {}
    for old, new in steps.order_by("pk").values_list("provision", "successor"):
        passed.setdefault(old, []).append(new)
    return {one: _followed(one, passed) for one in provisions if one in passed}


def _followed(provision: UUID, passed: Mapping[UUID, Sequence[UUID]]) -> list[UUID]:
    found: dict[UUID, None] = {}
    waiting = list(passed.get(provision, ()))
    while waiting:
        one = waiting.pop(0)
        if one not in found and one != provision:
            found[one] = None
            waiting += passed.get(one, ())
    return list(found)
