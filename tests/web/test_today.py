"""The first request of a day shows the tree of that day, and the day is asked for once."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongbo.organisation.models import Unit
from dongbo.organisation.operations.units import rename_unit
from dongbo.organisation.queries.units import tree_is_due
from dongbo.web.today import TodayMiddleware
from tests.builders import found_site, unit_beneath


def asked(middleware: TodayMiddleware, path: str = "/") -> int:
    """Send one request through; return how many statements it took before it was answered."""
    request = HttpRequest()
    request.path = path
    with CaptureQueriesContext(connection) as captured:
        assert middleware(request).content == b"answered"
    return len(captured)


def test_an_act_recorded_ahead_is_in_effect_for_the_first_request_of_its_day(db: None) -> None:
    past, today = timezone.now() - timedelta(days=2), timezone.localdate()
    site = found_site(at=past)
    unit = unit_beneath(site.unit, "G99.01", "Cục Cũ", by=site.administrator, at=past)
    rename_unit(unit=unit, name="Cục Mới", effective_on=today, by=site.administrator, at=past)
    assert (Unit.objects.get(pk=unit.pk).name, tree_is_due(at=timezone.now())) == ("Cục Cũ", True)

    middleware = TodayMiddleware(lambda request: HttpResponse(b"answered"))
    assert asked(middleware, "/static/web/dongbo.css") == 0
    assert Unit.objects.get(pk=unit.pk).name == "Cục Cũ"
    assert asked(middleware) > 1
    assert (Unit.objects.get(pk=unit.pk).name, tree_is_due(at=timezone.now())) == ("Cục Mới", False)
    assert asked(middleware) == 0
    assert asked(TodayMiddleware(lambda request: HttpResponse(b"answered"))) == 1
