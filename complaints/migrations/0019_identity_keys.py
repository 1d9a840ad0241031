"""Where a sealed identity lies, its marks, and who opened it first (ADR 0038)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0009_sign_in'),
        ('complaints', '0018_matters_end_by_word'),
        ('records', '0012_retention'),
    ]

    operations = [
        migrations.AddField(
            model_name='identityrequest',
            name='opened_at',
            field=models.DateTimeField(help_text='lần mở đầu tiên', null=True),
        ),
        migrations.AddField(
            model_name='identityrequest',
            name='opened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sealedidentity',
            name='envelope',
            field=models.CharField(blank=True, db_default='', max_length=12),
        ),
        migrations.AddField(
            model_name='sealedidentity',
            name='number_mark',
            field=models.CharField(blank=True, db_default='', max_length=5),
        ),
        migrations.AddField(
            model_name='sealedidentity',
            name='phone_mark',
            field=models.CharField(blank=True, db_default='', max_length=5),
        ),
        migrations.AddField(
            model_name='sealedidentity',
            name='place',
            field=models.CharField(choices=[('server', 'Trên máy chủ này'), ('apart', 'Ở tiến trình giữ danh tính riêng'), ('paper', 'Trong bì niêm phong')], db_default='server', default='server', max_length=6),
        ),
        migrations.AlterField(
            model_name='sealedidentity',
            name='key_id',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddIndex(
            model_name='sealedidentity',
            index=models.Index(condition=models.Q(('number_mark', ''), _negated=True), fields=['number_mark'], name='sealed_by_number_mark'),
        ),
        migrations.AddIndex(
            model_name='sealedidentity',
            index=models.Index(condition=models.Q(('phone_mark', ''), _negated=True), fields=['phone_mark'], name='sealed_by_phone_mark'),
        ),
        migrations.AddIndex(
            model_name='sealedidentity',
            index=models.Index(fields=['key_id'], name='sealed_by_key'),
        ),
        migrations.AddConstraint(
            model_name='identityrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('opened_by__isnull', True)), models.Q(('opened_at__isnull', False), ('opened_by__isnull', False), ('state', 'approved')), _connector='OR'), name='identity_request_opened_was_approved'),
        ),
        migrations.AddConstraint(
            model_name='sealedidentity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('envelope', ''), ('place', 'server'), models.Q(('key_id', ''), _negated=True)), models.Q(('envelope', ''), ('key_id', ''), ('number_mark', ''), ('phone_mark', ''), ('place', 'apart')), models.Q(('key_id', ''), ('number_mark', ''), ('phone_mark', ''), ('place', 'paper'), models.Q(('envelope', ''), _negated=True)), _connector='OR'), name='sealed_identity_lies_in_one_place'),
        ),
        migrations.AddConstraint(
            model_name='sealedidentity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', 'server'), models.Q(('cipher', b''), _negated=True), models.Q(('wrapped_key', b''), _negated=True)), models.Q(models.Q(('place', 'server'), _negated=True), ('cipher', b''), ('wrapped_key', b'')), _connector='OR'), name='sealed_identity_here_only_on_server'),
        ),
        migrations.AddConstraint(
            model_name='sealedidentity',
            constraint=models.UniqueConstraint(condition=models.Q(('envelope', ''), _negated=True), fields=('envelope',), name='envelope_code_is_used_once'),
        ),
    ]
