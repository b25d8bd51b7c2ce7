"""What an act upon units would change: worked out before anything is written, so that preview and act agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dongbo.organisation.models import Unit
from dongbo.organisation.queries.units.outlook import Outlook, Stay
from dongbo.organisation.states import Level, PostKind, UnitActKind


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that an act founds. Without a `parent` it stands where the unit it comes from stood."""

    code: str
    name: str
    level: Level
    short_name: str = ""
    parent: Unit | None = None
    legacy_code: str = ""


Destination = Unit | NewUnit
"""Where something goes: to a unit there is, or to one the same act founds."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a unit is called from a day on."""

    name: str
    short_name: str
    code: str
    level: Level
    legacy_code: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A unit that comes to stand under another; `stay` is where it stands until then."""

    stay: Stay
    to: Destination


@dataclass(frozen=True, slots=True)
class Inheritance:
    """One unit takes over from another; where it is the heir, the predecessor ends and leaves it its records."""

    predecessor: Unit
    successor: Destination
    is_heir: bool


@dataclass(frozen=True, slots=True)
class PostAfter:
    """What becomes of a post whose unit ends: its kind, title and unit after the act, where they are not the usual.

    Usual is: the same title and kind under the heir, save that one unit has one head.
    """

    kind: PostKind | None = None
    title: str = ""
    to: Destination | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an act would change on its day. It can be carried out where nothing hinders it."""

    kind: UnitActKind
    outlook: Outlook = field(repr=False)
    founded: tuple[NewUnit, ...] = ()
    renamed: tuple[tuple[Unit, Naming], ...] = ()
    inheritances: tuple[Inheritance, ...] = ()
    moves: tuple[Move, ...] = ()
    hindrances: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day the act takes effect."""
        return self.outlook.day

    @property
    def heirs(self) -> Mapping[int, Destination]:
        """Who has the records of each unit that ends."""
        return {one.predecessor.pk: one.successor for one in self.inheritances if one.is_heir}

    @property
    def ended(self) -> tuple[Unit, ...]:
        """The units that end."""
        return tuple(one.predecessor for one in self.inheritances if one.is_heir)
