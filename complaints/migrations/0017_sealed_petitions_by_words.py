"""Sealed petitions are looked for by words of their own summary: they stand in no search row."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0016_sightings_are_corrected"),
        ("records", "0008_search_by_keys"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="petition",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("petitioner_label"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("summary"), name="gin_trgm_ops"
                ),
                condition=models.Q(("secrecy__gt", 0)),
                name="petition_sealed_by_words",
            ),
        ),
    ]
