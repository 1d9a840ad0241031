"""An exclusion ends by a document and two custodians (ADR 0042)."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

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


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0020_protection'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExclusionLift',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('exclusion_key', models.BigIntegerField()),
                ('excluded_reason', models.CharField(max_length=200)),
                ('excluded_at', models.DateTimeField()),
                ('document_number', models.CharField(max_length=60)),
                ('document_date', models.DateField()),
                ('central_issuer', models.CharField(blank=True, max_length=120)),
                ('reason', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('entered', 'Chờ xác nhận'), ('confirmed', 'Đã xác nhận'), ('refused', 'Không xác nhận')], default='entered', max_length=10)),
                ('entered_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision_note', models.CharField(blank=True, max_length=300)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issuer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exclusion_lifts', to='complaints.matter')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-entered_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'refused'), _negated=True), fields=('exclusion_key',), name='exclusion_is_lifted_once'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('entered_by')), _negated=True), _connector='OR'), name='exclusion_is_lifted_by_two_custodians'), models.CheckConstraint(condition=models.Q(models.Q(('entered_by', models.F('user')), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('user')), _negated=True), _connector='OR')), name='exclusion_is_not_lifted_by_the_excluded'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'entered')), models.Q(models.Q(('state', 'entered'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='exclusion_lift_decided_has_when_and_who'), models.CheckConstraint(condition=models.Q(models.Q(('issuer__isnull', True), models.Q(('central_issuer', ''), _negated=True)), models.Q(('central_issuer', ''), ('issuer__isnull', False)), _connector='OR'), name='exclusion_lift_names_one_issuer'), models.CheckConstraint(condition=models.Q(('document_number', ''), _negated=True), name='exclusion_lift_names_its_document')],
            },
        ),
        migrations.RunSQL(
            EXCLUSIONS,
            "DROP FUNCTION exclusion_stays() CASCADE; DROP FUNCTION exclusion_lift_is_kept() CASCADE",
        ),
    ]
