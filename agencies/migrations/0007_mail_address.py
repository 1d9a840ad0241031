"""The address to which notices go by e-mail."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("agencies", "0006_vertical_bodies")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="email",
            field=models.EmailField(
                blank=True, default="", help_text="hộp thư công vụ", max_length=254
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=Q(email="") | Q(email__regex=r"^[^@[:space:]]+@[^@[:space:]]+$"),
                name="user_email_is_one_address",
            ),
        ),
    ]
