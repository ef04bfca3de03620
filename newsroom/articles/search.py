"""Full-text search over folded text: the same words find the same stories on both databases.

SQLite has an FTS5 table with external content, PostgreSQL a GIN index over a `simple` tsvector
(migration 0002). Neither stems or folds: `text.folding` did that for text and query alike.
"""

from django.db import models


class FoldedField(models.TextField):
    """Folded, stemmed terms with spaces between them; `__has` finds rows with all given terms."""


@FoldedField.register_lookup
class Has(models.Lookup):
    lookup_name = "has"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        table = self.lhs.target.model._meta.db_table
        alias = connection.ops.quote_name(self.lhs.alias)
        terms = " ".join(f'"{term}"' for term in self.rhs.split())
        sql = f"{alias}.id IN (SELECT rowid FROM {table}_search WHERE {table}_search MATCH %s)"
        return sql, [terms]

    def as_postgresql(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        sql = f"to_tsvector('simple', {lhs}) @@ plainto_tsquery('simple', %s)"
        return sql, [*params, self.rhs]
