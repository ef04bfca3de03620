from newsroom.articles.admin.edition import EditionAdmin
from newsroom.articles.admin.labels import SectionAdmin, TopicAdmin

__all__ = ["EditionAdmin", "SectionAdmin", "TopicAdmin"]
