"""What every page knows."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Return what the page frame shows on every page."""
    return {}
