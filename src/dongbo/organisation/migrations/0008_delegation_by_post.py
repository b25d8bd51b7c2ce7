"""A rule of delegating says which posts principal and delegate must hold, and where; an act is kept from itself."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTS = (
    # capacity, the principal must be, the delegate must be, and where
    ("TM", "head", "", "branch"),
    ("KT", "head", "deputy", "same_unit"),
    ("TL", "head", "head", "branch"),
    ("TUQ", "", "", "branch"),
)
"""Decree 30/2020, Article 13: the deputy signs for the head, a subordinate head by his order."""


def write_posts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rules = apps.get_model("organisation", "DelegationRule").objects
    for capacity, from_kind, to_kind, to_place in POSTS:
        rules.filter(capacity=capacity).update(from_kind=from_kind, to_kind=to_kind, to_place=to_place)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0007_sign_in"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="delegationrule",
            name="to_deputy_only",
        ),
        migrations.AddField(
            model_name="delegationrule",
            name="from_kind",
            field=models.CharField(
                blank=True,
                choices=[("head", "Người đứng đầu"), ("deputy", "Cấp phó"), ("member", "Cán bộ")],
                max_length=10,
                verbose_name="người ủy quyền phải là",
            ),
        ),
        migrations.AddField(
            model_name="delegationrule",
            name="to_kind",
            field=models.CharField(
                blank=True,
                choices=[("head", "Người đứng đầu"), ("deputy", "Cấp phó"), ("member", "Cán bộ")],
                max_length=10,
                verbose_name="người được ủy quyền phải là",
            ),
        ),
        migrations.AddField(
            model_name="delegationrule",
            name="to_place",
            field=models.CharField(
                blank=True,
                choices=[
                    ("same_unit", "Cùng đơn vị với người ủy quyền"),
                    ("branch", "Trong đơn vị của người ủy quyền hoặc cấp dưới"),
                ],
                max_length=10,
                verbose_name="vị trí phải ở",
            ),
        ),
        migrations.RunPython(write_posts, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="delegationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_kind__in", ["", "head", "deputy", "member"]),
                    ("to_kind__in", ["", "head", "deputy", "member"]),
                ),
                name="delegation_rule_posts_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegationrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_place__in", ["", "same_unit", "branch"])), name="delegation_rule_place_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("narrowed_to__isnull", True),
                    models.Q(("narrowed_to__gt", 0), ("narrowed_to__lt", 262144)),
                    _connector="OR",
                ),
                name="grant_narrowed_to_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision_on__isnull", True), models.Q(("decision_number", ""), _negated=True), _connector="OR"
                ),
                name="grant_decision_has_its_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="separationofduties",
            constraint=models.CheckConstraint(
                condition=models.Q(("first", models.F("second")), _negated=True), name="separation_of_two"
            ),
        ),
    ]
