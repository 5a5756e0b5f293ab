from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agency', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='agency',
            name='language',
            field=models.CharField(blank=True, default='', max_length=2),
        ),
    ]
