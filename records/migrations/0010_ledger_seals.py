"""Where from, before and after of each row of the ledger; its seals (ADR 0040)."""

import django.db.models.expressions
import records.enums
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0009_notices_by_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerSeal',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('first_id', models.BigIntegerField()),
                ('last_id', models.BigIntegerField()),
                ('missing', models.JSONField(default=list, help_text='các khoảng số [từ, đến] không có dòng')),
                ('late', models.JSONField(default=list, help_text='số của các dòng đến sau niêm phong trước')),
                ('horizon', models.BigIntegerField(help_text='số giao dịch của chính lần niêm phong')),
                ('count', models.BigIntegerField()),
                ('total', models.BigIntegerField(help_text='số dòng đã niêm phong từ đầu')),
                ('root', models.CharField(max_length=64)),
                ('previous', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('sealed_at', models.DateTimeField()),
                ('key_id', models.CharField(max_length=16)),
                ('signature', models.CharField(max_length=128)),
            ],
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='address',
            field=models.CharField(help_text='địa chỉ mạng nơi gửi yêu cầu', max_length=45, null=True),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='after',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='agency_id',
            field=models.UUIDField(help_text='cơ quan của người làm', null=True),
        ),
        migrations.AddField(
            model_name='ledgerentry',
            name='before',
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='verb',
            field=models.CharField(choices=records.enums.verb_choices, max_length=20),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['at', 'id'], name='ledger_by_moment'),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['agency_id', 'at', 'id'], name='ledger_by_agency'),
        ),
        migrations.AddConstraint(
            model_name='ledgerseal',
            constraint=models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='seal_number_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='ledgerseal',
            constraint=models.CheckConstraint(condition=models.Q(('last_id__gte', django.db.models.expressions.CombinedExpression(models.F('first_id'), '-', models.Value(1)))), name='seal_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='ledgerseal',
            constraint=models.CheckConstraint(condition=models.Q(('count__gt', 0), ('total__gte', models.F('count'))), name='seal_holds_rows'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER seal_is_append_only BEFORE UPDATE OR DELETE ON records_ledgerseal "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER seal_is_append_only ON records_ledgerseal",
        ),
    ]
