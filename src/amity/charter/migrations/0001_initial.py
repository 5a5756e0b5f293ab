import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0003_cover'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Charter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('is_default', models.BooleanField(default=False)),
                ('preset', models.CharField(blank=True, default='', max_length=10)),
                ('writes', models.CharField(blank=True, default='', max_length=10)),
                ('extra', models.CharField(blank=True, default='', max_length=10)),
                ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='charter', to='accounts.account')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='charter_one_default'), models.CheckConstraint(condition=models.Q(models.Q(('account', None), ('is_default', True)), models.Q(('account__isnull', False), ('is_default', False)), _connector='OR'), name='charter_of_an_account_or_default')],
            },
        ),
        migrations.CreateModel(
            name='DutyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(max_length=30)),
                ('kind', models.CharField(max_length=10)),
                ('role', models.CharField(max_length=20)),
                ('also', models.CharField(blank=True, default='', max_length=20)),
                ('client', models.CharField(blank=True, default='', max_length=20)),
                ('rule', models.CharField(blank=True, default='', max_length=300)),
                ('also_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('charter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='charter.charter')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.contact')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('charter', 'duty'), name='charter_duty_once')],
            },
        ),
        migrations.CreateModel(
            name='SkippedStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about_kind', models.CharField(max_length=60)),
                ('about_id', models.BigIntegerField()),
                ('step', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skipped_steps', to='accounts.account')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('about_kind', 'about_id', 'step'), name='charter_skip_once')],
            },
        ),
        migrations.CreateModel(
            name='Objective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=20)),
                ('statement', models.CharField(max_length=200)),
                ('unit', models.CharField(blank=True, default='', max_length=20)),
                ('target', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('baseline', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('due_on', models.DateField(null=True)),
                ('set_at', models.DateTimeField()),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_because', models.CharField(blank=True, default='', max_length=300)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objectives', to='accounts.account')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('dropped_at', None), models.Q(('kind', 'client_goal'), _negated=True)), fields=('account', 'kind'), name='charter_objective_once')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('read_on', models.DateField()),
                ('said_by', models.CharField(max_length=200)),
                ('note', models.CharField(blank=True, default='', max_length=300)),
                ('objective', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='charter.objective')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('objective', 'read_on'), name='charter_reading_once_a_day')],
            },
        ),
    ]
