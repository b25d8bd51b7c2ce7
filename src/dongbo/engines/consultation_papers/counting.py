"""The statistics of a round: how units answered, where, of what kind and with what outcome."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dongbo.engines.consultation_papers.model import ANSWERS, DEEMED, KINDS, NO_ANSWER, OUTCOMES, WHOLE_DRAFT
from dongbo.engines.workbooks import NewSheet, write_workbook

NO_BRANCH = "Chưa xếp khối"
UNPLACED = "Điều khoản không còn trong dự thảo"


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """How one unit answered: `answer` is a key of ANSWERS, "" where it did not.

    `deemed` says that its silence counts as agreement; it means nothing where the unit answered.
    """

    branch: str
    answer: str = ""
    deemed: bool = False


@dataclass(frozen=True, slots=True)
class CountedOpinion:
    """One opinion: the key of its provision ("" is the whole draft), its kind and outcome."""

    provision: str
    kind: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision that opinions are counted at: "Điều 5", and a few of its words."""

    key: str
    label: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The four answers counted, which together are all that were asked; `deemed` are among the silent."""

    agrees: int = 0
    agrees_with: int = 0
    disagrees: int = 0
    silent: int = 0
    deemed: int = 0

    @property
    def asked(self) -> int:
        """How many were asked."""
        return self.agrees + self.agrees_with + self.disagrees + self.silent


@dataclass(frozen=True, slots=True)
class ProvisionCount:
    """How many opinions a provision received."""

    provision: Provision
    opinions: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a round; every opinion is counted once by provision, by kind and by outcome.

    `whole` are the opinions on the whole draft, `unplaced` those on a provision that is not among those given.
    """

    total: Tally
    by_branch: dict[str, Tally]
    by_provision: tuple[ProvisionCount, ...]
    whole: int
    unplaced: int
    by_kind: dict[str, int]
    by_outcome: dict[str, int]

    @property
    def opinions(self) -> int:
        """How many opinions there are."""
        return sum(self.by_kind.values())


def statistics(
    units: Iterable[UnitAnswer], opinions: Iterable[CountedOpinion], provisions: Sequence[Provision]
) -> Statistics:
    """Return the figures of a round; branches in the order they are met, provisions as given, none left out."""
    answered: dict[str, Counter[str]] = {}
    for unit in units:
        counter = answered.setdefault(unit.branch or NO_BRANCH, Counter())
        counter[_answer_of(unit)] += 1
        counter["deemed"] += unit.deemed and not unit.answer
    places: Counter[str] = Counter()
    kinds = dict.fromkeys(KINDS, 0)
    outcomes = dict.fromkeys(OUTCOMES, 0)
    for opinion in opinions:
        places[opinion.provision] += 1
        kinds[opinion.kind] += 1
        outcomes[opinion.outcome] += 1
    counted = tuple(ProvisionCount(provision, places[provision.key]) for provision in provisions)
    placed = sum(places[key] for key in {provision.key for provision in provisions} - {""})
    whole = places[""]
    return Statistics(
        total=_tally(sum(answered.values(), Counter())),
        by_branch={branch: _tally(counter) for branch, counter in answered.items()},
        by_provision=counted,
        whole=whole,
        unplaced=places.total() - placed - whole,
        by_kind=kinds,
        by_outcome=outcomes,
    )


def _answer_of(unit: UnitAnswer) -> str:
    if unit.answer and unit.answer not in ANSWERS:
        raise ValueError(unit.answer)
    return unit.answer or "silent"


def _tally(counter: Counter[str]) -> Tally:
    return Tally(**{name: counter[name] for name in (*ANSWERS, "silent", "deemed")})


_ANSWER_COLUMNS = ("Được xin ý kiến", *ANSWERS.values(), NO_ANSWER, f"Trong đó: {DEEMED.lower()}")


def write_statistics_xlsx(counted: Statistics) -> bytes:
    """Return the figures as a workbook: the answers, by branch, by provision, by kind, by outcome."""
    return write_workbook(
        [
            NewSheet("Tổng hợp", ("Phạm vi", *_ANSWER_COLUMNS), [("Toàn bộ", *_cells(counted.total))]),
            NewSheet(
                "Theo khối",
                ("Khối", *_ANSWER_COLUMNS),
                [(branch, *_cells(tally)) for branch, tally in counted.by_branch.items()],
            ),
            NewSheet("Theo điều khoản", ("Điều, khoản", "Nội dung", "Số ý kiến"), _provision_rows(counted)),
            NewSheet("Theo loại", ("Loại ý kiến", "Số ý kiến"), _named(counted.by_kind, KINDS)),
            NewSheet("Theo kết quả", ("Kết quả", "Số ý kiến"), _named(counted.by_outcome, OUTCOMES)),
        ]
    )


def _cells(tally: Tally) -> tuple[int, ...]:
    return tally.asked, tally.agrees, tally.agrees_with, tally.disagrees, tally.silent, tally.deemed


def _provision_rows(counted: Statistics) -> list[tuple[str, str, int]]:
    rows = [(one.provision.label, one.provision.words, one.opinions) for one in counted.by_provision]
    return [*rows, (WHOLE_DRAFT, "", counted.whole), (UNPLACED, "", counted.unplaced)]


def _named(counts: dict[str, int], names: dict[str, str]) -> list[tuple[str, int]]:
    return [(names[key], count) for key, count in counts.items()]
