"""What was removed by a rule of retention, and indexes to find what is old (docs/retention.md)."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        ('records', '0011_files_checked'),
    ]

    operations = [
        migrations.CreateModel(
            name='RetentionRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('rule', models.CharField(max_length=40)),
                ('removed', models.PositiveBigIntegerField()),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('ran_at', models.DateTimeField()),
            ],
        ),
        migrations.AddIndex(
            model_name='idempotencykey',
            index=models.Index(fields=['at'], name='idempotency_by_age'),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(condition=models.Q(('finished_at__isnull', False)), fields=['finished_at'], name='job_finished_by_age'),
        ),
        migrations.AddIndex(
            model_name='noticemail',
            index=models.Index(condition=models.Q(('ended_at__isnull', False)), fields=['ended_at'], name='mail_ended_by_age'),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(condition=models.Q(('parent_kind', 'job')), fields=['stored_at'], name='job_file_by_age'),
        ),
        migrations.AddField(
            model_name='retentionrun',
            name='ran_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='retentionrun',
            index=models.Index(fields=['-ran_at', '-id'], name='retention_newest'),
        ),
        migrations.AddConstraint(
            model_name='retentionrun',
            constraint=models.CheckConstraint(condition=models.Q(('removed__gt', 0)), name='retention_run_removed_something'),
        ),
        migrations.AddConstraint(
            model_name='retentionrun',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='retention_run_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='retentionrun',
            constraint=models.CheckConstraint(condition=models.Q(('rule', ''), _negated=True), name='retention_run_names_its_rule'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER retention_run_is_append_only BEFORE UPDATE OR DELETE ON records_retentionrun "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER retention_run_is_append_only ON records_retentionrun",
        ),
    ]
