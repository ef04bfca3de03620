from __future__ import annotations

from django.db import models


class StaysNamed:
    """Stands before ModelForm among the bases of a form that leads to what readers have. What they
    have no more stays named although it cannot be chosen: while it is gone, so is the line that
    leads there, and a save of the form does not bring that back."""

    #: The field that leads there.
    leads_by: str

    def is_gone(self, named: models.Model) -> bool:
        """Each form's own: nothing can be said of all that a form may lead to."""
        raise NotImplementedError

    def _post_clean(self) -> None:
        named = getattr(self.instance, self.leads_by)
        super()._post_clean()
        if named and getattr(self.instance, self.leads_by) is None and self.is_gone(named):
            setattr(self.instance, self.leads_by, named)
