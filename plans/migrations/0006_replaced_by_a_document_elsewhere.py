"""The document that replaces a plan, where that one is not kept here: number, date, issuer."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_inspections_are_carried_out")]

    operations = [
        migrations.AddField(
            "plan",
            "replaced_document",
            models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "plan",
            models.CheckConstraint(
                condition=Q(replaced_document="") | Q(state="replaced", replaced_by__isnull=True),
                name="plan_replaced_by_one_document",
            ),
        ),
    ]
