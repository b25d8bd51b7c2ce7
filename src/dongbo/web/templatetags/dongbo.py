"""How our templates write provisions."""

from datetime import datetime

from django import template

from dongbo.engines.places import place_name
from dongbo.planning.queries.terms import deadline_text

register = template.Library()


@register.filter
def place(path: str | list[str] | tuple[str, ...] | None) -> str:
    """Return a provision's path, or several, in words."""
    paths = [path] if isinstance(path, str) else path or []
    return "; ".join(place_name(one) for one in paths)


@register.filter
def due(moment: datetime | None) -> str:
    """Return a deadline in words, a dash where there is none."""
    return deadline_text(moment) if moment is not None else "–"
