"""The tables of reports, made at once (ADR 0045), with the triggers that count and freeze.

The view `reports_heard` holds the matters of table 01/TCD: each matter told at a visit, the further ones
too. A report beyond its draft keeps its figures, hash, words and parameters, whoever writes (ADR 0026).
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from agencies.migrations._at_once import AtOnce
from reports.migrations._counting import functions, rebuild, removed, triggers

DESK = "CASE WHEN v.session_kind = 'standing' THEN 3 WHEN s.delegated THEN 2 ELSE 1 END::smallint"
# A further matter was heard before when it was opened before the day of this visit.
# OFFSET 0 keeps the planner from reading every matter for the few that are further ones.
HEARD = f"""
CREATE VIEW reports_heard AS
SELECT v.id, v.id AS visit_id, v.matter_id, v.agency_id, v.scope_path, v.secrecy, v.arrived_at,
       v.is_first_time, {DESK} AS desk, TRUE AS is_own
  FROM reception_visit v LEFT JOIN reception_receptionsession s ON s.id = v.session_id
 WHERE v.voided_at IS NULL
UNION ALL
SELECT x.id, x.visit_id, x.matter_id, v.agency_id, v.scope_path, GREATEST(v.secrecy, m.secrecy),
       v.arrived_at, m.opened_on >= (v.arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
       {DESK} AS desk, FALSE
  FROM reception_visitmatter x
  JOIN reception_visit v ON v.id = x.visit_id
 CROSS JOIN LATERAL (
       SELECT k.secrecy, k.opened_on FROM complaints_matter k WHERE k.id = x.matter_id OFFSET 0
       ) m
  LEFT JOIN reception_receptionsession s ON s.id = v.session_id
 WHERE v.voided_at IS NULL
"""  # noqa: S608
FREEZE = """
CREATE FUNCTION reports_report_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.state <> 'draft' AND (
        NEW.figures IS DISTINCT FROM OLD.figures OR NEW.sha256 <> OLD.sha256
        OR NEW.narrative IS DISTINCT FROM OLD.narrative
        OR NEW.parameters IS DISTINCT FROM OLD.parameters
        OR NEW.kind <> OLD.kind OR NEW.agency_id <> OLD.agency_id OR NEW.period <> OLD.period
        OR NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on
        OR NEW.version <> OLD.version OR NEW.regime <> OLD.regime OR NEW.state = 'draft'
    ) THEN
        RAISE EXCEPTION 'a report beyond its draft is frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
FROZEN = """
CREATE TRIGGER reports_report_frozen BEFORE UPDATE ON reports_report
FOR EACH ROW EXECUTE FUNCTION reports_report_frozen()
"""


class Migration(migrations.Migration):
    replaces = [
        ("reports", "0001_initial"),
        ("reports", "0002_tally"),
        ("reports", "0003_tally_triggers"),
        ("reports", "0004_void_visits_count_nowhere"),
        ("reports", "0005_quick_reports"),
        ("reports", "0006_the_way_upward"),
        ("reports", "0007_a_report_that_left_is_frozen"),
        ("reports", "0008_matters_heard"),
        ("reports", "0009_sent_outside"),
        ("reports", "0010_tallies_of_the_overview"),
        ("reports", "0011_tally_triggers_of_the_overview"),
        ("reports", "0012_own_and_further_matters"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0006_vertical_bodies"),
        ("complaints", "0014_copies_on_transfers"),
        ("reception", "0005_visits_by_matter"),
        ("records", "0007_batches_of_jobs"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="AfterAction",
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
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="after_actions",
                                to="agencies.event",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="after_actions",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Dự thảo"), ("approved", "Đã duyệt")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("figures", models.JSONField(default=dict)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("results", models.TextField(blank=True, help_text="kết quả thực hiện")),
                        ("worked", models.TextField(blank=True, help_text="ưu điểm")),
                        ("lacked", models.TextField(blank=True, help_text="tồn tại, hạn chế")),
                        ("causes", models.TextField(blank=True, help_text="nguyên nhân")),
                        ("lessons", models.TextField(blank=True, help_text="bài học kinh nghiệm")),
                        ("proposals", models.TextField(blank=True, help_text="kiến nghị, đề xuất")),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "agency"), name="after_action_is_made_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at__isnull", True),
                                        ("approved_by__isnull", True),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="after_action_approved_has_when_and_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="after_action_is_approved_by_a_second_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Heard",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="reception.visit",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="complaints.matter",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "secrecy",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Thường"),
                                    (1, "Kín danh tính"),
                                    (2, "Hạn chế người biết"),
                                ]
                            ),
                        ),
                        ("arrived_at", models.DateTimeField()),
                        ("is_first_time", models.BooleanField()),
                        (
                            "desk",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Thủ trưởng tiếp"),
                                    (2, "Ủy quyền tiếp"),
                                    (3, "Tiếp thường xuyên"),
                                ]
                            ),
                        ),
                        (
                            "is_own",
                            models.BooleanField(
                                help_text="vụ việc của chính lượt tiếp, không phải nội dung khác"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "reports_heard",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="QuickReport",
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
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quick_reports",
                                to="agencies.event",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quick_reports",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        ("on_date", models.DateField()),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("nothing_new", models.BooleanField(default=False)),
                        ("figures", models.JSONField(default=dict)),
                        (
                            "happened",
                            models.TextField(blank=True, help_text="diễn biến trong ngày"),
                        ),
                        ("done", models.TextField(blank=True, help_text="việc đã làm")),
                        ("proposals", models.TextField(blank=True, help_text="đề xuất, kiến nghị")),
                        ("due_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-on_date", "-version", "-id"],
                        "indexes": [
                            models.Index(fields=["event", "on_date"], name="quick_by_event_and_day")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "agency", "on_date", "version"),
                                name="quick_report_is_sent_once_per_version",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Incident",
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
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="agencies.event",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "matter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="complaints.matter",
                            ),
                        ),
                        ("happened_at", models.DateTimeField()),
                        ("place", models.CharField(max_length=200)),
                        (
                            "comes_from",
                            models.CharField(blank=True, help_text="địa phương", max_length=200),
                        ),
                        ("head_count", models.PositiveIntegerField()),
                        (
                            "representatives",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="số người đại diện được cử hợp lệ"
                            ),
                        ),
                        ("representative_names", models.CharField(blank=True, max_length=300)),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("crowd", "Đông người cùng đến"),
                                    ("waited", "Chờ giải quyết quá hạn"),
                                    ("not_agreed", "Không đồng ý kết quả giải quyết"),
                                    ("not_carried_out", "Quyết định chưa được thi hành"),
                                    ("skipped", "Đến vượt cấp"),
                                    ("other", "Hoàn cảnh khác"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("demand", models.TextField(help_text="nội dung, yêu cầu")),
                        (
                            "calmed",
                            models.CharField(
                                choices=[
                                    ("received", "Tiếp và nghe trình bày ngay"),
                                    ("dialogue", "Lãnh đạo đối thoại"),
                                    ("explained", "Giải thích, hướng dẫn"),
                                    ("appointed", "Hẹn ngày trả lời bằng giấy"),
                                    ("unit_called", "Mời cơ quan có thẩm quyền đến tiếp"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("handled", models.TextField(help_text="việc đã xử lý tại chỗ")),
                        (
                            "in_charge",
                            models.CharField(
                                help_text="cơ quan có trách nhiệm giải quyết", max_length=200
                            ),
                        ),
                        ("state_of_case", models.CharField(blank=True, max_length=300)),
                        (
                            "went_home",
                            models.BooleanField(
                                blank=True, help_text="công dân đã tự nguyện ra về", null=True
                            ),
                        ),
                        ("proposal", models.TextField(blank=True)),
                        ("sent_at", models.DateTimeField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="reports.incident",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-happened_at", "-id"],
                        "indexes": [
                            models.Index(fields=["event", "-happened_at"], name="incident_by_event")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("head_count__gte", 1)),
                                name="incident_counts_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("representatives__gte", 1),
                                    ("representative_names", ""),
                                    _connector="OR",
                                ),
                                name="incident_names_only_representatives",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SendingDays",
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
                                related_name="sending_days",
                                to="agencies.agency",
                            ),
                        ),
                        ("units_by", models.PositiveSmallIntegerField(default=17)),
                        ("own_by", models.PositiveSmallIntegerField(default=20)),
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
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("own_by__gte", models.F("units_by")),
                                    ("own_by__lte", 20),
                                    ("units_by__gte", 15),
                                ),
                                name="sending_days_keep_the_twentieth",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningBalance",
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
                            "measure",
                            models.CharField(
                                help_text="mã số đo trong từ điển số đo", max_length=60
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=18)),
                        (
                            "on_date",
                            models.DateField(help_text="ngày đầu tiên hệ thống bắt đầu đếm"),
                        ),
                        (
                            "document",
                            models.CharField(help_text="văn bản, biên bản chốt số", max_length=200),
                        ),
                        (
                            "declared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("declared_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "measure"),
                                name="opening_balance_is_declared_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="opening_balance_is_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("document", ""), _negated=True),
                                name="opening_balance_has_a_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSchedule",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("weekly", "Báo cáo tuần"),
                                    ("daily", "Báo cáo ngày"),
                                    ("statutory", "Báo cáo định kỳ, chuyên đề"),
                                    ("overdue", "Danh sách vụ việc quá hạn"),
                                    ("heads_days", "Kết quả tiếp công dân của Thủ trưởng"),
                                    ("visits", "Sổ tiếp công dân"),
                                    ("petitions", "Sổ đơn"),
                                    ("transfers", "Kết quả chuyển đơn, hướng dẫn, đôn đốc"),
                                    ("hotspots", "Tình hình điểm nóng"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[
                                    ("daily", "Hằng ngày"),
                                    ("weekly", "Hằng tuần"),
                                    ("monthly", "Hằng tháng (kỳ 15–14)"),
                                    ("statutory", "Quý, 6 tháng, 9 tháng, năm theo Thông tư"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("day", models.PositiveSmallIntegerField(default=1)),
                        ("at", models.TimeField()),
                        ("with_units_below", models.BooleanField(default=True)),
                        ("is_on", models.BooleanField(default=True)),
                        ("catch_up_from", models.DateField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "kind", "rhythm"),
                                name="schedule_is_one_per_kind_and_rhythm",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("day__range", (1, 7)), ("rhythm", "weekly")),
                                    models.Q(
                                        models.Q(("rhythm", "weekly"), _negated=True),
                                        ("day__range", (1, 28)),
                                    ),
                                    _connector="OR",
                                ),
                                name="schedule_day_exists",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportBatch",
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
                            "schedule",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="reports.reportschedule",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("weekly", "Báo cáo tuần"),
                                    ("daily", "Báo cáo ngày"),
                                    ("statutory", "Báo cáo định kỳ, chuyên đề"),
                                    ("overdue", "Danh sách vụ việc quá hạn"),
                                    ("heads_days", "Kết quả tiếp công dân của Thủ trưởng"),
                                    ("visits", "Sổ tiếp công dân"),
                                    ("petitions", "Sổ đơn"),
                                    ("transfers", "Kết quả chuyển đơn, hướng dẫn, đôn đốc"),
                                    ("hotspots", "Tình hình điểm nóng"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("period", models.CharField(max_length=30)),
                        ("units", models.PositiveIntegerField(default=0)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "kind", "period"),
                                name="batch_is_one_per_kind_and_period",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportUrge",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("weekly", "Báo cáo tuần"),
                                    ("daily", "Báo cáo ngày"),
                                    ("statutory", "Báo cáo định kỳ, chuyên đề"),
                                    ("overdue", "Danh sách vụ việc quá hạn"),
                                    ("heads_days", "Kết quả tiếp công dân của Thủ trưởng"),
                                    ("visits", "Sổ tiếp công dân"),
                                    ("petitions", "Sổ đơn"),
                                    ("transfers", "Kết quả chuyển đơn, hướng dẫn, đôn đốc"),
                                    ("hotspots", "Tình hình điểm nóng"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("period", models.CharField(max_length=30)),
                        ("urged_on", models.DateField()),
                        (
                            "urged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "kind", "period", "urged_on"),
                                name="urging_is_once_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("weekly", "Báo cáo tuần"),
                                    ("daily", "Báo cáo ngày"),
                                    ("statutory", "Báo cáo định kỳ, chuyên đề"),
                                    ("overdue", "Danh sách vụ việc quá hạn"),
                                    ("heads_days", "Kết quả tiếp công dân của Thủ trưởng"),
                                    ("visits", "Sổ tiếp công dân"),
                                    ("petitions", "Sổ đơn"),
                                    ("transfers", "Kết quả chuyển đơn, hướng dẫn, đôn đốc"),
                                    ("hotspots", "Tình hình điểm nóng"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("counted", "Lập từ dữ liệu của hệ thống"),
                                    ("imported", "Nhập từ tệp của đơn vị làm ngoài hệ thống"),
                                ],
                                default="counted",
                                max_length=10,
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
                        ("period", models.CharField(max_length=30)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("due_on", models.DateField(help_text="hạn gửi cấp trên", null=True)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "previous",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="reports.report",
                            ),
                        ),
                        (
                            "regime",
                            models.CharField(
                                blank=True, help_text="chế độ báo cáo: TT06-2025", max_length=20
                            ),
                        ),
                        ("parameters", models.JSONField(default=dict)),
                        ("figures", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("narrative", models.JSONField(default=dict)),
                        ("edit", models.PositiveIntegerField(default=0)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Dự thảo"),
                                    ("approved", "Đã duyệt, có số"),
                                    ("signed", "Đã ký"),
                                    ("sent", "Đã gửi"),
                                    ("received", "Nơi nhận đã nhận"),
                                    ("returned", "Bị trả lại"),
                                    ("replaced", "Đã thay bằng bản sau"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_at", models.DateTimeField(null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "on_behalf",
                            models.BooleanField(default=False, help_text="ký thừa ủy quyền (TUQ.)"),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.issueddocument",
                            ),
                        ),
                        ("signed_at", models.DateTimeField(null=True)),
                        (
                            "signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("sent_at", models.DateTimeField(null=True)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sent_to",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "sent_outside",
                            models.CharField(
                                blank=True,
                                help_text="nơi nhận ở ngoài hệ thống và cách gửi",
                                max_length=200,
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(
                                help_text="khi nơi nhận nhận hoặc trả lại", null=True
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answer", models.TextField(blank=True, help_text="ý kiến của nơi nhận")),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "-ends_on"], name="report_by_agency"),
                            models.Index(fields=["-ends_on", "-id"], name="report_newest"),
                            models.Index(
                                fields=["kind", "period", "scope_path"], name="report_by_period"
                            ),
                            models.Index(
                                condition=models.Q(("sent_to__isnull", False)),
                                fields=["sent_to", "-sent_at"],
                                name="report_by_receiver",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "agency", "period", "version"),
                                name="report_is_made_once_per_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="report_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    ("state", "replaced"),
                                    ("approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="report_beyond_draft_is_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at__isnull", True), ("approved_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_approved_has_when_and_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["sent", "received", "returned"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("sent_at__isnull", False),
                                        ("sent_by__isnull", False),
                                        models.Q(
                                            ("sent_to__isnull", False),
                                            models.Q(("sent_outside", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_sent_has_when_who_and_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["received", "returned"]), _negated=True
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_answered_has_when_and_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="report_returned_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tally",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "span",
                            models.CharField(
                                choices=[("d", "ngày"), ("m", "tháng"), ("t", "hiện tại")],
                                max_length=1,
                            ),
                        ),
                        ("day", models.DateField()),
                        ("visits", models.IntegerField(db_default=0)),
                        ("people", models.IntegerField(db_default=0)),
                        ("groups", models.IntegerField(db_default=0)),
                        ("received", models.IntegerField(db_default=0)),
                        ("processed", models.IntegerField(db_default=0)),
                        ("resolved", models.IntegerField(db_default=0)),
                        ("finished", models.IntegerField(db_default=0)),
                        ("on_time", models.IntegerField(db_default=0)),
                        ("due", models.IntegerField(db_default=0)),
                        ("answers", models.IntegerField(db_default=0)),
                        ("waiting", models.IntegerField(db_default=0)),
                        ("in_progress", models.IntegerField(db_default=0)),
                        ("proposed", models.IntegerField(db_default=0)),
                        ("watch", models.IntegerField(db_default=0)),
                        ("warning", models.IntegerField(db_default=0)),
                        ("hot", models.IntegerField(db_default=0)),
                        ("transfers", models.IntegerField(db_default=0)),
                        ("fresh", models.BooleanField(db_default=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["span", "day"], name="tally_by_day"),
                            models.Index(
                                condition=models.Q(("fresh", True)),
                                fields=["span", "day", "agency"],
                                name="tally_fresh",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slice",
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
                        ("scope", models.CharField(max_length=200)),
                        ("level", models.CharField(max_length=20)),
                        (
                            "dim",
                            models.CharField(
                                choices=[
                                    ("a", "Tất cả"),
                                    ("f", "Lĩnh vực"),
                                    ("k", "Loại đơn"),
                                    ("c", "Địa bàn"),
                                ],
                                max_length=1,
                            ),
                        ),
                        ("value", models.CharField(blank=True, max_length=30)),
                        (
                            "span",
                            models.CharField(
                                choices=[("d", "ngày"), ("m", "tháng"), ("t", "hiện tại")],
                                max_length=1,
                            ),
                        ),
                        ("day", models.DateField()),
                        ("received", models.IntegerField(db_default=0)),
                        ("processed", models.IntegerField(db_default=0)),
                        ("resolved", models.IntegerField(db_default=0)),
                        ("finished", models.IntegerField(db_default=0)),
                        ("on_time", models.IntegerField(db_default=0)),
                        ("due", models.IntegerField(db_default=0)),
                        ("late", models.IntegerField(db_default=0)),
                        ("waiting", models.IntegerField(db_default=0)),
                        ("in_progress", models.IntegerField(db_default=0)),
                        ("fresh", models.BooleanField(db_default=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["scope", "dim", "span", "day"], name="slice_by_day"
                            ),
                            models.Index(
                                condition=models.Q(("fresh", True)),
                                fields=["scope", "dim", "span", "day"],
                                name="slice_fresh",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(
            [*functions(), *triggers(), rebuild()],
            list(removed()),
        ),
        migrations.RunSQL(
            [FREEZE, FROZEN],
            [
                "DROP TRIGGER reports_report_frozen ON reports_report",
                "DROP FUNCTION reports_report_frozen()",
            ],
        ),
        migrations.RunSQL(HEARD, "DROP VIEW reports_heard"),
    ]
