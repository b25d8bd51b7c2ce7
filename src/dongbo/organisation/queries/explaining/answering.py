"""Whether an officer may do something to a record, in each capacity he acts in, and the chain that makes it so.

The verdict is `authority_of`'s own, the same that decides; the grants are looked through only to say why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dongbo.engines.authority.explaining import Failure, distance, failures
from dongbo.engines.intervals import intervals_of
from dongbo.engines.unit_tree import Place
from dongbo.organisation.models import Grant, Officer, Unit
from dongbo.organisation.queries.chains import chains_above
from dongbo.organisation.queries.explaining.wording import (
    conclusion_text,
    hindrance_text,
    link_text,
    reason_text,
)
from dongbo.organisation.queries.officers import post_on
from dongbo.organisation.rules import Acting, authority_of, may
from dongbo.organisation.rules.worth import worth_of
from dongbo.organisation.states import Access, Permission

MOST_NEAR = 3
"""How many grants that miss are told of."""

SHOWN = ("role", "unit", "effective_unit", "post", "officer", "given_by", "revoked_by", "parent__officer")


@dataclass(frozen=True, slots=True)
class Link:
    """One grant of a chain: who had it from whom, what it gives where, and the sentence that says so."""

    grant: Grant
    path: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Near:
    """A grant that does not give it, with everything it falls short of."""

    chain: tuple[Link, ...]
    failures: tuple[Failure, ...]
    reasons: tuple[str, ...]

    @property
    def grant(self) -> Grant:
        """The grant that falls short; what it was passed on from stands before it in the chain."""
        return self.chain[-1].grant


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no in one capacity: the officer's own where `principal` is None, else acting for him.

    `chain` makes it so, from the grant given outright down to his; `nearest` are the grants that come nearest where
    there is none. `conclusion` says it in a sentence.
    """

    principal: Officer | None
    allowed: bool
    conclusion: str
    chain: tuple[Link, ...] = ()
    nearest: tuple[Near, ...] = ()
    hindrance: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The whole answer: the conclusion, then the chain, or what hinders and what each near grant lacks."""
        if self.allowed:
            return (self.conclusion, *(link.sentence for link in self.chain))
        told = [sentence for near in self.nearest for sentence in (near.chain[-1].sentence, *near.reasons)]
        return (self.conclusion, *([self.hindrance] if self.hindrance else []), *told)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was asked, and the answer in every capacity the officer has or had, his own first."""

    officer: Officer
    permission: Permission
    unit: Unit
    access: Access
    at: datetime
    answers: tuple[Answer, ...]

    @property
    def allowed(self) -> bool:
        """Whether he may in any capacity."""
        return any(answer.allowed for answer in self.answers)


@dataclass(frozen=True, slots=True)
class _Question:
    officer: Officer
    permission: Permission
    unit: Unit
    access: Access
    at: datetime


def explain(
    *, officer: Officer, permission: Permission, unit: Unit, access: Access = Access.UNIT, at: datetime
) -> Explanation:
    """Return whether `officer` may at `at` do `permission` to a record at `unit` open to the degree `access`, and why.

    A moment that is past is answered by the grants of then, on today's tree.
    """
    officer = Officer.objects.get(pk=officer.pk)
    unit = Unit.objects.get(pk=unit.pk)
    own = Grant.objects.filter(officer=officer).values_list("pk", flat=True)
    links = {grant.pk: grant for grant in chains_above(own).select_related(*SHOWN)}
    held = sorted((grant for grant in links.values() if grant.officer_id == officer.pk), key=lambda grant: grant.pk)
    principals = {grant.parent.officer_id: grant.parent.officer for grant in held if grant.parent is not None}
    question = _Question(officer, permission, unit, access, at)
    capacities: list[Officer | None] = [None, *(principals[key] for key in sorted(principals))]
    found = [_found(question, principal, held) for principal in capacities]
    names = _names(links[key] for one in found for grant in one.grants for key in _upwards(grant, links))
    answers = tuple(_answer(question, one, links, names) for one in found)
    return Explanation(officer, permission, unit, access, at, answers)


def chain_of(grant: Grant) -> tuple[Link, ...]:
    """Return the chain `grant` hangs from, what was given outright first, `grant` itself last. Two queries."""
    links = {link.pk: link for link in chains_above([grant.pk]).select_related(*SHOWN)}
    return _chain(links[grant.pk], links, _names(links.values()))


def may_ask_about(by: Acting, officer: Officer, *, at: datetime) -> bool:
    """Return whether `by` may have it explained what `officer` may do: oneself, or where he reads grants."""
    if by.principal is None and officer == by.officer:
        return True
    post = post_on(officer, timezone.localdate(at))
    return post is not None and may(by, Permission.GRANT_READ, unit=post.unit, at=at)


@dataclass(frozen=True, slots=True)
class _Found:
    principal: Officer | None
    allowing: Grant | None
    missing: tuple[tuple[Grant, tuple[Failure, ...]], ...]

    @property
    def grants(self) -> list[Grant]:
        return [self.allowing] if self.allowing is not None else [grant for grant, _failures in self.missing]


def _found(question: _Question, principal: Officer | None, held: Sequence[Grant]) -> _Found:
    authority = authority_of(Acting(question.officer, principal), at=question.at)
    basis = authority.basis(question.permission.bit, question.unit.first, question.access)
    by_key = {grant.pk: grant for grant in held}
    if basis is not None:
        return _Found(principal, by_key[basis], ())
    capacity = principal.pk if principal is not None else None
    mine = [grant for grant in held if (grant.parent.officer_id if grant.parent else None) == capacity]
    missing = [(grant, _failures(question, grant)) for grant in mine]
    missing.sort(key=lambda miss: (distance(miss[1]), -miss[0].effective_to.timestamp(), miss[0].pk))
    return _Found(principal, None, tuple(missing[:MOST_NEAR]))


def _failures(question: _Question, grant: Grant) -> tuple[Failure, ...]:
    unit = grant.effective_unit
    place = Place(unit.first, unit.last, _numbers(unit), intervals_of(unit.reach)) if unit is not None else None
    return failures(
        worth_of(grant),
        place,
        bit=question.permission.bit,
        number=question.unit.first,
        access=question.access,
        at=question.at,
    )


def _answer(question: _Question, found: _Found, links: Mapping[int, Grant], names: Mapping[int, str]) -> Answer:
    told = (question.officer, found.principal, question.permission, question.unit, question.access, question.at)
    if found.allowing is not None:
        conclusion = conclusion_text(*told, allowed=True)
        chain = _chain(found.allowing, links, names)
        return Answer(found.principal, allowed=True, conclusion=conclusion, chain=chain)
    nearest = tuple(
        Near(
            chain=_chain(grant, links, names),
            failures=failed,
            reasons=tuple(
                reason_text(
                    failure,
                    grant,
                    links,
                    permission=question.permission,
                    unit=question.unit,
                    access=question.access,
                    at=question.at,
                )
                for failure in failed
            ),
        )
        for grant, failed in found.missing
    )
    return Answer(
        found.principal,
        allowed=False,
        conclusion=conclusion_text(*told, allowed=False),
        nearest=nearest,
        hindrance=hindrance_text(question.officer, found.principal, has_grants=bool(nearest)),
    )


def _chain(grant: Grant, links: Mapping[int, Grant], names: Mapping[int, str]) -> tuple[Link, ...]:
    chain = []
    for key in reversed(_upwards(grant, links)):
        path = tuple(names[number] for number in _numbers(links[key].unit))
        chain.append(Link(links[key], path, link_text(links[key], path)))
    return tuple(chain)


def _upwards(grant: Grant, links: Mapping[int, Grant]) -> list[int]:
    keys = [grant.pk]
    while (parent := links[keys[-1]].parent_id) is not None:
        keys.append(parent)
    return keys


def _names(grants: Iterable[Grant]) -> dict[int, str]:
    """Return the names of every unit on the paths to the grants' units, by number."""
    numbers = {number for grant in grants for number in _numbers(grant.unit)}
    return dict(Unit.objects.filter(first__in=numbers).values_list("first", "name"))


def _numbers(unit: Unit) -> tuple[int, ...]:
    return tuple(map(int, unit.lineage.split(",")))
