"""Bugs a hand could slip into the engine: the oracle must see every one of them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dongbo.engines.councils.rules import Base, Conflict, CouncilRules, Presence, Role, Share, Tie
from dongbo.engines.councils.seats import Mode
from tests.engines.councils.asking import engine, oracle
from tests.engines.councils.worlds import INVALID, World, worlds

Bug = Callable[[World], World]


def rules(change: Callable[[CouncilRules], CouncilRules]) -> Bug:
    """The engine reads the rules otherwise than they are written."""
    return lambda world: replace(world, rules=change(world.rules))


def quorum(**changes: object) -> Bug:
    return rules(lambda read: replace(read, quorum=replace(read.quorum, **changes)))


def presences(change: Callable[[Presence], Presence]) -> Bug:
    return rules(
        lambda read: replace(
            read, quorum=replace(read.quorum, presences=tuple(change(presence) for presence in read.quorum.presences))
        )
    )


def quorum_share(change: Callable[[Share], Share]) -> Bug:
    return rules(lambda read: replace(read, quorum=replace(read.quorum, share=change(read.quorum.share))))


def shares(change: Callable[[Share], Share]) -> Bug:
    return rules(
        lambda read: replace(read, tests=tuple(replace(test, share=change(test.share)) for test in read.tests))
    )


def base(read_as: Base, written: Base) -> Bug:
    return rules(
        lambda read: replace(
            read,
            tests=tuple(replace(test, base=read_as) if test.base is written else test for test in read.tests),
        )
    )


def tie(read_as: Tie, written: Tie) -> Bug:
    return rules(lambda read: replace(read, tie=read_as) if read.tie is written else read)


def came(read_as: Mode, written: Mode) -> Bug:
    """The engine takes one way of coming for another."""
    return lambda world: replace(
        world, attendance={key: read_as if mode is written else mode for key, mode in world.attendance.items()}
    )


def forgotten(paper: str) -> Bug:
    """The engine does not find these papers in the box."""
    return lambda world: replace(world, papers={key: said for key, said in world.papers.items() if said != paper})


def role(read_as: Role, written: Role) -> Bug:
    return lambda world: replace(
        world, seats=tuple(replace(seat, role=read_as) if seat.role is written else seat for seat in world.seats)
    )


BUGS: dict[str, Bug] = {
    "quorum: more than, not at least": quorum_share(lambda share: replace(share, strictly=True)),
    "quorum: at least, not more than": quorum_share(lambda share: replace(share, strictly=False)),
    "threshold: more than, not at least": shares(lambda share: replace(share, strictly=True)),
    "threshold: at least, not more than": shares(lambda share: replace(share, strictly=False)),
    "two thirds as a rounded decimal": shares(
        lambda share: Share(667, 1000, share.strictly) if share.numerator * 3 == share.denominator * 2 else share
    ),
    "present for all": base(Base.PRESENT, Base.ALL),
    "all for present": base(Base.ALL, Base.PRESENT),
    "cast for present": base(Base.CAST, Base.PRESENT),
    "present for cast": base(Base.PRESENT, Base.CAST),
    "stand-ins always counted": quorum(stand_ins_count=True),
    "stand-ins never counted": quorum(stand_ins_count=False),
    "online always counted": quorum(online_counts=True),
    "online never counted": quorum(online_counts=False),
    "nobody must come": quorum(presences=()),
    "one is enough where two must come": presences(lambda presence: replace(presence, at_least=1)),
    "only the first role of a group will do": presences(lambda presence: replace(presence, roles=presence.roles[:1])),
    "a stand-in votes": came(Mode.ROOM, Mode.STAND_IN),
    "who left is still there": came(Mode.ROOM, Mode.LEFT),
    "who is excused is there": came(Mode.ONLINE, Mode.EXCUSED),
    "a conflict bars nobody": rules(lambda read: replace(read, conflict=Conflict.VOTES)),
    "a conflict always bars": rules(lambda read: replace(read, conflict=Conflict.SPEAKS)),
    "the secretary never votes": rules(
        lambda read: replace(read, voters=tuple(voter for voter in read.voters if voter is not Role.SECRETARY))
    ),
    "the support team sits in the council": role(Role.MEMBER, Role.SUPPORT),
    "a vice-chair is a member": role(Role.MEMBER, Role.VICE_CHAIR),
    "the last test first": rules(lambda read: replace(read, tests=read.tests[::-1])),
    "the chair does not decide a tie": tie(Tie.FAILS, Tie.CHAIR),
    "the chair decides every tie": tie(Tie.CHAIR, Tie.AGAIN),
    "a tie is voted on again": tie(Tie.AGAIN, Tie.FAILS),
    "abstentions are not cast": forgotten("abstained"),
    "invalid papers are not cast": forgotten(INVALID),
}


def seen(bug: Bug) -> bool:
    """Whether the oracle tells the engine with the bug from the engine as it should be."""
    return any(engine(bug(world)) != oracle(world) for world in worlds(seed=7, rulebooks=200, councils=10))


@pytest.mark.parametrize("name", BUGS)
def test_the_oracle_sees(name: str):
    assert seen(BUGS[name])


def test_the_oracle_sees_nothing_where_there_is_no_bug():
    assert not seen(lambda world: world)
