"""An answered coordination request may be shown as evidence of a task."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0006_replaced_by_a_document_elsewhere"),
    ]

    operations = [
        migrations.AlterField(
            model_name="taskupdate",
            name="evidence",
            field=models.CharField(
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
    ]
