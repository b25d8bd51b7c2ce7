"""A country in rows: the units, officers, grants and records that benchmarks share, made from one seed.

Run `.venv/bin/python benchmarks/nation.py FOLDER` for `FOLDER/nation.sqlite3`, or with `DATABASE_URL` naming an empty
database to fill that one. Rows are written straight into the real tables: this is a measure, not the product, and the
ledger stays empty. `--units-only` stops after the tree.

11,000 units five levels deep, 100,000 officers with a post each, 200,000 grants of which 40,000 are delegated in
chains of up to three, and 1,000,000 documents. What a grant is worth is computed by the engine the product uses.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.nation_drawn import (  # noqa: E402
    AT,
    RECORDS,
    SEED,
    UNITS_A_LEVEL,
    the_grants,
    the_posts,
    the_units,
)
from benchmarks.nation_rows import write_grants, write_officers, write_records, write_units  # noqa: E402

__all__ = ["AT", "RECORDS", "SEED", "UNITS_A_LEVEL", "fill", "prepared"]


def fill(*, units_only: bool = False, records: int = RECORDS) -> None:
    """This will fill the empty, migrated database that Django is set up for. It prints what it wrote."""
    from django.db import connection, transaction

    from dongbo.organisation.models import Role

    units = the_units()
    with transaction.atomic():
        write_units(units)
        if not units_only:
            posts = the_posts(units)
            write_officers(units, posts)
            grants = the_grants(units, posts, dict(Role.objects.values_list("code", "mask")))
            dead = write_grants(units, grants)
            print(f"{len(units):,} units, {len(posts):,} officers, {len(grants):,} grants;", file=sys.stderr)
            print(f"{dead:,} delegations are dead only through their chain", file=sys.stderr)
    if not units_only:
        with transaction.atomic():
            write_records(units, records)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def prepared(folder: Path) -> None:
    """This will set Django up on `DATABASE_URL`, or on `folder`/nation.sqlite3, and fill it where it is empty."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'nation.sqlite3'}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongbo.site.settings")
    os.environ.setdefault("DONGBO_VAR", str(folder))
    django.setup()
    call_command("migrate", verbosity=0)


def main() -> None:
    """Fill a database; see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where nation.sqlite3 and the settings' files are kept")
    parser.add_argument("--units-only", action="store_true", help="write the tree and nothing else")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    prepared(wanted.folder)
    from dongbo.organisation.models import Unit

    if not Unit.objects.exists():
        fill(units_only=wanted.units_only)


if __name__ == "__main__":
    main()
