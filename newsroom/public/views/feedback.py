"""A reader writes to the desk about a story. The page, the form and the answer keep no address:
no cookie, no session, no number by which two messages could be laid together."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from newsroom.articles.models import Edition
from newsroom.pages.models import Feedback
from newsroom.pages.models.feedback import REPLY_KEPT_DAYS
from newsroom.public.feedback_form import FeedbackForm
from newsroom.public.languages import address
from newsroom.public.origins import Sender, sender
from newsroom.public.page import active, page
from newsroom.public.views.article import published_editions

FORM = "application/x-www-form-urlencoded"


@csrf_exempt  # its field would need a cookie: `sender` asks the browser instead
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    editions = published_editions(pk)
    edition = told_in(editions)
    if request.method == "POST":
        return taken(request, edition, editions)
    return asked(request, edition, editions, FeedbackForm())


def told_in(editions: dict[str, Edition]) -> Edition:
    """The story as readers of the path's language have it."""
    if active() not in editions:
        raise Http404
    return editions[active()]


def taken(request: HttpRequest, edition: Edition, editions: dict[str, Edition]) -> HttpResponse:
    came = sender(request)
    if came is Sender.FOREIGN or request.content_type != FORM:
        # Whose words these are nobody knows: they are not put into the reader's form.
        why = _("This did not come from our page, so nothing was kept. Write to us here.")
        return asked(request, edition, editions, FeedbackForm(), why, 403)
    form = FeedbackForm(request.POST)
    if came is Sender.UNKNOWN:
        why = _(
            "Your browser does not say from which page this was sent, so nothing was kept. Your"
            " words stand below: send them once more, or write to us by e-mail."
        )
        return asked(request, edition, editions, form, why, 403)
    if not form.is_valid():
        return asked(request, edition, editions, form, status=422)
    if not form.is_a_programs:
        if Feedback.objects.is_full(edition):
            why = _("So much has come that we take no more for now. Try again later.")
            return asked(request, edition, editions, form, why, 429)
        Feedback.take(
            edition, **{name: form.cleaned_data[name] for name in ("kind", "text", "reply_to")}
        )
    return HttpResponseRedirect(f"{request.path}thanks/")


def asked(
    request: HttpRequest,
    edition: Edition,
    editions: dict[str, Edition],
    form: FeedbackForm,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    response = page(
        request,
        "public/feedback.html",
        here={code: address(code, "feedback", edition.article_id) for code in editions},
        status=status,
        edition=edition,
        form=form,
        why=why,
        reply_days=REPLY_KEPT_DAYS,
    )
    # With the site's "no-referrer" a browser would send the form with the origin "null".
    response["Referrer-Policy"] = "same-origin"
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response


@require_safe
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    editions = published_editions(pk)
    here = {code: address(code, "feedback_thanks", pk) for code in editions}
    return page(request, "public/thanks.html", here=here, edition=told_in(editions))
