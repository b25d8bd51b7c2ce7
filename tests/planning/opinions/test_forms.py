"""Forms that come back: good rows become remarks once, bad ones go back marked, a strange file changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.documents.models import StoredFile
from dongbo.documents.operations.storing import file_path
from dongbo.engines.anchors import Quote
from dongbo.engines.opinion_forms import FormRefused, write_docx, write_xlsx
from dongbo.ledger.models import Event
from dongbo.organisation.operations.units import merge_units
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Consultation, ConsulteeDraft, Opinion, OpinionForm
from dongbo.planning.operations.consultations import add_recipients, prepare_consultation, send_consultation
from dongbo.planning.operations.opinions.forms import form_for, take_form
from dongbo.planning.operations.opinions.replies import send_answer
from dongbo.planning.states import Answer, FormState, Origin
from tests.planning.opinions.filling import filled_form
from tests.planning.opinions.saying import QUOTED
from tests.rounds import tokens

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.rounds import Asked, Round

GOOD = [("I.1", QUOTED, "Nâng lên 90%.", "từ 90%"), ("Toàn bộ dự thảo", "", "Rà soát câu chữ.", "")]
BAD = ("Điều 99", "", "Không có điều này.", "")


def take(unit: Asked, data: bytes, *, at: datetime, by: Acting | None = None, name: str = "phieu.xlsx") -> OpinionForm:
    """Send a form up."""
    return take_form(consultee=unit.consultee, data=data, file_name=name, by=by or unit.officer, at=at)


def test_good_rows_become_remarks_and_bad_ones_go_back_marked(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    form = take(unit, filled_form(unit.consultee, [*GOOD, BAD]), at=at)
    assert (form.state, form.taken, len(form.findings)) == (FormState.PARTLY, 2, 1)
    assert form.findings[0]["row"]["text"] == BAD[2]
    remarks = Opinion.objects.order_by("-path")
    assert [(one.path, one.text, one.proposed, one.origin, one.number) for one in remarks] == [
        ("I/1", "Nâng lên 90%.", "từ 90%", Origin.EXCEL_FORM, None),
        ("", "Rà soát câu chữ.", "", Origin.EXCEL_FORM, None),
    ]
    assert Quote.from_json(remarks[0].quote).exact == QUOTED
    assert ConsulteeDraft.objects.get().origin == Origin.EXCEL_FORM
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload["taken"], event.payload["to_mend"]) == ("planning.form_taken", 2, 1)


def test_a_form_sent_again_with_its_rows_mended_does_not_double_what_was_taken(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    first = take(unit, filled_form(unit.consultee, [*GOOD, BAD]), at=at)
    assert first.marked is not None
    marked = file_path(first.marked.sha256).read_bytes()
    mended = filled_form(unit.consultee, [*GOOD, ("II.2", *BAD[1:])], blank=marked)
    again = take(unit, mended, at=at)
    assert (again.state, again.taken, again.marked) == (FormState.TAKEN, 1, None)
    assert sorted(Opinion.objects.values_list("path", flat=True)) == ["", "I/1", "II/2"]
    assert take(unit, mended, at=at).taken == 0


def test_a_quote_beneath_the_place_is_anchored_where_it_stands(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    rows = [("I", QUOTED, "Sâu hơn.", ""), ("I.1", "từ 80% ... điện tử", "Bỏ bớt.", "")]
    take(unit, filled_form(unit.consultee, rows), at=at)
    deep, left_out = Opinion.objects.order_by("-text")
    assert (deep.path, Quote.from_json(deep.quote).exact) == ("I/1", QUOTED)
    assert (left_out.path, left_out.quote, left_out.text) == ("I/1", {}, "(Trích: «từ 80% ... điện tử»)\nBỏ bớt.")


def test_a_word_form_comes_back_empty_and_is_taken(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    form = take(unit, write_docx(form_for(unit.consultee)), at=at, name="phieu.docx")
    assert (form.state, form.taken, form.file.kind) == (FormState.TAKEN, 0, "docx")


def test_a_form_of_another_unit_round_or_text_is_refused_whole(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    next_round = _next_round(asking, unit, at=at)
    foreign = next_round.consultees.get(unit=unit.unit)
    strange = write_xlsx(replace(form_for(unit.consultee), token="khong-co"))
    aged = write_xlsx(replace(form_for(unit.consultee), version_key="999999"))
    for data, code in (
        (filled_form(other.consultee, GOOD), "other_unit"),
        (filled_form(foreign, GOOD), "other_round"),
        (filled_form(unit.consultee, GOOD, blank=strange), "unknown_form"),
        (filled_form(unit.consultee, GOOD, blank=aged), "other_version"),
    ):
        with pytest.raises(ValidationError) as refusal:
            take(unit, data, at=at)
        assert [one.code for one in refusal.value.error_dict["file"]] == [code]
    with pytest.raises(NotAllowed):
        take(unit, filled_form(unit.consultee, GOOD), at=at, by=other.head)
    assert (Opinion.objects.count(), OpinionForm.objects.count(), ConsulteeDraft.objects.count()) == (0, 0, 0)


def _next_round(asking: Round, unit: Asked, *, at: datetime) -> Consultation:
    first = asking.consultation
    prepared = prepare_consultation(
        version=asking.version, title="Lần hai", term=first.term, days=5, by=asking.leader, at=at
    )
    words = tokens()
    add_recipients(
        consultation=prepared, units=[unit.unit], token=lambda: f"lan-hai-{words()}", by=asking.leader, at=at
    )
    return send_consultation(consultation=prepared, by=asking.leader, at=at)


def test_a_file_that_is_no_form_or_secret_keeps_nothing(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    files = StoredFile.objects.count()
    with pytest.raises(FormRefused) as refusal:
        take(unit, b"khong phai bieu", at=at)
    assert refusal.value.code == "not-a-form"
    with pytest.raises(FormRefused) as refusal:
        take(unit, filled_form(unit.consultee, [("I.1", "", "MẬT", "")]), at=at)
    assert refusal.value.code == "state_secret"
    assert Event.objects.latest("sequence").kind == "documents.secret_refused"
    assert (StoredFile.objects.count(), OpinionForm.objects.count()) == (files, 0)


def test_a_form_that_comes_after_the_answer_gives_its_rows_back_to_be_copied(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    send_answer(consultee=unit.consultee, answer=Answer.AGREES, reason="", by=unit.head, at=at, say_none=True)
    data = filled_form(unit.consultee, [*GOOD, BAD])
    with pytest.raises(ValidationError) as refusal:
        take(unit, data, at=at)
    assert refusal.value.code == "answered"
    assert refusal.value.params is not None
    assert [row.text for row in refusal.value.params["rows"]] == [row[2] for row in [*GOOD, BAD]]
    Consultation.objects.update(
        state="final", closed_at=at, final_at=at, final_by=asking.leader.officer, final_version=asking.version
    )
    with pytest.raises(ValidationError) as refusal:
        take(unit, data, at=at)
    assert refusal.value.code == "round_closed"
    assert not OpinionForm.objects.exists()


def test_the_heir_of_a_merged_unit_answers_for_it_and_may_send_its_form(
    asking: Round, site: Site, at: datetime
) -> None:
    [gone, heir] = asking
    data = filled_form(gone.consultee, GOOD)
    later = at + timedelta(days=1)
    merge_units(
        predecessors=[gone.unit], successor=heir.unit, effective_on=timezone.localdate(later), move_posts=True,
        by=site.administrator, at=later,
    )  # fmt: skip
    gone.consultee.refresh_from_db()
    assert take(gone, data, at=later, by=heir.officer).taken == 2
    assert take(heir, data, at=later).taken == 2
    with pytest.raises(ValidationError):
        take(gone, filled_form(heir.consultee, GOOD), at=later, by=heir.officer)
