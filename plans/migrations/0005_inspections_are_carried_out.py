"""What table 06/QLKNTC asks of a conclusion (columns 13, 16, 17): when it was carried out, what was
prosecuted."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_how_a_plan_was_read")]

    operations = [
        migrations.AddField(
            "managementactivity",
            "carried_out_on",
            models.DateField(blank=True, help_text="ngày thực hiện xong kết luận", null=True),
        ),
        migrations.AddField(
            "managementactivity", "prosecuted_cases", models.PositiveIntegerField(default=0)
        ),
        migrations.AddField(
            "managementactivity", "prosecuted_people", models.PositiveIntegerField(default=0)
        ),
        migrations.AddConstraint(
            "managementactivity",
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("on_date")),
                name="activity_concludes_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            "managementactivity",
            models.CheckConstraint(
                condition=Q(carried_out_on__isnull=True)
                | Q(concluded_on__isnull=False, carried_out_on__gte=F("concluded_on")),
                name="activity_carries_out_a_conclusion",
            ),
        ),
    ]
