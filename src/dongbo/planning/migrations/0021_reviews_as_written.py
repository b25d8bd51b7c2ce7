"""What a member is still writing may leave a verdict open; an opinion of a reviewer ends with a conclusion."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0020_issuance_leaves"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="criterionmark",
            name="criterion_verdict_known",
        ),
        migrations.RemoveConstraint(
            model_name="criterionmark",
            name="criterion_fault_said",
        ),
        migrations.AddField(
            model_name="review",
            name="conclusion",
            field=models.TextField(blank=True, verbose_name="kết luận, kiến nghị"),
        ),
        migrations.AlterField(
            model_name="criterionmark",
            name="verdict",
            field=models.CharField(
                blank=True,
                choices=[("agrees", "Đạt"), ("revise", "Đạt, cần chỉnh sửa"), ("disagrees", "Chưa đạt")],
                max_length=10,
                verbose_name="nhận xét",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterionmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["", "agrees", "revise", "disagrees"])),
                name="criterion_verdict_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterionmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), ("verdict", ""), _negated=True), name="criterion_mark_said"
            ),
        ),
    ]
