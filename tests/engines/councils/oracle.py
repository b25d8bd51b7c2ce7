"""What a council may do and decides, found the slow way: from the rules as JSON, person by person and paper by paper.

Nothing here comes from the engine: plain strings, fractions, lists of people.
"""

from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

IN_FAVOUR = ("passed", "conditional")


class Person(NamedTuple):
    """Somebody in the council: who, in which role, barred by an interest or not, how he came, what his paper says."""

    key: str
    role: str
    conflicted: bool
    mode: str
    paper: str


class Answer(NamedTuple):
    """All that is asked of a meeting."""

    may_meet: bool
    present: int
    of: int
    needed: int
    lacking: tuple[int, ...]
    voting_members: tuple[str, ...]
    voters: tuple[str, ...]
    why_not: tuple[str | None, ...]
    outcome: str
    by_test: int | None
    needed_papers: int | None
    tie: bool


@cache
def reached(numerator: int, denominator: int, strictly: bool, count: int, of: int) -> bool:
    """Whether so many are that part of the whole; of nobody, nothing is."""
    if of == 0:
        return False
    part, wanted = Fraction(count, of), Fraction(numerator, denominator)
    return part > wanted if strictly else part >= wanted


@cache
def fewest(numerator: int, denominator: int, strictly: bool, of: int) -> int:
    """The fewest that are that part of the whole, found by counting up."""
    count = 1
    while of and not reached(numerator, denominator, strictly, count, of):
        count += 1
    return count


def numbers(share: dict[str, Any]) -> tuple[int, int, bool]:
    return share["numerator"], share["denominator"], share["strictly"]


def in_person(rules: dict[str, Any], person: Person) -> bool:
    return person.mode == "room" or (person.mode == "online" and rules["quorum"]["online_counts"])


def counts_as_head(rules: dict[str, Any], person: Person) -> bool:
    return in_person(rules, person) or (person.mode == "stand_in" and rules["quorum"]["stand_ins_count"])


def bar(rules: dict[str, Any], person: Person) -> str | None:
    if person.role == "support" or person.role not in rules["voters"]:
        return "role"
    if person.conflicted and rules["conflict"] == "speaks":
        return "conflict"
    if person.mode == "stand_in":
        return "stand_in"
    if person.mode not in ("room", "online"):
        return "not_present"
    return None


def decision(
    rules: dict[str, Any], box: list[str], chair: str, everybody: int, present: int
) -> tuple[str, int | None, int | None, bool]:
    """The outcome, the test that gave it, how many papers it needed, and whether it was a tie."""
    for at, test in enumerate(rules["tests"]):
        whole = {"all": everybody, "present": present, "cast": len(box)}[test["base"]]
        supporting = len([paper for paper in box if paper in test["choices"]])
        if reached(*numbers(test["share"]), supporting, whole):
            return test["outcome"], at, fewest(*numbers(test["share"]), whole), False
    in_favour = [paper for paper in box if paper in IN_FAVOUR]
    against = [paper for paper in box if paper == "not_passed"]
    if in_favour and len(in_favour) == len(against):
        if rules["tie"] == "fails":
            return "not_passed", None, None, True
        if rules["tie"] == "again":
            return "again", None, None, True
        return (chair if chair in (*IN_FAVOUR, "not_passed") else rules["otherwise"]), None, None, True
    return rules["otherwise"], None, None, False


def answer(rules: dict[str, Any], people: list[Person]) -> Answer:
    """All that is asked of a meeting of `people` under `rules`."""
    council = [person for person in people if person.role != "support"]
    heads = [person for person in council if counts_as_head(rules, person)]
    lacking = []
    for at, presence in enumerate(rules["quorum"]["presences"]):
        there = [person for person in council if in_person(rules, person) and person.role in presence["roles"]]
        if len(there) < presence["at_least"]:
            lacking.append(at)
    share = numbers(rules["quorum"]["share"])
    members = [person for person in council if person.role in rules["voters"]]
    voters = [person for person in people if bar(rules, person) is None]
    box = [person.paper for person in voters if person.paper]
    chair = "" if rules["secret"] else "".join(person.paper for person in voters if person.role == "chair")
    return Answer(
        reached(*share, len(heads), len(council)) and not lacking,
        len(heads),
        len(council),
        fewest(*share, len(council)),
        tuple(lacking),
        tuple(person.key for person in members),
        tuple(person.key for person in voters),
        tuple(bar(rules, person) for person in people),
        *decision(rules, box, chair, len(members), len(voters)),
    )
