"""An index for the changes that wait, and the words that an override was about."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_corrections_stay'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='override',
            name='passage',
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['state', 'latest', 'approved'], name='edition_pending'),
        ),
    ]
