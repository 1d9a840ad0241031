"""The tables of plans, made at once (ADR 0045)."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from agencies.migrations._at_once import AtOnce


class Migration(migrations.Migration):
    replaces = [
        ("plans", "0001_plans"),
        ("plans", "0002_plans_are_lived"),
        ("plans", "0003_kinds_of_tasks"),
        ("plans", "0004_how_a_plan_was_read"),
        ("plans", "0005_inspections_are_carried_out"),
        ("plans", "0006_replaced_by_a_document_elsewhere"),
        ("plans", "0007_evidence_of_coordination"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0005_event_windows"),
        ("complaints", "0010_whole_order"),
        ("records", "0006_general_notices"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Plan",
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
                                related_name="plans",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Chờ duyệt"),
                                    ("accepted", "Đang thực hiện"),
                                    ("closed", "Đã kết thúc"),
                                    ("replaced", "Đã bị thay thế"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("imported", "Nhập từ văn bản"),
                                    ("written", "Soạn trong hệ thống"),
                                ],
                                default="imported",
                                max_length=10,
                            ),
                        ),
                        (
                            "layout",
                            models.CharField(
                                choices=[
                                    ("state", "Văn bản hành chính"),
                                    ("party", "Văn bản của Đảng"),
                                ],
                                default="state",
                                max_length=10,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="plans.plan",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="plans.plan",
                            ),
                        ),
                        ("replaced_on", models.DateField(blank=True, null=True)),
                        ("replaced_document", models.CharField(blank=True, max_length=300)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("symbol", models.CharField(blank=True, max_length=60)),
                        ("date_text", models.CharField(blank=True, max_length=10)),
                        ("date_on", models.DateField(blank=True, null=True)),
                        ("place", models.CharField(blank=True, max_length=100)),
                        ("issuer", models.CharField(blank=True, max_length=200)),
                        ("parent_issuer", models.CharField(blank=True, max_length=200)),
                        ("title", models.TextField()),
                        ("implements", models.JSONField(default=dict)),
                        ("legal_bases", models.JSONField(default=list)),
                        ("events", models.JSONField(default=list)),
                        ("recipients", models.JSONField(default=list)),
                        ("signer", models.JSONField(default=dict)),
                        ("purposes", models.JSONField(default=list)),
                        ("contents", models.JSONField(default=list)),
                        ("closing", models.TextField(blank=True)),
                        ("other", models.JSONField(default=list)),
                        ("paragraphs", models.JSONField(default=list)),
                        ("reading", models.JSONField(blank=True, default=dict)),
                        ("content_hash", models.CharField(max_length=64)),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "serves",
                            models.ManyToManyField(
                                blank=True, related_name="plans", to="agencies.event"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "-created_at"], name="plan_by_agency")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "content_hash"),
                                name="plan_is_imported_once_per_agency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted_at__isnull", True), ("state", "draft")),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        ("accepted_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_accepted_has_its_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replaced_on__isnull", False), ("state", "replaced")),
                                    models.Q(
                                        models.Q(("state", "replaced"), _negated=True),
                                        ("replaced_by__isnull", True),
                                        ("replaced_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_replaced_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaced_document", ""),
                                    models.Q(("replaced_by__isnull", True), ("state", "replaced")),
                                    _connector="OR",
                                ),
                                name="plan_replaced_by_one_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", True), ("closed_by__isnull", True)
                                    ),
                                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                                    _connector="OR",
                                ),
                                name="plan_closed_has_its_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="plan_does_not_carry_out_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanTask",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="plans.plan",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("section", models.TextField(blank=True)),
                        ("text", models.TextField()),
                        ("paragraph", models.PositiveSmallIntegerField()),
                        ("deadline_text", models.CharField(blank=True, max_length=300)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("recurring", models.BooleanField(default=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("plain", "Không ghi thời hạn"),
                                    ("due", "Có hạn"),
                                    ("continuous", "Thường xuyên"),
                                    ("recurring", "Định kỳ"),
                                ],
                                default="plain",
                                max_length=12,
                            ),
                        ),
                        (
                            "rhythm",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("daily", "Hằng ngày"),
                                    ("weekly", "Hằng tuần"),
                                    ("monthly", "Hằng tháng"),
                                    ("quarterly", "Hằng quý"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reports_to", models.CharField(blank=True, max_length=300)),
                        (
                            "proof",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dialogue", "Cuộc đối thoại đã tổ chức"),
                                    ("session", "Buổi tiếp của thủ trưởng đã kết thúc"),
                                    ("report", "Báo cáo đã gửi"),
                                    ("activity", "Hoạt động quản lý đã ghi"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("sure", models.BooleanField(default=True)),
                        ("doubt", models.CharField(blank=True, max_length=200)),
                        (
                            "assignee",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_tasks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("last_evidence_on", models.DateField(blank=True, null=True)),
                        ("blocked_by", models.CharField(blank=True, max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Chưa xong"),
                                    ("blocked", "Đang vướng"),
                                    ("done", "Đã xong"),
                                    ("ended", "Kết thúc cùng kế hoạch"),
                                    ("dropped", "Không thực hiện nữa"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
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
                        "ordering": ["order"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["due_on"],
                                name="task_open_by_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "order"), name="task_has_its_place"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True),
                                        ("done_at__isnull", True),
                                        ("done_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("done_at__isnull", False),
                                        ("done_by__isnull", False),
                                        ("state", "done"),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_done_has_its_time_and_hand",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["continuous", "recurring"]),
                                    ("state", "done"),
                                    _negated=True,
                                ),
                                name="task_without_end_is_never_done",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "blocked"), ("blocked_by", ""), _connector="XOR"
                                ),
                                name="task_blocked_says_by_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanTaskUnit",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="plans.plantask",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=300)),
                        (
                            "role",
                            models.CharField(
                                choices=[("lead", "Chủ trì"), ("cooperate", "Phối hợp")],
                                max_length=10,
                            ),
                        ),
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
                            "acceptance",
                            models.CharField(
                                choices=[
                                    ("waiting", "Chưa trả lời"),
                                    ("accepted", "Đã nhận"),
                                    ("declined", "Không nhận"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answer_note", models.CharField(blank=True, max_length=300)),
                        (
                            "handed_from",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "indexes": [
                            models.Index(fields=["agency", "role"], name="task_unit_by_agency")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task", "order"), name="task_unit_has_its_place"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agency__isnull", True), ("scope_path", "")),
                                    models.Q(
                                        ("agency__isnull", False),
                                        models.Q(("scope_path", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_unit_path_goes_with_agency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("acceptance", "waiting"),
                                        ("answered_at__isnull", True),
                                        ("answered_by__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("acceptance", "waiting"), _negated=True),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_unit_answer_has_when_and_who",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskUpdate",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="updates",
                                to="plans.plantask",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("progress", "Tiến độ"),
                                    ("evidence", "Minh chứng"),
                                    ("comment", "Ý kiến thủ trưởng"),
                                    ("assign", "Phân công"),
                                    ("block", "Báo vướng"),
                                    ("unblock", "Hết vướng"),
                                    ("done", "Hoàn thành"),
                                    ("reopen", "Mở lại"),
                                    ("drop", "Không thực hiện nữa"),
                                    ("urge", "Đôn đốc"),
                                    ("handover", "Bàn giao"),
                                    ("change", "Sửa nhiệm vụ"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("note", models.TextField(blank=True)),
                        (
                            "evidence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("document", "Số, ký hiệu văn bản"),
                                    ("file", "Tệp"),
                                    ("visit", "Lượt tiếp"),
                                    ("petition", "Đơn"),
                                    ("matter", "Vụ việc"),
                                    ("session", "Buổi tiếp công dân"),
                                    ("activity", "Hoạt động quản lý"),
                                    ("report", "Báo cáo"),
                                    ("coordination", "Yêu cầu phối hợp đã trả lời"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("document_number", models.CharField(blank=True, max_length=100)),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                            ),
                        ),
                        ("ref_kind", models.CharField(blank=True, max_length=40)),
                        ("ref_id", models.UUIDField(blank=True, null=True)),
                        ("ref_label", models.CharField(blank=True, max_length=200)),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "by",
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
                        "ordering": ["-made_at", "-id"],
                        "indexes": [
                            models.Index(fields=["task", "-made_at"], name="task_update_newest")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ref_kind", ""), ("ref_id__isnull", True)),
                                    models.Q(
                                        models.Q(("ref_kind", ""), _negated=True),
                                        ("ref_id__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_update_ref_is_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ManagementActivity",
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
                                related_name="activities",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new_text", "Ban hành văn bản mới"),
                                    ("changed_text", "Sửa đổi, bổ sung văn bản"),
                                    ("revoked_text", "Hủy bỏ văn bản"),
                                    ("training", "Tập huấn"),
                                    ("dissemination", "Tuyên truyền, phổ biến, quán triệt"),
                                    (
                                        "inspection",
                                        "Thanh tra, kiểm tra trách nhiệm người đứng đầu",
                                    ),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("on_date", models.DateField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("classes", models.PositiveIntegerField(default=0, help_text="số lớp")),
                        ("people", models.PositiveIntegerField(default=0, help_text="số người dự")),
                        (
                            "units",
                            models.PositiveIntegerField(
                                default=0, help_text="số đơn vị được thanh tra, kiểm tra"
                            ),
                        ),
                        (
                            "concluded_on",
                            models.DateField(
                                blank=True, help_text="ngày ban hành kết luận", null=True
                            ),
                        ),
                        ("advised_organisations", models.PositiveIntegerField(default=0)),
                        ("advised_people", models.PositiveIntegerField(default=0)),
                        ("handed_organisations", models.PositiveIntegerField(default=0)),
                        ("handed_people", models.PositiveIntegerField(default=0)),
                        ("carried_out_organisations", models.PositiveIntegerField(default=0)),
                        ("carried_out_people", models.PositiveIntegerField(default=0)),
                        (
                            "carried_out_on",
                            models.DateField(
                                blank=True, help_text="ngày thực hiện xong kết luận", null=True
                            ),
                        ),
                        ("prosecuted_cases", models.PositiveIntegerField(default=0)),
                        ("prosecuted_people", models.PositiveIntegerField(default=0)),
                        (
                            "document",
                            models.CharField(
                                blank=True, help_text="số, ký hiệu văn bản", max_length=150
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
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
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="plans.plantask",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("void_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["-on_date", "-id"],
                        "indexes": [
                            models.Index(fields=["agency", "-on_date"], name="activity_by_agency")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("concluded_on__isnull", True),
                                    ("kind", "inspection"),
                                    _connector="OR",
                                ),
                                name="activity_concluded_is_an_inspection",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("concluded_on__isnull", True),
                                    ("concluded_on__gte", models.F("on_date")),
                                    _connector="OR",
                                ),
                                name="activity_concludes_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("carried_out_on__isnull", True),
                                    models.Q(
                                        ("carried_out_on__gte", models.F("concluded_on")),
                                        ("concluded_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="activity_carries_out_a_conclusion",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadingRequest",
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
                            "activity",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reading",
                                to="plans.managementactivity",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("until", models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name="ReadingSignature",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="plans.readingrequest",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "user"), name="reading_is_signed_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactLine",
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
                                related_name="contact_lines",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_lines",
                                to="agencies.event",
                            ),
                        ),
                        ("office", models.CharField(help_text="cơ quan, bộ phận", max_length=200)),
                        ("name", models.CharField(help_text="cán bộ đầu mối", max_length=120)),
                        ("title", models.CharField(blank=True, max_length=120)),
                        ("phone", models.CharField(max_length=40)),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "office", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Contingency",
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
                                related_name="contingencies",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contingencies",
                                to="agencies.event",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("sign", models.TextField(help_text="dấu hiệu nhận biết")),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "title", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ContingencyStep",
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
                            "contingency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="plans.contingency",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=400)),
                        (
                            "doer",
                            models.CharField(
                                help_text="cơ quan, bộ phận thực hiện", max_length=200
                            ),
                        ),
                        ("within_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contingency", "order"),
                                name="contingency_step_has_its_place",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadyItem",
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
                                related_name="ready_items",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ready_items",
                                to="agencies.event",
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("in_charge", models.CharField(blank=True, max_length=200)),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Chưa kiểm tra"),
                                    ("ready", "Sẵn sàng"),
                                    ("missing", "Còn thiếu"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "due_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("checked_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="ready_item_checked_has_its_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettleItem",
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
                                related_name="settle_items",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settle_items",
                                to="agencies.event",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settle_items",
                                to="complaints.matter",
                            ),
                        ),
                        ("way", models.TextField(help_text="phương án giải quyết")),
                        (
                            "in_charge",
                            models.CharField(
                                help_text="cơ quan, lãnh đạo phụ trách", max_length=200
                            ),
                        ),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Đang giải quyết"),
                                    ("settled", "Đã dứt điểm"),
                                    ("carried", "Chuyển sang sau sự kiện"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("result", models.TextField(blank=True)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "matter"), name="settle_item_is_listed_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("closed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="settle_item_closed_has_its_day",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
