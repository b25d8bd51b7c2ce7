"""Groups as the pages of those who answer show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from dongbo.documents.models import ProvisionVersion
from dongbo.planning.models import OpinionGroup
from dongbo.planning.states import Outcome

TONES = {
    Outcome.OPEN: "",
    Outcome.ACCEPTED: "well",
    Outcome.PARTLY: "well",
    Outcome.EXPLAINED: "well",
    Outcome.TO_LEADER: "warning",
}
"""How the screens colour what became of a group: answered, waiting for the leader, or nothing yet."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with where it stands in the text consulted on, and its colour."""

    group: OpinionGroup
    path: str
    picked: bool = False

    @property
    def tone(self) -> str:
        """How its outcome is coloured."""
        return TONES[Outcome(self.group.outcome)]


def group_rows(groups: Iterable[OpinionGroup], *, picked: Iterable[object] = ()) -> list[GroupRow]:
    """Return `groups`, whose rounds are at hand, each with its place. One query."""
    shown, chosen = list(groups), set(picked)
    rows = ProvisionVersion.objects.filter(
        version__in={group.consultation.version_id for group in shown},
        provision__in={group.provision_id for group in shown if group.provision_id},
    )
    paths = {(version, key): path for version, key, path in rows.values_list("version", "provision", "path")}
    return [GroupRow(group, _path(group, paths), group.pk in chosen) for group in shown]


def _path(group: OpinionGroup, paths: dict[tuple[int, UUID], str]) -> str:
    return paths.get((group.consultation.version_id, group.provision_id), "") if group.provision_id else ""
