"""One index for both questions of the search: whose records, and which words.

By text alone every agency's records with common words were read and thrown away: the cost grew with the
table. `btree_gin` is a trusted extension, so the owner of the database may create it.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("records", "0002_ledger_is_append_only")]

    operations = [
        BtreeGinExtension(),
        migrations.RemoveIndex(model_name="searchrow", name="search_text_trigram"),
        migrations.AddIndex(
            model_name="searchrow",
            index=GinIndex(
                F("agency"), OpClass(F("text"), name="gin_trgm_ops"), name="search_agency_and_text"
            ),
        ),
    ]
