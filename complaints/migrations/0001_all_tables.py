"""The tables of complaints with their guards, made at once (ADR 0045).

A step of a protection file is append-only, but for the key that wraps its own: that one is changed by a
rotation (ADR 0043). An exclusion is not dropped while no record of its end stands, whoever asks (ADR 0042).
"""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from agencies.migrations._at_once import AtOnce

STEP = "id, file_id, step, happened_on, document_id, data, cipher, entered_at, entered_by_id"
PROTECTION = (
    f"CREATE TRIGGER protection_step_is_append_only BEFORE UPDATE OF {STEP} ON "
    "complaints_protectionstep FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER protection_step_stays BEFORE DELETE ON "
    "complaints_protectionstep FOR EACH ROW EXECUTE FUNCTION refuse_change()",
)
EXCLUSIONS = """
CREATE FUNCTION exclusion_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'an exclusion is not changed';
    END IF;
    IF NOT EXISTS (
        SELECT FROM complaints_exclusionlift
        WHERE exclusion_key = OLD.id AND matter_id = OLD.matter_id AND user_id = OLD.user_id
          AND state = 'confirmed'
    ) THEN
        RAISE EXCEPTION 'an exclusion ends by two custodians';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER exclusion_stays BEFORE UPDATE OR DELETE ON complaints_matterexclusion
    FOR EACH ROW EXECUTE FUNCTION exclusion_stays();
CREATE FUNCTION exclusion_lift_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'entered'
       OR (to_jsonb(NEW) - '{state,decided_by_id,decided_at,decision_note}'::text[])
          <> (to_jsonb(OLD) - '{state,decided_by_id,decided_at,decision_note}'::text[]) THEN
        RAISE EXCEPTION 'the record of a lifted exclusion is kept as it is';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exclusion_lift_is_kept BEFORE UPDATE OR DELETE ON complaints_exclusionlift
    FOR EACH ROW EXECUTE FUNCTION exclusion_lift_is_kept();
"""


def append_only(name, table):
    """A trigger that refuses changes by anybody, the owner included."""
    return (
        f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


class Migration(migrations.Migration):
    replaces = [
        ("complaints", "0001_initial"),
        ("complaints", "0002_clock_events_are_append_only"),
        ("complaints", "0003_papers_of_people"),
        ("complaints", "0004_procedures"),
        ("complaints", "0005_proceedings_of_accepted_petitions"),
        ("complaints", "0006_work_lists"),
        ("complaints", "0007_petition_by_letter"),
        ("complaints", "0008_case_tasks"),
        ("complaints", "0009_reopening"),
        ("complaints", "0010_whole_order"),
        ("complaints", "0011_petitions_about_personnel"),
        ("complaints", "0012_officials_and_organisations"),
        ("complaints", "0013_hot_spots_and_between_agencies"),
        ("complaints", "0014_copies_on_transfers"),
        ("complaints", "0015_signals_and_lapsed_proposals"),
        ("complaints", "0016_sightings_are_corrected"),
        ("complaints", "0017_sealed_petitions_by_words"),
        ("complaints", "0018_matters_end_by_word"),
        ("complaints", "0019_identity_keys"),
        ("complaints", "0020_protection"),
        ("complaints", "0021_exclusions_lifted"),
        ("complaints", "0022_redacted_copies"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0009_sign_in"),
        ("records", "0012_retention"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="Matter",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("complaint", "Khiếu nại"),
                                    ("denunciation", "Tố cáo"),
                                    ("recommendation", "Kiến nghị, phản ánh"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("land", "Đất đai, nhà cửa"),
                                    ("policy", "Chế độ, chính sách"),
                                    ("civil_service", "Công chức, công vụ"),
                                    ("corruption", "Tham nhũng"),
                                    ("judicial", "Tư pháp"),
                                    ("other", "Lĩnh vực khác"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("petitioner_label", models.CharField(max_length=120)),
                        ("people_count", models.PositiveIntegerField(default=1)),
                        ("locality", models.CharField(blank=True, max_length=120)),
                        ("opened_on", models.DateField()),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("next_due_on", models.DateField(blank=True, null=True)),
                        ("next_duty", models.CharField(blank=True, max_length=40)),
                        (
                            "hot_level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("watch", "Theo dõi"),
                                    ("warning", "Cảnh báo"),
                                    ("hot", "Điểm nóng"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "-opened_on", "-id"], name="matter_by_agency"
                            ),
                            models.Index(
                                fields=["scope_path", "next_due_on"], name="matter_by_due_in_tree"
                            ),
                            models.Index(
                                condition=models.Q(("next_due_on__isnull", False)),
                                fields=["agency", "next_due_on", "id"],
                                name="matter_by_due",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__isnull", True),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="matter_closes_after_it_opens",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("people_count__gt", 0)),
                                name="matter_has_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "denunciation"), _negated=True),
                                    ("secrecy__gte", 1),
                                    _connector="OR",
                                ),
                                name="matter_of_denunciation_is_sealed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatterEnding",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="endings",
                                to="complaints.matter",
                            ),
                        ),
                        ("ended_on", models.DateField()),
                        ("reason", models.TextField()),
                        (
                            "ended_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField()),
                        ("reopened_reason", models.TextField(blank=True)),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reopened_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-ended_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reopened_at__isnull", True)),
                                fields=("matter",),
                                name="matter_has_one_standing_ending",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="matter_ending_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reopened_at__isnull", True),
                                        ("reopened_by__isnull", True),
                                        ("reopened_reason", ""),
                                    ),
                                    models.Q(
                                        ("reopened_at__gte", models.F("ended_at")),
                                        ("reopened_at__isnull", False),
                                        models.Q(("reopened_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="matter_taken_up_again_says_why_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatterFact",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="facts",
                                to="complaints.matter",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Lượt tiếp"),
                                    ("crowd", "Đông người"),
                                    ("complex", "Phức tạp"),
                                    ("long", "Kéo dài"),
                                    ("skipped_level", "Vượt cấp"),
                                    ("tension", "Tình huống căng thẳng"),
                                    ("signatures", "Nhiều người ký đơn"),
                                    ("overlap", "Số người trùng với đoàn trước"),
                                    ("agencies", "Liên quan nhiều cơ quan"),
                                    ("disagreement", "Còn ý kiến khác nhau giữa các cơ quan"),
                                    (
                                        "returned",
                                        "Đã có quyết định có hiệu lực, vẫn tiếp tục khiếu nại",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("amount", models.PositiveIntegerField(default=0)),
                        ("sentence", models.CharField(max_length=300)),
                        ("reference_kind", models.CharField(blank=True, max_length=40)),
                        ("reference_id", models.UUIDField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["matter", "happened_on"], name="fact_by_matter"),
                            models.Index(
                                condition=models.Q(("kind", "visit"), _negated=True),
                                fields=["matter", "happened_on"],
                                name="fact_that_weighs",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("matter", "kind", "reference_id"),
                                name="fact_is_said_once_per_reference",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatterGrant",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to="complaints.matter",
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
                        ("reason", models.CharField(max_length=200)),
                        ("granted_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("matter", "user"), name="grant_is_given_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatterExclusion",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exclusions",
                                to="complaints.matter",
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
                        ("reason", models.CharField(max_length=200)),
                        ("excluded_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("matter", "user"), name="exclusion_is_said_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                        ("full_name", models.CharField(max_length=120)),
                        ("folded_name", models.CharField(max_length=120)),
                        ("sort_key", models.CharField(max_length=400)),
                        ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("id_hash", models.CharField(blank=True, max_length=64)),
                        ("id_cipher", models.BinaryField(null=True)),
                        (
                            "paper",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("card", "Thẻ căn cước"),
                                    ("certificate", "Giấy chứng nhận căn cước"),
                                    ("number", "Số định danh cá nhân"),
                                    ("passport", "Hộ chiếu"),
                                    ("organisation", "Mã số của cơ quan, tổ chức"),
                                    ("other", "Giấy tờ khác"),
                                    ("none", "Không mang giấy tờ"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "paper_issued",
                            models.CharField(
                                blank=True, help_text="ngày cấp, nơi cấp", max_length=160
                            ),
                        ),
                        ("is_organisation", models.BooleanField(default=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "folded_name"], name="person_by_folded_name"
                            ),
                            models.Index(
                                condition=models.Q(("id_hash", ""), _negated=True),
                                fields=["agency", "id_hash"],
                                name="person_by_id_hash",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Petition",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="petitions",
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
                            "book_agency",
                            models.ForeignKey(
                                help_text="cơ quan đã vào sổ, khi đơn vị ấy đã kết thúc và người kế thừa giữ đơn",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
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
                        ("number", models.PositiveIntegerField()),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("complaint", "Khiếu nại"),
                                    ("denunciation", "Tố cáo"),
                                    ("recommendation", "Kiến nghị, phản ánh"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("land", "Đất đai, nhà cửa"),
                                    ("policy", "Chế độ, chính sách"),
                                    ("civil_service", "Công chức, công vụ"),
                                    ("corruption", "Tham nhũng"),
                                    ("judicial", "Tư pháp"),
                                    ("other", "Lĩnh vực khác"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("desk", "Tiếp công dân"),
                                    ("post", "Bưu chính"),
                                    ("email", "Thư điện tử"),
                                    ("portal", "Cổng thông tin điện tử"),
                                    ("transfer", "Cơ quan khác chuyển đến"),
                                    ("deputy", "Đại biểu, Đoàn đại biểu Quốc hội chuyển đến"),
                                    ("council", "Hội đồng nhân dân, đại biểu HĐND chuyển đến"),
                                    ("press", "Báo chí chuyển đến"),
                                    ("party", "Cơ quan của Đảng chuyển đến"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "sender_reference",
                            models.CharField(
                                blank=True,
                                help_text="số, ngày công văn chuyển đến hoặc dấu bưu điện",
                                max_length=200,
                            ),
                        ),
                        (
                            "arrival_number",
                            models.CharField(blank=True, help_text="số đến", max_length=40),
                        ),
                        ("postmarked_on", models.DateField(null=True)),
                        (
                            "sender_agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True, help_text="nơi chuyển đơn đến", max_length=200
                            ),
                        ),
                        ("sender_document", models.CharField(blank=True, max_length=120)),
                        ("sender_document_on", models.DateField(null=True)),
                        (
                            "owes_reply",
                            models.BooleanField(
                                default=False, help_text="phải trả lời nơi chuyển đơn"
                            ),
                        ),
                        ("replied_on", models.DateField(null=True)),
                        ("received_on", models.DateField()),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
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
                        ("petitioner_label", models.CharField(max_length=120)),
                        ("signatories", models.PositiveIntegerField(default=1)),
                        ("locality", models.CharField(blank=True, max_length=120)),
                        (
                            "commune_code",
                            models.CharField(
                                blank=True, help_text="xã, phường hiện nay", max_length=10
                            ),
                        ),
                        (
                            "old_place",
                            models.CharField(
                                blank=True, help_text="địa danh cũ ghi trong đơn", max_length=200
                            ),
                        ),
                        (
                            "subject_code",
                            models.CharField(
                                blank=True, help_text="mã trong cây nội dung", max_length=30
                            ),
                        ),
                        (
                            "object_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("decision", "Quyết định hành chính"),
                                    ("act", "Hành vi hành chính"),
                                    ("parcel", "Thửa đất"),
                                    ("project", "Dự án, công trình"),
                                    ("other", "Đối tượng khác"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "object_reference",
                            models.CharField(
                                blank=True,
                                help_text="số tờ, số thửa; dự án; số, ngày quyết định",
                                max_length=300,
                            ),
                        ),
                        (
                            "contested_on",
                            models.DateField(
                                help_text="ngày nhận, biết quyết định, hành vi", null=True
                            ),
                        ),
                        (
                            "is_anonymous",
                            models.BooleanField(
                                default=False, help_text="không rõ người tố cáo, mạo danh"
                            ),
                        ),
                        (
                            "is_discipline",
                            models.BooleanField(
                                default=False, help_text="khiếu nại quyết định kỷ luật"
                            ),
                        ),
                        (
                            "text_bands",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("summary", models.CharField(max_length=300)),
                        ("content", models.TextField()),
                        ("is_first_time", models.BooleanField(default=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Chờ xử lý"),
                                    ("accepted", "Đang giải quyết"),
                                    ("processed", "Đã xử lý"),
                                    ("resolved", "Đã giải quyết"),
                                    ("withdrawn", "Đã rút đơn"),
                                ],
                                default="received",
                                max_length=10,
                            ),
                        ),
                        ("is_competent", models.BooleanField(null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accept", "Thụ lý giải quyết"),
                                    ("not_accept", "Không thụ lý, có thông báo"),
                                    ("guide", "Hướng dẫn"),
                                    ("transfer", "Chuyển đơn"),
                                    ("return", "Trả lại đơn"),
                                    ("file", "Lưu đơn"),
                                    ("urge", "Đôn đốc cấp dưới giải quyết"),
                                    ("prosecute", "Chuyển cơ quan điều tra, kiểm sát, tòa án"),
                                    ("party", "Chuyển cơ quan của Đảng"),
                                    ("merge", "Ghép vào hồ sơ đang giải quyết"),
                                    ("check", "Chuyển nội dung để thanh tra, kiểm tra"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("outcome_note", models.TextField(blank=True)),
                        ("processed_on", models.DateField(null=True)),
                        (
                            "processed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("resolved_on", models.DateField(null=True)),
                        ("resolution", models.TextField(blank=True)),
                        ("next_due_on", models.DateField(null=True)),
                        ("next_duty", models.CharField(blank=True, max_length=40)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "holder",
                            models.ForeignKey(
                                help_text="người thụ lý đơn",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "waits_for",
                            models.CharField(
                                choices=[
                                    ("agency", "Chờ cơ quan giải quyết"),
                                    ("approval", "Chờ thủ trưởng duyệt"),
                                    ("citizen", "Chờ công dân"),
                                    ("other", "Chờ cơ quan khác"),
                                ],
                                default="agency",
                                max_length=10,
                            ),
                        ),
                        (
                            "paper_keeper",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper_place",
                            models.CharField(
                                blank=True, help_text="nơi để hồ sơ giấy", max_length=120
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "-received_on", "-id"], name="petition_by_agency"
                            ),
                            models.Index(fields=["-received_on", "-id"], name="petition_newest"),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("petitioner_label"),
                                    name="gin_trgm_ops",
                                ),
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("summary"),
                                    name="gin_trgm_ops",
                                ),
                                condition=models.Q(("secrecy__gt", 0)),
                                name="petition_sealed_by_words",
                            ),
                            models.Index(
                                condition=models.Q(("next_due_on__isnull", False)),
                                fields=["agency", "next_due_on", "id"],
                                name="petition_by_due",
                            ),
                            models.Index(
                                fields=["agency", "-processed_on"], name="petition_by_processing"
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("holder__isnull", False), ("next_due_on__isnull", False)
                                ),
                                fields=["holder", "next_due_on", "id"],
                                name="petition_by_holder",
                            ),
                            models.Index(
                                condition=models.Q(("state", "received")),
                                fields=["agency", "received_on"],
                                name="petition_waiting_by_age",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["received", "accepted"])),
                                fields=["agency", "holder", "next_due_on"],
                                name="petition_running_by_holder",
                            ),
                            models.Index(
                                condition=models.Q(("waits_for", "approval")),
                                fields=["agency", "next_due_on"],
                                name="petition_waiting_for_head",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("holder__isnull", False),
                                    ("waits_for__in", ["citizen", "other"]),
                                ),
                                fields=["holder", "next_due_on"],
                                name="petition_waiting_for_others",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("state__in", ["received", "accepted"]),
                                    ("subject_code__in", ["cong_chuc.nhan_su", "cong_chuc.ung_cu"]),
                                ),
                                fields=["agency", "next_due_on", "id"],
                                name="petition_about_personnel",
                            ),
                            models.Index(
                                condition=models.Q(("signatories__gte", 5)),
                                fields=["matter", "received_on"],
                                name="petition_signed_by_many",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["text_bands"], name="petition_by_text_band"
                            ),
                            models.Index(
                                condition=models.Q(("sender_document", ""), _negated=True),
                                fields=["agency", "sender_document"],
                                name="petition_by_letter",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("signatories__gt", 0)),
                                name="petition_is_signed_by_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome", ""),
                                        ("processed_on__isnull", True),
                                        ("state", "received"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "received"), _negated=True),
                                        models.Q(("outcome", ""), _negated=True),
                                        ("processed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="petition_processed_has_outcome_and_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("resolved_on__isnull", False), ("state", "resolved")),
                                    models.Q(
                                        models.Q(("state", "resolved"), _negated=True),
                                        ("resolved_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="petition_resolved_has_its_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("processed_on__isnull", True),
                                    ("processed_on__gte", models.F("received_on")),
                                    _connector="OR",
                                ),
                                name="petition_is_processed_after_receipt",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resolved_on__isnull", True),
                                    ("resolved_on__gte", models.F("processed_on")),
                                    _connector="OR",
                                ),
                                name="petition_is_resolved_after_processing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "denunciation"), _negated=True),
                                    models.Q(("person__isnull", True), ("secrecy__gte", 1)),
                                    _connector="OR",
                                ),
                                name="petition_of_denunciation_names_nobody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Clock",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to="complaints.matter",
                            ),
                        ),
                        (
                            "petition",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to="complaints.petition",
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
                        ("rule_code", models.CharField(max_length=40)),
                        ("branches", models.JSONField(default=list)),
                        ("started_on", models.DateField()),
                        ("due_on", models.DateField(null=True)),
                        ("finished_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("finished_on__isnull", True)),
                                fields=["agency", "due_on"],
                                name="clock_open_by_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("matter", "petition", "rule_code", "started_on"),
                                name="clock_runs_once_per_start",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_on__isnull", True),
                                    ("finished_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="clock_finishes_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockEvent",
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
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="complaints.clock",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("pause", "Tạm đình chỉ"),
                                    ("resume", "Tiếp tục giải quyết"),
                                    ("extend", "Gia hạn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("ground", models.CharField(max_length=300)),
                        ("document", models.CharField(max_length=200)),
                        ("signer", models.CharField(blank=True, max_length=120)),
                        ("days", models.PositiveSmallIntegerField(default=0)),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["happened_on", "entered_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground", ""), _negated=True),
                                    models.Q(("document", ""), _negated=True),
                                ),
                                name="clock_event_has_ground_and_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("days__gt", 0), ("kind", "extend")),
                                    models.Q(
                                        models.Q(("kind", "extend"), _negated=True), ("days", 0)
                                    ),
                                    _connector="OR",
                                ),
                                name="clock_event_days_only_for_extension",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                            "petition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="complaints.petition",
                            ),
                        ),
                        ("number", models.CharField(max_length=120)),
                        ("decided_on", models.DateField()),
                        ("signer", models.CharField(max_length=120)),
                        (
                            "finding",
                            models.CharField(
                                choices=[
                                    ("right", "Đúng"),
                                    ("partly", "Đúng một phần"),
                                    ("wrong", "Sai"),
                                    ("on_purpose", "Cố ý tố cáo sai sự thật"),
                                    ("answered", "Đã trả lời"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "ruling",
                            models.CharField(
                                choices=[
                                    ("keep", "Giữ nguyên"),
                                    ("amend", "Sửa đổi"),
                                    ("cancel_part", "Hủy một phần"),
                                    ("cancel", "Hủy toàn bộ"),
                                    ("stop", "Chấm dứt hành vi"),
                                    ("none", "Không áp dụng"),
                                ],
                                default="none",
                                max_length=12,
                            ),
                        ),
                        ("text", models.TextField()),
                        (
                            "investigation_cases",
                            models.PositiveIntegerField(default=0, help_text="vụ chuyển điều tra"),
                        ),
                        ("investigation_people", models.PositiveIntegerField(default=0)),
                        (
                            "investigation_officials",
                            models.PositiveIntegerField(
                                default=0, help_text="trong đó cán bộ, công chức, viên chức"
                            ),
                        ),
                        ("rights_restored_people", models.PositiveIntegerField(default=0)),
                        ("rights_restored_organisations", models.PositiveIntegerField(default=0)),
                        ("sent_on", models.DateField(null=True)),
                        (
                            "received_on",
                            models.DateField(help_text="ngày người khiếu nại nhận được", null=True),
                        ),
                        ("published_on", models.DateField(null=True)),
                        ("published_how", models.CharField(blank=True, max_length=200)),
                        ("effective_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("signer", ""), _negated=True),
                                ),
                                name="decision_has_number_text_and_signer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_on__isnull", True),
                                    ("sent_on__gte", models.F("decided_on")),
                                    _connector="OR",
                                ),
                                name="decision_is_sent_after_it_was_made",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_on__isnull", True),
                                    ("published_on__gte", models.F("decided_on")),
                                    _connector="OR",
                                ),
                                name="decision_is_published_after_it_was_made",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "investigation_officials__lte",
                                        models.F("investigation_people"),
                                    )
                                ),
                                name="decision_officials_are_among_people",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnforcementItem",
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
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="complaints.decision",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("state_money", "Thu hồi tiền cho Nhà nước"),
                                    ("state_land", "Thu hồi đất cho Nhà nước"),
                                    ("back_money", "Trả lại tiền cho tổ chức, cá nhân"),
                                    ("back_land", "Trả lại đất cho tổ chức, cá nhân"),
                                    ("organisation", "Xử lý hành chính tổ chức"),
                                    ("person", "Xử lý hành chính cá nhân"),
                                    ("investigation", "Chuyển cơ quan điều tra"),
                                    ("other", "Việc khác phải thực hiện"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("what", models.CharField(max_length=300)),
                        ("amount", models.DecimalField(decimal_places=2, default=0, max_digits=18)),
                        (
                            "officials",
                            models.PositiveIntegerField(
                                default=0, help_text="trong đó cán bộ, công chức"
                            ),
                        ),
                        (
                            "in_charge",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("due_on", models.DateField(null=True)),
                        ("done_on", models.DateField(null=True)),
                    ],
                    options={
                        "ordering": ["kind", "due_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)),
                                name="enforcement_is_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True),
                                name="enforcement_says_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnforcementDone",
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="done",
                                to="complaints.enforcementitem",
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=18)),
                        (
                            "people",
                            models.PositiveIntegerField(default=0, help_text="số người bị khởi tố"),
                        ),
                        ("officials", models.PositiveIntegerField(default=0)),
                        ("done_on", models.DateField()),
                        ("document", models.CharField(blank=True, max_length=200)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["done_on", "entered_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)),
                                name="enforcement_done_not_negative",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExclusionLift",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exclusion_lifts",
                                to="complaints.matter",
                            ),
                        ),
                        ("exclusion_key", models.BigIntegerField()),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("excluded_reason", models.CharField(max_length=200)),
                        ("excluded_at", models.DateTimeField()),
                        ("document_number", models.CharField(max_length=60)),
                        ("document_date", models.DateField()),
                        (
                            "issuer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("central_issuer", models.CharField(blank=True, max_length=120)),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Chờ xác nhận"),
                                    ("confirmed", "Đã xác nhận"),
                                    ("refused", "Không xác nhận"),
                                ],
                                default="entered",
                                max_length=10,
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
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
                    ],
                    options={
                        "ordering": ["-entered_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("exclusion_key",),
                                name="exclusion_is_lifted_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="exclusion_is_lifted_by_two_custodians",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entered_by", models.F("user")), _negated=True),
                                    models.Q(
                                        ("decided_by__isnull", True),
                                        models.Q(("decided_by", models.F("user")), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="exclusion_is_not_lifted_by_the_excluded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("state", "entered"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="exclusion_lift_decided_has_when_and_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("issuer__isnull", True),
                                        models.Q(("central_issuer", ""), _negated=True),
                                    ),
                                    models.Q(("central_issuer", ""), ("issuer__isnull", False)),
                                    _connector="OR",
                                ),
                                name="exclusion_lift_names_one_issuer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("document_number", ""), _negated=True),
                                name="exclusion_lift_names_its_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedOriginal",
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
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sealed_originals",
                                to="complaints.matter",
                            ),
                        ),
                        ("key_id", models.CharField(max_length=16)),
                        ("wrapped_key", models.BinaryField()),
                        ("cipher", models.BinaryField()),
                        ("sealed_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="RedactedCopy",
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
                            "original",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="complaints.sealedoriginal",
                            ),
                        ),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                            ),
                        ),
                        ("areas", models.JSONField(default=dict)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("withdrawn_why", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("original",),
                                name="original_has_one_standing_copy",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_at__isnull", True),
                                        ("withdrawn_by__isnull", True),
                                        ("withdrawn_why", ""),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__gte", models.F("made_at")),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawn_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="copy_withdrawn_says_who_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamMember",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="team",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, max_length=160)),
                        ("is_head", models.BooleanField(default=False)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_head", True), ("until_on__isnull", True)),
                                fields=("petition",),
                                name="team_has_one_head",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="team_member_leaves_after_joining",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="complaints.petition",
                            ),
                        ),
                        ("what", models.CharField(max_length=300)),
                        ("asked_of", models.CharField(blank=True, max_length=200)),
                        ("asked_on", models.DateField(null=True)),
                        ("due_on", models.DateField(null=True)),
                        ("received_on", models.DateField(null=True)),
                        ("received_from", models.CharField(blank=True, max_length=200)),
                        ("pages", models.PositiveIntegerField(null=True)),
                        (
                            "condition",
                            models.CharField(
                                blank=True, help_text="bản gốc, sao y, tình trạng", max_length=120
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_on__isnull", False),
                                    ("received_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="evidence_was_asked_or_received",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_on__isnull", True),
                                    ("received_on__isnull", True),
                                    ("received_on__gte", models.F("asked_on")),
                                    _connector="OR",
                                ),
                                name="evidence_comes_after_it_was_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dialogue",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dialogues",
                                to="complaints.petition",
                            ),
                        ),
                        ("planned_at", models.DateTimeField()),
                        ("place", models.CharField(max_length=200)),
                        ("chair", models.CharField(max_length=160)),
                        ("notice_on", models.DateField()),
                        ("notice_document", models.CharField(blank=True, max_length=120)),
                        ("held_on", models.DateField(null=True)),
                        ("content", models.TextField(blank=True)),
                        ("result", models.TextField(blank=True)),
                        ("copies", models.PositiveSmallIntegerField(default=3)),
                        (
                            "missed",
                            models.BooleanField(
                                default=False, help_text="người khiếu nại vắng, không tổ chức được"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["planned_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_on__isnull", True),
                                    models.Q(("result", ""), _negated=True),
                                    ("missed", True),
                                    _connector="OR",
                                ),
                                name="dialogue_held_has_a_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_on__isnull", True), ("copies__gte", 3), _connector="OR"
                                ),
                                name="dialogue_minutes_are_three",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DialogueParty",
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
                            "dialogue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="complaints.dialogue",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "Người chủ trì"),
                                    ("complainant", "Người khiếu nại"),
                                    (
                                        "representative",
                                        "Người đại diện, luật sư, trợ giúp viên pháp lý",
                                    ),
                                    ("respondent", "Người bị khiếu nại"),
                                    ("concerned", "Người có quyền, nghĩa vụ liên quan"),
                                    ("organisation", "Cơ quan, tổ chức liên quan"),
                                    ("secretary", "Người ghi biên bản"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        (
                            "attendance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("present", "Có mặt"),
                                    ("excused", "Vắng có lý do"),
                                    ("absent", "Vắng không có lý do chính đáng"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("attendance", "excused"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="dialogue_excuse_has_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StayOrder",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stays",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                help_text="quyết định bị tạm đình chỉ thi hành", max_length=300
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("document", models.CharField(max_length=120)),
                        ("from_on", models.DateField()),
                        ("lifted_on", models.DateField(null=True)),
                        ("lifted_document", models.CharField(blank=True, max_length=120)),
                        ("lifted_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_on__isnull", True)),
                                fields=("petition",),
                                name="stay_runs_once_per_petition",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifted_on__isnull", True),
                                    ("lifted_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="stay_is_lifted_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FileReading",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="file_readings",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("chair", "Người chủ trì"),
                                    ("complainant", "Người khiếu nại"),
                                    (
                                        "representative",
                                        "Người đại diện, luật sư, trợ giúp viên pháp lý",
                                    ),
                                    ("respondent", "Người bị khiếu nại"),
                                    ("concerned", "Người có quyền, nghĩa vụ liên quan"),
                                    ("organisation", "Cơ quan, tổ chức liên quan"),
                                    ("secretary", "Người ghi biên bản"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("what", models.CharField(max_length=300)),
                        (
                            "kept_back",
                            models.CharField(
                                blank=True, help_text="phần không cung cấp, lý do", max_length=300
                            ),
                        ),
                        ("read_on", models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name="SignalAssessment",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
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
                        ("weights_version", models.CharField(max_length=40)),
                        ("as_of", models.DateField()),
                        ("factors", models.JSONField(default=list)),
                        ("total", models.PositiveSmallIntegerField(default=0)),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("watch", "Theo dõi"),
                                    ("warning", "Cảnh báo"),
                                    ("hot", "Điểm nóng"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("facts_key", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["matter", "-made_at"], name="assessment_by_matter")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("matter", "facts_key", "weights_version"),
                                name="assessment_is_made_once_per_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HotSpot",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hotspots",
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
                            "level",
                            models.CharField(
                                choices=[
                                    ("watch", "Theo dõi"),
                                    ("warning", "Cảnh báo"),
                                    ("hot", "Điểm nóng"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Đề xuất, chờ xác nhận"),
                                    ("confirmed", "Đã xác nhận"),
                                    ("rejected", "Không xác nhận"),
                                    ("closed", "Đã kết thúc"),
                                    ("lapsed", "Căn cứ không còn"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        ("raised_note", models.TextField()),
                        ("raised_at", models.DateTimeField()),
                        (
                            "raised_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hotspots",
                                to="complaints.signalassessment",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                help_text="người phụ trách",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("review_on", models.DateField(help_text="ngày xem lại", null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decision_note", models.TextField(blank=True)),
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
                        ("result", models.TextField(blank=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "state", "-raised_at"], name="hotspot_by_state"
                            ),
                            models.Index(
                                fields=["state", "-raised_at", "-id"],
                                name="hotspot_newest_by_state",
                            ),
                            models.Index(fields=["-raised_at", "-id"], name="hotspot_newest"),
                            models.Index(
                                condition=models.Q(
                                    ("review_on__isnull", False), ("state", "confirmed")
                                ),
                                fields=["review_on"],
                                name="hotspot_by_review_day",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("raised_by__isnull", False),
                                    ("assessment__isnull", False),
                                    _connector="OR",
                                ),
                                name="hotspot_is_raised_by_a_person_or_by_signals",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "lapsed"), _negated=True),
                                    ("raised_by__isnull", True),
                                    _connector="OR",
                                ),
                                name="hotspot_of_a_person_does_not_lapse",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["proposed", "confirmed"])),
                                fields=("matter",),
                                name="hotspot_is_open_once_per_matter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True), ("decided_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False), ("decided_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="hotspot_decision_has_when_and_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("state__in", ["proposed", "lapsed"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ["proposed", "lapsed"]), _negated=True
                                        ),
                                        ("decided_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="hotspot_decided_unless_proposed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("closed_by__isnull", False),
                                        ("state", "closed"),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "closed"), _negated=True),
                                        ("closed_at__isnull", True),
                                        ("closed_by__isnull", True),
                                        ("result", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="hotspot_closed_has_result_when_and_who",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HotSpotEvent",
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
                            "hotspot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="complaints.hotspot",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("proposed", "Đề xuất"),
                                    ("refreshed", "Cập nhật đề xuất"),
                                    ("dropped", "Căn cứ không còn"),
                                    ("confirmed", "Xác nhận"),
                                    ("rejected", "Không xác nhận"),
                                    ("level", "Đổi mức"),
                                    ("owner", "Giao người phụ trách"),
                                    ("review", "Hẹn xem lại"),
                                    ("measure", "Biện pháp"),
                                    ("situation", "Báo cáo tình hình"),
                                    ("closed", "Kết thúc theo dõi"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("old", models.CharField(blank=True, max_length=120)),
                        ("new", models.CharField(blank=True, max_length=120)),
                        ("note", models.TextField(blank=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [
                            models.Index(fields=["hotspot", "at"], name="hotspot_event_in_order")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HotMeasure",
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
                            "hotspot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="complaints.hotspot",
                            ),
                        ),
                        ("text", models.CharField(max_length=500)),
                        (
                            "in_charge",
                            models.ForeignKey(
                                help_text="đơn vị thực hiện",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("done_on", models.DateField(null=True)),
                        ("result", models.CharField(blank=True, max_length=500)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="hot_measure_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_on__isnull", True), ("result", "")),
                                    models.Q(
                                        ("done_on__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hot_measure_done_has_its_result",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SituationReport",
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
                            "hotspot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="situations",
                                to="complaints.hotspot",
                            ),
                        ),
                        ("happened_at", models.DateTimeField()),
                        ("place", models.CharField(max_length=200)),
                        ("people_count", models.PositiveIntegerField()),
                        (
                            "representatives",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="số người đại diện"
                            ),
                        ),
                        (
                            "situation",
                            models.CharField(
                                choices=[
                                    ("calm", "Bình thường"),
                                    ("crowded", "Đông người, trật tự"),
                                    ("tense", "Căng thẳng, đã hòa dịu"),
                                    ("escalating", "Căng thẳng, chưa hòa dịu"),
                                    ("dispersed", "Công dân đã trở về"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("done", models.TextField(help_text="đã làm gì")),
                        ("proposal", models.TextField(blank=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-happened_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("done", ""), _negated=True),
                                name="situation_says_what_was_done",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("representatives__lte", models.F("people_count"))
                                ),
                                name="situation_represents_no_more_than_came",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePaper",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "form_code",
                            models.CharField(
                                help_text="124-03, 31-12, tt05-01, ...", max_length=40
                            ),
                        ),
                        (
                            "title",
                            models.CharField(help_text="không ghi tên người", max_length=200),
                        ),
                        ("values", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Dự thảo"),
                                    ("submitted", "Chờ duyệt"),
                                    ("approved", "Đã duyệt"),
                                    ("issued", "Đã phát hành"),
                                    ("dropped", "Đã bỏ"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("signer_name", models.CharField(blank=True, max_length=120)),
                        ("signer_title", models.CharField(blank=True, max_length=160)),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("drafted_at", models.DateTimeField()),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("returned_note", models.CharField(blank=True, max_length=300)),
                        (
                            "issued",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_paper",
                                to="records.issueddocument",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["-drafted_at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["petition", "form_code"], name="paper_by_petition"
                            ),
                            models.Index(
                                condition=models.Q(("state", "submitted")),
                                fields=["drafted_at"],
                                name="paper_submitted",
                            ),
                            models.Index(
                                condition=models.Q(("state", "draft")),
                                fields=["drafted_by", "drafted_at"],
                                name="paper_draft_by_drafter",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issued__isnull", False), ("state", "issued")),
                                    models.Q(
                                        models.Q(("state", "issued"), _negated=True),
                                        ("issued__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="paper_issued_has_its_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(
                                        ("approved_by", models.F("drafted_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="paper_is_approved_by_a_second_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["approved", "issued"]), _negated=True),
                                    ("approved_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="paper_approved_says_by_whom",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperSend",
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
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sends",
                                to="complaints.casepaper",
                            ),
                        ),
                        ("to_whom", models.CharField(max_length=200)),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("hand", "Giao trực tiếp"),
                                    ("post", "Bưu chính"),
                                    ("electronic", "Hệ thống văn bản điện tử"),
                                    ("posted", "Niêm yết"),
                                    ("meeting", "Công bố tại cuộc họp"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("sent_on", models.DateField()),
                        ("proof", models.CharField(blank=True, max_length=200)),
                        ("received_on", models.DateField(null=True)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["sent_on", "entered_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_on__isnull", True),
                                    ("received_on__gte", models.F("sent_on")),
                                    _connector="OR",
                                ),
                                name="paper_is_received_after_it_was_sent",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormConfirmation",
                    fields=[
                        (
                            "form_code",
                            models.CharField(max_length=40, primary_key=True, serialize=False),
                        ),
                        ("source", models.CharField(max_length=300)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="PetitionParty",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="complaints.petition",
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
                        ("full_name", models.CharField(max_length=120)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("petitioner", "Người đứng đơn"),
                                    ("representative", "Người đại diện của nhóm"),
                                    ("authorised", "Người được ủy quyền"),
                                    ("lawyer", "Luật sư, trợ giúp viên pháp lý"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "proof",
                            models.CharField(
                                blank=True, help_text="giấy ủy quyền, thẻ luật sư", max_length=200
                            ),
                        ),
                        ("has_signed", models.BooleanField(default=True)),
                        ("withdrawn_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["petition", "role"], name="party_by_petition")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("full_name", ""), _negated=True),
                                name="party_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role", "petitioner"),
                                    ("withdrawn_on__isnull", True),
                                    _connector="OR",
                                ),
                                name="party_withdraws_only_own_petition",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PetitionLink",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="linked_from",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("split", "Tách từ đơn nhiều nội dung"),
                                    ("duplicate", "Đơn trùng"),
                                    ("merged", "Ghép vào hồ sơ"),
                                    ("again", "Gửi lại sau khi đã hướng dẫn, xử lý"),
                                    ("second", "Khiếu nại lần hai, tố cáo tiếp của"),
                                    ("related", "Liên quan"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "before",
                            models.JSONField(
                                default=dict, help_text="tình trạng trước khi ghép, để tách lại"
                            ),
                        ),
                        (
                            "linked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("linked_at", models.DateTimeField()),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        ("undone_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("petition", models.F("other")), _negated=True),
                                name="link_is_between_two_petitions",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("petition", "other", "kind"),
                                name="link_is_made_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "merged"), ("undone_at__isnull", True)),
                                fields=("petition",),
                                name="petition_is_merged_into_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("undone_at__isnull", True),
                                        ("undone_by__isnull", True),
                                        ("undone_reason", ""),
                                    ),
                                    models.Q(
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                        models.Q(("undone_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="link_undone_has_who_when_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperHandover",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handovers",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "given_to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("place", models.CharField(max_length=120)),
                        ("content", models.CharField(help_text="bút lục, số tờ", max_length=300)),
                        ("given_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField(null=True)),
                        ("refused_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["-given_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("received_at__isnull", True), ("refused_reason", "")
                                ),
                                fields=["given_to", "given_at"],
                                name="handover_waiting_for",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_by", models.F("given_to")), _negated=True
                                ),
                                name="handover_is_between_two",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("received_at__isnull", True), ("refused_reason", "")
                                ),
                                fields=("petition",),
                                name="handover_waits_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceAlias",
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
                        ("folded", models.CharField(db_index=True, max_length=120)),
                        ("old_name", models.CharField(max_length=120)),
                        ("commune_code", models.CharField(max_length=10)),
                        ("commune", models.CharField(max_length=120)),
                        ("source", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("folded", "commune_code"), name="place_alias_is_said_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proceeding",
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
                            "petition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proceeding",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("complaint_1", "Giải quyết khiếu nại lần đầu"),
                                    ("complaint_2", "Giải quyết khiếu nại lần hai"),
                                    (
                                        "discipline",
                                        "Giải quyết khiếu nại quyết định kỷ luật cán bộ, công chức",
                                    ),
                                    ("denunciation", "Giải quyết tố cáo"),
                                    ("denunciation_again", "Giải quyết tố cáo tiếp"),
                                    ("recommendation", "Xử lý kiến nghị, phản ánh"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("intake", "Chờ thụ lý"),
                                    ("not_accepted", "Không thụ lý"),
                                    ("reviewing", "Đang xem xét tố cáo tiếp"),
                                    ("accepted", "Đã thụ lý"),
                                    ("verifying", "Đang xác minh"),
                                    ("reported", "Đã có báo cáo xác minh"),
                                    ("suspended", "Đang tạm đình chỉ"),
                                    ("terminated", "Đã đình chỉ"),
                                    ("decided", "Đã có quyết định, kết luận"),
                                    ("in_effect", "Quyết định đã có hiệu lực"),
                                    ("enforcing", "Đang thi hành"),
                                    ("appealed", "Đã khiếu nại lần hai, khởi kiện"),
                                    ("closed", "Đã kết thúc"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "stage_before",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("intake", "Chờ thụ lý"),
                                    ("not_accepted", "Không thụ lý"),
                                    ("reviewing", "Đang xem xét tố cáo tiếp"),
                                    ("accepted", "Đã thụ lý"),
                                    ("verifying", "Đang xác minh"),
                                    ("reported", "Đã có báo cáo xác minh"),
                                    ("suspended", "Đang tạm đình chỉ"),
                                    ("terminated", "Đã đình chỉ"),
                                    ("decided", "Đã có quyết định, kết luận"),
                                    ("in_effect", "Quyết định đã có hiệu lực"),
                                    ("enforcing", "Đang thi hành"),
                                    ("appealed", "Đã khiếu nại lần hai, khởi kiện"),
                                    ("closed", "Đã kết thúc"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "previous",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_instances",
                                to="complaints.proceeding",
                            ),
                        ),
                        ("accepted_on", models.DateField()),
                        ("acceptance_document", models.CharField(blank=True, max_length=120)),
                        ("criteria", models.JSONField(default=list)),
                        ("is_remote", models.BooleanField(default=False)),
                        ("finished_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["stage"], name="proceeding_by_stage")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "suspended"), ("stage_before__gt", "")),
                                    models.Q(
                                        models.Q(("stage", "suspended"), _negated=True),
                                        ("stage_before", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="proceeding_suspended_knows_where_it_was",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("finished_on__isnull", False),
                                        (
                                            "stage__in",
                                            ["not_accepted", "terminated", "appealed", "closed"],
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "stage__in",
                                                [
                                                    "not_accepted",
                                                    "terminated",
                                                    "appealed",
                                                    "closed",
                                                ],
                                            ),
                                            _negated=True,
                                        ),
                                        ("finished_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="proceeding_ended_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProceedingEvent",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("accept", "Thụ lý"),
                                    ("refuse", "Không thụ lý"),
                                    ("notify", "Thông báo việc thụ lý"),
                                    ("assign", "Giao xác minh"),
                                    ("request_evidence", "Yêu cầu cung cấp thông tin, tài liệu"),
                                    ("receive_evidence", "Nhận thông tin, tài liệu"),
                                    ("ask_expert", "Trưng cầu giám định"),
                                    ("expert_answer", "Nhận kết quả giám định"),
                                    ("work", "Làm việc, lập biên bản"),
                                    ("stay", "Tạm đình chỉ thi hành quyết định bị khiếu nại"),
                                    ("lift_stay", "Hủy bỏ việc tạm đình chỉ thi hành"),
                                    ("note_complex", "Ghi nhận vụ việc phức tạp"),
                                    ("extend", "Gia hạn giải quyết"),
                                    ("invite_dialogue", "Thông báo đối thoại"),
                                    ("hold_dialogue", "Ghi biên bản đối thoại"),
                                    ("report", "Báo cáo kết quả xác minh"),
                                    ("withdraw_part", "Ghi rút một phần"),
                                    ("withdraw_whole", "Ghi rút toàn bộ"),
                                    ("suspend", "Tạm đình chỉ giải quyết"),
                                    ("resume", "Tiếp tục giải quyết"),
                                    ("terminate", "Đình chỉ giải quyết"),
                                    ("reopen", "Mở lại để xem xét, giải quyết"),
                                    ("decide", "Ban hành quyết định, kết luận"),
                                    ("send", "Gửi văn bản"),
                                    ("publish", "Công khai"),
                                    ("take_effect", "Ghi nhận quyết định có hiệu lực"),
                                    ("appeal", "Ghi khiếu nại lần hai, khởi kiện"),
                                    ("start_enforcing", "Tổ chức thi hành"),
                                    ("record_done", "Ghi kết quả thi hành"),
                                    ("handle", "Xử lý kết luận nội dung tố cáo"),
                                    ("report_handling", "Báo kết quả xử lý"),
                                    ("demand_report", "Yêu cầu báo cáo vụ tố cáo quá hạn"),
                                    ("overdue_report", "Báo cáo vụ tố cáo quá hạn"),
                                    ("refuse_again", "Không giải quyết lại tố cáo tiếp"),
                                    ("answer", "Trả lời kiến nghị, phản ánh"),
                                    ("read_file", "Cho đọc, sao chụp hồ sơ"),
                                    ("close", "Kết thúc hồ sơ"),
                                    ("correct", "Đính chính một việc đã ghi"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        (
                            "stage_before",
                            models.CharField(
                                choices=[
                                    ("intake", "Chờ thụ lý"),
                                    ("not_accepted", "Không thụ lý"),
                                    ("reviewing", "Đang xem xét tố cáo tiếp"),
                                    ("accepted", "Đã thụ lý"),
                                    ("verifying", "Đang xác minh"),
                                    ("reported", "Đã có báo cáo xác minh"),
                                    ("suspended", "Đang tạm đình chỉ"),
                                    ("terminated", "Đã đình chỉ"),
                                    ("decided", "Đã có quyết định, kết luận"),
                                    ("in_effect", "Quyết định đã có hiệu lực"),
                                    ("enforcing", "Đang thi hành"),
                                    ("appealed", "Đã khiếu nại lần hai, khởi kiện"),
                                    ("closed", "Đã kết thúc"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "stage_after",
                            models.CharField(
                                choices=[
                                    ("intake", "Chờ thụ lý"),
                                    ("not_accepted", "Không thụ lý"),
                                    ("reviewing", "Đang xem xét tố cáo tiếp"),
                                    ("accepted", "Đã thụ lý"),
                                    ("verifying", "Đang xác minh"),
                                    ("reported", "Đã có báo cáo xác minh"),
                                    ("suspended", "Đang tạm đình chỉ"),
                                    ("terminated", "Đã đình chỉ"),
                                    ("decided", "Đã có quyết định, kết luận"),
                                    ("in_effect", "Quyết định đã có hiệu lực"),
                                    ("enforcing", "Đang thi hành"),
                                    ("appealed", "Đã khiếu nại lần hai, khởi kiện"),
                                    ("closed", "Đã kết thúc"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "document",
                            models.CharField(
                                blank=True, help_text="số, ký hiệu văn bản", max_length=200
                            ),
                        ),
                        ("signer", models.CharField(blank=True, max_length=120)),
                        ("ground", models.CharField(blank=True, max_length=300)),
                        ("note", models.TextField(blank=True)),
                        ("data", models.JSONField(default=dict)),
                        ("late_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "corrects",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="complaints.proceedingevent",
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["happened_on", "entered_at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["petition", "happened_on"], name="event_by_petition"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("corrects__isnull", False), ("step", "correct")),
                                    models.Q(
                                        models.Q(("step", "correct"), _negated=True),
                                        ("corrects__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="event_correction_names_what_it_corrects",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        (
                            "petition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="assessment",
                                serialize=False,
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "answers",
                            models.JSONField(
                                default=dict, help_text="mã dòng → co | khong | khong_ap_dung"
                            ),
                        ),
                        ("notes", models.JSONField(default=dict)),
                        ("is_eligible", models.BooleanField(null=True)),
                        (
                            "competent_agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("competent_name", models.CharField(blank=True, max_length=200)),
                        (
                            "assessed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("assessed_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Proposal",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("accept", "Thụ lý giải quyết"),
                                    ("not_accept", "Không thụ lý, có thông báo"),
                                    ("guide", "Hướng dẫn"),
                                    ("transfer", "Chuyển đơn"),
                                    ("return", "Trả lại đơn"),
                                    ("file", "Lưu đơn"),
                                    ("urge", "Đôn đốc cấp dưới giải quyết"),
                                    ("prosecute", "Chuyển cơ quan điều tra, kiểm sát, tòa án"),
                                    ("party", "Chuyển cơ quan của Đảng"),
                                    ("merge", "Ghép vào hồ sơ đang giải quyết"),
                                    ("check", "Chuyển nội dung để thanh tra, kiểm tra"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("is_competent", models.BooleanField()),
                        (
                            "grounds",
                            models.JSONField(
                                default=list, help_text="mã căn cứ (điều 11, điều 25, ...)"
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("branches", models.JSONField(default=list)),
                        (
                            "to_agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("to_name", models.CharField(blank=True, max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Chờ duyệt"),
                                    ("approved", "Đã duyệt"),
                                    ("returned", "Trả lại để làm rõ"),
                                    ("taken_back", "Người đề xuất rút lại"),
                                ],
                                default="proposed",
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
                        ("decision_note", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["-proposed_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "returned")),
                                fields=["proposed_by", "-proposed_at"],
                                name="proposal_returned_to",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("petition",),
                                name="proposal_waits_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    ("state", "taken_back"),
                                    models.Q(
                                        ("decided_by", models.F("proposed_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="proposal_is_decided_by_a_second_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("state", "proposed"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "proposed"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="proposal_decided_has_when_and_who",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("accept", "Thụ lý giải quyết"),
                                    ("not_accept", "Không thụ lý, có thông báo"),
                                    ("guide", "Hướng dẫn"),
                                    ("transfer", "Chuyển đơn"),
                                    ("return", "Trả lại đơn"),
                                    ("file", "Lưu đơn"),
                                    ("urge", "Đôn đốc cấp dưới giải quyết"),
                                    ("prosecute", "Chuyển cơ quan điều tra, kiểm sát, tòa án"),
                                    ("party", "Chuyển cơ quan của Đảng"),
                                    ("merge", "Ghép vào hồ sơ đang giải quyết"),
                                    ("check", "Chuyển nội dung để thanh tra, kiểm tra"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("to_name", models.CharField(max_length=200)),
                        ("document", models.CharField(blank=True, max_length=200)),
                        ("sent_on", models.DateField()),
                        ("answer_due_on", models.DateField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("sent", "Đã chuyển, chờ trả lời"),
                                    ("answered", "Đã có trả lời"),
                                    ("returned", "Nơi nhận trả lại"),
                                    ("closed", "Không cần trả lời"),
                                ],
                                default="sent",
                                max_length=10,
                            ),
                        ),
                        ("answered_on", models.DateField(null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("answer_document", models.CharField(blank=True, max_length=200)),
                        ("told_citizen_on", models.DateField(null=True)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("to_path", models.CharField(blank=True, max_length=200)),
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
                            "receipt",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("waiting", "Chờ tiếp nhận"),
                                    ("accepted", "Đã tiếp nhận, vào sổ"),
                                    ("refused", "Không tiếp nhận, có lý do"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("receive_by", models.DateField(help_text="hạn tiếp nhận", null=True)),
                        ("receipt_on", models.DateField(null=True)),
                        (
                            "receipt_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("receipt_note", models.TextField(blank=True)),
                        (
                            "wrong_competence",
                            models.BooleanField(
                                default=False, help_text="nơi nhận trả lời: không thuộc thẩm quyền"
                            ),
                        ),
                        (
                            "became",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="came_from",
                                to="complaints.petition",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-sent_on", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("receipt", ""), _negated=True),
                                fields=["to_agency", "receipt", "-sent_on", "-id"],
                                name="transfer_inbox",
                            ),
                            models.Index(
                                fields=["state", "answer_due_on"], name="transfer_unanswered"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_name", ""), _negated=True),
                                name="transfer_has_a_receiver",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on__isnull", True),
                                    ("answered_on__gte", models.F("sent_on")),
                                    _connector="OR",
                                ),
                                name="transfer_is_answered_after_it_was_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "answered"), _negated=True),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_answered_says_what_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("receipt", ""), ("to_agency__isnull", False), _connector="OR"
                                ),
                                name="transfer_is_taken_in_inside_the_house",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("receipt__in", ["", "waiting"]),
                                        ("receipt_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("became__isnull", False),
                                        ("receipt", "accepted"),
                                        ("receipt_on__isnull", False),
                                    ),
                                    models.Q(
                                        ("receipt", "refused"),
                                        ("receipt_on__isnull", False),
                                        models.Q(("receipt_note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_receipt_says_when_and_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseUrge",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="urges",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="urges",
                                to="complaints.matter",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                help_text="cơ quan đôn đốc",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("to_path", models.CharField(max_length=200)),
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
                        ("content", models.TextField()),
                        ("document", models.CharField(blank=True, max_length=200)),
                        ("urged_on", models.DateField()),
                        ("answer_due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Chờ trả lời"),
                                    ("answered", "Đã trả lời"),
                                    ("taken_back", "Đã thôi đôn đốc"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("answered_on", models.DateField(null=True)),
                        ("answer", models.TextField(blank=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "urged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-urged_on", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["to_agency", "state", "answer_due_on"],
                                name="urge_waits_for",
                            ),
                            models.Index(
                                fields=["agency", "-urged_on", "-id"], name="urge_by_agency"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agency", models.F("to_agency")), _negated=True
                                ),
                                name="urge_is_not_of_oneself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("content", ""), _negated=True),
                                name="urge_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer_due_on__gte", models.F("urged_on"))),
                                name="urge_is_due_after_it_is_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "answered"), _negated=True),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="urge_answered_says_what_and_when",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("petition", "agency"),
                                name="urge_waits_once_per_petition",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectionFile",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="protection_files",
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
                        ("secrecy", models.PositiveSmallIntegerField(default=2)),
                        ("code", models.CharField(max_length=20, unique=True)),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("written", "Văn bản đề nghị"),
                                    ("in_person", "Khẩn cấp: trực tiếp đến đề nghị"),
                                    ("phone", "Khẩn cấp: đề nghị qua điện thoại"),
                                    ("own", "Người giải quyết tố cáo tự xem xét"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Chờ xác minh đề nghị"),
                                    ("verified", "Đã xác minh, chờ quyết định"),
                                    ("applied", "Đang áp dụng biện pháp bảo vệ"),
                                    ("refused", "Không áp dụng, đã thông báo lý do"),
                                    ("declined", "Người được bảo vệ từ chối"),
                                    ("ended", "Đã chấm dứt"),
                                ],
                                default="received",
                                max_length=10,
                            ),
                        ),
                        ("requested_on", models.DateField()),
                        (
                            "written_on",
                            models.DateField(help_text="ngày văn bản đề nghị (điều 50)", null=True),
                        ),
                        (
                            "is_founded",
                            models.BooleanField(help_text="kết quả xác minh đề nghị", null=True),
                        ),
                        (
                            "decided_on",
                            models.DateField(help_text="ngày quyết định hoặc thông báo", null=True),
                        ),
                        (
                            "starts_on",
                            models.DateField(
                                help_text="thời điểm bắt đầu bảo vệ (điều 52)", null=True
                            ),
                        ),
                        ("ended_on", models.DateField(null=True)),
                        (
                            "end_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("concluded", "Đã có kết luận nội dung tố cáo (điểm a)"),
                                    ("terminated", "Đã đình chỉ việc giải quyết tố cáo (điểm a)"),
                                    ("no_ground", "Căn cứ áp dụng không còn (điểm b)"),
                                    ("wished", "Người được bảo vệ đề nghị bằng văn bản (điểm b)"),
                                    (
                                        "breach",
                                        "Người được bảo vệ cố ý không thực hiện nghĩa vụ (điểm c)",
                                    ),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-opened_at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["agency", "-opened_at"], name="protection_by_agency"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("secrecy", 2)), name="protection_is_restricted"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ["received", "verified", "applied"])
                                ),
                                fields=("matter",),
                                name="protection_runs_once_a_matter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("way", "written"), _negated=True),
                                    ("written_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="protection_asked_in_writing_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "verified"), _negated=True),
                                    ("is_founded__isnull", False),
                                    _connector="OR",
                                ),
                                name="protection_verified_says_what_was_found",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["applied", "ended"]), _negated=True),
                                    models.Q(
                                        ("decided_on__isnull", False),
                                        ("starts_on__gte", models.F("decided_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="protection_applied_has_its_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    ("decided_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="protection_refused_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_on__gte", models.F("decided_on")),
                                        ("state", "ended"),
                                        models.Q(("end_ground", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "ended"), _negated=True),
                                        ("end_ground", ""),
                                        ("ended_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="protection_ended_says_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectionReader",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readers",
                                to="complaints.protectionfile",
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
                        ("reason", models.CharField(max_length=200)),
                        ("named_at", models.DateTimeField()),
                        (
                            "named_by",
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
                                fields=("file", "user"), name="protection_reader_named_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="protection_reader_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectedPerson",
                    fields=[
                        ("key_id", models.CharField(blank=True, max_length=40)),
                        ("wrapped_key", models.BinaryField(null=True)),
                        ("cipher", models.BinaryField(null=True)),
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="complaints.protectionfile",
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("denouncer", "Người tố cáo"),
                                    ("spouse", "Vợ, chồng"),
                                    ("parent", "Cha đẻ, mẹ đẻ"),
                                    ("adoptive_parent", "Cha nuôi, mẹ nuôi"),
                                    ("child", "Con đẻ"),
                                    ("adopted_child", "Con nuôi"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "working",
                            models.CharField(
                                choices=[
                                    ("official", "Cán bộ, công chức, viên chức"),
                                    ("contract", "Người làm việc theo hợp đồng lao động"),
                                    ("other", "Không thuộc hai diện trên"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["added_at", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("file", "code"), name="protected_person_has_own_code"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("relation", "denouncer")),
                                fields=("file",),
                                name="protection_has_one_denouncer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("relation", "denouncer"), _negated=True),
                                    ("cipher__isnull", True),
                                    _connector="OR",
                                ),
                                name="protected_denouncer_lies_with_the_matter",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectionStep",
                    fields=[
                        ("key_id", models.CharField(blank=True, max_length=40)),
                        ("wrapped_key", models.BinaryField(null=True)),
                        ("cipher", models.BinaryField(null=True)),
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="complaints.protectionfile",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("request", "Ghi đề nghị bảo vệ"),
                                    ("written", "Nhận văn bản sau đề nghị khẩn cấp"),
                                    ("verify", "Ghi kết quả xác minh đề nghị"),
                                    ("apply", "Quyết định áp dụng biện pháp bảo vệ"),
                                    ("refuse", "Thông báo không áp dụng"),
                                    ("letter", "Gửi văn bản phối hợp"),
                                    ("answer", "Ghi trả lời phối hợp"),
                                    ("ask_change", "Ghi đề nghị thay đổi, bổ sung, chấm dứt"),
                                    ("change", "Quyết định thay đổi, bổ sung"),
                                    ("report", "Ghi báo cáo kết quả bảo vệ"),
                                    ("decline", "Ghi việc từ chối được bảo vệ"),
                                    ("end", "Quyết định chấm dứt"),
                                    ("file", "Đưa tài liệu vào hồ sơ"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.issueddocument",
                            ),
                        ),
                        ("data", models.JSONField(default=dict)),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["entered_at", "id"],
                        "indexes": [
                            models.Index(
                                fields=["step", "happened_on"], name="protection_step_by_day"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "step__in",
                                            ["apply", "refuse", "change", "end", "letter"],
                                        ),
                                        _negated=True,
                                    ),
                                    ("document__isnull", False),
                                    _connector="OR",
                                ),
                                name="protection_step_has_its_document",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectionMeasure",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="complaints.protectionfile",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="complaints.protectedperson",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    (
                                        "56.1",
                                        "Giữ bí mật họ tên, địa chỉ, bút tích, thông tin cá nhân",
                                    ),
                                    (
                                        "56.2",
                                        "Lược bỏ thông tin cá nhân khỏi đơn, tài liệu khi giao xác minh",
                                    ),
                                    (
                                        "56.3",
                                        "Bố trí thời gian, địa điểm, phương thức làm việc phù hợp",
                                    ),
                                    ("56.4", "Biện pháp khác để giữ bí mật thông tin"),
                                    ("56.5", "Đề nghị nơi liên quan giữ bí mật thông tin"),
                                    (
                                        "57.1.a",
                                        "Tạm đình chỉ, hủy bỏ quyết định kỷ luật, quyết định xâm phạm quyền lợi",
                                    ),
                                    (
                                        "57.1.b",
                                        "Khôi phục vị trí công tác, thu nhập, lợi ích từ việc làm",
                                    ),
                                    ("57.1.c", "Bố trí công tác khác khi người được bảo vệ đồng ý"),
                                    (
                                        "57.1.d",
                                        "Xử lý, kiến nghị xử lý người trả thù, trù dập, đe dọa",
                                    ),
                                    (
                                        "57.2.a",
                                        "Yêu cầu người sử dụng lao động chấm dứt vi phạm, khôi phục việc làm",
                                    ),
                                    (
                                        "57.2.b",
                                        "Xử lý, kiến nghị xử lý vi phạm của người sử dụng lao động",
                                    ),
                                    ("58.1", "Đưa người được bảo vệ đến nơi an toàn"),
                                    ("58.2", "Bố trí lực lượng, phương tiện trực tiếp bảo vệ"),
                                    ("58.3", "Ngăn chặn, xử lý hành vi xâm hại, đe dọa xâm hại"),
                                    ("58.4", "Yêu cầu người xâm hại, đe dọa chấm dứt hành vi"),
                                    ("58.5", "Biện pháp khác theo quy định của pháp luật"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(null=True)),
                    ],
                    options={
                        "ordering": ["measure", "id"],
                        "indexes": [
                            models.Index(
                                fields=["from_on", "to_on"], name="protection_measure_by_day"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_on__isnull", True)),
                                fields=("person", "measure"),
                                name="protection_measure_stands_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="protection_measure_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtectionLetter",
                    fields=[
                        ("key_id", models.CharField(blank=True, max_length=40)),
                        ("wrapped_key", models.BinaryField(null=True)),
                        ("cipher", models.BinaryField(null=True)),
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="complaints.protectionfile",
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("police", "Cơ quan Công an"),
                                    (
                                        "personnel",
                                        "Cơ quan quản lý cán bộ, công chức, viên chức, lao động",
                                    ),
                                    ("committee", "Ủy ban nhân dân"),
                                    ("union", "Công đoàn"),
                                    ("employer", "Người sử dụng lao động"),
                                    ("other", "Cơ quan, tổ chức khác"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.issueddocument",
                            ),
                        ),
                        ("sent_on", models.DateField()),
                        ("answered_on", models.DateField(null=True)),
                        (
                            "was_done",
                            models.BooleanField(help_text="nơi nhận thực hiện được", null=True),
                        ),
                    ],
                    options={
                        "ordering": ["sent_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_on__isnull", True), ("was_done__isnull", True)
                                    ),
                                    models.Q(
                                        ("answered_on__gte", models.F("sent_on")),
                                        ("was_done__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="protection_letter_answered_says_when_and_what",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdverseNote",
                    fields=[
                        ("key_id", models.CharField(blank=True, max_length=40)),
                        ("wrapped_key", models.BinaryField(null=True)),
                        ("cipher", models.BinaryField(null=True)),
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
                            "matter",
                            models.ForeignKey(
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
                        ("secrecy", models.PositiveSmallIntegerField(default=2)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("desk", "Người đến nói tại nơi tiếp công dân"),
                                    ("recognised", "Người được bảo vệ đến lại"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("visit", models.UUIDField(null=True)),
                        ("told_on", models.DateField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("seen_at", models.DateTimeField(null=True)),
                        (
                            "seen_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "indexes": [
                            models.Index(fields=["agency", "-made_at"], name="adverse_by_agency")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("secrecy", 2)),
                                name="adverse_note_is_restricted",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("visit__isnull", False)),
                                fields=("visit", "source"),
                                name="adverse_note_is_told_once_a_visit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                                    models.Q(
                                        ("seen_at__gte", models.F("made_at")),
                                        ("seen_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="adverse_note_seen_says_by_whom",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewList",
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
                        ("title", models.CharField(max_length=300)),
                        ("criteria", models.JSONField(default=dict)),
                        ("as_of", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Đang lập"), ("issued", "Đã chốt")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("decision_number", models.CharField(blank=True, max_length=60)),
                        ("decision_on", models.DateField(null=True)),
                        (
                            "asked_by",
                            models.CharField(
                                blank=True, help_text="cơ quan cấp trên yêu cầu", max_length=200
                            ),
                        ),
                        (
                            "previous",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="complaints.reviewlist",
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
                        ("made_at", models.DateTimeField()),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("issued_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-as_of", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["agency", "-as_of", "-id"], name="review_list_by_agency"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issued_at__isnull", True), ("state", "draft")),
                                    models.Q(
                                        ("issued_at__isnull", False),
                                        ("issued_by__isnull", False),
                                        ("state", "issued"),
                                        ("decision_on__isnull", False),
                                        models.Q(("decision_number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_list_issued_has_its_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("previous__isnull", True),
                                    models.Q(("previous", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="review_list_does_not_precede_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewItem",
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
                            "review_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="complaints.reviewlist",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review_items",
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
                        ("position", models.PositiveIntegerField(help_text="số thứ tự")),
                        ("kinds", models.JSONField(default=list)),
                        ("snapshot", models.JSONField(default=dict)),
                        (
                            "in_charge",
                            models.ForeignKey(
                                help_text="cơ quan phụ trách",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "leader",
                            models.CharField(
                                blank=True, help_text="lãnh đạo phụ trách", max_length=120
                            ),
                        ),
                        (
                            "obstacles",
                            models.TextField(blank=True, help_text="khó khăn, vướng mắc"),
                        ),
                        ("plan", models.TextField(blank=True, help_text="phương án giải quyết")),
                        ("deadline", models.DateField(null=True)),
                        ("progress", models.TextField(blank=True)),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("pending", "Đang rà soát"),
                                    ("ended", "Đã chấm dứt"),
                                    ("continues", "Tiếp tục giải quyết"),
                                    ("lawsuit", "Công dân khởi kiện tại tòa án"),
                                    ("still", "Đã giải quyết hết thẩm quyền, còn khiếu nại"),
                                ],
                                default="pending",
                                max_length=10,
                            ),
                        ),
                        ("result_on", models.DateField(null=True)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "indexes": [
                            models.Index(
                                fields=["review_list", "position", "id"],
                                name="review_item_in_order",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("review_list", "matter"), name="review_item_is_listed_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "pending"), ("result_on__isnull", True)),
                                    models.Q(
                                        models.Q(("result", "pending"), _negated=True),
                                        ("result_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_item_result_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedIdentity",
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
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sealed_identity",
                                to="complaints.matter",
                            ),
                        ),
                        ("alias", models.CharField(max_length=40)),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("server", "Trên máy chủ này"),
                                    ("apart", "Ở tiến trình giữ danh tính riêng"),
                                    ("paper", "Trong bì niêm phong"),
                                ],
                                db_default="server",
                                default="server",
                                max_length=6,
                            ),
                        ),
                        ("key_id", models.CharField(blank=True, max_length=16)),
                        ("wrapped_key", models.BinaryField()),
                        ("cipher", models.BinaryField()),
                        ("envelope", models.CharField(blank=True, db_default="", max_length=12)),
                        ("number_mark", models.CharField(blank=True, db_default="", max_length=5)),
                        ("phone_mark", models.CharField(blank=True, db_default="", max_length=5)),
                        ("sealed_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("number_mark", ""), _negated=True),
                                fields=["number_mark"],
                                name="sealed_by_number_mark",
                            ),
                            models.Index(
                                condition=models.Q(("phone_mark", ""), _negated=True),
                                fields=["phone_mark"],
                                name="sealed_by_phone_mark",
                            ),
                            models.Index(fields=["key_id"], name="sealed_by_key"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("envelope", ""),
                                        ("place", "server"),
                                        models.Q(("key_id", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("envelope", ""),
                                        ("key_id", ""),
                                        ("number_mark", ""),
                                        ("phone_mark", ""),
                                        ("place", "apart"),
                                    ),
                                    models.Q(
                                        ("key_id", ""),
                                        ("number_mark", ""),
                                        ("phone_mark", ""),
                                        ("place", "paper"),
                                        models.Q(("envelope", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sealed_identity_lies_in_one_place",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("place", "server"),
                                        models.Q(("cipher", b""), _negated=True),
                                        models.Q(("wrapped_key", b""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("place", "server"), _negated=True),
                                        ("cipher", b""),
                                        ("wrapped_key", b""),
                                    ),
                                    _connector="OR",
                                ),
                                name="sealed_identity_here_only_on_server",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("envelope", ""), _negated=True),
                                fields=("envelope",),
                                name="envelope_code_is_used_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdentityRequest",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="identity_requests",
                                to="complaints.matter",
                            ),
                        ),
                        ("reason", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Chờ duyệt"),
                                    ("approved", "Được duyệt"),
                                    ("refused", "Không duyệt"),
                                ],
                                default="asked",
                                max_length=10,
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
                        ("asked_at", models.DateTimeField()),
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
                        ("expires_at", models.DateTimeField(null=True)),
                        ("opened_at", models.DateTimeField(help_text="lần mở đầu tiên", null=True)),
                        (
                            "opened_by",
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
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="identity_request_is_decided_by_a_second_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("expires_at__isnull", False), ("state", "approved")),
                                    models.Q(
                                        models.Q(("state", "approved"), _negated=True),
                                        ("expires_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="identity_request_approved_ends",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("state", "asked"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="identity_request_decided_has_when_and_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("opened_at__isnull", True), ("opened_by__isnull", True)
                                    ),
                                    models.Q(
                                        ("opened_at__isnull", False),
                                        ("opened_by__isnull", False),
                                        ("state", "approved"),
                                    ),
                                    _connector="OR",
                                ),
                                name="identity_request_opened_was_approved",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sighting",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sightings",
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
                            "seen_at",
                            models.CharField(
                                choices=[
                                    ("province", "Trụ sở tiếp công dân cấp tỉnh"),
                                    ("hanoi", "Trụ sở tiếp công dân Trung ương tại Hà Nội"),
                                    ("hcmc", "Trụ sở tiếp công dân Trung ương tại TP. Hồ Chí Minh"),
                                    ("central", "Cơ quan khác của Trung ương"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("seen_on", models.DateField()),
                        ("people_count", models.PositiveIntegerField()),
                        (
                            "reported_by",
                            models.CharField(
                                help_text="cơ quan báo tin, số văn bản", max_length=200
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.event",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("late", "Cấp dưới quá hạn giải quyết"),
                                    ("unanswered", "Cấp dưới chưa trả lời, còn trong thời hạn"),
                                    ("answered", "Cấp dưới đã giải quyết, trả lời"),
                                    ("unknown", "Chưa có đơn ở cấp dưới"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("cause_sentence", models.CharField(max_length=300)),
                        (
                            "cause_note",
                            models.CharField(
                                blank=True,
                                help_text="đính chính nguyên nhân: ngày, lý do, đã ghi gì",
                                max_length=300,
                            ),
                        ),
                        (
                            "void_reason",
                            models.CharField(
                                blank=True, help_text="lý do bỏ lượt ghi nhầm", max_length=200
                            ),
                        ),
                        (
                            "was_heard",
                            models.BooleanField(default=False, help_text="công dân đã được tiếp"),
                        ),
                        (
                            "told",
                            models.TextField(
                                blank=True, help_text="đã giải thích, hướng dẫn những gì"
                            ),
                        ),
                        (
                            "return_way",
                            models.CharField(
                                choices=[
                                    ("not_yet", "Chưa trở về"),
                                    ("themselves", "Tự trở về"),
                                    ("together", "Trở về cùng cán bộ của địa phương, tự nguyện"),
                                    ("stayed", "Ở lại, không trở về"),
                                ],
                                default="not_yet",
                                max_length=10,
                            ),
                        ),
                        ("returned_on", models.DateField(null=True)),
                        (
                            "is_voluntary",
                            models.BooleanField(help_text="việc trở về là tự nguyện", null=True),
                        ),
                        ("result", models.TextField(blank=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-seen_on", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["agency", "-seen_on", "-id"], name="sighting_by_agency"
                            ),
                            models.Index(fields=["-seen_on", "-id"], name="sighting_newest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("void_reason", "")),
                                fields=("matter", "seen_at", "seen_on"),
                                name="sighting_is_counted_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("people_count__gt", 0)),
                                name="sighting_is_of_people",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("was_heard", True), _negated=True),
                                    models.Q(("told", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="sighting_heard_says_what_was_told",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("return_way__in", ["not_yet", "stayed"]),
                                        ("returned_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("is_voluntary", True),
                                        ("return_way__in", ["themselves", "together"]),
                                        ("returned_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="sighting_return_was_voluntary",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_on__isnull", True),
                                    ("returned_on__gte", models.F("seen_on")),
                                    _connector="OR",
                                ),
                                name="sighting_return_is_after_it",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoordinationRequest",
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coordination",
                                to="complaints.matter",
                            ),
                        ),
                        (
                            "sighting",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="complaints.sighting",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("send_staff", "Cử cán bộ đến nơi tiếp công dân"),
                                    ("inform", "Cung cấp thông tin, hồ sơ vụ việc"),
                                    ("dialogue", "Tổ chức đối thoại tại địa phương"),
                                    ("accompany", "Vận động, cùng công dân trở về địa phương"),
                                    ("other", "Việc phối hợp khác"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                help_text="cơ quan yêu cầu",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("to_path", models.CharField(max_length=200)),
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
                        ("subject", models.CharField(max_length=300)),
                        ("asked", models.TextField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("accept_by", models.DateTimeField(help_text="hạn tiếp nhận")),
                        ("answer_by", models.DateTimeField(help_text="hạn trả lời")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Chờ tiếp nhận"),
                                    ("accepted", "Đã tiếp nhận, đang thực hiện"),
                                    ("declined", "Không tiếp nhận, có lý do"),
                                    ("done", "Đã thực hiện, đã trả lời"),
                                    ("taken_back", "Đã rút yêu cầu"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(null=True)),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "staff_count",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="số cán bộ được cử"
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
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
                        "indexes": [
                            models.Index(
                                fields=["to_agency", "state", "answer_by"],
                                name="coordination_waits_for",
                            ),
                            models.Index(
                                fields=["agency", "-asked_at", "-id"], name="coordination_by_agency"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agency", models.F("to_agency")), _negated=True
                                ),
                                name="coordination_is_between_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked", ""), _negated=True),
                                name="coordination_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accept_by__gte", models.F("asked_at")),
                                    ("answer_by__gte", models.F("accept_by")),
                                ),
                                name="coordination_clock_runs_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["declined", "done"]), _negated=True),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="coordination_answer_says_what_when_and_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "accepted"), _negated=True),
                                    ("accepted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="coordination_accepted_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Liaison",
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
                                related_name="liaisons",
                                to="agencies.agency",
                            ),
                        ),
                        ("scope_path", models.CharField(max_length=200)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="liaisons",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(null=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["agency", "from_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_on__isnull", True)),
                                fields=("agency", "user"),
                                name="liaison_is_named_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="liaison_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseTask",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="complaints.petition",
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        (
                            "assigned_to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("done_on", models.DateField(null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proof",
                            models.CharField(
                                blank=True, help_text="số văn bản, bút lục", max_length=300
                            ),
                        ),
                        (
                            "proof_file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.storedfile",
                            ),
                        ),
                        ("dropped_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["due_on", "made_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("done_on__isnull", True), ("dropped_reason", "")
                                ),
                                fields=["assigned_to", "due_on"],
                                name="case_task_open_by_person",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="case_task_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_by__isnull", True), ("done_on__isnull", True)),
                                    models.Q(
                                        ("done_by__isnull", False),
                                        ("done_on__isnull", False),
                                        models.Q(
                                            models.Q(("proof", ""), _negated=True),
                                            ("proof_file__isnull", False),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_task_done_is_proven",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on__isnull", True),
                                    ("dropped_reason", ""),
                                    _connector="OR",
                                ),
                                name="case_task_is_done_or_dropped",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
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
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="complaints.petition",
                            ),
                        ),
                        (
                            "from_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        (
                            "assigned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("assigned_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["assigned_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Substitution",
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
                            "absent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="substitutions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "substitute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stands_in_for",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField()),
                        ("reason", models.CharField(max_length=200)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-from_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("absent", models.F("substitute")), _negated=True
                                ),
                                name="substitution_is_between_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gte", models.F("from_on"))),
                                name="substitution_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseNotice",
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
                                related_name="case_notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="complaints.clock",
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Sắp đến hạn"),
                                    (2, "Đến hạn hôm nay"),
                                    (3, "Quá hạn: báo thủ trưởng"),
                                    (4, "Quá hạn lâu: báo cơ quan theo dõi"),
                                ]
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("made_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("read_at__isnull", True)),
                                fields=["user", "-made_at"],
                                name="notice_unread_by_user",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clock", "level", "due_on", "user"),
                                name="notice_is_given_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockMove",
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
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="complaints.clock",
                            ),
                        ),
                        (
                            "law_text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.lawtext",
                            ),
                        ),
                        ("old_due_on", models.DateField(null=True)),
                        ("new_due_on", models.DateField(null=True)),
                        ("moved_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clock", "law_text"), name="clock_moves_once_per_text"
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL(
            [
                append_only("clock_event_is_append_only", "complaints_clockevent"),
                append_only("proceeding_event_is_append_only", "complaints_proceedingevent"),
                append_only("hotspot_event_is_append_only", "complaints_hotspotevent"),
                *PROTECTION,
                EXCLUSIONS,
            ],
            # The other triggers go with their tables.
            "DROP FUNCTION exclusion_stays() CASCADE; DROP FUNCTION exclusion_lift_is_kept() CASCADE",
        ),
    ]
