"""Every unit keeps its own register: a number of an agency and a day stands once in it, not once in the country."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_every_document_has_its_unit")]

    operations = [
        migrations.RemoveConstraint(model_name="document", name="document_number_once"),
        migrations.RemoveConstraint(model_name="document", name="document_undated_number_once"),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number_key", ""), _negated=True),
                fields=("unit", "number_key", "organ_key", "issued_date"),
                name="document_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("number_key", ""), _negated=True), ("issued_date__isnull", True)),
                fields=("unit", "number_key", "organ_key"),
                name="document_undated_number_once",
            ),
        ),
    ]
