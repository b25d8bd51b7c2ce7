"""While a council meets: who presides or keeps the minutes stays, and nobody's rules change under an open ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.planning.operations.ballots import open_ballot, prepare_ballot
from dongbo.planning.operations.councils import (
    change_role,
    change_rules,
    close_council,
    declare_conflict,
    end_seat,
)
from dongbo.planning.queries.councils import rules_of
from dongbo.planning.states import SeatRole
from tests.councils import RULES
from tests.meetings import in_session, seated

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


def test_an_open_meeting_and_an_open_ballot_keep_what_they_rest_on(site: Site, at: datetime) -> None:
    people = seated(site, at=at)
    meeting, council, by = in_session(people, at=at), people.council, people.standing
    member = people.seat_of(people.members[0])
    for one in (people.chair, people.secretary):
        with pytest.raises(ValidationError) as presiding:
            end_seat(seat=people.seat_of(one), reason="Nghỉ hưu", by=by, at=at)
        assert presiding.value.code == "presiding"
    with pytest.raises(ValidationError) as meets:
        close_council(council=council, reason="Xong", by=by, at=at)
    assert meets.value.code == "meeting_open"
    ballot = prepare_ballot(meeting=meeting, subject="Thông qua kế hoạch", by=people.secretary, at=at)
    open_ballot(ballot=ballot, by=people.chair, at=at)
    acts = [
        lambda: change_rules(council=council, rules=RULES["general"], basis="Quyết định 9", by=by, at=at),
        lambda: change_role(seat=member, role=SeatRole.REVIEWER, position="", basis="Quyết định 9", by=by, at=at),
        lambda: declare_conflict(seat=member, note="Từng soạn", by=by, at=at),
    ]
    for act in acts:
        with pytest.raises(ValidationError) as voting:
            act()
        assert voting.value.code == "ballot_open"
    end_seat(seat=member, reason="Chuyển công tác", by=by, at=at)
    council.refresh_from_db()
    assert (rules_of(council).secret, council.seats.filter(ended_at__isnull=False).count()) == (True, 1)
