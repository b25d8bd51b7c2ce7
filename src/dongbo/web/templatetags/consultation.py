"""How our templates tell deadlines."""

from datetime import datetime

from django import template

from dongbo.planning.rules.wording import due_text

register = template.Library()


@register.filter
def due(moment: datetime | None) -> str:
    """Return a deadline in words, a dash where there is none."""
    return due_text(moment) if moment is not None else "–"
