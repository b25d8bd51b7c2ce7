"""A frozen version never changes, on any way into the database."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from dongbo.documents.models import Document, Provision, ProvisionVersion, Version
from dongbo.documents.operations import discard_version, freeze_version, promote_provision, register_document
from dongbo.documents.states import Standing, VersionState
from dongbo.ledger.models import Event
from tests.builders import DIRECTIVE, PLAN, PLAN_SECOND, Site, frozen, next_version, register


def test_freezing_names_who_and_when(site: Site, at: datetime) -> None:
    version = frozen(PLAN, site=site, at=at)
    assert (version.state, version.frozen_at, version.frozen_by) == (VersionState.FROZEN, at, site.planner.officer)


def test_a_reader_may_not_freeze(site: Site, at: datetime) -> None:
    version = register(PLAN, site=site, at=at)
    with pytest.raises(PermissionDenied):
        freeze_version(version=version, by=site.reader, at=at)


def test_a_version_is_frozen_once(site: Site, at: datetime) -> None:
    version = frozen(PLAN, site=site, at=at)
    with pytest.raises(ValidationError, match="đã chốt"):
        freeze_version(version=version, by=site.planner, at=at)


def test_a_frozen_tree_is_not_mended(site: Site, at: datetime) -> None:
    version = frozen(PLAN, site=site, at=at)
    with pytest.raises(ValidationError, match="đã chốt"):
        promote_provision(row=version.provisions.get(path="I/1"), by=site.planner, at=at)


@pytest.mark.parametrize("act", ["change a provision", "remove a provision", "add a provision", "thaw the version"])
def test_the_database_refuses_to_change_what_is_frozen(act: str, site: Site, at: datetime) -> None:
    version = frozen(PLAN, site=site, at=at)
    row = version.provisions.get(path="I/1")
    stranger = Provision.objects.create(document=version.document)
    added = ProvisionVersion(
        version=version, provision=stranger, rank=99, depth=0, kind="roman", path="IX", content_hash="0" * 64
    )
    changes = {
        "change a provision": lambda: ProvisionVersion.objects.filter(pk=row.pk).update(text="khác"),
        "remove a provision": lambda: ProvisionVersion.objects.filter(pk=row.pk).delete(),
        "add a provision": lambda: added.save(),
        "thaw the version": lambda: Version.objects.filter(pk=version.pk).update(state=VersionState.IN_REVIEW),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        changes[act]()
    row.refresh_from_db()
    assert (version.provisions.count(), row.text[:10]) == (6, "Đến năm 20")


def test_identities_follow_a_mended_tree_at_freezing(site: Site, at: datetime) -> None:
    first = frozen(PLAN, site=site, at=at)
    old = {row.path: row.provision_id for row in first.provisions.all()}
    second = next_version(first.document, PLAN_SECOND, site=site, at=at)
    second = freeze_version(version=second, by=site.planner, at=at)
    new = {row.path: row.provision_id for row in second.provisions.all()}
    assert (new["I/1"], new["II/3"]) == (old["I/1"], old["II/2"])
    assert len(set(new.values())) == len(new)


def test_a_version_in_review_is_set_aside_with_its_document_and_may_be_sent_again(site: Site, at: datetime) -> None:
    version = register(PLAN, site=site, at=at)
    discard_version(version=version, reason="Gửi nhầm tệp", by=site.planner, at=at)
    event = Event.objects.first()
    assert event is not None
    assert (Document.objects.count(), Provision.objects.count(), event.payload["reason"]) == (0, 0, "Gửi nhầm tệp")
    again = register_document(data=PLAN.encode(), file_name="a.txt", standing=Standing.PLAN, by=site.planner, at=at)
    assert again.ordinal == 1


def test_setting_aside_needs_a_reason(site: Site, at: datetime) -> None:
    version = register(PLAN, site=site, at=at)
    with pytest.raises(ValidationError):
        discard_version(version=version, reason="  ", by=site.planner, at=at)
    assert Version.objects.count() == 1


def test_of_a_provision_that_was_split_one_part_keeps_the_identity_and_the_other_is_new(
    site: Site, at: datetime
) -> None:
    whole = "1. Xây dựng nền tảng chia sẻ dữ liệu dùng chung giữa các đơn vị; bảo đảm an toàn cho mọi hệ thống đó."
    parts = "1. Xây dựng nền tảng chia sẻ dữ liệu dùng chung giữa các đơn vị.\n2. Bảo đảm an toàn cho mọi hệ thống đó."
    first = frozen(
        DIRECTIVE.replace("1. Xây dựng nền tảng chia sẻ dữ liệu dùng chung giữa các đơn vị.", whole), site=site, at=at
    )
    kept = first.provisions.get(path="II/1").provision_id
    divided = DIRECTIVE.replace("2. Bảo đảm an toàn,", "3. Bảo đảm an toàn,").replace(parts.split("\n")[0], parts)
    second = next_version(first.document, divided, site=site, at=at)
    of = dict(second.provisions.values_list("path", "provision"))
    assert of["II/1"] == kept
    assert of["II/2"] not in set(first.provisions.values_list("provision", flat=True))
    assert of["II/3"] == first.provisions.get(path="II/2").provision_id
