"""Every job that the table of wakes names is there."""

from django.utils.module_loading import import_string

from dongbo.site.wakes import CALLED, ENQUEUED, FORGETTING, wakes


def test_every_job_that_is_named_is_there() -> None:
    assert all(hasattr(import_string(place), "enqueue") for place in ENQUEUED.values())
    assert all(callable(import_string(place)) for places in CALLED.values() for place in places)
    assert hasattr(import_string("dongbo.jobs.ballots.forget_former_boxes"), "enqueue")


def test_an_event_wakes_by_one_way_only() -> None:
    assert len(wakes()) == len(CALLED) + len(ENQUEUED) + len(FORGETTING)
