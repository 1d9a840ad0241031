"""The tables of the desk, made at once (ADR 0045); corrections of a visit are append-only."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from agencies.migrations._at_once import AtOnce


class Migration(migrations.Migration):
    replaces = [
        ("reception", "0001_initial"),
        ("reception", "0002_the_desk"),
        ("reception", "0003_past_sessions_were_held"),
        ("reception", "0004_desk_layout"),
        ("reception", "0005_visits_by_matter"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0002_duty_and_guard"),
        ("complaints", "0003_papers_of_people"),
        ("records", "0004_issued_documents"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="DeskDraft",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("key", models.UUIDField()),
                        ("cipher", models.BinaryField()),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["saved_at"], name="draft_by_age")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "key"), name="draft_is_one_per_form"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Venue",
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
                        ("name", models.CharField(max_length=200)),
                        ("address", models.CharField(max_length=300)),
                        ("is_headquarters", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "name"), name="venue_is_named_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VenueMember",
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
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="reception.venue",
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
                        ("representative", models.CharField(blank=True, max_length=200)),
                        ("document", models.CharField(blank=True, max_length=120)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("venue", "agency"), name="venue_member_is_named_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="venue_member_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReceptionSchedule",
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
                                    ("standing", "Tiếp thường xuyên"),
                                    ("periodic", "Tiếp định kỳ của Thủ trưởng"),
                                    ("ad_hoc", "Tiếp đột xuất của Thủ trưởng"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reception.venue",
                            ),
                        ),
                        ("place", models.CharField(max_length=200)),
                        ("rule", models.CharField(max_length=120)),
                        (
                            "day_off",
                            models.CharField(
                                choices=[
                                    ("next_working", "Ngày làm việc tiếp theo"),
                                    ("nearest", "Ngày làm việc gần nhất"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("starts_at", models.TimeField()),
                        ("ends_at", models.TimeField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField()),
                        (
                            "attendance",
                            models.CharField(
                                blank=True, help_text="thành phần tham dự", max_length=300
                            ),
                        ),
                        (
                            "content",
                            models.CharField(
                                blank=True, help_text="dự kiến nội dung", max_length=300
                            ),
                        ),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                                name="schedule_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="schedule_day_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReceptionSession",
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
                                    ("standing", "Tiếp thường xuyên"),
                                    ("periodic", "Tiếp định kỳ của Thủ trưởng"),
                                    ("ad_hoc", "Tiếp đột xuất của Thủ trưởng"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[("in_person", "Trực tiếp"), ("online", "Trực tuyến")],
                                default="in_person",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Theo lịch"),
                                    ("held", "Đã tổ chức"),
                                    ("cancelled", "Hủy"),
                                    ("moved", "Dời sang ngày khác"),
                                    ("missed", "Không tổ chức"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("state_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "moved_to",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reception.receptionsession",
                            ),
                        ),
                        ("on_date", models.DateField()),
                        ("starts_at", models.TimeField(null=True)),
                        ("ends_at", models.TimeField(null=True)),
                        (
                            "venue",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reception.venue",
                            ),
                        ),
                        ("place", models.CharField(max_length=200)),
                        (
                            "schedule",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="reception.receptionschedule",
                            ),
                        ),
                        (
                            "host",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("delegated", models.BooleanField(default=False)),
                        ("delegation_document", models.CharField(blank=True, max_length=120)),
                        (
                            "ad_hoc_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "heated",
                                        "Vụ việc gay gắt, phức tạp, nhiều người, nhiều cơ quan, ý kiến còn khác nhau",
                                    ),
                                    (
                                        "urgent",
                                        "Vụ việc không chỉ đạo kịp thời có thể gây hậu quả nghiêm trọng",
                                    ),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "-on_date"], name="session_by_day"),
                            models.Index(
                                condition=models.Q(("delegated", True)),
                                fields=["id"],
                                name="session_delegated",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ["cancelled", "moved"]), _negated=True
                                ),
                                fields=("agency", "kind", "on_date", "host"),
                                name="session_is_held_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("delegated", True), ("kind", "standing"), _negated=True
                                ),
                                name="session_standing_has_no_delegate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["planned", "held"]),
                                    models.Q(("state_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="session_not_held_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("moved_to__isnull", False), ("state", "moved")),
                                    models.Q(
                                        models.Q(("state", "moved"), _negated=True),
                                        ("moved_to__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="session_moved_says_where",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OnlineArrangement",
                    fields=[
                        (
                            "session",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="online",
                                serialize=False,
                                to="reception.receptionsession",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    (
                                        "complex",
                                        "Phức tạp, kéo dài, cần nhiều cơ quan ở các địa điểm khác nhau",
                                    ),
                                    (
                                        "remote",
                                        "Vùng sâu, vùng xa, đối tượng chính sách, người già yếu, người khuyết tật",
                                    ),
                                    (
                                        "disaster",
                                        "Thiên tai, dịch bệnh hoặc lý do an ninh, trật tự",
                                    ),
                                    (
                                        "denunciation",
                                        "Tố cáo phức tạp, người tố cáo không yêu cầu giữ bí mật danh tính",
                                    ),
                                    ("other", "Vụ việc khác theo yêu cầu thực tiễn"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("central_point", models.CharField(max_length=200)),
                        ("notice_document", models.CharField(blank=True, max_length=120)),
                        ("notice_sent_on", models.DateField(null=True)),
                        ("tested_on", models.DateField(null=True)),
                        ("connected_at", models.DateTimeField(null=True)),
                        ("recording_reference", models.CharField(blank=True, max_length=200)),
                        ("no_protection_asked", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground", "denunciation"), _negated=True),
                                    ("no_protection_asked", True),
                                    _connector="OR",
                                ),
                                name="online_denunciation_waives_protection",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OnlinePoint",
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
                            "arrangement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="reception.onlinearrangement",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("participants", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("arrangement", "name"), name="online_point_is_named_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
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
                            "session",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="reception.receptionsession",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="complaints.matter",
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
                            "secrecy",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Thường"),
                                    (1, "Kín danh tính"),
                                    (2, "Hạn chế người biết"),
                                ],
                                default=0,
                            ),
                        ),
                        (
                            "session_kind",
                            models.CharField(
                                choices=[
                                    ("standing", "Tiếp thường xuyên"),
                                    ("periodic", "Tiếp định kỳ của Thủ trưởng"),
                                    ("ad_hoc", "Tiếp đột xuất của Thủ trưởng"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("year", models.PositiveSmallIntegerField()),
                        ("arrived_at", models.DateTimeField()),
                        ("entered_at", models.DateTimeField()),
                        (
                            "received_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="complaints.person",
                            ),
                        ),
                        ("visitor_label", models.CharField(max_length=120)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("head_count", models.PositiveIntegerField(default=1)),
                        ("is_first_time", models.BooleanField(default=True)),
                        ("content", models.TextField()),
                        ("request", models.TextField(blank=True)),
                        (
                            "tension",
                            models.CharField(
                                choices=[
                                    ("calm", "Bình thường"),
                                    ("crowded", "Đông, phải chờ lâu"),
                                    ("heated", "Bức xúc, đã giải thích ổn định"),
                                    ("prolonged", "Tập trung kéo dài, đã mời cơ quan phối hợp"),
                                ],
                                default="calm",
                                max_length=10,
                            ),
                        ),
                        ("calming", models.CharField(blank=True, max_length=300)),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("petition", "Nhận đơn, vào sổ"),
                                    ("statement", "Ghi lời trình bày thay đơn, vào sổ"),
                                    ("guided", "Hướng dẫn"),
                                    ("transfer", "Chuyển cơ quan có thẩm quyền"),
                                    ("answered", "Giải thích, trả lời tại chỗ"),
                                    ("referred", "Báo cáo Thủ trưởng"),
                                    ("refused", "Từ chối tiếp"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("result_note", models.TextField(blank=True)),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("self", "Tự mình"),
                                    ("org_head", "Người đứng đầu cơ quan, tổ chức"),
                                    ("authorised", "Người được ủy quyền"),
                                    ("lawful_rep", "Người đại diện theo pháp luật"),
                                    ("lawyer", "Luật sư"),
                                    ("legal_aid", "Trợ giúp viên pháp lý"),
                                ],
                                default="self",
                                max_length=10,
                            ),
                        ),
                        ("is_anonymous", models.BooleanField(default=False)),
                        ("interpreter", models.CharField(blank=True, max_length=160)),
                        ("appointment_signed", models.BooleanField(null=True)),
                        (
                            "statement_confirmed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("signed", "Đã đọc lại, công dân ký tên"),
                                    ("fingerprint", "Đã đọc lại, công dân điểm chỉ"),
                                    ("declined", "Đã đọc lại, công dân không ký"),
                                ],
                                max_length=11,
                            ),
                        ),
                        (
                            "settled_by",
                            models.CharField(blank=True, help_text="cột 8 của sổ", max_length=200),
                        ),
                        ("is_competent", models.BooleanField(help_text="cột 9 của sổ", null=True)),
                        (
                            "directed_to",
                            models.CharField(
                                blank=True, help_text="cột 10, 11 của sổ", max_length=200
                            ),
                        ),
                        ("directed_document", models.CharField(blank=True, max_length=100)),
                        ("lookup_code", models.CharField(blank=True, max_length=16)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("desk", "Ghi tại bàn"),
                                    ("paper", "Nhập từ sổ giấy dự phòng"),
                                    ("stock", "Nhập từ sổ đang dùng"),
                                ],
                                default="desk",
                                max_length=5,
                            ),
                        ),
                        ("late_reason", models.CharField(blank=True, max_length=300)),
                        ("voided_at", models.DateTimeField(null=True)),
                        (
                            "voided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("void_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "-arrived_at", "-id"], name="visit_by_agency"
                            ),
                            models.Index(fields=["-arrived_at", "-id"], name="visit_newest"),
                            models.Index(
                                condition=models.Q(("voided_at__isnull", True)),
                                fields=["agency", "matter"],
                                include=(
                                    "arrived_at",
                                    "secrecy",
                                    "session",
                                    "session_kind",
                                    "is_first_time",
                                    "head_count",
                                ),
                                name="visit_heard_by_matter",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("head_count__gt", 0)), name="visit_has_people"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("entered_at__gte", models.F("arrived_at"))),
                                name="visit_is_entered_after_arrival",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("secrecy", 0),
                                    models.Q(
                                        ("address", ""),
                                        ("interpreter", ""),
                                        ("person__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="visit_sealed_names_nobody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("tension", "calm"),
                                    models.Q(("calming", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="visit_tension_says_what_was_done",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_anonymous", False),
                                    ("person__isnull", True),
                                    _connector="OR",
                                ),
                                name="visit_anonymous_names_nobody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("void_reason", ""),
                                        ("voided_at__isnull", True),
                                        ("voided_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("voided_at__isnull", False),
                                        ("voided_by__isnull", False),
                                        models.Q(("void_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="visit_void_says_who_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("origin", "paper"), _negated=True),
                                    models.Q(("late_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="visit_from_paper_says_why",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("lookup_code", ""), _negated=True),
                                fields=("lookup_code",),
                                name="visit_lookup_code_is_unique",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Refusal",
                    fields=[
                        (
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="refusal",
                                serialize=False,
                                to="reception.visit",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    (
                                        "l9_1",
                                        "Khoản 1 điều 9 Luật: say, mắc bệnh làm mất khả năng nhận thức",
                                    ),
                                    (
                                        "l9_2",
                                        "Khoản 2 điều 9 Luật: đe dọa, xúc phạm, vi phạm nội quy nơi tiếp",
                                    ),
                                    (
                                        "l9_3",
                                        "Khoản 3 điều 9 Luật: đã giải quyết đúng, đã rà soát, thông báo bằng văn bản",
                                    ),
                                    (
                                        "d4_a",
                                        "Điểm a: mang vũ khí, chất nguy hiểm mà không gửi, không giao nộp",
                                    ),
                                    ("d4_b", "Điểm b: không chấp hành kiểm tra an ninh"),
                                    ("d4_c", "Điểm c: tự ý ghi âm, ghi hình, phát trực tiếp"),
                                    ("d4_d", "Điểm d: kích động, lôi kéo, gây rối trật tự"),
                                    (
                                        "d4_dd",
                                        "Điểm đ: không đủ năng lực hành vi mà không có người đại diện hợp pháp",
                                    ),
                                    (
                                        "d4_e",
                                        "Điểm e: không xuất trình được giấy tờ đại diện, ủy quyền",
                                    ),
                                    (
                                        "d4_g",
                                        "Điểm g: nội dung không thuộc khiếu nại, tố cáo, kiến nghị, phản ánh",
                                    ),
                                    (
                                        "d4_h",
                                        "Điểm h: kiến nghị, phản ánh đã được tiếp, trả lời, không có tình tiết mới",
                                    ),
                                    (
                                        "d4_i",
                                        "Điểm i: đã có bản án, quyết định của Tòa án có hiệu lực",
                                    ),
                                    (
                                        "d4_k",
                                        "Điểm k: cơ quan có thẩm quyền khác đang thụ lý, giải quyết",
                                    ),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("explanation", models.TextField()),
                        ("grounds_on", models.DateField()),
                        ("reversed_at", models.DateTimeField(null=True)),
                        (
                            "reversed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reversal_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reversed_at__isnull", True), ("reversed_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("reversed_at__isnull", False),
                                        ("reversed_by__isnull", False),
                                        models.Q(("reversal_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="refusal_reversed_says_who_and_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitMatter",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="further_matters",
                                to="reception.visit",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="complaints.matter",
                            ),
                        ),
                        ("content", models.TextField()),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("petition", "Nhận đơn, vào sổ"),
                                    ("statement", "Ghi lời trình bày thay đơn, vào sổ"),
                                    ("guided", "Hướng dẫn"),
                                    ("transfer", "Chuyển cơ quan có thẩm quyền"),
                                    ("answered", "Giải thích, trả lời tại chỗ"),
                                    ("referred", "Báo cáo Thủ trưởng"),
                                    ("refused", "Từ chối tiếp"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("result_note", models.TextField(blank=True)),
                        ("directed_to", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("visit", "matter"), name="visit_tells_of_a_matter_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitPetition",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visit_petitions",
                                to="reception.visit",
                            ),
                        ),
                        (
                            "petition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="complaints.petition",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Registration",
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registrations",
                                to="reception.receptionsession",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="complaints.matter",
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
                            "secrecy",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Thường"),
                                    (1, "Kín danh tính"),
                                    (2, "Hạn chế người biết"),
                                ],
                                default=0,
                            ),
                        ),
                        ("visitor_label", models.CharField(max_length=120)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("head_count", models.PositiveIntegerField(default=1)),
                        ("summary", models.CharField(max_length=300)),
                        ("dossier", models.TextField(blank=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "Đã đăng ký"),
                                    ("received", "Đã được tiếp"),
                                    ("absent", "Không đến"),
                                    ("withdrawn", "Rút đăng ký"),
                                ],
                                default="registered",
                                max_length=10,
                            ),
                        ),
                        ("registered_at", models.DateTimeField()),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registration",
                                to="reception.visit",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["session", "order"], name="registration_by_session"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("head_count__gt", 0)),
                                name="registration_has_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("secrecy", 0), ("phone", ""), _connector="OR"),
                                name="registration_sealed_has_no_phone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("secrecy", 0), ("matter__isnull", False), _connector="OR"
                                ),
                                name="registration_sealed_has_its_matter",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                            "registration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="reception.registration",
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
                        ("asked_for", models.CharField(max_length=300)),
                        ("due_on", models.DateField(null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("registration", "agency"), name="invitation_is_sent_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionConclusion",
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conclusions",
                                to="reception.receptionsession",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="complaints.matter",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reception.visit",
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
                            "secrecy",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Thường"),
                                    (1, "Kín danh tính"),
                                    (2, "Hạn chế người biết"),
                                ],
                                default=0,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "contact",
                            models.CharField(
                                blank=True, help_text="người cần liên hệ", max_length=200
                            ),
                        ),
                        ("concluded_on", models.DateField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.issueddocument",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "matter"), name="conclusion_is_one_per_matter"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConclusionTask",
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
                            "conclusion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="reception.sessionconclusion",
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
                        ("text", models.CharField(max_length=500)),
                        ("due_on", models.DateField()),
                        ("done_on", models.DateField(null=True)),
                        ("result", models.TextField(blank=True)),
                        (
                            "done_by",
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
                            models.Index(
                                condition=models.Q(("done_on__isnull", True)),
                                fields=["agency", "due_on"],
                                name="conclusion_task_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_by__isnull", True), ("done_on__isnull", True)),
                                    models.Q(
                                        ("done_by__isnull", False),
                                        ("done_on__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="conclusion_task_done_says_what",
                            ),
                            models.UniqueConstraint(
                                models.F("conclusion"),
                                models.F("agency"),
                                models.F("text"),
                                name="conclusion_task_is_given_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitCorrection",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="reception.visit",
                            ),
                        ),
                        ("field", models.CharField(max_length=20)),
                        ("old", models.TextField(blank=True)),
                        ("new", models.TextField(blank=True)),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="correction_says_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperSheet",
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
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("printed", "Đã in, chưa nhập"),
                                    ("entered", "Đã nhập vào sổ"),
                                    ("void", "Hỏng, không dùng"),
                                ],
                                default="printed",
                                max_length=10,
                            ),
                        ),
                        ("printed_at", models.DateTimeField()),
                        (
                            "printed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper_sheet",
                                to="reception.visit",
                            ),
                        ),
                        ("void_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "book", "year", "number"),
                                name="paper_sheet_is_numbered_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("book", "visits"), ("visit__isnull", True), _connector="OR"
                                ),
                                name="paper_sheet_sealed_points_nowhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("visit__isnull", True), ("state", "entered"), _connector="OR"
                                ),
                                name="paper_sheet_with_visit_is_entered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "void"), _negated=True),
                                    models.Q(("void_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="paper_sheet_void_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StockImport",
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
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                            ),
                        ),
                        ("entries", models.PositiveIntegerField(default=0)),
                        ("left_blank", models.PositiveIntegerField(default=0)),
                        ("imported_at", models.DateTimeField()),
                        (
                            "imported_by",
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
                                fields=("agency", "book", "year"),
                                name="stock_is_imported_once_a_year",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeskLayout",
                    fields=[
                        (
                            "agency",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "required",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("required__contains", ["id_number"]), _negated=True
                                ),
                                name="desk_layout_never_asks_for_papers",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeskQuestion",
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
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("label", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("text", "Một dòng chữ"),
                                    ("choice", "Chọn một"),
                                    ("yes_no", "Có hoặc không"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "choices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("is_required", models.BooleanField(default=False)),
                        ("retired_on", models.DateField(null=True)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_on__isnull", True)),
                                fields=("agency", "label"),
                                name="desk_question_is_asked_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "choice"), _negated=True),
                                    ("choices__len__gte", 2),
                                    _connector="OR",
                                ),
                                name="desk_question_of_choice_has_choices",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitAnswer",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="reception.visit",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reception.deskquestion",
                            ),
                        ),
                        ("label", models.CharField(max_length=120)),
                        ("text", models.CharField(max_length=500)),
                    ],
                    options={
                        "ordering": ["question__position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("visit", "question"), name="answer_is_given_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="answer_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Representative",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representatives",
                                to="reception.visit",
                            ),
                        ),
                        ("full_name", models.CharField(max_length=120)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("visit", "full_name"), name="representative_is_named_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupMember",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="reception.visit",
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("full_name", models.CharField(max_length=120)),
                        ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("address", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("visit", "position"), name="member_has_one_place"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mandate",
                    fields=[
                        (
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="mandate",
                                serialize=False,
                                to="reception.visit",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="complaints.person",
                            ),
                        ),
                        ("document", models.CharField(max_length=200)),
                        ("document_date", models.DateField(blank=True, null=True)),
                        ("expires_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_on__isnull", True),
                                    ("document_date__isnull", True),
                                    ("expires_on__gte", models.F("document_date")),
                                    _connector="OR",
                                ),
                                name="mandate_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QueueDay",
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
                        ("on_date", models.DateField()),
                        ("last", models.PositiveIntegerField(default=0)),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "on_date"), name="queue_day_is_one"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QueueTicket",
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
                        ("on_date", models.DateField()),
                        ("number", models.PositiveIntegerField()),
                        ("head_count", models.PositiveIntegerField(default=1)),
                        ("is_priority", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Đang chờ"),
                                    ("received", "Đang tiếp"),
                                    ("done", "Đã tiếp xong"),
                                    ("left", "Đã về"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("waiting_since", models.DateTimeField()),
                        ("called_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "counter",
                            models.CharField(blank=True, help_text="bàn, phòng", max_length=40),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "handed_over_by",
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
                            models.Index(
                                fields=["agency", "on_date", "number"], name="ticket_by_day"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "on_date", "number"),
                                name="ticket_number_is_given_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("head_count__gt", 0)), name="ticket_has_people"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "received"), _negated=True),
                                    ("officer__isnull", False),
                                    _connector="OR",
                                ),
                                name="ticket_received_has_its_officer",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(
            "CREATE TRIGGER correction_is_append_only BEFORE UPDATE OR DELETE ON "
            "reception_visitcorrection FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER correction_is_append_only ON reception_visitcorrection",
        ),
    ]
