"""The end of a unit, and the ended units whose records another keeps."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("agencies", "0007_mail_address")]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="inherited_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="agency",
            name="inherited_paths",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200), blank=True, default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="UnitEnd",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("last_day", models.DateField()),
                ("document", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Chưa đến ngày"),
                            ("running", "Đang bàn giao"),
                            ("done", "Đã bàn giao"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField(default=dict)),
                ("moved", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ending",
                        to="agencies.agency",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-last_day", "-made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(document=""), name="unit_end_has_a_document"
                    ),
                    models.CheckConstraint(
                        condition=Q(keeper__isnull=True) | ~Q(keeper=F("agency")),
                        name="unit_end_is_kept_by_another",
                    ),
                    models.CheckConstraint(
                        condition=Q(state="done", finished_at__isnull=False)
                        | (~Q(state="done") & Q(finished_at__isnull=True)),
                        name="unit_end_done_has_its_time",
                    ),
                ],
            },
        ),
    ]
