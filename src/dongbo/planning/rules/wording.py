"""How a deadline is told."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.periods import last_day
from dongbo.organisation.rules.wording import day_text, moment_text


def due_text(moment: datetime) -> str:
    """Return a deadline in words: a midnight as the end of the day before, as terms in days end; else its hour."""
    local = timezone.localtime(moment)
    if (local.hour, local.minute, local.second) != (0, 0, 0):
        return moment_text(moment)
    return _("hết ngày %(day)s") % {"day": day_text(last_day(moment, timezone.get_current_timezone()))}
