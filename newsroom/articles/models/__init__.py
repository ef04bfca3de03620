from newsroom.articles.models.article import Article, ArticlePhoto, Byline
from newsroom.articles.models.edition import Edition
from newsroom.articles.models.labels import Section, Topic
from newsroom.articles.models.revision import Revision

__all__ = ["Article", "ArticlePhoto", "Byline", "Edition", "Revision", "Section", "Topic"]
