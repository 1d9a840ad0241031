"""Petitions that came with one letter are found by its number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0006_work_lists")]

    operations = [
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(
                condition=models.Q(("sender_document", ""), _negated=True),
                fields=["agency", "sender_document"],
                name="petition_by_letter",
            ),
        ),
    ]
