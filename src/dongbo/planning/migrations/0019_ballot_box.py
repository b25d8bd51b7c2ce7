"""The database itself guards the box, who has cast, votes by name, and what was counted.

SQLite drops these guards where a later migration rebuilds one of the tables: such a migration puts them up again. On
PostgreSQL no statistics are gathered of what stands on papers, since a sample outlives the rows it was taken of.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BALLOT, VOTER, PAPER, VOTE = (f"planning_{table}" for table in ("ballot", "ballotvoter", "ballotpaper", "openvote"))
MESSAGES = {
    PAPER: "the box of a ballot that is not open stays as it is",
    VOTER: "who has cast has cast",
    VOTE: "a vote by name stays as it was cast",
    BALLOT: "a ballot that is over stays as it was counted",
}
_STATE = "(SELECT state FROM planning_ballot WHERE id = {row}.ballot_id)"
_KIND = "(SELECT is_secret FROM planning_ballot WHERE id = NEW.ballot_id)"
REFUSED = {
    (PAPER, "INSERT"): f"{_STATE.format(row='NEW')} <> 'open' OR NOT {_KIND}",
    (PAPER, "UPDATE"): "1 = 1",
    (PAPER, "DELETE"): f"{_STATE.format(row='OLD')} <> 'open'",
    (VOTER, "INSERT"): f"{_STATE.format(row='NEW')} <> 'open' OR NEW.has_cast",
    (VOTER, "UPDATE"): f"{_STATE.format(row='OLD')} <> 'open' OR (OLD.has_cast AND NOT NEW.has_cast)"
    " OR NEW.ballot_id <> OLD.ballot_id OR NEW.seat_id <> OLD.seat_id",
    (VOTER, "DELETE"): f"{_STATE.format(row='OLD')} <> 'open' OR OLD.has_cast",
    (VOTE, "INSERT"): f"{_STATE.format(row='NEW')} <> 'open' OR {_KIND}",
    (VOTE, "UPDATE"): "1 = 1",
    (VOTE, "DELETE"): "1 = 1",
    (BALLOT, "UPDATE"): "OLD.state IN ('closed', 'annulled') OR (OLD.state = 'open' AND (NEW.state = 'prepared'"
    " OR NEW.is_secret <> OLD.is_secret OR NEW.all_voters <> OLD.all_voters))",
    (BALLOT, "DELETE"): "OLD.state <> 'prepared'",
}
"""What may not be done to a row, by its table."""


def _name(table: str, act: str = "") -> str:
    return f"{table.removeprefix('planning_')}_guard{f'_{act.lower()}' if act else ''}"


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {_name(table, act)} BEFORE {act} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGES[table]}'); END"
        for (table, act), condition in REFUSED.items()
    ]


def _postgresql() -> list[str]:
    statements = []
    for table, message in MESSAGES.items():
        raised = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'"
        rules = [(act, condition) for (guarded, act), condition in REFUSED.items() if guarded == table]
        checks = " ".join(
            f"IF TG_OP = '{act}' THEN IF {refused} THEN {raised}; END IF; END IF;" for act, refused in rules
        )
        acts = " OR ".join(act for act, _refused in rules)
        name = _name(table)
        statements += [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks}"
            " RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END $$",
            f"CREATE FUNCTION {name}_whole() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raised}; END $$",
            f"CREATE TRIGGER {name} BEFORE {acts} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"CREATE TRIGGER {name}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}_whole()",
        ]
    columns = ", ".join(f"ALTER COLUMN {name} SET STATISTICS 0" for name in ("id", "choice", "receipt"))
    return [*statements, f"ALTER TABLE {PAPER} {columns}"]


def _undo(vendor: str) -> list[str]:
    if vendor != "postgresql":
        return [f"DROP TRIGGER {_name(table, act)}" for table, act in REFUSED]
    dropped = [
        f"DROP {kind}"
        for table in MESSAGES
        for name in (_name(table), f"{_name(table)}_whole")
        for kind in (f"TRIGGER {name} ON {table}", f"FUNCTION {name}()")
    ]
    columns = ", ".join(f"ALTER COLUMN {name} SET STATISTICS -1" for name in ("id", "choice", "receipt"))
    return [*dropped, f"ALTER TABLE {PAPER} {columns}"]


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement)


def stand_down(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _undo(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("planning", "0018_part_batches")]

    operations = [migrations.RunPython(guard, stand_down)]
