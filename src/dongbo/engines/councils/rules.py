"""The rules of a council as data of the decision that founded it."""

from dataclasses import dataclass, fields

from dongbo.engines.councils.fields import Field, RulesRefused
from dongbo.engines.councils.vocabulary import Base, Choice, Conflict, Outcome, Role, Tie

__all__ = [
    "Base",
    "Choice",
    "Conflict",
    "CouncilRules",
    "Outcome",
    "Presence",
    "Quorum",
    "Role",
    "RulesRefused",
    "Share",
    "Test",
    "Tie",
]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, in whole numbers: more than it where `strictly`, else at least it."""

    numerator: int
    denominator: int
    strictly: bool

    def reached(self, count: int, of: int) -> bool:
        """Return whether `count` is that part of `of`; of nothing no part is ever reached."""
        if of <= 0:
            return False
        have, want = count * self.denominator, self.numerator * of
        return have > want if self.strictly else have >= want

    def needed(self, of: int) -> int:
        """Return the smallest count that reaches it, and at least one."""
        want = self.numerator * of
        return max(1, want // self.denominator + 1 if self.strictly else -(-want // self.denominator))

    @property
    def words(self) -> str:
        """Return it in words: "ít nhất 2/3", "trên 1/2", "ít nhất 66,67%", "toàn bộ"."""
        if not self.strictly and self.numerator == self.denominator:
            return "toàn bộ"
        return f"{'trên' if self.strictly else 'ít nhất'} {self.part}"

    @property
    def part(self) -> str:
        """Return which part it is: "2/3"; in hundredths, "75%" and "66,67%"."""
        if self.denominator not in (100, 10_000):
            return f"{self.numerator}/{self.denominator}"
        whole, rest = divmod(self.numerator * (10_000 // self.denominator), 100)
        return f"{whole},{rest:02}%" if rest else f"{whole}%"


@dataclass(frozen=True, slots=True)
class Presence:
    """So many holders of any of these roles must be there: the chair or a vice-chair; the secretary; one reviewer."""

    roles: tuple[Role, ...]
    at_least: int

    @property
    def words(self) -> str:
        """Return it in words: "ít nhất 1 Ủy viên phản biện"."""
        return f"ít nhất {self.at_least} {' hoặc '.join(role.label for role in self.roles)}"


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who must be there for the council to meet, and whether those online and stand-ins are counted."""

    share: Share
    presences: tuple[Presence, ...]
    online_counts: bool
    stand_ins_count: bool


@dataclass(frozen=True, slots=True)
class Test:
    """The outcome that follows when papers with any of `choices` reach `share` of `base`."""

    __test__ = False  # pytest takes a class of this name for its own

    outcome: Outcome
    choices: tuple[Choice, ...]
    share: Share
    base: Base


@dataclass(frozen=True, slots=True)
class CouncilRules:
    """All the rules of one council.

    `tests` are tried in order and the first one reached decides; where none is and there is a tie, `tie` does, and in
    every other case `otherwise`. `papers_days` is how long before a meeting the members have the papers, `returns` how
    often the draft may be sent back, `number_notation` what stands in the numbers of the council's own papers.
    `criteria` are those of the appraisal form, each a code and a name.
    """

    quorum: Quorum
    voters: tuple[Role, ...]
    secret: bool
    choices: tuple[Choice, ...]
    tests: tuple[Test, ...]
    otherwise: Outcome
    tie: Tie
    conflict: Conflict
    stand_ins_speak: bool
    papers_days: int
    papers_days_working: bool
    returns: int
    number_notation: str
    dissent_reserved: bool
    criteria: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, object]:
        """Return the rules as JSON holds them."""
        return {
            "quorum": _quorum_json(self.quorum),
            "voters": [role.value for role in self.voters],
            "secret": self.secret,
            "choices": [choice.value for choice in self.choices],
            "tests": [_test_json(test) for test in self.tests],
            "otherwise": self.otherwise.value,
            "tie": self.tie.value,
            "conflict": self.conflict.value,
            "stand_ins_speak": self.stand_ins_speak,
            "papers_days": self.papers_days,
            "papers_days_working": self.papers_days_working,
            "returns": self.returns,
            "number_notation": self.number_notation,
            "dissent_reserved": self.dissent_reserved,
            "criteria": [{"code": code, "name": name} for code, name in self.criteria],
        }

    @classmethod
    def from_json(cls, data: object) -> "CouncilRules":
        """Return the rules that `data` holds; what is malformed raises RulesRefused."""
        names = [field.name for field in fields(cls)]
        part = dict(zip(names, Field(data).parts(*names), strict=True))
        return cls(
            quorum=_quorum(part["quorum"]),
            voters=part["voters"].names_of(Role),
            secret=part["secret"].flag(),
            choices=part["choices"].names_of(Choice),
            tests=tuple(map(_test, part["tests"].items())),
            otherwise=part["otherwise"].name_of(Outcome),
            tie=part["tie"].name_of(Tie),
            conflict=part["conflict"].name_of(Conflict),
            stand_ins_speak=part["stand_ins_speak"].flag(),
            papers_days=part["papers_days"].integer(),
            papers_days_working=part["papers_days_working"].flag(),
            returns=part["returns"].integer(),
            number_notation=part["number_notation"].text(),
            dissent_reserved=part["dissent_reserved"].flag(),
            criteria=tuple(map(_criterion, part["criteria"].items())),
        )


def _share_json(share: Share) -> dict[str, object]:
    return {"numerator": share.numerator, "denominator": share.denominator, "strictly": share.strictly}


def _presence_json(presence: Presence) -> dict[str, object]:
    return {"roles": [role.value for role in presence.roles], "at_least": presence.at_least}


def _quorum_json(quorum: Quorum) -> dict[str, object]:
    return {
        "share": _share_json(quorum.share),
        "presences": [
            {"roles": [role.value for role in one.roles], "at_least": one.at_least} for one in quorum.presences
        ],
        "online_counts": quorum.online_counts,
        "stand_ins_count": quorum.stand_ins_count,
    }


def _test_json(test: Test) -> dict[str, object]:
    return {
        "outcome": test.outcome.value,
        "choices": [choice.value for choice in test.choices],
        "share": _share_json(test.share),
        "base": test.base.value,
    }


def _share(field: Field) -> Share:
    numerator, denominator, strictly = field.parts("numerator", "denominator", "strictly")
    return Share(numerator.integer(), denominator.positive(), strictly.flag())


def _presence(field: Field) -> Presence:
    roles, at_least = field.parts("roles", "at_least")
    return Presence(roles.names_of(Role), at_least.integer())


def _quorum(field: Field) -> Quorum:
    share, presences, online, stand_ins = field.parts("share", "presences", "online_counts", "stand_ins_count")
    return Quorum(_share(share), tuple(map(_presence, presences.items())), online.flag(), stand_ins.flag())


def _test(field: Field) -> Test:
    outcome, choices, share, base = field.parts("outcome", "choices", "share", "base")
    return Test(outcome.name_of(Outcome), choices.names_of(Choice), _share(share), base.name_of(Base))


def _criterion(field: Field) -> tuple[str, str]:
    code, name = field.parts("code", "name")
    return code.text(), name.text()
