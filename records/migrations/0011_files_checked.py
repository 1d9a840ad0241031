"""What a file is, whether it may be given out, what was taken out of it (docs/files.md)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0010_ledger_seals'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfile',
            name='kind',
            field=models.CharField(choices=[('file', 'Tệp'), ('original', 'Bản gốc giữ kín'), ('redacted', 'Bản lược bỏ')], db_default='file', default='file', max_length=10),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='removed',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='state',
            field=models.CharField(choices=[('ok', 'Dùng được'), ('held', 'Đang chờ quét mã độc'), ('refused', 'Có mã độc, không dùng'), ('withdrawn', 'Đã thu hồi')], db_default='ok', default='ok', max_length=10),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(condition=models.Q(('state', 'held')), fields=['stored_at'], name='file_held'),
        ),
    ]
