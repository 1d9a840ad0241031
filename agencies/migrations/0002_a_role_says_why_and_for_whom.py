"""Why a role was given and ended, and for whom one stands in; a role taken back before its day counts on none."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_all_tables'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_ends_after_it_begins',
        ),
        migrations.AddField(
            model_name='membership',
            name='basis',
            field=models.CharField(blank=True, help_text='số, ngày quyết định giao', max_length=200),
        ),
        migrations.AddField(
            model_name='membership',
            name='end_reason',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='membership',
            name='stands_in_for',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stood_in_by', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', django.db.models.expressions.CombinedExpression(models.F('valid_from'), '-', models.Value(datetime.timedelta(days=1)))), _connector='OR'), name='membership_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('stands_in_for__isnull', True), models.Q(('valid_to__isnull', False), models.Q(('user', models.F('stands_in_for')), _negated=True)), _connector='OR'), name='membership_stands_in_for_another_for_a_time'),
        ),
    ]
