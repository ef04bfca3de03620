"""The pages about us: who may do what, two people, what readers have, and what stays hidden."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from makers import make_correspondent, make_page

from newsroom.audit.models import Entry
from newsroom.correspondents.protection import protect
from newsroom.pages.models import Page, PageKind
from newsroom.pages.models.trust import GAP
from newsroom.pages.public_rows import public_rows
from newsroom.pages.starter import open_pages
from newsroom.pages.trust import policies
from newsroom.public.languages import address
from newsroom.text.languages import LANGUAGES
from newsroom.workflow.moves import NotAllowed, Refused, StaleState, move, possible

SECRET = "سنديانة"
#: role -> the moves it may make on a page that somebody else wrote, by state.
MAY = {
    "editor": {"draft": "publish", "published": "update", "withdrawn": "publish"},
    "chief": {"draft": "publish", "published": "update withdraw", "withdrawn": "publish"},
}
ROLES = ("reporter", "stranger", "translator", "photo", "editor", "chief")


@pytest.fixture
def written(people, make_account):
    """A page in a state, whose words have changed since readers had them."""

    def make(state: str, **words) -> Page:
        by = make_account("writer", "editor")
        page = make_page(by=by, brought_by=None if state == "draft" else people["chief"], **words)
        if state == "withdrawn":
            move(page, "withdraw", by=people["chief"], note="لأنها تغيرت")
        page.body_ar, page.version = f"<p>{SECRET}</p>", page.version + 1
        page.save()
        return Page.objects.get(pk=page.pk)

    return make


@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
@pytest.mark.parametrize("role", ROLES)
def test_role_by_state(people, written, role, state):
    page = written(state)
    may = MAY.get(role, {}).get(state, "").split()
    assert [each.verb for each in possible(page, people[role])] == may
    for verb in set(Page.moves()) - set(may):
        with pytest.raises(Refused):
            move(page, verb, by=people[role], note="سبب")
    assert Page.objects.get(pk=page.pk).state == state


@pytest.mark.parametrize("verb", ["publish", "update"])
def test_who_saved_the_words_does_not_bring_them_out(people, written, verb):
    page = written("draft" if verb == "publish" else "published")
    Page.objects.filter(pk=page.pk).update(written_by=people["chief"])
    with pytest.raises(Refused, match="second person"), translation.override("en"):
        move(Page.objects.get(pk=page.pk), verb, by=people["chief"])
    move(Page.objects.get(pk=page.pk), verb, by=people["editor"])
    assert Entry.objects.filter(verb=verb, kind="pages.page", by=people["editor"].pk).exists()


def test_words_that_were_changed_meanwhile_are_not_brought_out(people, written):
    page, late = written("published"), Page.objects.get()
    page.body_ar, page.version = "<p>غيره</p>", page.version + 1
    page.save()
    with pytest.raises(StaleState):
        move(late, "update", by=people["chief"])
    assert "غيره" not in Page.objects.get().for_readers("ar").body


def test_readers_keep_the_old_words_until_a_second_person_brings_the_new(client, people, written):
    page = written("published")
    url = address("ar", "trust", "standards")
    assert SECRET not in client.get(url).text
    move(page, "update", by=people["chief"])
    assert SECRET in client.get(url).text
    assert [text.words["ar"]["body"] for text in page.texts.all()] == [
        f"<p>{SECRET}</p>", "<p>نص</p>",
    ]  # fmt: skip
    with pytest.raises(Refused, match="very words"), translation.override("en"):
        move(Page.objects.get(), "update", by=people["editor"])


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_readers_may_not_have_is_nowhere(client, people, written, story, state):
    title = {"title_ar": SECRET, "body_ar": f"<p>{SECRET}</p>"}
    page = written(state, **title)
    where = [address("ar", "trust", "standards"), "/lite/about/standards/", "/", "/lite/",
             "/corrections/", story("published").url]  # fmt: skip
    cache.clear()
    for url in where:
        assert SECRET not in client.get(url).text, url
    assert [client.get(url).status_code for url in where[:2]] == [404, 404]
    assert policies("ar") == {}
    assert not Page.objects.published().exists()
    assert not any(row.thing == page for row in public_rows())
    move(page, "publish", by=people["chief"])
    cache.clear()
    for url in where:
        assert SECRET in client.get(url).text or "corrections" in url, url


def test_withdrawn_page_leaves_the_foot_at_once(
    client, people, written, django_capture_on_commit_callbacks
):
    page = written("published", title_ar=SECRET, body_ar="<p>نص</p>")
    assert SECRET in client.get("/").text
    with django_capture_on_commit_callbacks(execute=True):
        move(page, "withdraw", by=people["chief"], note="سبب")
    assert SECRET not in client.get("/").text


def test_page_that_is_not_in_a_language_comes_whole_in_the_next_and_says_so(client, people):
    words = {"title_ar": "معايير", "body_ar": "<p>نص</p>", "title_en": "Standards"}
    make_page(by=people["editor"], brought_by=people["chief"], **words)
    for prefix in ("/en", "/ku", "/ckb", "/en/lite", "/ckb/lite"):
        text = client.get(f"{prefix}/about/standards/").text
        assert '<bdi lang="ar" dir="rtl">معايير</bdi></h1>' in text
        assert 'lang="ar" dir="rtl">' in text.split("</h1>")[1]
        assert "Standards" not in text, "no title above words of another language"
    page = client.get("/en/about/standards/").text
    assert "This page is not in this language yet" in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}/about/standards/">' in page
    assert "hreflang=" not in page.split("</head>")[0]
    own = client.get("/about/standards/").text
    assert "<bdi" in own
    assert "بلغة أخرى" not in own


def test_each_promise_is_told_to_programs_by_the_names_of_schema_org(people):
    for kind in PageKind.values:
        make_page(kind, by=people["editor"], brought_by=people["chief"])
    assert policies("en") == {
        "missionCoveragePrioritiesPolicy": "/en/about/",
        "ownershipFundingInfo": "/en/about/ownership/",
        "publishingPrinciples": "/en/about/standards/",
        "ethicsPolicy": "/en/about/standards/",
        "verificationFactCheckingPolicy": "/en/about/standards/",
        "unnamedSourcesPolicy": "/en/about/unnamed-sources/",
        "noBylinesPolicy": "/en/about/bylines/",
        "correctionsPolicy": "/en/about/corrections-policy/",
        "actionableFeedbackPolicy": "/en/about/contact/",
    }


def test_foot_costs_one_query_for_all_pages_and_none_while_they_are_kept(
    client, people, django_assert_num_queries
):
    for count, kinds in enumerate((["about"], ["ownership", "standards"])):
        for kind in kinds:
            make_page(kind, by=people["editor"], brought_by=people["chief"])
        cache.clear()
        with django_assert_num_queries(1):
            policies("ar")
        with django_assert_num_queries(0):
            assert len(policies("en")) >= count + 1


def test_starter_texts_are_drafts_that_wait_for_the_newsroom(people, client):
    assert (open_pages(), open_pages()) == (7, 0)
    for page in Page.objects.all():
        assert page.state == "draft"
        assert list(page.words()) == list(LANGUAGES)
        assert client.get(page.get_absolute_url()).status_code == 404
    about = Page.objects.get(kind="about")
    Page.objects.filter(pk=about.pk).update(written_by=people["editor"])
    about.refresh_from_db()
    with pytest.raises(Refused, match="Arabic"), translation.override("en"):
        move(about, "publish", by=people["chief"])
    for code in LANGUAGES:
        setattr(about, f"body_{code}", GAP.sub("شبكة", getattr(about, f"body_{code}")))
    about.save()
    move(about, "publish", by=people["chief"])
    bylines = Page.objects.get(kind="bylines")
    with pytest.raises(Refused, match="second person"), translation.override("en"):
        move(bylines, "publish", by=people["chief"])


def test_saved_text_is_safe_whoever_saves_it(people, client):
    body = '<p onclick="x()">قبل\x0b</p><script>alert(1)</script><a href="javascript:x">رابط</a>'
    make_page(by=people["editor"], brought_by=people["chief"], title_ar="و\x00عد", body_ar=body)
    stored = Page.objects.get()
    assert (stored.title_ar, stored.body_ar) == ("وعد", "<p>قبل</p><p>رابط</p>")
    assert "alert(1)" not in client.get("/about/standards/").text


# The desk's form


def sent(page: Page, **words) -> dict[str, str]:
    fields = {
        f"{name}_{code}": getattr(page, f"{name}_{code}") or ""
        for name in ("title", "intro", "body")
        for code in LANGUAGES
    }
    return fields | words


def test_save_at_the_desk_is_somebodys_and_readers_do_not_have_it(client, people, written):
    page = written("published")
    url = reverse("admin:pages_page_change", args=[page.pk])
    client.force_login(people["editor"])
    assert client.post(url, sent(page, body_en="<p>New promise</p>")).status_code == 302
    page.refresh_from_db()
    assert (page.written_by, page.version) == (people["editor"], 3)
    assert "New promise" not in client.get("/en/about/standards/").text
    form = client.get(url).text
    assert 'name="body_ckb"' in form
    assert '<div class="prose" lang="ckb" dir="rtl">' in form
    compared = client.get(reverse("admin:pages_page_compare", args=[page.pk])).text
    assert "New promise" in compared or ("New" in compared and "promise" in compared)
    response = client.post(url, sent(page, _move="update"), follow=True)
    assert "New promise" not in client.get("/en/about/standards/").text
    assert response.status_code == 200
    client.force_login(people["chief"])
    client.post(url, sent(page, _move="update"))
    assert "New promise" in client.get("/en/about/standards/").text


def test_two_who_write_at_once_lose_nothing(client, people, written):
    page = written("published")
    url = reverse("admin:pages_page_change", args=[page.pk])
    client.force_login(people["editor"])
    opened = client.get(url).context["adminform"].form.initial["opened"]
    page.title_ar, page.version = "عنوان زميل", page.version + 1
    page.save()
    late = client.post(url, sent(page, title_ar="عنواني", opened=opened))
    assert late.status_code == 200
    assert "عنواني" in late.text
    assert "عنوان زميل" in late.text
    assert Page.objects.get().title_ar == "عنوان زميل"


def test_protected_word_stops_a_save_and_is_found_in_what_readers_have(client, people, written):
    page = written("published")
    nada = make_correspondent()
    protect(nada, "name", ["ندى جاسم العبدالله"], by=people["chief"])
    client.force_login(people["editor"])
    url = reverse("admin:pages_page_change", args=[page.pk])
    response = client.post(url, sent(page, intro_ar="تديرها ندى جاسم العبدالله"))
    assert response.status_code == 200
    assert Page.objects.get().intro_ar == "موجز"
    rows = [row for row in public_rows() if row.thing == page]
    assert rows[0].fields["body_ar"] == "<p>نص</p>", "what readers have, not what the desk writes"


@pytest.mark.parametrize(("state", "verb"), [("draft", "publish"), ("published", "update")])
def test_what_is_protected_since_is_not_brought_out(people, written, state, verb):
    page = written(state)
    page.intro_en = "Nada Jasim al-Abdallah leads it."
    page.save()
    protect(make_correspondent(), "name", ["Nada Jasim al-Abdallah"], by=people["chief"])
    assert verb not in [each.verb for each in possible(page, people["editor"])]
    with pytest.raises(Refused):
        move(page, verb, by=people["editor"])


@pytest.mark.parametrize("role", ["reporter", "translator", "photo"])
def test_who_may_not_write_them_sees_no_comparison(client, people, written, role):
    page = written("published")
    client.force_login(people[role])
    answer = client.get(reverse("admin:pages_page_compare", args=[page.pk]))
    assert answer.status_code == 404
    with pytest.raises(NotAllowed):
        move(page, "update", by=people[role])
