from newsroom.articles.models.article import Article, ArticlePhoto, Byline
from newsroom.articles.models.correction import Correction
from newsroom.articles.models.day_meant import DayMeant
from newsroom.articles.models.edition import Edition
from newsroom.articles.models.labels import Section, Topic
from newsroom.articles.models.lexicon import LexiconTerm
from newsroom.articles.models.listing import Listing
from newsroom.articles.models.moment import Moment
from newsroom.articles.models.override import Override
from newsroom.articles.models.preview import PreviewLink
from newsroom.articles.models.revision import Revision
from newsroom.articles.models.saved_page import SavedPage
from newsroom.articles.models.sourcing import Claim, Figure, SourceRecord
from newsroom.articles.models.stored_terms import StoredTerms
from newsroom.articles.models.working_copy import WorkingCopy

__all__ = [
    "Article",
    "ArticlePhoto",
    "Byline",
    "Claim",
    "Correction",
    "DayMeant",
    "Edition",
    "Figure",
    "LexiconTerm",
    "Listing",
    "Moment",
    "Override",
    "PreviewLink",
    "Revision",
    "SavedPage",
    "Section",
    "SourceRecord",
    "StoredTerms",
    "Topic",
    "WorkingCopy",
]
