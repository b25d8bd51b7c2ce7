"""Officers and posts as rows say them, and what is known of them already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dongbo.engines.organisation_sheets.records import Record
from dongbo.engines.postings import Posting

HEAD, MEMBER = "head", "member"


@dataclass(frozen=True, slots=True)
class KnownOfficer:
    """An officer there is already; `managed` says whether the sender may correct what is written of him."""

    key: int
    full_name: str
    rank: str
    email: str
    in_service: bool
    managed: bool


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post there is already."""

    key: int
    username: str
    unit: int
    title: str
    kind: str
    is_main: bool
    valid_from: date
    valid_to: date | None
    decision_number: str
    decision_on: date | None

    def posting(self) -> Posting:
        """Return it as posts are compared."""
        return Posting(self.username, self.unit, self.valid_from, self.valid_to, self.is_main, self.kind == HEAD)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A unit that bears a code over a stretch of days."""

    unit: int
    begins: date
    ends: date | None

    def holds(self, day: date) -> bool:
        """Return whether it bears it on `day`."""
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class OfficersKnown:
    """What rows of officers are checked against, and what the sender may do where.

    `codes` say which unit bears a code when, `days` when a unit exists; `roles` the code of a role by its code or
    toneless name; `held` the (username, unit, role) that are granted already; `senders` are the usernames of
    the sender and of whom he acts for. Whether he may give a role is asked of a unit, with or without its branch.
    """

    today: date
    codes: Mapping[str, Sequence[Stretch]]
    days: Mapping[int, tuple[date, date | None]]
    officers: Mapping[str, KnownOfficer]
    posts: Sequence[KnownPost]
    roles: Mapping[str, str]
    held: frozenset[tuple[str, int, str]]
    senders: frozenset[str]
    may_enrol: Callable[[int], bool]
    may_give: Callable[[int, bool], bool]


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """A row that passed its own checks: the unit and role it names, and the post it is about where there is one."""

    record: Record
    unit: int
    kind: str
    role: str
    post: KnownPost | None

    @property
    def username(self) -> str:
        """Whom the row is about."""
        return self.record.text("username")

    def posting(self) -> Posting:
        """Return its post as posts are compared."""
        begins = self.record.day("valid_from") or date.min
        return Posting(self.username, self.unit, begins, self.ends, self.is_main, self.kind == HEAD)

    @property
    def ends(self) -> date | None:
        """The day from which the post is held no longer."""
        if self.post is not None and not {"valid_to", "last_day"} & set(self.record.values):
            return self.post.valid_to
        return self.record.day("valid_to") or self.record.day("last_day")

    @property
    def is_main(self) -> bool:
        """Whether it is the main post."""
        if self.post is not None and "is_main" not in self.record.values:
            return self.post.is_main
        return self.record.yes("is_main", otherwise=True)


def post_values(row: OfficerRow) -> dict[str, object]:
    """Return what the row says of its post; where the file has no such column, what stands already."""
    post, record = row.post, row.record
    stated: dict[str, object] = {
        "title": record.text("title"),
        "kind": row.kind,
        "is_main": row.is_main,
        "valid_to": row.ends,
    }
    for key, value in (("decision_number", record.text("decision_number")), ("decision_on", record.day("decision_on"))):
        stated[key] = value if key in record.values or post is None else getattr(post, key)
    return stated
