from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("conversations", "0016_requests_back")]

    operations = [migrations.DeleteModel("Request")]
