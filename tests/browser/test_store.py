"""What stays on a device until the newsroom has it: sealed, apart for each account, and gone with
the sign-out, from the browser's files too."""

import pytest
from browsers import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "كلمات لم تصل بعد"
PUT = "words => kept.put('drafts', 'file/1', {headline: words})"
GET = "async () => (await kept.get('drafts', 'file/1'))?.headline ?? null"
BYTES = "async () => [...new Uint8Array(await kept.get('pictures', 'file/1/a'))]"


def test_store_gives_back_what_it_was_given_and_forgets_what_is_wiped(network, reporter, sign_in):
    phone = sign_in(reporter, PHONE)
    phone.evaluate(PUT, WORDS)
    phone.evaluate("() => kept.put('pictures', 'file/1/a', new Uint8Array([1, 2, 3]).buffer)")
    phone.reload()
    assert phone.evaluate(GET) == WORDS
    assert phone.evaluate("() => kept.ids('drafts')") == ["file/1"]
    assert phone.evaluate(BYTES) == [1, 2, 3]
    phone.evaluate("() => kept.wipe()")
    phone.reload()
    assert phone.evaluate(GET) is None


def test_what_one_person_keeps_nobody_else_reads_on_the_same_device(
    network, reporter, stranger, sign_in
):
    phone = sign_in(reporter, PHONE)
    phone.evaluate(PUT, WORDS)
    phone.context.clear_cookies()
    phone.goto("/admin/login/")
    phone.fill("[name=username]", stranger.username)
    phone.fill("[name=password]", "secret-word")
    phone.click("#login-form [type=submit]")
    phone.wait_for_url("**/admin/")
    assert phone.evaluate("() => kept.isAvailable")
    assert phone.evaluate(GET) is None
    assert phone.evaluate("() => kept.ids('drafts')") == []


def test_sign_out_takes_the_store_along(network, reporter, sign_in):
    phone = sign_in(reporter, PHONE)
    phone.evaluate(PUT, WORDS)
    phone.click("#logout-form button")
    phone.click("#leaving [value=go]")
    phone.wait_for_url("**/admin/login/**")
    assert phone.evaluate("() => indexedDB.databases()") == []
