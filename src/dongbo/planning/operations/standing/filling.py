"""Rows that the database makes from rows it has, in one statement however many they are."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet


def fill(model: type[Model], rows: "QuerySet[Any]", columns: Mapping[str, str]) -> int:
    """This will add to `model` a row for each of `rows`; return how many came.

    `columns` maps a field of `model` to the field or annotation of `rows` that it takes. Nothing is read into memory:
    five thousand rows one by one would take the processor a hundred times as long.
    """
    source, parameters = rows.order_by().values_list(*columns.values()).query.sql_with_params()
    quoted = connection.ops.quote_name
    stored = {field.name: str(field.column) for field in model._meta.concrete_fields}
    names = ", ".join(quoted(stored[name]) for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quoted(model._meta.db_table)} ({names}) {source}", parameters)
        return int(cursor.rowcount)
