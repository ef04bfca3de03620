from newsroom.articles.admin.edition import EditionAdmin
from newsroom.articles.admin.labels import SectionAdmin, TopicAdmin
from newsroom.articles.admin.lexicon import LexiconAdmin
from newsroom.articles.admin.log import CorrectionAdmin

__all__ = ["CorrectionAdmin", "EditionAdmin", "LexiconAdmin", "SectionAdmin", "TopicAdmin"]
