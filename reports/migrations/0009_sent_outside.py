"""A report whose level above works outside the system is sent there, and who got it is written down."""

from django.db import migrations, models
from django.db.models import Q

NAME = "report_sent_has_when_who_and_whom"


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_matters_heard")]
    operations = [
        migrations.AddField(
            model_name="report",
            name="sent_outside",
            field=models.CharField(
                blank=True,
                default="",
                help_text="nơi nhận ở ngoài hệ thống và cách gửi",
                max_length=200,
            ),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="report", name=NAME),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=~Q(state__in=["sent", "received", "returned"])
                | (
                    Q(sent_at__isnull=False, sent_by__isnull=False)
                    & (Q(sent_to__isnull=False) | ~Q(sent_outside=""))
                ),
                name=NAME,
            ),
        ),
    ]
