"""The tag `lucide` of the package of icons, each icon drawn once: a page shows thirty, always the same."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide as draw

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=1_000)
def lucide(name: str, size: int = 24) -> str:
    """Return the icon called `name`, `size` pixels wide and high, as SVG. Raises IconDoesNotExist."""
    return SafeString(draw(name, size=size))
