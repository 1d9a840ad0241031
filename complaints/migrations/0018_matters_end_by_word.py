"""A matter ends by the word of a person and is taken up again; flags newest first without a state."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0008_unit_ends'),
        ('complaints', '0017_sealed_petitions_by_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatterEnding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ended_on', models.DateField()),
                ('reason', models.TextField()),
                ('ended_at', models.DateTimeField()),
                ('reopened_reason', models.TextField(blank=True)),
                ('reopened_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-ended_at'],
            },
        ),
        migrations.AddIndex(
            model_name='hotspot',
            index=models.Index(fields=['-raised_at', '-id'], name='hotspot_newest'),
        ),
        migrations.AddField(
            model_name='matterending',
            name='ended_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='matterending',
            name='matter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endings', to='complaints.matter'),
        ),
        migrations.AddField(
            model_name='matterending',
            name='reopened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='matterending',
            constraint=models.UniqueConstraint(condition=models.Q(('reopened_at__isnull', True)), fields=('matter',), name='matter_has_one_standing_ending'),
        ),
        migrations.AddConstraint(
            model_name='matterending',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='matter_ending_says_why'),
        ),
        migrations.AddConstraint(
            model_name='matterending',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reopened_at__isnull', True), ('reopened_by__isnull', True), ('reopened_reason', '')), models.Q(('reopened_at__gte', models.F('ended_at')), ('reopened_at__isnull', False), models.Q(('reopened_reason', ''), _negated=True)), _connector='OR'), name='matter_taken_up_again_says_why_and_when'),
        ),
    ]
