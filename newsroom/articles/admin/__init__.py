from newsroom.articles.admin.edition import EditionAdmin
from newsroom.articles.admin.labels import SectionAdmin, TopicAdmin
from newsroom.articles.admin.lexicon import LexiconAdmin

__all__ = ["EditionAdmin", "LexiconAdmin", "SectionAdmin", "TopicAdmin"]
