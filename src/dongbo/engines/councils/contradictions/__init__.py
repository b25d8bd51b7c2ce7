"""Where the rules of a council contradict themselves or its composition, told when they are entered."""

from collections.abc import Sequence

from dongbo.engines.councils.contradictions.composition import of_composition
from dongbo.engines.councils.contradictions.entries import of_entries
from dongbo.engines.councils.contradictions.finding import Contradiction, Severity
from dongbo.engines.councils.contradictions.shares import of_shares
from dongbo.engines.councils.contradictions.thresholds import of_thresholds
from dongbo.engines.councils.rules import CouncilRules
from dongbo.engines.councils.seats import Seat

__all__ = ["Contradiction", "Severity", "contradictions"]


def contradictions(rules: CouncilRules, seats: Sequence[Seat] = ()) -> tuple[Contradiction, ...]:
    """Return every contradiction, those that are refused and those only warned of.

    Without seats the rules are judged alone. Thresholds are compared only once every share makes sense.
    """
    shares = of_shares(rules)
    found = [*shares, *of_entries(rules)]
    if seats:
        found += of_composition(rules, seats, shares_hold=not shares)
    if not shares:
        found += of_thresholds(rules, seats)
    return tuple(found)
