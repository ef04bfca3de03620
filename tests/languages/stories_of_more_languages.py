"""Run inside a copy of the newsroom that speaks Turkish and Syriac too: writes and publishes a
story in each by the desk's own functions, and prints as JSON what readers and the desk get."""

import json
import re
import sys
from decimal import Decimal

import django

django.setup()

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from makers import Desk, make_places, make_section

from newsroom.accounts.models import Account
from newsroom.articles.models import Topic
from newsroom.pages.models import Network
from newsroom.text.dates import absolute, month
from newsroom.text.digits import grouped
from newsroom.text.relative import ago, ahead
from newsroom.workflow.roles import sync_roles

settings.SECOND_FACTOR_ROLES = ()
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
TEXTS = {
    "tr": {
        "headline": "Fırat kıyısında çiçek açan köy",
        "body": "<p>Köylüler 12.500 fidan dikti; pazartesi günü 3 okul açıldı.</p>",
    },
    "syr": {"headline": "ܡܕܝܢܬܐ ܥܠ ܢܗܪܐ", "body": "<p>ܡܠܘܐܐ ܕܒܝܬ ܢܗܪܝܢ ܟܬܒܝܢ ܡܢ ܡܕܝܢܬܐ.</p>"},
}


def people() -> dict[str, Account]:
    found = {}
    for role in ("reporter", "editor", "chief"):
        account = Account(username=role, is_staff=True, name=role.title(), language="tr")
        account.save()
        account.groups.add(Group.objects.get(name=role))
        found[role] = account
    return found


call_command("migrate", verbosity=0)
sync_roles()
Network(name_ar="شبكة طرفاء", name_en="Tarfa Network").save()
persons, section, places = people(), make_section(), make_places()
topic = Topic(slug="bridges", state="published", name_en="Bridges", name_tr="Köprüler")
topic.save()
desk = Desk(persons, section, places)
reader, told = Client(), {}

for language, text in TEXTS.items():
    edition = desk.make("published", language=language, text=text)
    edition.article.topics.add(topic)
    word = text["headline"].split()[1]
    urls = {
        "front": f"/{language}/",
        "article": edition.url,
        "search": f"/{language}/search/?q={word}",
        "feed": f"/{language}/feed.rss",
        "topic": f"/{language}/topics/bridges/",
        "archive": f"/{language}/archive/",
        "nothing": f"/{language}/no-such-page/",
    }
    pages = {name: reader.get(url) for name, url in urls.items()}
    now = timezone.now().replace(year=2026, month=11, day=18, hour=12, minute=0)
    told[language] = {
        "url": edition.url,
        "status": {name: page.status_code for name, page in pages.items()},
        "pages": {name: page.content.decode() for name, page in pages.items()},
        "times": [
            absolute(now, language),
            month(2026, 11, language),
            ago(now - timezone.timedelta(hours=3), now, language),
            ahead(now + timezone.timedelta(days=1), now, language),
        ],
        "number": grouped(Decimal(12500), language),
    }
sibling = desk.make("published", language="en", article=edition.article)
months = re.findall("<loc>(.+?)</loc>", reader.get("/sitemap.xml").content.decode())
told["sitemap"] = "".join(
    reader.get(url.removeprefix(settings.SITE_URL)).content.decode() for url in months
)
told["sibling"] = reader.get(sibling.url).content.decode()

writer, chief = Client(), Client()
writer.force_login(persons["reporter"])
chief.force_login(persons["chief"])
told["desk"] = {
    "add": writer.get(reverse("admin:articles_edition_add") + "?language=tr").content.decode(),
    "list": writer.get(reverse("admin:articles_edition_changelist")).content.decode(),
    "filing": writer.get("/admin/file/?language=tr").content.decode(),
    "topic": chief.get(reverse("admin:articles_topic_add")).content.decode(),
}
json.dump(told, sys.stdout)
