"""How many statements a page takes, besides those that ask what the officer may do."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

ASKING_AUTHORITY = ("organisation_authorityepoch", "FROM organisation_grant g", "EXECUTE dongbo_")
"""A test runs in a transaction, where nothing compiled is kept: outside, a page asks for grants once at most."""


def queries_of(act: Callable[[], object]) -> int:
    """Return how many statements `act` takes, those that ask for authority not counted."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return sum(not any(mark in query["sql"] for mark in ASKING_AUTHORITY) for query in captured)
