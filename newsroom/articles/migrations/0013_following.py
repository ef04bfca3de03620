"""Which words of the original a translation follows, and which of its corrections.

Translations that are there are taken to follow what the original said when they were written.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

TOLD_WRONG = ("correction", "clarification")


def follow_what_was_there(apps, schema_editor):
    edition = apps.get_model("articles", "Edition")
    translations = edition.objects.exclude(language=models.F("article__original_language"))
    for each in translations.select_related("article", "latest", "approved").iterator(500):
        article = each.article
        original = edition.objects.filter(
            article=article, language=article.original_language
        ).first()
        for revision in {each.latest, each.approved} - {None} if original else ():
            follow(apps, revision, original)


def follow(apps, revision, original):
    """What readers surely had, where the original was with them; else what the desk had, which
    stays for those who work on the original (`follows_published`)."""
    told = apps.get_model("articles", "Correction").objects.filter(
        edition=original, published_at__isnull=False
    )
    had = {*told.values_list("before", flat=True), *told.values_list("after", flat=True)}
    first = original.first_published_at
    if original.state in ("published", "withdrawn") and first and first <= timezone.now():
        had.add(original.approved_id)
    said = apps.get_model("articles", "Revision").objects.filter(edition=original).order_by("pk")
    then = said.filter(at__lte=revision.at)
    public = then.filter(pk__in=had - {None}).last()
    revision.follows = public or then.last() or said.first()
    revision.follows_published = public is not None
    heeded = told.filter(kind__in=TOLD_WRONG, published_at__lte=revision.at)
    revision.heeds = heeded.order_by("pk").last()
    revision.save(update_fields=["follows", "heeds", "follows_published"])


class Migration(migrations.Migration):

    dependencies = [("articles", "0012_working_copies")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="follows",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="heeds",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                to="articles.correction",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="follows_published",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(follow_what_was_there, migrations.RunPython.noop),
    ]
