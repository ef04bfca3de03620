"""What readers are told of each kind of story: what many are called, and what the kind promises."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.articles.models.article import Kind

#: The slug in the address is the kind's own value.
MANY: dict[str, Promise] = {
    Kind.NEWS: pgettext_lazy("stories of this kind", "News"),
    Kind.REPORT: _("Reports"),
    Kind.ANALYSIS: _("Analyses"),
    Kind.OPINION: _("Opinions"),
    Kind.INVESTIGATION: _("Investigations"),
    Kind.FACT_CHECK: _("Fact-checks"),
}
PROMISES: dict[str, Promise] = {
    Kind.NEWS: _("What happened, who says so, and what is not known yet."),
    Kind.REPORT: _("Written from the place, with the people who live there."),
    Kind.ANALYSIS: _("What lies behind the news, shown by what can be checked."),
    Kind.OPINION: _("The view of whoever signs it, not that of the network."),
    Kind.INVESTIGATION: _("What somebody would rather not see published, with the evidence."),
    Kind.FACT_CHECK: _("A claim that goes round, held against what can be checked."),
}
