"""Rows ticked in a list."""

from django.http import HttpRequest


def chosen_keys(request: HttpRequest, name: str) -> list[int]:
    """Return the keys ticked under `name`, each once; what is no key is left out."""
    written = request.POST.getlist(name)
    return sorted({int(key) for key in written if key.isascii() and key.isdecimal() and len(key) < 19})
