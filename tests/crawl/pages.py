"""Every address that answers with a page, by the name it has among our addresses.

`test_every_address_is_known` holds this against the addresses there are: a new page is crawled, or
stands in NO_PAGE.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from newsroom.text.languages import DEFAULT

#: name -> paths behind the language's prefix.
PUBLIC = {
    "front": ["/"],
    "article": ["{url}"],
    "change": ["/articles/{article}/changes/{correction}/"],
    "corrections": ["/corrections/"],
    "section": ["/sections/news/", "/sections/lone/", "/sections/only/"],
    "region": ["/regions/deir-ez-zor/", "/regions/village/"],
    "topic": ["/topics/water/", "/topics/lone/"],
    "correspondent": ["/correspondents/nada/"],
    "regions": ["/regions/"],
    "topics": ["/topics/"],
    "correspondents": ["/correspondents/"],
    "kind": ["/kinds/news/", "/kinds/fact-check/"],
    "archive": ["/archive/"],
    "month": ["/archive/{month}/"],
    "about": ["/about/"],
    "trust": ["/about/bylines/", "/about/contact/"],
    "feedback": ["/articles/{article}/feedback/"],
    "feedback_thanks": ["/articles/{article}/feedback/thanks/"],
    "search": [
        "/search/",
        "/search/?q=zzz&kind=report&from=x",
        "/search/?q=ξ",
        "/search/?kind=news",
    ],
    "preview": ["preview:/preview/{token}/"],
    "desk_preview": ["preview:/admin/preview/{approved}/"],
    "front_preview": ["preview:/admin/preview/front/{arrangement}/"],
    "nowhere": ["/nope/"],
}
#: The same in the text-only edition.
PUBLIC |= {
    f"lite {name}": [f"/lite{path}" for path in paths]
    for name, paths in PUBLIC.items()
    if "preview" not in name
}
#: What the desk's person sees; {name} is a key of `Newsroom.things`.
DESK = {
    "index": ["/admin/"],
    "file": ["/admin/file/", "/admin/file/?language=ku"],
    "blank": ["/admin/file/blank/"],
    "obscure": ["/admin/photos/{drawn}/obscure/"],
    "mfa_index": ["/admin/account/"],
    "mfa_activate_totp": ["/admin/account/set-up/"],
    "password_change": ["/admin/password_change/"],
    "account_reauthenticate": ["/admin/account/again/"],
    "app_list": ["/admin/articles/"],
    "articles_edition_changelist": ["/admin/articles/edition/", "/admin/articles/edition/?q=zzz"],
    "articles_edition_add": [
        "/admin/articles/edition/add/",
        "/admin/articles/edition/add/?article={alone_article}&language=ku",
    ],
    "articles_edition_change": [
        f"/admin/articles/edition/{{{state}}}/change/"
        for state in (
            "edition",
            "draft",
            "in_review",
            "approved",
            "returned",
            "withdrawn",
            "held",
            "scheduled",
        )
    ],
    "articles_edition_translations": [
        "/admin/articles/edition/translations/",
        "/admin/articles/edition/translations/?into=ku",
        "/admin/articles/edition/translations/?show=all",
    ],
    "articles_edition_history": ["/admin/articles/edition/{edition}/history/"],
    "articles_edition_notice": ["/admin/articles/edition/{alone}/notice/"],
    "articles_edition_redact": ["/admin/articles/edition/{edition}/redact/"],
    "articles_byline_withdraw": ["/admin/articles/edition/byline/{correspondent}/withdraw/"],
    "articles_edition_revisions": ["/admin/articles/edition/{edition}/revisions/"],
    "articles_edition_compare": [
        "/admin/articles/edition/{edition}/compare/",
        "/admin/articles/edition/{edition}/compare/?view=beside",
    ],
    "articles_edition_restore": ["/admin/articles/edition/{edition}/restore/{revision}/"],
    "articles_edition_sourcing": ["/admin/articles/edition/{in_review}/sourcing/"],
    "articles_edition_sourcing_add": [
        f"/admin/articles/edition/{{in_review}}/sourcing/{what}/"
        for what in ("source", "claim", "figure")
    ],
    "articles_edition_sourcing_change": [
        f"/admin/articles/edition/{{in_review}}/sourcing/{what}/{{{what}}}/"
        for what in ("source", "claim", "figure")
    ],
    "articles_edition_exposed": ["/admin/articles/edition/exposed/"],
    "articles_edition_move": [
        "/admin/articles/edition/{approved}/move/publish/",
        "/admin/articles/edition/{submitted}/move/take/",
        "/admin/articles/edition/{in_review}/move/return/",
        "/admin/articles/edition/{alone}/move/take_down/",
    ],
    "articles_section_move": ["/admin/articles/section/{section}/move/withdraw/"],
    "articles_topic_move": ["/admin/articles/topic/{topic}/move/withdraw/"],
    "media_photo_move": ["/admin/media/photo/{photo}/move/withdraw/"],
    "media_photo_camera": ["/admin/media/photo/{camera}/camera/"],
    "media_photo_words": ["/admin/media/photo/words/?photo={photo}&photo={drawn}"],
    "correspondents_correspondent_move": [
        "/admin/correspondents/correspondent/{correspondent}/move/withdraw/"
    ],
    "pages_breakingbar_move": ["/admin/pages/breakingbar/{breakingbar}/move/withdraw/"],
    "regions_region_move": ["/admin/regions/region/{region}/move/withdraw/"],
    "pages_page_move": ["/admin/pages/page/{page}/move/withdraw/"],
    "pages_page_compare": ["/admin/pages/page/{page}/compare/"],
    "accounts_account_second_factor": ["/admin/accounts/account/{account}/second-factor/"],
    "auth_user_password_change": ["/admin/accounts/account/{account}/password/"],
    "forbidden": ["/admin/accounts/account/add/"],
    "lost": ["/admin/media/photo/987654/change/"],
}
#: Before anybody has signed in, in the browser's language.
OUTSIDE = {"login": ["/admin/login/"]}
MODELS = (
    "articles.edition", "articles.section", "articles.topic", "articles.lexiconterm",
    "articles.correction", "regions.region", "correspondents.correspondent", "media.photo",
    "pages.network", "pages.page", "pages.feedback", "pages.arrangement", "pages.breakingbar",
    "audit.entry", "accounts.account",
)  # fmt: skip
#: Pages that Django's admin makes for each model; the answer may be that it is not open.
for model in MODELS:
    name, path, thing = model.replace(".", "_"), model.replace(".", "/"), model.split(".")[1]
    for view, more in {
        "changelist": "", "add": "add/", "change": f"{{{thing}}}/change/",
        "history": f"{{{thing}}}/history/", "delete": f"{{{thing}}}/delete/",
    }.items():  # fmt: skip
        DESK.setdefault(f"{name}_{view}", [f"/admin/{path}/{more}"])

#: Redirects, files, JSON for scripts, POST alone; feeds have tests of their own.
NO_PAGE = {
    "worker", "state", "filed", "picture", "master", "original", "original_delete",
    "original_keep", "obscure_confirm", "obscure_picture", "account_login", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_download_recovery_codes", "mfa_generate_recovery_codes", "logout", "autocomplete",
    "jsi18n", "articles_edition_preview_lend", "articles_edition_preview_revoke",
    "articles_edition_notice_discard", "articles_edition_sourcing_delete",
    "articles_edition_checks", "articles_edition_keep", "articles_edition_unsaved",
    "articles_edition_forget", "articles_edition_follow", "media_photo_send",
    "pages_arrangement_withdraw",
    "audit_entry_table", "audit_entry_verify",
    "sitemap", "sitemap_month", "sitemap_pages", "news_sitemap", "alive", "ready", "favicon",
    "robots", "feed", "article_by_id", "card", "corrections_feed",
    "section_feed", "region_feed", "topic_feed", "correspondent_feed", "kind_feed",
}  # fmt: skip


def names(patterns=None) -> Iterator[str]:
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from names(each.url_patterns)
        elif each.name:
            yield each.name


def public(language: str, path: str) -> str:
    """As the language's edition has it."""
    if path.startswith("preview:"):
        return path.removeprefix("preview:")
    return path if language == DEFAULT else f"/{language}{path}"
