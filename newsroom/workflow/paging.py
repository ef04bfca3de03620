"""How far the lists of the desk go."""

from django.core.paginator import Paginator

#: What lies further back is found by filter and search; counting a whole table would be slow.
MOST_LISTED = 600


class FirstPages(Paginator):
    """Pages of the first rows only, chosen by their keys: whatever a row of the list is asked
    besides, is asked of those on the page, and not of all that the database has to put in order."""

    def __init__(self, object_list, per_page, *more, **named):
        super().__init__(object_list, per_page, *more, **named)
        self.keys = list(object_list.values_list("pk", flat=True)[:MOST_LISTED])

    @property
    def count(self):
        return len(self.keys)

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = self.keys[start : start + self.per_page]
        return self._get_page(self.object_list.filter(pk__in=keys), number, self)
