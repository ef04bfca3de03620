"""Corrections, changes set for later, breaking, boxes for readers.

SQLite builds a table anew to alter it, and its triggers go with the old one: those of the search
are made again, whichever way the migration goes.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SEARCH = import_module("newsroom.articles.migrations.0002_search").SQLITE[1:4]
SEARCH_TRIGGERS = ("ai", "ad", "au")


def search_again(apps, schema_editor):
    gone = [f"DROP TRIGGER IF EXISTS articles_edition_search_{name}" for name in SEARCH_TRIGGERS]
    if schema_editor.connection.vendor == "sqlite":
        for statement in (*gone, *SEARCH):
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_sourcing_and_checks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, search_again),
        migrations.AddField(
            model_name='article',
            name='breaking_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='breaking until'),
        ),
        migrations.AddField(
            model_name='article',
            name='shows_accounts',
            field=models.BooleanField(default=False, verbose_name='readers get the box “Conflicting accounts”'),
        ),
        migrations.AddField(
            model_name='article',
            name='shows_figures',
            field=models.BooleanField(default=False, verbose_name='readers get the box “By the numbers”'),
        ),
        migrations.AddField(
            model_name='article',
            name='shows_unverified',
            field=models.BooleanField(default=False, verbose_name='readers get the box “What we could not verify”'),
        ),
        migrations.AddField(
            model_name='edition',
            name='boxes',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='edition',
            name='change_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='change comes at'),
        ),
        migrations.AddField(
            model_name='edition',
            name='change_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='revision',
            name='boxes',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('correction', 'Correction'), ('clarification', 'Clarification'), ('update', 'Update'), ('note', "Editor's note"), ('withdrawal', 'Withdrawal')], max_length=13, verbose_name='kind')),
                ('said', models.TextField(blank=True, help_text='The words that were wrong, as readers read them.', max_length=600, verbose_name='what it said')),
                ('right', models.TextField(blank=True, max_length=600, verbose_name='what is right')),
                ('found_by', models.CharField(blank=True, choices=[('desk', 'The desk'), ('correspondent', 'Our correspondent'), ('reader', 'A reader'), ('concerned', 'Somebody the story is about'), ('media', 'Other media')], max_length=13, verbose_name='found by')),
                ('shows_comparison', models.BooleanField(default=False, help_text='Both versions, word by word, under the notice.', verbose_name='readers may compare both texts')),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('redacted_at', models.DateTimeField(null=True)),
                ('after', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.revision')),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.revision')),
                ('brought_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='articles.edition')),
                ('redacted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['-id'],
                'permissions': [('redact_correction', 'Takes a sentence out of the log of corrections')],
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='notice',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.correction'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('change_at__isnull', True), ('change_by__isnull', True)), models.Q(('change_at__isnull', False), ('change_by__isnull', False), ('state', 'published')), _connector='OR'), name='change_is_for_readers'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['-published_at', '-id'], name='correction_newest'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('brought_by__isnull', True), ('published_at__isnull', True)), models.Q(('brought_by__isnull', False), ('published_at__isnull', False), models.Q(models.Q(('brought_by', models.F('by')), _negated=True), models.Q(('kind', 'withdrawal'), ('right', '')), _connector='OR')), _connector='OR'), name='correction_has_a_second_person'),
        ),
        migrations.RunPython(search_again, migrations.RunPython.noop),
    ]
