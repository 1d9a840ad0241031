"""A sighting entered by mistake is taken back, a cause is corrected beside what was written."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_mail_address"),
        ("complaints", "0015_signals_and_lapsed_proposals"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="sighting",
            name="sighting_is_counted_once_a_day",
        ),
        migrations.AddField(
            model_name="sighting",
            name="cause_note",
            field=models.CharField(
                blank=True,
                help_text="đính chính nguyên nhân: ngày, lý do, đã ghi gì",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="void_reason",
            field=models.CharField(blank=True, help_text="lý do bỏ lượt ghi nhầm", max_length=200),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("void_reason", "")),
                fields=("matter", "seen_at", "seen_on"),
                name="sighting_is_counted_once_a_day",
            ),
        ),
    ]
