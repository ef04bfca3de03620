"""Words that would tell who or where a correspondent is: kept, found, and never shown.

Whoever asks learns in which field one stands, and neither the word nor whose it is. Even that is
kept from those who could find colleagues' names by typing: see `told`.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom import keys
from newsroom.audit.trail import once, record
from newsroom.correspondents.models import Correspondent, ProtectedWord, Signing, WordKind
from newsroom.text.languages import LANGUAGES
from newsroom.text.protected import digests, forms
from newsroom.workflow.moves import Refused

if TYPE_CHECKING:
    from django.db.models import Model

    from newsroom.accounts.models import Account

PURPOSE = "protected-word"
PERMISSION = "correspondents.protect_correspondent"
#: These hold for everything that readers get, whoever it is about.
ANYWHERE = (WordKind.NAME, WordKind.PHONE)
#: Fewest digests of a word: enough for a name of four parts.
LEAST = 64


@dataclass(frozen=True)
class Hit:
    """A field that holds protected words. `digests` are those that met, `accounts` those of the
    people whose words they are: for code that keeps both to itself."""

    field: str
    is_near: bool
    digests: frozenset[str]
    accounts: frozenset[int]


class Words:
    """All that is kept, and the names of those whose byline is always withheld, read with two
    queries: a look at many texts begins with one of these. `besides`: whose own names may stand
    there, as in their own form."""

    def __init__(self, besides: Model | None = None) -> None:
        self.owners: dict[str, set[tuple[int, int | None]]] = {}
        self.kinds: set[str] = set()
        self.read_protected()
        self.read_withheld(besides.pk if isinstance(besides, Correspondent) else None)

    def read_protected(self) -> None:
        rows = ProtectedWord.objects.values_list(
            "kind", "digests", "correspondent", "correspondent__account"
        )
        for kind, found, correspondent, account in rows:
            self.kinds.add(kind)
            for digest in found:
                self.owners.setdefault(digest, set()).add((correspondent, account))

    def read_withheld(self, besides: int | None) -> None:
        """Names that the desk knows and no reader, whichever text or credit they stand in: unless
        somebody who signs with a name has the same."""
        columns = [f"{name}_{code}" for name in Correspondent.NAMES for code in LANGUAGES]
        rows = list(Correspondent.objects.values_list("pk", "account", "signing", *columns))
        shown = {name for *_, signing, names in map(parted, rows) if signing != Signing.WITHHELD
                 for name in names}  # fmt: skip
        digest = keys.digester(PURPOSE)
        for pk, account, signing, names in map(parted, rows):
            hidden = names - shown if signing == Signing.WITHHELD and pk != besides else ()
            for form in chain.from_iterable(forms(WordKind.NAME, name) for name in hidden):
                self.kinds.add(WordKind.NAME)
                owners = self.owners.setdefault(digest(f"{WordKind.NAME}:{form}"), set())
                owners.add((pk, account))

    def exposed(self, fields: Mapping[str, str]) -> list[Hit]:
        """The fields that hold somebody's name or telephone number."""
        kinds = self.kinds.intersection(ANYWHERE)
        return [hit for hit in self._hits(fields, kinds) if hit.digests]

    def near(
        self, fields: Mapping[str, str], people: Collection[int], accounts: Collection[int] = ()
    ) -> list[Hit]:
        """The fields that name a village of these correspondents, or of those with the accounts."""
        found = []
        for hit in self._hits(fields, self.kinds.intersection((WordKind.VILLAGE,))):
            theirs = {
                digest: [each for each in self.owners[digest]
                         if each[0] in people or each[1] in accounts]
                for digest in hit.digests
            }  # fmt: skip
            met = frozenset(digest for digest, whose in theirs.items() if whose)
            if met:
                found.append(Hit(hit.field, True, met, accounts_of(theirs.values())))
        return found

    def _hits(self, fields: Mapping[str, str], kinds: Iterable[str]) -> Iterable[Hit]:
        digest = keys.digester(PURPOSE)
        wanted = list(kinds)
        for field, text in fields.items() if wanted else ():
            met = {each for kind in wanted for each in digests(kind, [text], digest)}
            met &= self.owners.keys()
            accounts = accounts_of(self.owners[each] for each in met)
            yield Hit(field, False, frozenset(met), accounts)


def parted(row: tuple[Any, ...]) -> tuple[int, int | None, str, set[str]]:
    pk, account, signing, *names = row
    return pk, account, signing, {name for name in names if name}


def accounts_of(owners: Iterable[Iterable[tuple[int, int | None]]]) -> frozenset[int]:
    return frozenset(account for whose in owners for _pk, account in whose if account)


def exposed(fields: Mapping[str, str]) -> set[str]:
    """The names of the fields that hold a protected name or telephone number of anybody."""
    return {hit.field for hit in Words().exposed(fields)}


def near(fields: Mapping[str, str], correspondents: Iterable[Correspondent]) -> set[str]:
    """The names of the fields that name a protected village of one of these."""
    return {hit.field for hit in Words().near(fields, {each.pk for each in correspondents})}


def told(
    fields: Mapping[str, str], *, by: Account, thing: Model | None, everyones: bool
) -> set[str]:
    """Like `exposed`, for somebody who is told: the audit trail says so. Without `everyones` they
    learn of their own words only, and nothing of colleagues'."""
    hits = Words(besides=thing).exposed(fields)
    names = {hit.field for hit in hits if everyones or by.pk in hit.accounts}
    note(by, thing, names)
    return names


def note(by: Account, thing: Model | None, fields: Iterable[str]) -> None:
    """In the audit trail: who was told, of what thing and (digested) of which fields. Once in ten
    minutes for the same."""
    names = ",".join(sorted(fields))
    if not names:
        return
    digest = keys.digest("hit", names)
    about = f"{thing._meta.label_lower}:{thing.pk}" if thing else ""
    with once(f"protected_hit:{by.pk}:{about}:{digest}") as is_new:
        if is_new:
            record("protected_hit", by=by, thing=thing, digest=digest)


@transaction.atomic
def protect(correspondent: Correspondent, kind: str, lines: Iterable[str], *, by: Account) -> int:
    """Keeps each line that is not kept already; returns how many were new. Raises Refused for
    whoever may not, and ValueError for a line that `refusal` has a sentence for."""
    allowed(by)
    digest = keys.digester(PURPOSE)
    known = set()
    for row in correspondent.protected.filter(kind=kind):
        known |= set(row.digests)
    count = 0
    for line in lines:
        new = {digest(f"{kind}:{form}") for form in forms(kind, line)}
        if not new:
            raise ValueError(kind)
        if not new <= known:
            correspondent.protected.create(kind=kind, digests=among_others(new), made_by=by)
            known |= new
            count += 1
    if count:
        record("protected", by=by, thing=correspondent, digest=keys.digest("kind", kind))
    return count


@transaction.atomic
def unprotect(correspondent: Correspondent, kind: str, *, by: Account) -> int:
    """Forgets every word of that kind; returns how many there were. Raises Refused."""
    allowed(by)
    count = correspondent.protected.filter(kind=kind).delete()[0]
    if count:
        record("unprotected", by=by, thing=correspondent, digest=keys.digest("kind", kind))
    return count


def allowed(by: Account) -> None:
    if not by.has_perm(PERMISSION):
        raise Refused(_("Only the chief keeps protected words."))


def among_others(found: set[str]) -> list[str]:
    size = LEAST
    while size < len(found):
        size *= 2
    others = {secrets.token_hex(32) for _n in range(size - len(found))}
    return sorted(found | others)


def refusal(kind: str, line: str) -> str:
    """Why a line cannot be kept, "" where it can. The sentence does not repeat it."""
    if forms(kind, line):
        return ""
    if kind == WordKind.NAME:
        return _("A legal name needs two parts at least: one alone would stop every namesake.")
    if kind == WordKind.PHONE:
        return _("One telephone number a line, with seven digits at least.")
    return _("A village needs three letters at least.")
