"""What grants are worth follows everything it rests on, down the whole chain."""

from datetime import datetime

from dongbo.organisation.models import Grant
from dongbo.organisation.operations.chains import recompute_chains
from dongbo.organisation.queries.chains import chains_above, chains_beneath
from tests.builders import Site


def test_what_has_not_changed_is_not_written(site: Site, at: datetime) -> None:
    every = list(Grant.objects.values_list("pk", flat=True))
    assert recompute_chains(every, at=at) == []
    assert sorted(chains_beneath(every).values_list("pk", flat=True)) == sorted(every)
    assert sorted(chains_above(every).values_list("pk", flat=True)) == sorted(every)


def test_the_grants_of_an_officer_out_of_service_end_at_that_moment(site: Site, at: datetime) -> None:
    site.reader.officer.is_active = False
    site.reader.officer.save()
    [grant] = Grant.objects.filter(officer=site.reader.officer)
    [change] = recompute_chains([grant.pk], at=at)
    grant.refresh_from_db()
    assert grant.effective_to == at == change.after.ends
