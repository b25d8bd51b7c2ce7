"""What a unit circulated is read beneath it, and, once it was merged, beneath whoever took its records over."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from dongbo.documents.models import Document
from dongbo.organisation.models import Role, Unit
from dongbo.organisation.operations.units import dissolve_unit, merge_units
from dongbo.organisation.queries.effects import what_if
from dongbo.organisation.queries.explaining import explain, who_can
from dongbo.organisation.rules import Acting, may, within
from dongbo.organisation.rules.giving import Giving
from dongbo.organisation.states import Access, Decision, Level, Permission
from tests.builders import Site, enrolled
from tests.organisation.units.histories import SINCE, history_since

READ = Permission.DOCUMENT_READ
PAPER = Decision(number="60/NQ-TW", on=date(2025, 4, 12))


@dataclass(frozen=True)
class Country:
    """Three provinces, each with a commune and a reader there, and a department; what each unit registered is named by
    its code."""

    site: Site
    units: dict[str, Unit]
    readers: dict[str, Acting]
    at: datetime

    def merge(self, province: str, into: str) -> None:
        """Merge a province into another, today."""
        by, day = self.site.administrator, self.at.date()
        one, other = self.now(province), self.now(into)
        merge_units(predecessors=[one], successor=other, effective_on=day, decision=PAPER, by=by, at=self.at)

    def now(self, code: str) -> Unit:
        return Unit.objects.get(pk=self.units[code].pk)

    def read(self, code: str) -> list[str]:
        """Return what the reader of the commune with this code reads, by every way of asking."""
        by = self.readers[code]
        listed = Document.objects.filter(within(by, READ, at=self.at, access="access")).order_by("subject")
        found = [document.subject for document in listed]
        assert found == sorted(
            document.subject
            for document in Document.objects.select_related("unit")
            if may(by, READ, unit=document.unit, access=Access(document.access), at=self.at)
        )
        for document in Document.objects.select_related("unit"):
            unit, access = document.unit, Access(document.access)
            can = who_can(READ, unit=unit, access=access, at=self.at).filter(officer=by.officer).exists()
            told = explain(officer=by.officer, permission=READ, unit=unit, access=access, at=self.at).answers[0]
            assert can == told.allowed == (document.subject in found)
            assert all(near.failures for near in told.nearest)
        return found


@pytest.fixture
def country(db: None, at: datetime) -> Country:
    history = history_since(SINCE, at=at)
    site, by = history.site, history.site.administrator
    units, readers = {"bo": site.unit}, {}
    units["cuc"] = history.found("G99.cuc", "Cục cũ", level=Level.DEPARTMENT)
    for code in ("bac", "nam", "tay"):
        units[code] = history.found(f"G99.{code}", f"Tỉnh {code}")
        commune = history.found(f"G99.{code}.xa", f"Xã {code}", under=units[code], level=Level.COMMUNE)
        units[f"xa {code}"] = commune
        readers[code] = enrolled(f"doc-{code}", "reader", unit=commune, by=by, at=at, clearance=Access.RESTRICTED)
    for code, unit in units.items():
        for access in Access:
            subject = f"{code} {access}"
            Document.objects.create(
                subject=subject, unit=unit, access=access, registered_at=at, registered_by=by.officer
            )
    return Country(site, units, readers, at)


OWN = {code: [f"xa {code} 0", f"xa {code} 1", f"xa {code} 2"] for code in ("bac", "nam", "tay")}


def test_what_two_provinces_circulated_is_read_by_the_communes_of_both_and_by_no_other(country: Country) -> None:
    before = {
        code: ["bac 0", "bo 0", *own] if code == "bac" else sorted(["bo 0", f"{code} 0", *own])
        for code, own in OWN.items()
    }
    assert {code: country.read(code) for code in OWN} == before
    country.merge("nam", into="bac")
    assert {code: country.read(code) for code in OWN} == {
        "bac": ["bac 0", "bo 0", "nam 0", *OWN["bac"]],
        "nam": ["bac 0", "bo 0", "nam 0", *OWN["nam"]],
        "tay": before["tay"],
    }


def test_it_is_read_through_a_line_of_heirs_and_from_the_ministry_that_took_a_province_over(country: Country) -> None:
    country.merge("nam", into="bac")
    country.merge("bac", into="tay")
    every = ["bac 0", "bo 0", "nam 0", "tay 0"]
    assert {code: country.read(code) for code in OWN} == {code: [*every, *own] for code, own in OWN.items()}
    ministry, department, province, commune = (country.now(code).first for code in ("bo", "cuc", "tay", "xa bac"))
    assert (ministry, department, province, commune) == (0, 1, 2, 5)
    assert country.now("xa bac").reach == "0,2-5"


def test_what_a_dissolved_unit_circulated_is_its_heirs_to_circulate(country: Country) -> None:
    dissolve_unit(
        unit=country.now("cuc"),
        heir=country.site.unit,
        effective_on=country.at.date(),
        decision=PAPER,
        by=country.site.administrator,
        at=country.at,
    )
    assert country.read("bac") == ["bac 0", "bo 0", "cuc 0", *OWN["bac"]]
    assert country.now("xa bac").reach == "0-3"


def test_what_a_grant_would_add_counts_what_was_inherited(country: Country) -> None:
    country.merge("nam", into="bac")
    new = Giving(
        officer=country.readers["tay"].officer,
        role=Role.objects.get(code="reader"),
        unit=country.now("xa bac"),
        covers_branch=True,
        clearance=Access.UNIT,
        valid_from=country.at,
    )
    effect = what_if(new, by=country.site.administrator, at=country.at)
    (gain,) = (gain for gain in effect.gains if gain.permission == READ)
    number = country.now("nam").first
    assert [scope.covers(number, access) for scope in (gain.before, gain.after) for access in Access] == [
        *(False, False, False),
        *(True, False, False),
    ]
