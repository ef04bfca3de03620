from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from newsroom.public.languages import address, in_each
from newsroom.public.page import active, page
from newsroom.public.views.lists import paged, readable
from newsroom.text.folding import query_terms
from newsroom.text.markup import clean_line

LONGEST_QUERY = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = clean_line(request.GET.get("q", ""))[:LONGEST_QUERY]
    found = readable().search(query, active())
    here = f"{address(active(), 'search')}?{urlencode({'q': query})}"
    results = paged(found, request.GET.get("before", ""), here)
    return page(
        request,
        "public/search.html",
        here=in_each("search"),
        query=query,
        too_short=bool(query) and not query_terms(query, active()),
        **results,
    )
