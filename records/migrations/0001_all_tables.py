"""The tables of records with their guards, made at once (ADR 0045).

`search_keys` gives the words of a search row with its path and kind, so that words, permission and
days are answered by one index (ADR 0036). `btree_gin` is a trusted extension, so the owner of the
database may create it.
"""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import records.enums
from django.conf import settings
from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension
from django.db import migrations, models

from agencies.migrations._at_once import AtOnce

SEARCH_KEYS = """
CREATE FUNCTION search_keys(words text, path text, kind text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT array_to_tsvector(array_remove(
    string_to_array(words, ' ')
    || string_to_array('@' || replace(rtrim(path, '/'), '/', ' @'), ' ')
    || ARRAY['~' || path, '=' || kind], '')) $$
"""
REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""


def append_only(name, table):
    """A trigger that refuses changes by anybody, the owner included."""
    return (
        f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


class Migration(migrations.Migration):
    replaces = [
        ("records", "0001_initial"),
        ("records", "0002_ledger_is_append_only"),
        ("records", "0003_search_by_agency_and_text"),
        ("records", "0004_issued_documents"),
        ("records", "0005_documents_of_cases"),
        ("records", "0006_general_notices"),
        ("records", "0007_batches_of_jobs"),
        ("records", "0008_search_by_keys"),
        ("records", "0009_notices_by_mail"),
        ("records", "0010_ledger_seals"),
        ("records", "0011_files_checked"),
        ("records", "0012_retention"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0007_mail_address"),
    ]

    operations = [
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(SEARCH_KEYS, "DROP FUNCTION search_keys(text, text, text)"),
        AtOnce(
            [
                migrations.CreateModel(
                    name="LedgerSeal",
                    fields=[
                        ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("first_id", models.BigIntegerField()),
                        ("last_id", models.BigIntegerField()),
                        (
                            "missing",
                            models.JSONField(
                                default=list, help_text="các khoảng số [từ, đến] không có dòng"
                            ),
                        ),
                        (
                            "late",
                            models.JSONField(
                                default=list, help_text="số của các dòng đến sau niêm phong trước"
                            ),
                        ),
                        (
                            "horizon",
                            models.BigIntegerField(
                                help_text="số giao dịch của chính lần niêm phong"
                            ),
                        ),
                        ("count", models.BigIntegerField()),
                        ("total", models.BigIntegerField(help_text="số dòng đã niêm phong từ đầu")),
                        ("root", models.CharField(max_length=64)),
                        ("previous", models.CharField(max_length=64, unique=True)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("sealed_at", models.DateTimeField()),
                        ("key_id", models.CharField(max_length=16)),
                        ("signature", models.CharField(max_length=128)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)),
                                name="seal_number_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "last_id__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("first_id"), "-", models.Value(1)
                                        ),
                                    )
                                ),
                                name="seal_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("count__gt", 0), ("total__gte", models.F("count"))
                                ),
                                name="seal_holds_rows",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("key", models.CharField(max_length=120)),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("assigned", "Được giao việc"),
                                    ("due", "Sắp đến hạn, đến hạn"),
                                    ("overdue", "Quá hạn"),
                                    ("urged", "Bị đôn đốc"),
                                    ("transferred", "Đơn chuyển đến, chuyển đi"),
                                    ("flagged", "Cảnh báo, điểm nóng"),
                                    ("report", "Báo cáo"),
                                    ("coordination", "Yêu cầu phối hợp"),
                                    ("review", "Rà soát vụ việc"),
                                    ("other", "Việc khác"),
                                ],
                                default="other",
                                max_length=20,
                            ),
                        ),
                        ("sentence", models.CharField(max_length=300)),
                        ("url_name", models.CharField(max_length=60)),
                        ("subject_id", models.UUIDField()),
                        ("made_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["user", "-made_at", "-id"], name="notice_newest_by_user"
                            ),
                            models.Index(
                                condition=models.Q(("read_at__isnull", True)),
                                fields=["user", "-made_at"],
                                name="general_notice_unread",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "key"), name="general_notice_is_given_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("assigned", "Được giao việc"),
                                    ("due", "Sắp đến hạn, đến hạn"),
                                    ("overdue", "Quá hạn"),
                                    ("urged", "Bị đôn đốc"),
                                    ("transferred", "Đơn chuyển đến, chuyển đi"),
                                    ("flagged", "Cảnh báo, điểm nóng"),
                                    ("report", "Báo cáo"),
                                    ("coordination", "Yêu cầu phối hợp"),
                                    ("review", "Rà soát vụ việc"),
                                    ("other", "Việc khác"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "mail",
                            models.CharField(
                                choices=[
                                    ("none", "Không gửi"),
                                    ("now", "Gửi ngay"),
                                    ("digest", "Tóm tắt hằng ngày"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "topic"), name="notice_choice_is_made_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DigestHour",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("at", models.TimeField()),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="NoticeMail",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                        (
                            "kind",
                            models.CharField(
                                choices=[("now", "Thư báo ngay"), ("digest", "Thư tóm tắt")],
                                max_length=10,
                            ),
                        ),
                        ("day", models.DateField(help_text="ngày của thư tóm tắt", null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Đang chờ gửi"),
                                    ("sending", "Đang gửi"),
                                    ("sent", "Đã gửi"),
                                    ("failed", "Không gửi được"),
                                    ("dropped", "Không còn cần gửi"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("made_at", models.DateTimeField()),
                        ("next_try_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["waiting", "sending"])),
                                fields=["next_try_at"],
                                name="mail_open_by_next_try",
                            ),
                            models.Index(fields=["user", "-made_at"], name="mail_newest_by_user"),
                            models.Index(
                                condition=models.Q(("ended_at__isnull", False)),
                                fields=["ended_at"],
                                name="mail_ended_by_age",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "digest")),
                                fields=("user", "day"),
                                name="digest_is_made_once_a_day",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("kind", "now"), ("state", "waiting"), ("tries", 0)
                                ),
                                fields=("user",),
                                name="mail_gathers_what_comes_at_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("day__isnull", False), ("kind", "digest")),
                                    models.Q(("day__isnull", True), ("kind", "now")),
                                    _connector="OR",
                                ),
                                name="digest_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True),
                                        ("state__in", ["waiting", "sending"]),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state__in", ["sent", "failed", "dropped"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="mail_that_ended_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeMailLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "mail",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="records.noticemail",
                            ),
                        ),
                        ("source", models.CharField(max_length=20)),
                        ("notice_id", models.UUIDField()),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("assigned", "Được giao việc"),
                                    ("due", "Sắp đến hạn, đến hạn"),
                                    ("overdue", "Quá hạn"),
                                    ("urged", "Bị đôn đốc"),
                                    ("transferred", "Đơn chuyển đến, chuyển đi"),
                                    ("flagged", "Cảnh báo, điểm nóng"),
                                    ("report", "Báo cáo"),
                                    ("coordination", "Yêu cầu phối hợp"),
                                    ("review", "Rà soát vụ việc"),
                                    ("other", "Việc khác"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "notice_id"), name="notice_is_mailed_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RetentionRun",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("rule", models.CharField(max_length=40)),
                        ("removed", models.PositiveBigIntegerField()),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("ran_at", models.DateTimeField()),
                        (
                            "ran_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["-ran_at", "-id"], name="retention_newest")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("removed__gt", 0)),
                                name="retention_run_removed_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_day__lte", models.F("last_day"))),
                                name="retention_run_days_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rule", ""), _negated=True),
                                name="retention_run_names_its_rule",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegisterCounter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "book",
                            models.CharField(
                                choices=[
                                    ("visits", "Sổ tiếp công dân"),
                                    ("petitions", "Sổ đơn"),
                                    ("sealed_visits", "Sổ tiếp công dân (kín)"),
                                    ("sealed_petitions", "Sổ đơn (kín)"),
                                    ("documents", "Sổ văn bản đi"),
                                    ("sealed_documents", "Sổ văn bản đi (kín)"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "book", "year"),
                                name="counter_is_one_per_book_and_year",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegisterEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "book",
                            models.CharField(
                                choices=[
                                    ("visits", "Sổ tiếp công dân"),
                                    ("petitions", "Sổ đơn"),
                                    ("sealed_visits", "Sổ tiếp công dân (kín)"),
                                    ("sealed_petitions", "Sổ đơn (kín)"),
                                    ("documents", "Sổ văn bản đi"),
                                    ("sealed_documents", "Sổ văn bản đi (kín)"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        ("registered_at", models.DateTimeField()),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.UUIDField()),
                        ("void_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "book", "year", "number"),
                                name="register_number_is_given_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)),
                                name="register_number_is_positive",
                            ),
                            models.UniqueConstraint(
                                fields=("subject_kind", "subject_id"),
                                name="register_subject_has_one_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerEntry",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("user_id", models.UUIDField(null=True)),
                        ("user_label", models.CharField(max_length=120)),
                        (
                            "verb",
                            models.CharField(choices=records.enums.verb_choices, max_length=20),
                        ),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.UUIDField(null=True)),
                        ("subject_label", models.CharField(max_length=200)),
                        ("details", models.JSONField(default=dict)),
                        (
                            "agency_id",
                            models.UUIDField(help_text="cơ quan của người làm", null=True),
                        ),
                        (
                            "address",
                            models.CharField(
                                help_text="địa chỉ mạng nơi gửi yêu cầu", max_length=45, null=True
                            ),
                        ),
                        ("before", models.JSONField(null=True)),
                        ("after", models.JSONField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["subject_kind", "subject_id", "id"],
                                name="ledger_by_subject",
                            ),
                            models.Index(fields=["user_id", "id"], name="ledger_by_user"),
                            models.Index(fields=["at", "id"], name="ledger_by_moment"),
                            models.Index(fields=["agency_id", "at", "id"], name="ledger_by_agency"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("parent_kind", models.CharField(max_length=40)),
                        ("parent_id", models.UUIDField()),
                        ("name", models.CharField(max_length=200)),
                        ("content_type", models.CharField(max_length=120)),
                        ("size", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("stored_at", models.DateTimeField()),
                        (
                            "stored_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("file", "Tệp"),
                                    ("original", "Bản gốc giữ kín"),
                                    ("redacted", "Bản lược bỏ"),
                                ],
                                db_default="file",
                                default="file",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ok", "Dùng được"),
                                    ("held", "Đang chờ quét mã độc"),
                                    ("refused", "Có mã độc, không dùng"),
                                    ("withdrawn", "Đã thu hồi"),
                                ],
                                db_default="ok",
                                default="ok",
                                max_length=10,
                            ),
                        ),
                        (
                            "removed",
                            models.CharField(blank=True, db_default="", default="", max_length=300),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["parent_kind", "parent_id"], name="file_by_parent"
                            ),
                            models.Index(
                                condition=models.Q(("state", "held")),
                                fields=["stored_at"],
                                name="file_held",
                            ),
                            models.Index(
                                condition=models.Q(("parent_kind", "job")),
                                fields=["stored_at"],
                                name="job_file_by_age",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="file_is_not_empty"
                            ),
                            models.UniqueConstraint(
                                fields=("parent_kind", "parent_id", "sha256"),
                                name="file_is_attached_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IssuedDocument",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "book",
                            models.CharField(
                                choices=[
                                    ("visits", "Sổ tiếp công dân"),
                                    ("petitions", "Sổ đơn"),
                                    ("sealed_visits", "Sổ tiếp công dân (kín)"),
                                    ("sealed_petitions", "Sổ đơn (kín)"),
                                    ("documents", "Sổ văn bản đi"),
                                    ("sealed_documents", "Sổ văn bản đi (kín)"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        ("symbol", models.CharField(max_length=40)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("receipt", "Giấy biên nhận"),
                                    ("refusal", "Thông báo từ chối tiếp công dân"),
                                    ("guidance", "Phiếu hướng dẫn"),
                                    ("appointment", "Phiếu hẹn"),
                                    ("minutes", "Biên bản tiếp công dân"),
                                    ("statement", "Bản ghi nội dung trình bày"),
                                    ("conclusion", "Thông báo kết luận tiếp công dân"),
                                    ("invitation", "Giấy mời"),
                                    ("schedule", "Lịch tiếp công dân"),
                                    ("notice", "Thông báo"),
                                    ("decision", "Quyết định"),
                                    ("findings", "Kết luận nội dung tố cáo"),
                                    ("report", "Báo cáo"),
                                    ("letter", "Công văn"),
                                    ("record", "Biên bản"),
                                    ("proposal", "Phiếu đề xuất"),
                                    ("transfer", "Phiếu chuyển đơn"),
                                    ("petition_form", "Mẫu đơn của công dân"),
                                    ("plan", "Kế hoạch"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.UUIDField()),
                        ("title", models.CharField(max_length=200)),
                        ("signer_name", models.CharField(blank=True, max_length=120)),
                        ("signer_title", models.CharField(blank=True, max_length=160)),
                        ("issued_on", models.DateField()),
                        ("issued_at", models.DateTimeField()),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                            ),
                        ),
                        (
                            "signed_file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["subject_kind", "subject_id"], name="document_by_subject"
                            ),
                            models.Index(
                                fields=["agency", "book", "-issued_at"], name="document_by_book"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "book", "year", "number"),
                                name="document_number_is_given_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("book__in", ["documents", "sealed_documents"])),
                                name="document_stands_in_a_document_book",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("effect_key", models.CharField(max_length=200, unique=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(blank=True, max_length=200)),
                        (
                            "batch",
                            models.UUIDField(help_text="đợt việc mà việc này thuộc về", null=True),
                        ),
                        ("arguments", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Đang chờ"),
                                    ("running", "Đang chạy"),
                                    ("done", "Đã xong"),
                                    ("failed", "Không thành"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("progress", models.PositiveSmallIntegerField(default=0)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("error", models.CharField(blank=True, max_length=300)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("leased_until", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["waiting", "running"])),
                                fields=["asked_at"],
                                name="job_open_by_age",
                            ),
                            models.Index(
                                condition=models.Q(("batch__isnull", False)),
                                fields=["batch", "state"],
                                name="job_by_batch",
                            ),
                            models.Index(
                                condition=models.Q(("finished_at__isnull", False)),
                                fields=["finished_at"],
                                name="job_finished_by_age",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)),
                                name="job_progress_is_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("finished_at__isnull", False),
                                        ("state__in", ["done", "failed"]),
                                    ),
                                    models.Q(
                                        ("finished_at__isnull", True),
                                        ("state__in", ["waiting", "running"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="job_finished_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdempotencyKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        ("key", models.UUIDField()),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.UUIDField()),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["at"], name="idempotency_by_age")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "key"), name="idempotency_key_is_used_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SearchRow",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.UUIDField()),
                        ("matter", models.UUIDField(blank=True, null=True)),
                        ("label", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                        ("on_date", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
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
                            models.Index(
                                condition=models.Q(("matter__isnull", False)),
                                fields=["matter"],
                                name="search_by_matter",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject_kind", "subject_id"),
                                name="search_row_is_one_per_record",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedFilter",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
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
                        ("page", models.CharField(max_length=60)),
                        ("name", models.CharField(max_length=60)),
                        ("query", models.CharField(max_length=500)),
                        ("saved_at", models.DateTimeField()),
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
                                fields=("user", "page", "name"),
                                name="saved_filter_has_its_own_name",
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
        ),
        migrations.RunSQL(
            [
                REFUSE,
                append_only("ledger_is_append_only", "records_ledgerentry"),
                append_only("seal_is_append_only", "records_ledgerseal"),
                append_only("retention_run_is_append_only", "records_retentionrun"),
            ],
            "DROP FUNCTION refuse_change() CASCADE",
        ),
    ]
