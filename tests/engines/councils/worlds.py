"""Councils drawn at random: rules, who sits, who came and how, and what each would put in the box."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from dongbo.engines.councils.rules import (
    Base,
    Choice,
    Conflict,
    CouncilRules,
    Outcome,
    Presence,
    Quorum,
    Role,
    Share,
    Test,
    Tie,
)
from dongbo.engines.councils.seats import Mode, Seat

INVALID = "invalid"

SHARES = [(1, 2), (2, 3), (1, 3), (3, 4), (3, 5), (2, 5), (1, 1), (51, 100), (667, 1000), (1, 10)]
MEMBERS = [role for role in Role if role is not Role.SUPPORT]
SEATED = [Role.MEMBER] * 6 + [Role.REVIEWER] * 3 + [Role.VICE_CHAIR, Role.SECRETARY, Role.SECRETARY, Role.SUPPORT]
MODES = [Mode.ROOM] * 9 + [Mode.ONLINE] * 3 + [Mode.STAND_IN] * 2 + [Mode.EXCUSED, Mode.ABSENT, Mode.LEFT]

WEIGHTS = {Choice.PASSED: 3, Choice.CONDITIONAL: 1, Choice.NOT_PASSED: 3, Choice.ABSTAINED: 1}


@dataclass(frozen=True, slots=True)
class World:
    """A council in a meeting, its rules also as written in JSON.

    `papers` is what each would put in the box if he may, nothing where he is not named.
    """

    rules: CouncilRules
    written: dict[str, object]
    seats: tuple[Seat, ...]
    attendance: dict[str, Mode]
    papers: dict[str, str]


def some(draw: Random, of: list, at_least: int = 1) -> tuple:
    """Return some of `of` in a random order."""
    return tuple(draw.sample(of, draw.randint(at_least, len(of))))


def share(draw: Random) -> Share:
    numerator, denominator = draw.choice(SHARES)
    return Share(numerator, denominator, strictly=numerator < denominator and draw.random() < 0.5)


def test_of(draw: Random, choices: tuple[Choice, ...]) -> Test:
    return Test(draw.choice(list(Outcome)), some(draw, list(choices)), share(draw), draw.choice(list(Base)))


def rules(draw: Random) -> CouncilRules:
    """Return rules that are well formed; they may contradict themselves."""
    choices = some(draw, list(Choice), 2)
    presences = tuple(
        Presence(some(draw, MEMBERS), draw.choice([1, 1, 1, 2])) for _ in range(draw.choice([0, 1, 1, 2]))
    )
    return CouncilRules(
        quorum=Quorum(share(draw), tuple(presences), draw.random() < 0.6, draw.random() < 0.3),
        voters=some(draw, MEMBERS, 3),
        secret=draw.random() < 0.3,
        choices=choices,
        tests=tuple(test_of(draw, choices) for _ in range(draw.choice([0, 1, 2, 2, 3]))),
        otherwise=draw.choice(list(Outcome)),
        tie=draw.choice(list(Tie)),
        conflict=draw.choice(list(Conflict)),
        stand_ins_speak=draw.random() < 0.5,
        papers_days=draw.randint(0, 10),
        papers_days_working=draw.random() < 0.5,
        returns=draw.randint(0, 3),
        number_notation="HĐTĐ",
        dissent_reserved=draw.random() < 0.5,
        criteria=(("layout", "Bố cục"),),
    )


def world(draw: Random, of: CouncilRules, written: dict[str, object]) -> World:
    """Return a council that meets under the rules `of`."""
    roles = draw.choices(SEATED, k=draw.randint(0, 8))
    if draw.random() < 0.9:
        roles.insert(draw.randint(0, len(roles)), Role.CHAIR)
    seats = tuple(Seat(f"m{at}", role, draw.random() < 0.2) for at, role in enumerate(roles))
    modes = draw.choices(MODES, k=len(seats))
    weights = [*(WEIGHTS[choice] for choice in of.choices), 0.4, 0.6]
    said = draw.choices([*of.choices, INVALID, ""], weights, k=len(seats))
    attendance = {seat.key: mode for seat, mode in zip(seats, modes, strict=True) if mode is not Mode.ABSENT}
    papers = {seat.key: paper for seat, paper in zip(seats, said, strict=True) if paper}
    return World(of, written, seats, attendance, papers)


def worlds(seed: int, *, rulebooks: int, councils: int) -> Iterator[World]:
    """Yield `councils` councils under each of so many rulebooks."""
    draw = Random(seed)
    for _ in range(rulebooks):
        drawn = rules(draw)
        written = drawn.as_json()
        for _ in range(councils):
            yield world(draw, drawn, written)
