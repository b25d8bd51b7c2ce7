"""Mending rewrites only what changed, and leaves exactly the rows that storing the mended tree afresh would."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.operations import (
    demote_provision,
    merge_provision,
    promote_provision,
    retype_provision,
    split_provision,
)
from dongbo.documents.operations.storing import fingerprint
from dongbo.documents.queries import outline_of
from dongbo.engines.provisions import Kind, Node, assign_paths
from tests.builders import DIRECTIVE, Site, register

ACTS = ("promote", "demote", "merge", "split", "retype")


def act_on(row: ProvisionVersion, act: str, *, site: Site, at: datetime) -> None:
    match act:
        case "promote":
            promote_provision(row=row, by=site.planner, at=at)
        case "demote":
            demote_provision(row=row, by=site.planner, at=at)
        case "merge":
            merge_provision(row=row, by=site.planner, at=at)
        case "split":
            split_provision(row=row, at_line=2, kind=Kind.DASH, number="-", by=site.planner, at=at)
        case _:
            retype_provision(row=row, kind=Kind.ARABIC, number="1", heading="Mới", by=site.planner, at=at)


def as_stored(version: Version) -> list[tuple[object, ...]]:
    rows = version.provisions.select_related("parent", "provision").order_by("rank")
    return [
        (row.rank, row.depth, row.path, row.parent.path if row.parent else "", row.content_hash, row.kind, row.text)
        for row in rows
    ]


def as_afresh(version: Version) -> list[tuple[object, ...]]:
    outline = outline_of(version)
    assign_paths(outline.nodes)
    rows: list[tuple[object, ...]] = []

    def visit(node: Node, parent: str, depth: int) -> str:
        place = len(rows)
        rows.append(())
        print_ = fingerprint(node, [visit(child, node.path, depth + 1) for child in node.children])
        rows[place] = (place, depth, node.path, parent, print_, node.kind.value, node.text)
        return print_

    for node in outline.nodes:
        visit(node, "", 0)
    return rows


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(min_value=0, max_value=20)), max_size=6))
def test_rows_in_place_are_the_rows_of_the_tree(acts: list[tuple[str, int]], site: Site, at: datetime) -> None:
    with transaction.atomic():
        text = DIRECTIVE.replace("liên tục.", "liên tục.\nBáo cáo hằng tháng.\nLưu hồ sơ.")
        version = register(text, site=site, at=at)
        for act, place in acts:
            rows = list(version.provisions.order_by("rank"))
            before = {row.provision_id: row.pk for row in rows}
            try:
                act_on(rows[place % len(rows)], act, site=site, at=at)
            except ValidationError:
                continue
            assert as_stored(version) == as_afresh(version)
            now = dict(version.provisions.values_list("provision", "pk"))
            assert all(before[provision] == pk for provision, pk in now.items() if provision in before)
            current = dict(version.provisions.values_list("provision__current_hash", "content_hash"))
            assert all(noted == reads for noted, reads in current.items())
        transaction.set_rollback(True)


def test_mending_takes_the_same_statements_however_large_the_tree(site: Site, at: datetime) -> None:
    counts = []
    for copies in (1, 40):
        more = "\n".join(f"{n}. Nhiệm vụ thứ {n} của kế hoạch này." for n in range(3, 3 + copies))
        text = DIRECTIVE.replace("15/NQ", f"{copies}/NQ").replace("TM. CHÍNH PHỦ", f"{more}\nTM. CHÍNH PHỦ")
        version = register(text, site=site, at=at)
        row = version.provisions.get(path="II/2/b")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            merge_provision(row=row, by=site.planner, at=at)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_act_meant_for_an_earlier_tree_is_refused(site: Site, at: datetime) -> None:
    version = register(DIRECTIVE, site=site, at=at)
    row, other = version.provisions.get(path="II/2/b"), version.provisions.get(path="I/2")
    demote_provision(row=other, by=site.planner, at=at, expected=0)
    with pytest.raises(ValidationError) as refusal:
        merge_provision(row=row, by=site.planner, at=at, expected=0)
    assert refusal.value.code == "stale"
    merge_provision(row=row, by=site.planner, at=at, expected=1)
    with pytest.raises(ValidationError) as refusal:
        merge_provision(row=row, by=site.planner, at=at)
    assert refusal.value.code == "stale"
