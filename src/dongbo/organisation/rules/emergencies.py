"""Access in an emergency: how long it may be, and how soon it is answered and reviewed.

The numbers follow the site's own security regulation (Decree 85/2016 asks every system for one); no law gives them.
"""

from datetime import timedelta

LONGEST_HOURS = 72
"""The longest an emergency access may stand; the database holds it too."""

ANSWERED_WITHIN = timedelta(hours=24)
"""A request nobody answered for so long is no emergency any more: it is refused by itself."""

REVIEWED_WITHIN = timedelta(days=3)
"""How soon after its end a third person must have reviewed it; later counts as overdue."""
