"""The job after a ballot: queued with its end, tried again while somebody still reads, given up with an error."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django_tasks_db.models import DBTaskResult

from dongbo.jobs import ballots
from dongbo.jobs.ballots import ATTEMPTS, TracesRemain, forget_former_boxes
from dongbo.planning.operations.ballots import annul_ballot, cast_secret, close_ballot, open_ballot, prepare_ballot
from tests.meetings import in_session, seated

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site

JOB = "dongbo.jobs.ballots.forget_former_boxes"


def queued() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(task_path=JOB).order_by("enqueued_at"))


def test_the_end_of_a_ballot_wakes_it_and_nothing_before(site: Site, at: datetime) -> None:
    people = seated(site, at=at)
    meeting = in_session(people, at=at)
    for end in (close_ballot, lambda **who: annul_ballot(reason="Mở nhầm nội dung bỏ phiếu", **who)):
        before = len(queued())
        ballot = prepare_ballot(meeting=meeting, subject="Thông qua dự thảo kế hoạch", by=people.chair, at=at)
        open_ballot(ballot=ballot, by=people.chair, at=at)
        cast_secret(ballot=ballot, choice="passed", receipt="", shuffle=list.sort, by=people.chair, at=at)
        assert len(queued()) == before
        end(ballot=ballot, by=people.chair, at=at)
        assert len(queued()) == before + 1


@pytest.mark.django_db
def test_while_somebody_still_reads_it_is_tried_again_and_at_last_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([False, True, False])
    monkeypatch.setattr(ballots, "wipe_traces", lambda: next(answers))
    forget_former_boxes.func(5)
    (again,) = queued()
    assert again.args_kwargs["args"] == [6]
    assert timedelta(0) < again.run_after - again.enqueued_at <= ballots.AGAIN_AFTER
    forget_former_boxes.func(6)
    assert len(queued()) == 1
    with pytest.raises(TracesRemain):
        forget_former_boxes.func(ATTEMPTS)
