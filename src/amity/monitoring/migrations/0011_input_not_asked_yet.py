from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0010_raised_by'),
    ]

    operations = [
        migrations.AlterField(
            model_name='clientinput',
            name='asked_on',
            field=models.DateField(help_text='Leave blank if the client hasn’t been asked yet.', null=True, verbose_name='asked on'),
        ),
    ]
