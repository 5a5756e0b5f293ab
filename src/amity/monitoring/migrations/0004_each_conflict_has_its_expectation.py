from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0003_one_record_for_a_conflict'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='registerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('conflict__isnull', False), ('kind', 'conflict')), models.Q(models.Q(('kind', 'conflict'), _negated=True), ('conflict', None)), _connector='OR'), name='monitoring_conflict_of_expectation'),
        ),
    ]
