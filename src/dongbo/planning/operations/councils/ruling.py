"""Changing the rules of a council that is at work."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.contradictions import Severity, contradictions
from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import refuse
from dongbo.planning.models import Council
from dongbo.planning.operations.councils.holding import hold, record, require_no_open_ballot
from dongbo.planning.operations.councils.seating import LONGEST_BASIS, words_of
from dongbo.planning.queries.councils import engine_seats, open_seats, rules_of
from dongbo.planning.rules.councils import require_council_lead


def change_rules(*, council: Council, rules: CouncilRules, basis: str, by: Acting, at: datetime) -> Council:
    """This will change the rules of a council from now on, by the paper `basis` names.

    What stands in its numbers stays as it is, since its series goes on; a ballot that was opened keeps the rules it was
    opened by. Raises NotAllowed; ValidationError by `basis`, or by the field of the rules that contradicts itself or
    who sits there; with code `same`, `ballot_open` or `closed`.
    """
    authorship = require_council_lead(by, council, at=at)
    refuse_secret_words({"basis": basis} | words_of(rules), by=authorship, at=at)
    with transaction.atomic():
        found, authorship = hold(council, by=by, at=at)
        require_no_open_ballot(found)
        was = rules_of(found)
        ruled = replace(rules, number_notation=was.number_notation)
        wrong = [
            (one.field, one.sentence)
            for one in contradictions(ruled, engine_seats(open_seats(found)))
            if one.severity is Severity.REFUSED
        ]
        if not basis.strip() or len(basis.strip()) > LONGEST_BASIS:
            told = _("Hãy ghi căn cứ sửa quy chế, dài nhất %(most)d ký tự; ví dụ Quyết định 15/QĐ-BTN ngày 03/12/2026.")
            wrong.append(("basis", told % {"most": LONGEST_BASIS}))
        refuse(wrong)
        if ruled == was:
            raise ValidationError(_("Quy chế này không khác quy chế hiện hành nên không có gì để ghi."), code="same")
        found.rules = ruled.as_json()
        found.save(update_fields=["rules"])
        payload = {"was": was.as_json(), "rules": found.rules, "basis": " ".join(basis.split())}
        record("council_rules_changed", found, payload, by=authorship, at=at)
    return found
