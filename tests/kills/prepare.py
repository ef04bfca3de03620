"""Makes the newsroom whose server is killed; prints the cookies of its people as JSON."""

import json
import sys

import django

django.setup()

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from makers import make_places, make_section

from newsroom.accounts.models import Account
from newsroom.pages.models import Network
from newsroom.workflow.roles import sync_roles

call_command("migrate", verbosity=0)
sync_roles()
Network(name_ar="شبكة طرفاء", name_en="Tarfa Network").save()
make_section()
make_places()
cookies = {}
for role in ("reporter", "editor", "chief", "photo"):
    account = Account.objects.create_user(
        role, password="secret-word", is_staff=True, name=role.title(), language="en"
    )
    account.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(account)
    cookies[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
json.dump(cookies, sys.stdout)
