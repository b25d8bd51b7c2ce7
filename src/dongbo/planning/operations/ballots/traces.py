"""What a database keeps of rows that are gone: states the box once had, from which the last paper could be told.

PostgreSQL keeps rows that were changed or deleted until they are vacuumed, SQLite the pages they stood on in its log.
"""

import re

from django.db import OperationalError, connection

from dongbo.planning.models import BallotPaper, BallotVoter

_NUMBER = re.compile(r"\d+")


def wipe_traces() -> bool:
    """This will have the database forget former rows of boxes and voters; return False where somebody still reads them.

    Outside any transaction. Nothing a reader sees changes.
    """
    return _rewrite_tables() if connection.vendor == "postgresql" else _empty_log()


def _rewrite_tables() -> bool:
    """Write the tables and their indexes anew. A transaction that began before may still need a row that is gone.

    It waits for nobody long: whoever casts a paper meanwhile would wait behind it.
    """
    kept: list[str] = []
    connection.ensure_connection()
    raw = connection.connection

    def note(diagnostic: object) -> None:
        kept.append(getattr(diagnostic, "message_detail", None) or "")

    raw.add_notice_handler(note)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")
            for model in (BallotPaper, BallotVoter):
                cursor.execute(f"VACUUM (FULL, VERBOSE) {connection.ops.quote_name(model._meta.db_table)}")
    except OperationalError:
        return False
    finally:
        raw.remove_notice_handler(note)
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    return not any(int(found.group()) for detail in kept if (found := _NUMBER.search(detail)))


def _empty_log() -> bool:
    """Bring the log into the database file and cut it to nothing; the file itself keeps nothing that was deleted."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_frames = cursor.fetchone()
    return not busy
