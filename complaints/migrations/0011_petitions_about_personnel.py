"""Running petitions about candidates and personnel are found at once while people are chosen."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("complaints", "0010_whole_order")]

    operations = [
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(
                fields=["agency", "next_due_on", "id"],
                condition=Q(
                    subject_code__in=["cong_chuc.nhan_su", "cong_chuc.ung_cu"],
                    state__in=["received", "accepted"],
                ),
                name="petition_about_personnel",
            ),
        ),
    ]
