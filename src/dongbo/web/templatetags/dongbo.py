"""How our templates write provisions."""

from django import template

from dongbo.engines.places import place_name

register = template.Library()


@register.filter
def place(path: str | list[str] | tuple[str, ...] | None) -> str:
    """Return a provision's path, or several, in words."""
    paths = [path] if isinstance(path, str) else path or []
    return "; ".join(place_name(one) for one in paths)
