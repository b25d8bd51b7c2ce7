"""What happens by itself when its moment comes."""

from dataclasses import dataclass
from datetime import datetime

from dongbo.jobs.intake import resume_intakes
from dongbo.jobs.standing_check import resume_checks
from dongbo.organisation.operations.emergencies import end_emergencies
from dongbo.organisation.operations.reviews import close_due_reviews
from dongbo.organisation.operations.units import bring_tree_to_date
from dongbo.organisation.queries.units import tree_is_due
from dongbo.planning.operations.consultations import close_due, remind_due


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick of the clock brought."""

    units: int
    emergencies: int
    reviews: int
    rounds: int = 0
    reminders: int = 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing was due."""
        return not (self.units or self.emergencies or self.reviews or self.rounds or self.reminders)


def tick(*, at: datetime) -> Ticked:
    """This will bring everything to date that is due at `at`: the tree of units, emergency accesses, yearly reviews,
    rounds of consultation that are over, reminders of those that are not.

    Each is an operation of its own that looks again once it holds its lock, so that a second tick at the same moment,
    here or in another process, finds nothing left to do; a tick that was missed is made up for by the next.
    The tree comes first: reviews ask about units as they stand on the day. A tick with nothing due writes nothing.
    Workbooks that a dead process left half-way go on; standing checks that failed are tried again.
    """
    resume_intakes(at=at)
    resume_checks(at=at)
    return Ticked(
        units=bring_tree_to_date(at=at).changed if tree_is_due(at=at) else 0,
        emergencies=end_emergencies(at=at),
        reviews=close_due_reviews(at=at),
        rounds=close_due(at=at),
        reminders=remind_due(at=at),
    )
