"""Questions asked on every page: PostgreSQL plans each once for a connection, for planning takes longer than answering.

SQLite's module keeps the statements it has compiled by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

_planned: "WeakKeyDictionary[Any, set[str]]" = WeakKeyDictionary()
_planning = Lock()


@dataclass(frozen=True, slots=True)
class Question:
    """A statement whose plan is kept; `%s` stands for what it is asked about, and for nothing else."""

    statement: str

    def rows(self, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Return the rows of the answer. One query."""
        statement = self._planned() if connection.vendor == "postgresql" else self.statement
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _planned(self) -> str:
        """Return what asks for the plan, which a connection is given before its first question.

        Plans live as long as the connection, and outlive a transaction that is rolled back.
        """
        name = f"dongbo_{sha256(self.statement.encode()).hexdigest()[:16]}"
        connection.ensure_connection()
        with _planning:
            names = _planned.setdefault(connection.connection, set())
        if name not in names:
            with connection.wrap_database_errors:
                connection.connection.execute(f"PREPARE {name} AS {self._numbered()}")
            names.add(name)
        return f"EXECUTE {name} ({', '.join(['%s'] * self.statement.count('%s'))})"

    def _numbered(self) -> str:
        """Return the statement with its places numbered, as PREPARE wants them."""
        numbers = count(1)
        first, *others = self.statement.split("%s")
        return first + "".join(f"${next(numbers)}{part}" for part in others)
