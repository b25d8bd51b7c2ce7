"""What the tests of this folder say in a unit's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dongbo.documents.models import Provision
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.operations.opinions.remarks import raise_remark
from dongbo.planning.states import OpinionKind

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.planning.models import Opinion
    from tests.rounds import Asked, Round

WORDS = "Đến năm 2030, từ 80% hồ sơ công việc trở lên được xử lý trên môi trường điện tử."
QUOTED = "từ 80% hồ sơ công việc trở lên"


def provision_at(asking: Round, path: str) -> Provision:
    """Return the provision at `path` of the round's version."""
    return asking.version.provisions.select_related("provision").get(path=path).provision


def remark_of(asking: Round, unit: Asked, *, at: datetime, path: str | None = "I/1", **said: Any) -> Opinion:
    """Raise a remark by the unit's officer."""
    told: dict[str, Any] = {"kind": OpinionKind.SUBSTANCE, "text": "Nên nâng lên 90%."} | said
    told.setdefault("by", unit.officer)
    provision = provision_at(asking, path) if path else None
    return raise_remark(consultee=unit.consultee, provision=provision, at=at, **told)


def marked(exact: str = QUOTED, start: int | None = None, end: int | None = None) -> Marked:
    """Return words as a reader marked them."""
    return Marked(exact, start, end)
