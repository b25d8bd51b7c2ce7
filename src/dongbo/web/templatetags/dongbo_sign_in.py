"""What the pages of signing in need from templates."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """Return `value` as JSON for an attribute, where the page's script reads it; nothing is written inline."""
    return json.dumps(value, cls=DjangoJSONEncoder)
