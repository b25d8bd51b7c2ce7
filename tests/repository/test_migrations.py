"""Migrations stay linear, go both ways, and carry the database's own guards."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

ROOMS = ("ledger", "organisation", "documents", "planning")


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_one_line_of_migrations(room: str) -> None:
    loader = MigrationLoader(None)
    steps = [name for app, name in loader.disk_migrations if app == room]
    assert len(loader.graph.leaf_nodes(room)) == 1
    assert sorted(steps) == [
        name for app, name in loader.graph.forwards_plan(loader.graph.leaf_nodes(room)[0]) if app == room
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_event", "documents_version", "documents_provisionversion"])
def test_the_guards_stand_on_their_tables(table: str) -> None:
    """Rebuilding a table in SQLite drops its triggers: a later migration that does so must put them back."""
    query = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass",
    }[connection.vendor]
    expected = {"sqlite": {"documents_provisionversion": 3}, "postgresql": {"ledger_event": 2}}[connection.vendor]
    usual = {"sqlite": 2, "postgresql": 1}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, [table])
        assert cursor.fetchone()[0] == expected.get(table, usual)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
