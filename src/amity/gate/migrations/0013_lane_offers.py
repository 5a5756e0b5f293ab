"""Offers of another lane."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_erased_addresses'),
        ('gate', '0012_found_after'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LaneOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16, verbose_name='kind')),
                ('author', models.CharField(max_length=8, verbose_name='author')),
                ('why', models.CharField(max_length=8)),
                ('before', models.CharField(max_length=8)),
                ('after', models.CharField(max_length=8, verbose_name='lane')),
                ('at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, default='', max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lane_offers', to='accounts.account', verbose_name='account')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='gate.item', verbose_name='email')),
            ],
            options={
                'verbose_name': 'offer of another lane',
                'indexes': [models.Index(fields=['account', 'kind', 'author', '-id'], name='gate_offers_of_account')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('account', 'kind', 'author'), name='gate_one_open_offer'), models.CheckConstraint(condition=models.Q(('after__in', ('watch', 'advise', 'unless', 'hold', 'four')), ('answer__in', ('', 'taken', 'dismissed', 'lapsed')), ('author__in', ('manager', 'pm', 'others')), ('before__in', ('watch', 'advise', 'unless', 'hold', 'four')), ('why__in', ('lighter', 'back'))), name='gate_offer_known')],
            },
        ),
    ]
