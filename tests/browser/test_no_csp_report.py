"""No page of ours makes a browser report against its policy, and none asks another host; the page
with a planted script shows that a report would be seen."""

import pytest
from browsers import DESK, PHONE
from django.contrib import admin
from django.urls import reverse
from makers import (
    arrange,
    make_bar,
    make_correspondent,
    make_feedback,
    make_page,
    make_photo,
    make_topic,
)
from playwright.sync_api import expect
from readers import addresses, addresses_once, make_site

from newsroom.accounts.models import Account
from newsroom.articles import corrections, writing
from newsroom.articles.models import Edition, LexiconTerm
from newsroom.text.languages import LANGUAGES

pytestmark = pytest.mark.django_db(transaction=True)

PASTED = """<html><head><style>p {color: red}</style></head><body style="margin:0">
<p class="MsoNormal" style="text-align:right; color:#c00000"><b style="font-weight:normal">ملصق
</b><span style="font-size:14pt" onclick="alert(1)">من برنامج آخر</span></p></body></html>"""

LISTEN = """addEventListener("securitypolicyviolation", (event) => console.error(
  `policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));"""


@pytest.fixture
def listen():
    """Every error and warning of a page's console from now on, its scripts' errors among them."""

    def listening(page) -> list[str]:
        said: list[str] = []
        page.add_init_script(LISTEN)
        page.on("pageerror", lambda error: said.append(f"error: {page.url} {error}"))
        page.on("console", lambda line: said.append(f"{line.type}: {page.url} {line.text}"))
        return said

    return listening


def serious(said: list[str]) -> list[str]:
    """Without advice, and without the 403, 404 and 410 that the test asks for itself."""
    said = [line for line in said if line.startswith(("error", "warning"))]
    return [line for line in said if "the server responded with a status of 4" not in line]


def visit(page, url: str, status: tuple[int, ...] = (200,)) -> None:
    response = page.goto(url)
    assert response.status in status, (url, response.status)
    page.wait_for_load_state()


def test_a_planted_script_is_stopped_and_seen(network, open_browser, listen):
    page = open_browser(DESK)
    said = listen(page)
    plant = '<script>document.title = "planted"</script></head>'

    def planted(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</head>", plant))

    page.route("**/en/", planted)
    page.goto("/en/")
    assert page.title() != "planted"
    assert any("policy: script-src-elem inline" in line for line in said)
    assert len(open_browser.reports) == 1
    open_browser.reports.clear()


def test_no_report_on_any_page_of_the_readers(story, people, network, open_browser, listen):
    site = make_site(story, people)
    page = open_browser(PHONE)
    said = listen(page)
    for language in LANGUAGES:
        for name, url in addresses(language, site).items():
            if "feed" in name or name == "card":
                continue  # a browser shows no page for it: see the test below
            if language in ("ku", "ckb") and name not in ("front", "article", "search", "gone"):
                continue  # the same templates, in one direction or the other
            visit(page, url, (200, 404, 410))
    page.goto(addresses("ar", site)["article_by_id"])
    page.locator(".share summary").first.click()
    page.locator("label:has(input[name=size])").last.click()
    assert "\n".join(serious(said)) == ""


def test_no_report_where_a_browser_shows_a_file(story, people, network, open_browser, listen):
    make_site(story, people)
    page = open_browser(DESK)
    said = listen(page)
    page.goto("/")
    picture = page.locator("img").first.evaluate("image => image.currentSrc")
    for url in (*addresses_once().values(), picture, "/static/public/site.css"):
        page.goto(url)
    assert "\n".join(serious(said)) == ""


@pytest.fixture
def chief_of_all(roles, network):
    return Account.objects.create_superuser("admin", password="secret-word", name="Admin")


@pytest.fixture
def rich(story, people):
    """A published story that waits with a change and a notice for a second person."""
    nada = make_correspondent()
    photo = make_photo(people["reporter"], cleared_by=people["photo"])
    edition = story("published", correspondents=[nada], photos=[photo], topics=[make_topic()])
    writing.write(edition, by=people["editor"], text={"body": "<p>سنديانة وزيتونة.</p>"})
    corrections.propose(
        edition, by=people["editor"], kind="correction", said="سنديانة.", right="هي زيتونة."
    )
    LexiconTerm.objects.create(term="داعش", language="ar")
    arrange("ar", by=people["editor"], lead=[edition])
    make_bar(people["editor"])
    make_page(by=people["editor"], brought_by=people["chief"])
    make_feedback(edition)
    return Edition.objects.get(pk=edition.pk)


def screens_of_models() -> list[str]:
    """List, add, change and history of each model, as far as there is one."""
    urls = []
    for model, screens in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        urls.append(reverse(f"{name}_changelist"))
        urls.append(reverse(f"{name}_add"))
        first = model._base_manager.order_by("pk").first()
        assert first is not None, model
        urls += [reverse(f"{name}_{view}", args=[first.pk]) for view in ("change", "history")]
        if hasattr(screens, "move_view"):
            urls.append(reverse(f"{name}_move", args=[first.pk, "withdraw"]))
    return urls


def screens_of_a_story(edition: Edition) -> list[str]:
    oldest = edition.revisions.order_by("pk").first()
    base = f"/admin/articles/edition/{edition.pk}"
    views = ["inline", "beside"]
    return [
        f"{base}/revisions/", *(f"{base}/compare/?view={view}" for view in views),
        f"{base}/restore/{oldest.pk}/", f"{base}/sourcing/", f"{base}/sourcing/source/",
        f"{base}/sourcing/claim/", f"{base}/sourcing/figure/", f"{base}/notice/",
        f"{base}/notice/?kind=note", f"{base}/move/take_down/", f"{base}/move/correct/",
        f"{base}/move/hold/", f"{base}/redact/", f"/admin/file/{edition.article.filing_key}/",
    ]  # fmt: skip


def test_no_report_on_any_screen_of_the_desk(rich, chief_of_all, signed_in, listen, open_browser):
    page = signed_in(chief_of_all)
    said = listen(page)
    own = ["/admin/", "/admin/file/", "/admin/articles/", "/admin/password_change/",
           "/admin/password_change/done/", "/admin/account/", "/admin/account/set-up/",
           "/admin/articles/edition/exposed/", f"/admin/preview/{rich.pk}/",
           "/admin/articles/edition/?q=سنديانة&state=published",
           "/admin/articles/section/add/?_popup=1", "/admin/nowhere/"]  # fmt: skip
    for url in (*own, *screens_of_models(), *screens_of_a_story(rich)):
        visit(page, url, (200, 302, 403, 404))
    page.wait_for_load_state("networkidle")
    outside = open_browser(PHONE)
    said_outside = listen(outside)
    visit(outside, "/admin/login/?next=/admin/")
    outside.fill("[name=username]", "nobody")
    outside.fill("[name=password]", "nothing")
    outside.click("#login-form [type=submit]")
    assert "\n".join(serious(said)) == ""
    assert serious(said_outside) == []


def test_no_report_while_the_editor_is_used(story, people, signed_in, listen):
    edition = story("draft")
    page = signed_in(people["reporter"], DESK)
    said = listen(page)
    visit(page, f"/admin/articles/edition/{edition.pk}/change/")
    page.wait_for_load_state("networkidle")
    area = page.locator(".prose [contenteditable=true]")
    area.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("كلمة غليظة")
    page.keyboard.press("Control+b")
    paste(page, area)
    expect(area).to_contain_text("من برنامج آخر")
    every_button(page, area)
    set_link(page)
    white = area.evaluate("element => getComputedStyle(element).whiteSpace")
    assert "break-spaces" in white, "the editor's own style is there as a file"
    page.click("button[name=_continue]")
    page.wait_for_load_state("networkidle")
    edition.refresh_from_db()
    assert "<strong>كلمة غليظة</strong>" in edition.body
    assert '<a href="https://example.org/"' in edition.body
    assert "style" not in edition.body
    assert "\n".join(serious(said)) == ""


def paste(page, area) -> None:
    """As another program's text comes in, with its styles."""
    page.keyboard.press("Enter")
    area.evaluate(
        """(element, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          element.dispatchEvent(new ClipboardEvent("paste",
            {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        PASTED,
    )


def every_button(page, area) -> None:
    """Headings, lists, quotations: each button of the bar, and each of its list of kinds."""
    page.keyboard.press("Enter")
    page.keyboard.type("سطر آخر")
    buttons = ".prose-menubar button:not([data-name*=ink], [data-name^=history], .hidden)"
    for button in page.locator(buttons).all():
        button.dispatch_event("mousedown")
        button.dispatch_event("click")
        if cancel := page.locator("dialog.pictures[open] button[type=button]").all():
            cancel[0].click()
    page.keyboard.press("Escape")
    area.click()


def set_link(page) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("رابط")
    page.keyboard.press("Shift+Home")
    page.click(".prose-menubar [data-name=link]")
    page.fill("dialog [name=href]", "https://example.org/")
    page.click("dialog button[type=submit]")
