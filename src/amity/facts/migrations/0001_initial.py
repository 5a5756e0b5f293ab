import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('field', models.CharField(max_length=80)),
                ('state', models.CharField(max_length=10)),
                ('value', models.TextField(blank=True, default='')),
                ('said_by', models.CharField(blank=True, default='', max_length=200)),
                ('said_on', models.DateField(null=True)),
                ('said_where', models.CharField(blank=True, default='', max_length=300)),
                ('note', models.TextField(blank=True, default='')),
                ('due_on', models.DateField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'state', 'due_on'], name='facts_questions_of')],
                'constraints': [models.UniqueConstraint(fields=('subject_kind', 'subject_id', 'field'), name='facts_field_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ask'), _negated=True), models.Q(('due_on__isnull', False), ('owner__isnull', False)), _connector='OR'), name='facts_question_has_owner_and_day')],
            },
        ),
    ]
