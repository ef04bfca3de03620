from django.http import HttpRequest, HttpResponse

from newsroom.public.page import page


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what does not exist, what is not public yet, and what no longer is."""
    return page(request, "404.html", status=404)
