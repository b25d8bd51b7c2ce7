"""Closing an answer that opened a file, without the end of a request that would close the test's own connection."""

from django.core.signals import request_finished
from django.db import close_old_connections
from django.http.response import HttpResponseBase


def close(answer: HttpResponseBase) -> None:
    """Close `answer` as Django's test client does: the connection of the test's transaction stays open."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)
