"""Where search engines and other programs find what the network promises."""

from django.utils.translation import override

from newsroom.pages.models import PageKind
from newsroom.pages.models.trust import listed

#: Properties of schema.org's NewsMediaOrganization (and `publishingPrinciples` of Organization).
PROPERTIES = {
    PageKind.ABOUT: ("missionCoveragePrioritiesPolicy",),
    PageKind.OWNERSHIP: ("ownershipFundingInfo",),
    PageKind.STANDARDS: (
        "publishingPrinciples", "ethicsPolicy", "verificationFactCheckingPolicy",
    ),
    PageKind.UNNAMED_SOURCES: ("unnamedSourcesPolicy",),
    PageKind.BYLINES: ("noBylinesPolicy",),
    PageKind.CORRECTIONS: ("correctionsPolicy",),
    PageKind.CONTACT: ("actionableFeedbackPolicy",),
}  # fmt: skip


def policies(language: str) -> dict[str, str]:
    """By property the path of the page in that language; of pages that readers have alone."""
    with override(language):
        return {
            name: told.url for told in listed(language) for name in PROPERTIES[PageKind(told.kind)]
        }
