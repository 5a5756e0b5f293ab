from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("retainers", "0009_requests_to_scope")]

    operations = [migrations.DeleteModel("CallOff")]
