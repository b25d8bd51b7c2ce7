"""The database itself refuses to change a frozen version or any of its provisions."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "a frozen version does not change"
PROVISIONS = "documents_provisionversion"
VERSIONS = "documents_version"


def _sqlite() -> list[str]:
    frozen = f"(SELECT state FROM {VERSIONS} WHERE id = {{row}}.version_id) = 'frozen'"
    statements = [
        f"CREATE TRIGGER frozen_provision_no_{act.lower()} BEFORE {act} ON {PROVISIONS} "
        f"WHEN {frozen.format(row=row)} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for act, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ]
    statements += [
        f"CREATE TRIGGER frozen_version_no_{act.lower()} BEFORE {act} ON {VERSIONS} "
        f"WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for act in ("UPDATE", "DELETE")
    ]
    return statements


def _postgresql() -> list[str]:
    refuse = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'"
    return [
        f"""CREATE FUNCTION frozen_provision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE held bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.version_id ELSE OLD.version_id END;
            BEGIN
                IF (SELECT state FROM {VERSIONS} WHERE id = held) = 'frozen' THEN {refuse}; END IF;
                RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
            END $$""",
        f"""CREATE TRIGGER frozen_provision_no_change BEFORE INSERT OR UPDATE OR DELETE ON {PROVISIONS}
            FOR EACH ROW EXECUTE FUNCTION frozen_provision_refuse()""",
        f"""CREATE FUNCTION frozen_version_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF OLD.state = 'frozen' THEN {refuse}; END IF;
               RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END $$""",
        f"""CREATE TRIGGER frozen_version_no_change BEFORE UPDATE OR DELETE ON {VERSIONS}
            FOR EACH ROW EXECUTE FUNCTION frozen_version_refuse()""",
    ]


def _undo(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER frozen_provision_no_change ON {PROVISIONS}",
            f"DROP TRIGGER frozen_version_no_change ON {VERSIONS}",
            "DROP FUNCTION frozen_provision_refuse()",
            "DROP FUNCTION frozen_version_refuse()",
        ]
    names = ("provision_no_insert", "provision_no_update", "provision_no_delete")
    return [f"DROP TRIGGER frozen_{name}" for name in (*names, "version_no_update", "version_no_delete")]


def refuse_changes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement)


def allow_changes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _undo(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
