"""What a reviewer must know of the reading of a plan, and why a task is in doubt."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_kinds_of_tasks")]

    operations = [
        migrations.AddField(
            model_name="plan", name="reading", field=models.JSONField(blank=True, default=dict)
        ),
        migrations.AddField(
            model_name="plantask",
            name="doubt",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
    ]
