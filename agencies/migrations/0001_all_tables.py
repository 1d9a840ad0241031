"""The tables of agencies, made at once (ADR 0045)."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from agencies.migrations._at_once import AtOnce


class Migration(migrations.Migration):
    replaces = [
        ("agencies", "0001_initial"),
        ("agencies", "0002_duty_and_guard"),
        ("agencies", "0003_law_texts"),
        ("agencies", "0004_whole_order"),
        ("agencies", "0005_event_windows"),
        ("agencies", "0006_vertical_bodies"),
        ("agencies", "0007_mail_address"),
        ("agencies", "0008_unit_ends"),
        ("agencies", "0009_sign_in"),
    ]

    initial = True

    dependencies = []

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="SignInGuess",
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
                        ("account", models.CharField(max_length=64)),
                        ("device", models.CharField(blank=True, max_length=64)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["account", "device", "at"], name="guess_by_account"
                            ),
                            models.Index(fields=["at"], name="guess_by_time"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
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
                        ("code", models.CharField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("short_name", models.CharField(max_length=100)),
                        (
                            "symbol",
                            models.CharField(
                                help_text="phần chữ của ký hiệu văn bản: TTr, SKHCN", max_length=30
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("province", "Cấp tỉnh"),
                                    ("inspectorate", "Thanh tra tỉnh"),
                                    ("reception_board", "Ban Tiếp công dân"),
                                    ("department", "Sở, cơ quan chuyên môn cấp tỉnh"),
                                    ("district", "Cấp huyện (đến 30/06/2025)"),
                                    ("commune", "Xã, phường, đặc khu"),
                                    ("unit", "Phòng, ban, đơn vị trực thuộc"),
                                    ("party", "Cơ quan Đảng"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "oversees",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overseen_by",
                                to="agencies.agency",
                            ),
                        ),
                        ("path", models.CharField(max_length=200, unique=True)),
                        (
                            "place",
                            models.CharField(help_text="địa danh trên văn bản", max_length=100),
                        ),
                        ("commune_code", models.CharField(blank=True, max_length=10)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("sort_key", models.CharField(max_length=400)),
                        (
                            "inherited_ids",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "inherited_paths",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=200),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "is_vertical",
                            models.BooleanField(
                                default=False,
                                help_text="cơ quan trung ương theo ngành dọc, không cộng vào báo cáo của tỉnh",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["sort_key"], name="agency_sort_key")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="agency_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("path__endswith", "/")),
                                name="agency_path_ends_in_slash",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
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
                            "predecessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successions",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inheritances",
                                to="agencies.agency",
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("document", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("predecessor", "successor"), name="succession_is_said_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("predecessor", models.F("successor")), _negated=True
                                ),
                                name="succession_names_two_agencies",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("username", models.CharField(max_length=60, unique=True)),
                        ("full_name", models.CharField(max_length=120)),
                        (
                            "title",
                            models.CharField(
                                blank=True, help_text="chức danh khi ký", max_length=120
                            ),
                        ),
                        (
                            "phone",
                            models.CharField(
                                blank=True, help_text="điện thoại công vụ", max_length=40
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, help_text="hộp thư công vụ", max_length=254
                            ),
                        ),
                        ("sort_key", models.CharField(max_length=400)),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "session_stamp",
                            models.PositiveIntegerField(db_default=0, default=0, editable=False),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("email", ""),
                                    ("email__regex", "^[^@[:space:]]+@[^@[:space:]]+$"),
                                    _connector="OR",
                                ),
                                name="user_email_is_one_address",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitEnd",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ending",
                                to="agencies.agency",
                            ),
                        ),
                        ("last_day", models.DateField()),
                        ("document", models.CharField(max_length=200)),
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
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-last_day", "-made_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("document", ""), _negated=True),
                                name="unit_end_has_a_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("keeper__isnull", True),
                                    models.Q(("keeper", models.F("agency")), _negated=True),
                                    _connector="OR",
                                ),
                                name="unit_end_is_kept_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at__isnull", False), ("state", "done")),
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True),
                                        ("finished_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="unit_end_done_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
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
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("officer", "Cán bộ tiếp công dân"),
                                    ("handler", "Cán bộ xử lý đơn, giải quyết"),
                                    ("head", "Thủ trưởng đơn vị"),
                                    ("inspector", "Thanh tra tỉnh"),
                                    ("custodian", "Người giữ bí mật"),
                                    ("admin", "Quản trị"),
                                    ("guard", "Bảo vệ nơi tiếp công dân"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="membership_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("user", "agency", "role"),
                                name="membership_is_open_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
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
                        ("name", models.CharField(max_length=300)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("assembly_session", "Kỳ họp Quốc hội, HĐND"),
                                    ("congress", "Đại hội Đảng"),
                                    ("election", "Bầu cử"),
                                    ("tet", "Tết"),
                                    ("other", "Sự kiện khác"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(blank=True, max_length=200)),
                        ("window_from", models.DateField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("window_to", models.DateField()),
                        ("report_at", models.TimeField(blank=True, null=True)),
                        (
                            "warn_days",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="số ngày cảnh báo sớm hơn trong thời gian sự kiện",
                            ),
                        ),
                        (
                            "previous",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.event",
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
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
                    ],
                    options={
                        "ordering": ["-starts_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("window_from__lte", models.F("starts_on")),
                                    ("starts_on__lte", models.F("ends_on")),
                                    ("ends_on__lte", models.F("window_to")),
                                ),
                                name="event_window_holds_the_event",
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
                                name="event_path_goes_with_agency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", True), ("closed_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("closed_at__isnull", False), ("closed_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="event_closed_has_when_and_who",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventUnit",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="agencies.event",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_units",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("event", "agency"), name="event_unit_is_named_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyShift",
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
                                related_name="duty_shifts",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duty_shifts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("desk", "Trực tiếp công dân"),
                                    ("leader", "Lãnh đạo trực"),
                                    ("phone", "Trực điện thoại"),
                                    ("province", "Tăng cường tại Trụ sở Tiếp công dân tỉnh"),
                                    ("central", "Tăng cường tại Trụ sở Tiếp công dân trung ương"),
                                ],
                                default="desk",
                                max_length=10,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("note", models.CharField(blank=True, max_length=200)),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duty_shifts",
                                to="agencies.event",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "starts_at"], name="duty_by_agency_and_day"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="duty_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                fields=("agency", "user", "starts_at"), name="duty_is_written_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutySwap",
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
                            "shift",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="swaps",
                                to="agencies.dutyshift",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Chờ đồng ý"),
                                    ("agreed", "Đã đổi"),
                                    ("declined", "Không đồng ý"),
                                    ("withdrawn", "Đã rút"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_by", models.F("asked_of")), _negated=True
                                ),
                                name="duty_swap_is_between_two",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("shift",),
                                name="duty_swap_is_asked_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendar_feed",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("address_hash", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="LawText",
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
                                    ("calendar", "Lịch làm việc"),
                                    ("rule", "Quy định về thời hạn"),
                                    ("regime", "Chế độ báo cáo, biểu số liệu"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("citation", models.CharField(max_length=300)),
                        ("valid_from", models.DateField()),
                        ("payload", models.JSONField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Dự thảo, chờ duyệt"),
                                    ("approved", "Đang áp dụng"),
                                    ("refused", "Không áp dụng"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decision_note", models.CharField(blank=True, max_length=300)),
                        (
                            "applied_at",
                            models.DateTimeField(
                                help_text="khi mọi vụ việc đã được tính lại", null=True
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-proposed_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(
                                        ("decided_by", models.F("proposed_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="law_text_is_decided_by_a_second_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="law_text_decided_has_when_and_who",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
