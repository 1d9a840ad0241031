"""Search by whole words under one index; saved filters (ADR 0036).

By trigrams a word of one syllable matched a third of a large table, and the rows were sorted only to
show thirty. `search_keys` gives the words of a row with its path and kind, so that words, permission
and days are answered by one index. Rows of before hold other words: they are derived, so they are
emptied here and written anew by `manage.py rebuild_search` or the sweeper.
"""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEYS = """
CREATE FUNCTION search_keys(words text, path text, kind text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT array_to_tsvector(array_remove(
    string_to_array(words, ' ')
    || string_to_array('@' || replace(rtrim(path, '/'), '/', ' @'), ' ')
    || ARRAY['~' || path, '=' || kind], '')) $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0006_vertical_bodies"),
        ("records", "0007_batches_of_jobs"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="searchrow", name="search_by_agency"),
        migrations.RemoveIndex(model_name="searchrow", name="search_agency_and_text"),
        migrations.RunSQL("DELETE FROM records_searchrow", migrations.RunSQL.noop),
        migrations.RunSQL(KEYS, "DROP FUNCTION search_keys(text, text, text)"),
        migrations.AddField(
            model_name="searchrow",
            name="matter",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("on_date"),
                models.Func(
                    models.F("text"),
                    models.F("scope_path"),
                    models.F("subject_kind"),
                    function="search_keys",
                ),
                gin_pending_list_limit=512,
                name="search_by_day_and_keys",
            ),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(
                condition=models.Q(("matter__isnull", False)),
                fields=["matter"],
                name="search_by_matter",
            ),
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("page", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=500)),
                ("saved_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("agency__isnull", False)),
                        fields=["agency", "page"],
                        name="saved_filter_shared",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "page", "name"), name="saved_filter_has_its_own_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="saved_filter_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("query", ""), _negated=True),
                        name="saved_filter_holds_something",
                    ),
                ],
            },
        ),
    ]
