"""What stays on a device until the newsroom has it: sealed, apart for each account, and gone with
the sign-out, from the browser's files too."""

import pytest
from browsers import PHONE
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "كلمات لم تصل بعد"
PUT = "words => kept.put('drafts', 'file/1', {headline: words})"
GET = "async () => (await kept.get('drafts', 'file/1'))?.headline ?? null"
BYTES = "async () => [...new Uint8Array(await kept.get('pictures', 'file/1/a'))]"
#: As a browser does that runs short of storage.
CLOSE = """async () => {
  const real = IDBDatabase.prototype.transaction;
  let db;
  IDBDatabase.prototype.transaction = function (...about) {
    db = this;
    return real.apply(this, about);
  };
  await kept.ids("drafts");
  IDBDatabase.prototype.transaction = real;
  db.close();
}"""
#: A page that does not hear that the database is to go.
HOLD = """() => new Promise((done) => {
  const request = indexedDB.open("newsroom", 1);
  request.onsuccess = () => { window.held = request.result; done(); };
})"""
LEFT = """() => Promise.all([...held.objectStoreNames].map((box) => new Promise((done) => {
  const request = held.transaction(box).objectStore(box).count();
  request.onsuccess = () => done(request.result);
})))"""


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


@pytest.mark.soak
def test_store_opens_anew_where_the_browser_closed_it(network, reporter, sign_in):
    phone = sign_in(reporter, PHONE)
    phone.evaluate(PUT, WORDS)
    phone.evaluate(CLOSE)
    assert phone.evaluate(GET) == WORDS
    phone.evaluate(CLOSE)
    phone.evaluate(PUT, "كلمات أحدث")
    assert phone.evaluate(GET) == "كلمات أحدث"


@pytest.mark.soak
def test_wipe_empties_what_another_page_holds_and_stops_it(network, reporter, sign_in):
    phone = sign_in(reporter, PHONE)
    phone.evaluate(PUT, WORDS)
    held, silent = phone.context.new_page(), phone.context.new_page()
    held.goto("/admin/")
    held.evaluate(HOLD)
    silent.add_init_script("delete window.BroadcastChannel")
    silent.goto("/admin/")
    assert silent.evaluate(GET) == WORDS
    phone.evaluate("() => kept.wipe()")
    assert held.evaluate(LEFT) == [0, 0, 0, 0]
    held.close()
    phone.wait_for_function("async () => !(await indexedDB.databases()).length")
    assert silent.evaluate("() => kept.put('drafts', 'file/2', {}).then(() => 1, () => 0)") == 0
    assert phone.evaluate("() => indexedDB.databases()") == []


@pytest.mark.soak
def test_sign_out_asks_where_a_slow_device_does_not_tell_what_it_keeps(network, reporter, sign_in):
    phone = sign_in(reporter, PHONE)
    phone.evaluate(PUT, WORDS)
    phone.evaluate("() => { kept.count = () => new Promise(() => {}); }")
    phone.click("#logout-form button")
    expect(phone.locator("#leaving_said")).to_contain_text("تعذّرت معرفة")
    phone.click("#leaving [value='']")
    assert phone.evaluate(GET) == WORDS
