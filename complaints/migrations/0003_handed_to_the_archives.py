"""Files of ended matters at the archives: what was handed over or taken back is only ever added."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from agencies.migrations._at_once import AtOnce

_TABLES = (
    "complaints_archivedelivery",
    "complaints_archivedmatter",
    "complaints_archivereturn",
)


def _id():
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _kept(to, related_name="+", field=models.ForeignKey):
    return field(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to)


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_the_second_wall")]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="archived_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("archived_on__isnull", True), ("closed_on__isnull", False)),
                fields=["agency", "closed_on", "id"],
                name="matter_due_for_the_archives",
            ),
        ),
        AtOnce(
            [
                migrations.CreateModel(
                    name="ArchiveDelivery",
                    fields=[
                        ("id", _id()),
                        ("agency", _kept("agencies.agency")),
                        ("is_sealed", models.BooleanField(help_text="hồ sơ kín giao nhận riêng")),
                        (
                            "document_number",
                            models.CharField(help_text="số biên bản giao nhận", max_length=60),
                        ),
                        ("document_on", models.DateField()),
                        (
                            "received_by",
                            models.CharField(
                                help_text="bên nhận: lưu trữ hiện hành", max_length=200
                            ),
                        ),
                        ("delivered_by", _kept(settings.AUTH_USER_MODEL)),
                        ("delivered_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-document_on", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["agency", "-document_on", "-id"],
                                name="archive_delivery_by_agency",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document_number", ""), _negated=True),
                                    models.Q(("received_by", ""), _negated=True),
                                ),
                                name="archive_delivery_has_document_and_receiver",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArchivedMatter",
                    fields=[
                        ("id", _id()),
                        ("delivery", _kept("complaints.archivedelivery", "files")),
                        ("matter", _kept("complaints.matter", "archived")),
                        ("agency", _kept("agencies.agency")),
                        ("turn", models.PositiveSmallIntegerField(default=1)),
                        ("ended_on", models.DateField()),
                        ("due_on", models.DateField()),
                        (
                            "term",
                            models.CharField(
                                choices=[
                                    ("special", "Vụ việc điển hình, phức tạp"),
                                    ("ordinary", "Vụ việc khác"),
                                    ("not_ours", "Đơn không thuộc thẩm quyền"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("kept_until", models.DateField(null=True)),
                        (
                            "basis",
                            models.CharField(
                                help_text="căn cứ của thời hạn bảo quản", max_length=300
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="vì sao khác thời hạn được đề xuất",
                                max_length=300,
                            ),
                        ),
                        (
                            "file_code",
                            models.CharField(
                                blank=True, help_text="số, ký hiệu hồ sơ", max_length=60
                            ),
                        ),
                        ("sheets", models.PositiveIntegerField(help_text="số tờ", null=True)),
                    ],
                    options={
                        "ordering": ["ended_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("kept_until__isnull", False)),
                                fields=["agency", "kept_until", "id"],
                                name="archived_by_end_of_term",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("matter", "turn"), name="archived_once_a_turn"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kept_until__isnull", True), ("term", "special")),
                                    models.Q(
                                        models.Q(("term", "special"), _negated=True),
                                        ("kept_until__gt", models.F("ended_on")),
                                        ("kept_until__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="archived_term_has_its_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gt", models.F("ended_on"))),
                                name="archived_is_due_after_the_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArchiveReturn",
                    fields=[
                        ("id", _id()),
                        (
                            "archived",
                            _kept("complaints.archivedmatter", "taken_back", models.OneToOneField),
                        ),
                        ("reason", models.TextField()),
                        ("taken_by", _kept(settings.AUTH_USER_MODEL)),
                        ("taken_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="archive_return_says_why",
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(
            [
                f"CREATE TRIGGER is_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
                for table in _TABLES
            ],
            migrations.RunSQL.noop,  # the triggers go with their tables
        ),
    ]
