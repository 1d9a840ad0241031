"""Protection of a denouncer as a procedure, in a sealed file of its own (ADR 0043)."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

STEP = "id, file_id, step, happened_on, document_id, data, cipher, entered_at, entered_by_id"
PROTECTION = (
    f"CREATE TRIGGER protection_step_is_append_only BEFORE UPDATE OF {STEP} ON "
    "complaints_protectionstep FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE TRIGGER protection_step_stays BEFORE DELETE ON "
    "complaints_protectionstep FOR EACH ROW EXECUTE FUNCTION refuse_change()",
)


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0019_identity_keys'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProtectionFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope_path', models.CharField(max_length=200)),
                ('secrecy', models.PositiveSmallIntegerField(default=2)),
                ('code', models.CharField(max_length=20, unique=True)),
                ('way', models.CharField(choices=[('written', 'Văn bản đề nghị'), ('in_person', 'Khẩn cấp: trực tiếp đến đề nghị'), ('phone', 'Khẩn cấp: đề nghị qua điện thoại'), ('own', 'Người giải quyết tố cáo tự xem xét')], max_length=10)),
                ('state', models.CharField(choices=[('received', 'Chờ xác minh đề nghị'), ('verified', 'Đã xác minh, chờ quyết định'), ('applied', 'Đang áp dụng biện pháp bảo vệ'), ('refused', 'Không áp dụng, đã thông báo lý do'), ('declined', 'Người được bảo vệ từ chối'), ('ended', 'Đã chấm dứt')], default='received', max_length=10)),
                ('requested_on', models.DateField()),
                ('written_on', models.DateField(help_text='ngày văn bản đề nghị (điều 50)', null=True)),
                ('is_founded', models.BooleanField(help_text='kết quả xác minh đề nghị', null=True)),
                ('decided_on', models.DateField(help_text='ngày quyết định hoặc thông báo', null=True)),
                ('starts_on', models.DateField(help_text='thời điểm bắt đầu bảo vệ (điều 52)', null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_ground', models.CharField(blank=True, choices=[('concluded', 'Đã có kết luận nội dung tố cáo (điểm a)'), ('terminated', 'Đã đình chỉ việc giải quyết tố cáo (điểm a)'), ('no_ground', 'Căn cứ áp dụng không còn (điểm b)'), ('wished', 'Người được bảo vệ đề nghị bằng văn bản (điểm b)'), ('breach', 'Người được bảo vệ cố ý không thực hiện nghĩa vụ (điểm c)')], max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('opened_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protection_files', to='complaints.matter')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-opened_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ProtectedPerson',
            fields=[
                ('key_id', models.CharField(blank=True, max_length=40)),
                ('wrapped_key', models.BinaryField(null=True)),
                ('cipher', models.BinaryField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('relation', models.CharField(choices=[('denouncer', 'Người tố cáo'), ('spouse', 'Vợ, chồng'), ('parent', 'Cha đẻ, mẹ đẻ'), ('adoptive_parent', 'Cha nuôi, mẹ nuôi'), ('child', 'Con đẻ'), ('adopted_child', 'Con nuôi')], max_length=16)),
                ('working', models.CharField(choices=[('official', 'Cán bộ, công chức, viên chức'), ('contract', 'Người làm việc theo hợp đồng lao động'), ('other', 'Không thuộc hai diện trên')], max_length=10)),
                ('added_at', models.DateTimeField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='complaints.protectionfile')),
            ],
            options={
                'ordering': ['added_at', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ProtectionLetter',
            fields=[
                ('key_id', models.CharField(blank=True, max_length=40)),
                ('wrapped_key', models.BinaryField(null=True)),
                ('cipher', models.BinaryField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('body', models.CharField(choices=[('police', 'Cơ quan Công an'), ('personnel', 'Cơ quan quản lý cán bộ, công chức, viên chức, lao động'), ('committee', 'Ủy ban nhân dân'), ('union', 'Công đoàn'), ('employer', 'Người sử dụng lao động'), ('other', 'Cơ quan, tổ chức khác')], max_length=10)),
                ('sent_on', models.DateField()),
                ('answered_on', models.DateField(null=True)),
                ('was_done', models.BooleanField(help_text='nơi nhận thực hiện được', null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.issueddocument')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='complaints.protectionfile')),
            ],
            options={
                'ordering': ['sent_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ProtectionMeasure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('measure', models.CharField(choices=[('56.1', 'Giữ bí mật họ tên, địa chỉ, bút tích, thông tin cá nhân'), ('56.2', 'Lược bỏ thông tin cá nhân khỏi đơn, tài liệu khi giao xác minh'), ('56.3', 'Bố trí thời gian, địa điểm, phương thức làm việc phù hợp'), ('56.4', 'Biện pháp khác để giữ bí mật thông tin'), ('56.5', 'Đề nghị nơi liên quan giữ bí mật thông tin'), ('57.1.a', 'Tạm đình chỉ, hủy bỏ quyết định kỷ luật, quyết định xâm phạm quyền lợi'), ('57.1.b', 'Khôi phục vị trí công tác, thu nhập, lợi ích từ việc làm'), ('57.1.c', 'Bố trí công tác khác khi người được bảo vệ đồng ý'), ('57.1.d', 'Xử lý, kiến nghị xử lý người trả thù, trù dập, đe dọa'), ('57.2.a', 'Yêu cầu người sử dụng lao động chấm dứt vi phạm, khôi phục việc làm'), ('57.2.b', 'Xử lý, kiến nghị xử lý vi phạm của người sử dụng lao động'), ('58.1', 'Đưa người được bảo vệ đến nơi an toàn'), ('58.2', 'Bố trí lực lượng, phương tiện trực tiếp bảo vệ'), ('58.3', 'Ngăn chặn, xử lý hành vi xâm hại, đe dọa xâm hại'), ('58.4', 'Yêu cầu người xâm hại, đe dọa chấm dứt hành vi'), ('58.5', 'Biện pháp khác theo quy định của pháp luật')], max_length=8)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='complaints.protectionfile')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='complaints.protectedperson')),
            ],
            options={
                'ordering': ['measure', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ProtectionReader',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=200)),
                ('named_at', models.DateTimeField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readers', to='complaints.protectionfile')),
                ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ProtectionStep',
            fields=[
                ('key_id', models.CharField(blank=True, max_length=40)),
                ('wrapped_key', models.BinaryField(null=True)),
                ('cipher', models.BinaryField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(choices=[('request', 'Ghi đề nghị bảo vệ'), ('written', 'Nhận văn bản sau đề nghị khẩn cấp'), ('verify', 'Ghi kết quả xác minh đề nghị'), ('apply', 'Quyết định áp dụng biện pháp bảo vệ'), ('refuse', 'Thông báo không áp dụng'), ('letter', 'Gửi văn bản phối hợp'), ('answer', 'Ghi trả lời phối hợp'), ('ask_change', 'Ghi đề nghị thay đổi, bổ sung, chấm dứt'), ('change', 'Quyết định thay đổi, bổ sung'), ('report', 'Ghi báo cáo kết quả bảo vệ'), ('decline', 'Ghi việc từ chối được bảo vệ'), ('end', 'Quyết định chấm dứt'), ('file', 'Đưa tài liệu vào hồ sơ')], max_length=12)),
                ('happened_on', models.DateField()),
                ('data', models.JSONField(default=dict)),
                ('entered_at', models.DateTimeField()),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.issueddocument')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='complaints.protectionfile')),
            ],
            options={
                'ordering': ['entered_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='AdverseNote',
            fields=[
                ('key_id', models.CharField(blank=True, max_length=40)),
                ('wrapped_key', models.BinaryField(null=True)),
                ('cipher', models.BinaryField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('scope_path', models.CharField(max_length=200)),
                ('secrecy', models.PositiveSmallIntegerField(default=2)),
                ('source', models.CharField(choices=[('desk', 'Người đến nói tại nơi tiếp công dân'), ('recognised', 'Người được bảo vệ đến lại')], max_length=10)),
                ('visit', models.UUIDField(null=True)),
                ('told_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.matter')),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-id'],
                'indexes': [models.Index(fields=['agency', '-made_at'], name='adverse_by_agency')],
                'constraints': [models.CheckConstraint(condition=models.Q(('secrecy', 2)), name='adverse_note_is_restricted'), models.UniqueConstraint(condition=models.Q(('visit__isnull', False)), fields=('visit', 'source'), name='adverse_note_is_told_once_a_visit'), models.CheckConstraint(condition=models.Q(models.Q(('seen_at__isnull', True), ('seen_by__isnull', True)), models.Q(('seen_at__gte', models.F('made_at')), ('seen_by__isnull', False)), _connector='OR'), name='adverse_note_seen_says_by_whom')],
            },
        ),
        migrations.AddIndex(
            model_name='protectionfile',
            index=models.Index(fields=['agency', '-opened_at'], name='protection_by_agency'),
        ),
        migrations.AddConstraint(
            model_name='protectionfile',
            constraint=models.CheckConstraint(condition=models.Q(('secrecy', 2)), name='protection_is_restricted'),
        ),
        migrations.AddConstraint(
            model_name='protectionfile',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['received', 'verified', 'applied'])), fields=('matter',), name='protection_runs_once_a_matter'),
        ),
        migrations.AddConstraint(
            model_name='protectionfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'written'), _negated=True), ('written_on__isnull', False), _connector='OR'), name='protection_asked_in_writing_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='protectionfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), _negated=True), ('is_founded__isnull', False), _connector='OR'), name='protection_verified_says_what_was_found'),
        ),
        migrations.AddConstraint(
            model_name='protectionfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['applied', 'ended']), _negated=True), models.Q(('decided_on__isnull', False), ('starts_on__gte', models.F('decided_on'))), _connector='OR'), name='protection_applied_has_its_days'),
        ),
        migrations.AddConstraint(
            model_name='protectionfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), ('decided_on__isnull', False), _connector='OR'), name='protection_refused_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='protectionfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__gte', models.F('decided_on')), ('state', 'ended'), models.Q(('end_ground', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('end_ground', ''), ('ended_on__isnull', True)), _connector='OR'), name='protection_ended_says_when_and_why'),
        ),
        migrations.AddConstraint(
            model_name='protectedperson',
            constraint=models.UniqueConstraint(fields=('file', 'code'), name='protected_person_has_own_code'),
        ),
        migrations.AddConstraint(
            model_name='protectedperson',
            constraint=models.UniqueConstraint(condition=models.Q(('relation', 'denouncer')), fields=('file',), name='protection_has_one_denouncer'),
        ),
        migrations.AddConstraint(
            model_name='protectedperson',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('relation', 'denouncer'), _negated=True), ('cipher__isnull', True), _connector='OR'), name='protected_denouncer_lies_with_the_matter'),
        ),
        migrations.AddConstraint(
            model_name='protectionletter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('was_done__isnull', True)), models.Q(('answered_on__gte', models.F('sent_on')), ('was_done__isnull', False)), _connector='OR'), name='protection_letter_answered_says_when_and_what'),
        ),
        migrations.AddIndex(
            model_name='protectionmeasure',
            index=models.Index(fields=['from_on', 'to_on'], name='protection_measure_by_day'),
        ),
        migrations.AddConstraint(
            model_name='protectionmeasure',
            constraint=models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('person', 'measure'), name='protection_measure_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='protectionmeasure',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='protection_measure_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='protectionreader',
            constraint=models.UniqueConstraint(fields=('file', 'user'), name='protection_reader_named_once'),
        ),
        migrations.AddConstraint(
            model_name='protectionreader',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='protection_reader_says_why'),
        ),
        migrations.AddIndex(
            model_name='protectionstep',
            index=models.Index(fields=['step', 'happened_on'], name='protection_step_by_day'),
        ),
        migrations.AddConstraint(
            model_name='protectionstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step__in', ['apply', 'refuse', 'change', 'end', 'letter']), _negated=True), ('document__isnull', False), _connector='OR'), name='protection_step_has_its_document'),
        ),
        migrations.RunSQL(
            list(PROTECTION),
            [
                "DROP TRIGGER protection_step_stays ON complaints_protectionstep",
                "DROP TRIGGER protection_step_is_append_only ON complaints_protectionstep",
            ],
        ),
    ]
