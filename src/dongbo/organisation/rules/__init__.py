"""Who acts, and what he may do where."""

from dongbo.organisation.rules.acting import Acting
from dongbo.organisation.rules.authority import (
    NotAllowed,
    authority_of,
    held_by,
    holds,
    may,
    require,
    within,
)
from dongbo.organisation.rules.separation import require_separate

__all__ = ["Acting", "NotAllowed", "authority_of", "held_by", "holds", "may", "require", "require_separate", "within"]
