"""The engine and the oracle asked the same of a world."""

from collections import Counter

from dongbo.engines.councils.outcome import Count, outcome
from dongbo.engines.councils.quorum import quorum, voters, voting_members, why_not
from dongbo.engines.councils.rules import Choice, Role
from dongbo.engines.councils.seats import Mode
from tests.engines.councils.oracle import Answer, Person
from tests.engines.councils.oracle import answer as answer_of_oracle
from tests.engines.councils.worlds import INVALID, World


def engine(world: World) -> Answer:
    """What the engine answers."""
    rules, seats, attendance = world.rules, world.seats, world.attendance
    standing = quorum(rules, seats, attendance)
    everybody, able = voting_members(rules, seats), voters(rules, seats, attendance)
    box = Counter(world.papers[key] for key in able if key in world.papers)
    result = outcome(
        rules,
        Count(**box),
        all_voters=len(everybody),
        present_voters=len(able),
        chair=None if rules.secret else chairs_paper(world, able),
    )
    return Answer(
        standing.reached,
        standing.present,
        standing.of,
        standing.needed,
        tuple(at for at, presence in enumerate(rules.quorum.presences) if presence in standing.lacking),
        everybody,
        able,
        tuple(why_not(rules, seat, attendance.get(seat.key, Mode.ABSENT)) for seat in seats),
        result.outcome,
        None if result.test is None else rules.tests.index(result.test),
        result.needed,
        result.tie,
    )


def chairs_paper(world: World, able: tuple[str, ...]) -> Choice | None:
    for seat in world.seats:
        if seat.role is Role.CHAIR and seat.key in able:
            paper = world.papers.get(seat.key, INVALID)
            return None if paper == INVALID else Choice(paper)
    return None


def oracle(world: World) -> Answer:
    """What the oracle answers."""
    people = [
        Person(
            seat.key,
            seat.role,
            seat.conflicted,
            world.attendance.get(seat.key, Mode.ABSENT),
            world.papers.get(seat.key, ""),
        )
        for seat in world.seats
    ]
    return answer_of_oracle(world.written, people)
