from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('insights', '0004_returns')]

    operations = [
        migrations.AddField(
            model_name='received',
            name='read_at',
            field=models.DateTimeField(null=True, verbose_name='read on the client pages'),
        ),
    ]
