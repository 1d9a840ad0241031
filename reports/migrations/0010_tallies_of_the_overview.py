"""Tallies count duties in time, answers awaited and flags by level; slices count trees (ADR 0035)."""

from django.db import migrations, models

SPANS = [("d", "ngày"), ("m", "tháng"), ("t", "hiện tại")]
DIMENSIONS = [("a", "Tất cả"), ("f", "Lĩnh vực"), ("k", "Loại đơn"), ("c", "Địa bàn")]
COUNTS = (
    "received", "processed", "resolved", "finished", "on_time", "due", "late", "waiting",
    "in_progress",
)  # fmt: skip
ADDED = ("finished", "on_time", "answers", "proposed", "watch", "warning", "transfers")


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0009_sent_outside"),
        ("complaints", "0014_copies_on_transfers"),
        ("agencies", "0006_vertical_bodies"),
    ]
    operations = [
        migrations.CreateModel(
            name="Slice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(max_length=200)),
                ("level", models.CharField(max_length=20)),
                ("dim", models.CharField(choices=DIMENSIONS, max_length=1)),
                ("value", models.CharField(blank=True, max_length=30)),
                ("span", models.CharField(choices=SPANS, max_length=1)),
                ("day", models.DateField()),
                *((name, models.IntegerField(db_default=0)) for name in COUNTS),
                ("fresh", models.BooleanField(db_default=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["scope", "dim", "span", "day"], name="slice_by_day"),
                    models.Index(
                        condition=models.Q(("fresh", True)),
                        fields=["scope", "dim", "span", "day"],
                        name="slice_fresh",
                    ),
                ]
            },
        ),
        *(migrations.AddField("tally", name, models.IntegerField(db_default=0)) for name in ADDED),
        migrations.AddField("tally", "fresh", models.BooleanField(db_default=True)),
        migrations.AlterField("tally", "span", models.CharField(choices=SPANS, max_length=1)),
        migrations.AddIndex(
            "tally",
            models.Index(
                condition=models.Q(("fresh", True)),
                fields=["span", "day", "agency"],
                name="tally_fresh",
            ),
        ),
    ]
