"""What the desk lists and filters, by index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0018_lists'),
        ('correspondents', '0003_correspondents_are_found'),
        ('media', '0008_renditions_of_cleared_photos'),
        ('regions', '0002_places_are_found'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='edition',
            name='edition_pending',
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('embargo_until__isnull', False)), fields=['embargo_until'], name='articles_embargo_until'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('delay_until__isnull', False)), fields=['delay_until'], name='articles_delay_until'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('breaking_until__isnull', False)), fields=['breaking_until'], name='articles_breaking_until'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('latest__lt', models.F('approved')), ('latest__gt', models.F('approved')), _connector='OR'), fields=['state', '-moved_at', '-id'], name='edition_pending'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['-moved_at', '-id'], name='edition_moved'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['state', '-moved_at', '-id'], name='edition_moved_in_state'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('on_hold', True)), fields=['-moved_at', '-id'], name='edition_held'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('notice__isnull', False)), fields=['-moved_at', '-id'], name='edition_with_notice'),
        ),
    ]
