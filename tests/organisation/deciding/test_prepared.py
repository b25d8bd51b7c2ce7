"""A question is one query, planned once for a connection where the database keeps plans, and outlives a rollback."""

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from dongbo.organisation.rules.prepared import Question

NEXT = "SELECT CAST(%s AS integer) + CAST(%s AS integer)"


@pytest.mark.django_db
def test_a_question_is_one_query_and_outlives_a_rollback(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with transaction.atomic():
        assert Question(NEXT).rows([1, 2]) == [(3,)]
        transaction.set_rollback(True)
    with django_assert_num_queries(2):
        assert [Question(NEXT).rows([number, 10]) for number in (5, 6)] == [[(15,)], [(16,)]]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's module keeps its statements by itself")
def test_it_is_planned_once() -> None:
    for number in range(9):
        Question(NEXT).rows([number, 0])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            ["%CAST($1 AS integer) + CAST($2 AS integer)"],
        )
        (plans,) = cursor.fetchall()
    assert plans[0] >= 9
