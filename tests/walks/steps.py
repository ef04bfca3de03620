"""What somebody may try. Each step is a function of the walk and its dice."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction

from newsroom.articles import corrections, writing
from newsroom.articles.checks import overriding
from newsroom.articles.checks.checklist import run
from newsroom.articles.checks.reading import read
from newsroom.articles.models import Article, Correction, Edition
from newsroom.workflow.duties import do_all
from newsroom.workflow.models import Transition
from newsroom.workflow.moves import move
from walks.ledger import SLIP, Notice, Sheet, Version
from walks.rules import (
    OPENNESS,
    TABLE,
    Try,
    check,
    hold,
    is_allowed,
    is_desk,
    may_propose,
    may_share,
)
from walks.walk import CROWD, Walk
from walks.watch import text_of

#: In seconds, from one to three weeks.
JUMPS = (1, 1, 59, 1800, 3 * 3600, 86400, 9 * 86400, 21 * 86400)
NOTE = "سبب مكتوب"
KINDS = ("update", "correction", "clarification", "note", "withdrawal")
#: How often each verb comes up beside the others; those that lead a story on do so more often.
BACK = ("spike", "hold", "return", "recall", "unschedule", "hold_back", "take_down")
WEIGHTS = dict.fromkeys(TABLE, 10) | dict.fromkeys(BACK, 1) | {
    "reopen": 3, "bring_back": 6, "withdraw": 3, "unschedule": 4, "hold_back": 4,
}  # fmt: skip


# Moves


def try_move(walk: Walk, dice: Random) -> None:
    """Mostly what may come through by the driver's own rules; else whatever comes to mind."""
    sheet = dice.choice(walk.live())
    by, verb = dice.choice(CROWD), dice.choice([*TABLE])
    allowed = [each for each in all_tries(walk, sheet) if is_allowed(each)]
    verbs = list(dict.fromkeys(each.verb for each in allowed))
    if set(verbs) <= set(BACK) and dice.random() < 0.8:
        return
    if verbs and dice.random() < 0.75:
        (verb,) = dice.choices(verbs, [WEIGHTS[each] for each in verbs])
        by = dice.choice([each.by for each in allowed if each.verb == verb])
    note = " " if dice.random() < 0.05 else NOTE
    at = time_for(walk, sheet, verb, dice)
    reach = dice.choice([None, "every", "one"]) if verb in ("withdraw", "take_down") else None
    make_move(walk, Try(sheet, verb, by, walk.roles[by], walk.clock.at, note, at, reach), dice)


def all_tries(walk: Walk, sheet: Sheet) -> list[Try]:
    now = walk.clock.at
    verbs = [verb for verb, row in TABLE.items() if sheet.state in row.source.split()]
    return [
        Try(sheet, verb, by, role, now, at=sheet.folder.earliest() or now)
        for verb in verbs for by, role in walk.roles.items()
    ]  # fmt: skip


def time_for(walk: Walk, sheet: Sheet, verb: str, dice: Random) -> datetime | None:
    """For a change that waits or a publication; None is now."""
    second = walk.clock.second
    around = timedelta(seconds=dice.choice((*JUMPS, 3600, 7200)))
    if verb == "set_change":
        return second + around
    earliest = sheet.folder.earliest()
    times = [None, None, second - around, second + around]
    times += [earliest, earliest - timedelta(seconds=1)] if earliest else []
    return dice.choice(times) if verb == "publish" else None


def make_move(walk: Walk, tried: Try, dice: Random) -> None:
    edition, is_old = copy_of(walk, tried.sheet, dice)
    asked = {"publish": "published_at", "set_change": "change_at"}.get(tried.verb)
    details = {asked: tried.at} if asked and tried.at else {}
    if tried.reach:
        details["reach"] = tried.reach
    what = f"{tried.by} {tried.verb} {walk.name(tried.sheet)} {tried.at or ''}"
    account = walk.account(tried.by)
    if not walk.attempt(
        what, lambda: move(edition, tried.verb, by=account, note=tried.note, **details)
    ):
        return
    hold(2, not is_old, f"{what}, who saw it as it was once")
    came_through(walk, Try(**(tried.__dict__ | {"at": tried.at or at_once(walk, tried)})))


def at_once(walk, tried):
    """This minute, which readers are told; an embargo that ended within it is not gone against."""
    earliest = tried.sheet.folder.earliest()
    minute = walk.clock.at.replace(second=0, microsecond=0)
    return max(minute, earliest) if earliest and earliest <= walk.clock.at else minute


def copy_of(walk: Walk, sheet: Sheet, dice: Random) -> tuple[Edition, bool]:
    """The edition as somebody has it before them: now and then as it was long ago."""
    fresh = walk.edition(sheet)
    old = walk.copies.get(sheet.pk)
    if old is None or dice.random() < 0.1:
        walk.copies[sheet.pk] = walk.edition(sheet)
    is_old = bool(old) and old.seen() != fresh.seen() and dice.random() < 0.1
    return (old, True) if is_old else (fresh, False)


def came_through(walk: Walk, tried: Try) -> None:
    check(tried)
    walk.came[tried.verb] += 1
    walk.effects.of(tried, new_line=newest_line)


def newest_line(sheet: Sheet) -> int:
    return Correction.objects.published().filter(edition=sheet.pk).latest("pk").pk


# Words


def write(walk: Walk, dice: Random) -> None:
    sheet, by = dice.choice(walk.live()), dice.choice(CROWD)
    if dice.random() < 0.4:
        sheet = dice.choice(seen_by_readers(walk, dice))
    is_ripe = sheet.state in ("in_review", "approved") or sheet.is_scheduled(walk.clock.at)
    if not walk.may_write(sheet, by) or (is_ripe and dice.random() < 0.7):
        return
    text = some_words(walk, sheet, dice)
    edition, is_old = copy_of(walk, sheet, dice)
    is_old = edition.written_on() != walk.edition(sheet).written_on()
    account, before = walk.account(by), edition.latest_id
    what = f"{by} writes {walk.name(sheet)} {text}"
    revision = walk.attempt(what, lambda: writing.write(edition, by=account, text=text))
    if revision is None or revision.pk == before:
        return
    hold(2, not is_old, f"{what}, onto what it was once")
    walk.came["write"] += 1
    written(walk, sheet, Version(revision.pk, by, sheet.latest.text | text_of_change(text)))


def text_of_change(text: dict) -> dict:
    return {name: text_of(**text)[name] for name in text}


def some_words(walk: Walk, sheet: Sheet, dice: Random) -> dict:
    """New ones; now and then a slip, nothing at all, what is there, what once was, or a box."""
    words = walk.words(sheet.language)
    new = {"headline": words, "body": f"<p>{words}</p>"}
    slip = SLIP if sheet.language == "ar" else ""
    return dice.choice([
        new, new, new, {"headline": words}, {"body": f"<p>{slip}{words}</p>"},
        {"body": ""}, dict(sheet.latest.text), dict(dice.choice(sheet.versions).text),
        {"boxes": {"figures": [words]}},
    ])  # fmt: skip


def written(walk: Walk, sheet: Sheet, version: Version) -> None:
    sheet.versions.append(version)
    sheet.due = None
    if sheet.state == "approved" or sheet.is_scheduled(walk.clock.at):
        sheet.state = "in_review"
        sheet.unbind()
        sheet.take_off_along(walk.clock.at)
    if sheet.state != "published":
        sheet.says = version.pk


def start_language(walk: Walk, dice: Random) -> None:
    """By whoever may write the stories of others, or began this one."""
    folder = dice.choice(walk.live()).folder
    missing = [code for code in ("en", "ku") if code not in {s.language for s in folder.sheets}]
    by = dice.choice([folder.by, "translator", dice.choice(CROWD)])
    if missing and (by == folder.by or walk.roles[by] in ("translator", "editor", "chief")):
        walk.start(folder, missing[0], by)
        walk.came["start"] += 1


def override(walk: Walk, dice: Random) -> None:
    """A reason for every warning that the desk sees on the words as they stand."""
    sheet, by = dice.choice(walk.live()), dice.choice(CROWD)
    edition, account = walk.edition(sheet), walk.account(by)
    reasons = {each.key: NOTE for each in overriding.open_warnings(edition, run(read(edition)))}
    what = f"{by} lets warnings stand: {walk.name(sheet)} {[*reasons]}"
    if walk.attempt(what, lambda: overriding.override(edition, reasons, by=account)):
        hold(2, is_desk(walk.roles[by]), what)
        walk.came["override"] += 1
        sheet.is_answered = sheet.is_answered or sheet.latest.has_slip


# What all languages share


def share(walk: Walk, dice: Random) -> None:
    coming = [sheet for sheet in walk.live() if sheet.is_scheduled(walk.clock.at)]
    sheet = dice.choice(coming if coming and dice.random() < 0.5 else walk.live())
    folder, by = sheet.folder, dice.choice(CROWD)
    article, account = Article.objects.get(pk=folder.pk), walk.account(by)
    allowed = may_share(folder, by, walk.roles[by])
    hold(2, article.may_change_shared(account) == allowed, f"{by} shares")
    if not allowed:
        return
    fields = some_fields(walk, dice)
    is_old = dice.random() < 0.05
    version = article.version - is_old
    what = f"{by} shares {walk.ledger.folders.index(folder)} {fields}"
    saved = walk.attempt(
        what,
        lambda: writing.save_shared(article, by=account, fields=fields, version=version) or True,
    )
    if saved:
        hold(2, not is_old, f"{what}, onto what it was once")
        shared(walk, folder, fields, what, by)


def some_fields(walk: Walk, dice: Random) -> dict:
    around = timedelta(seconds=dice.choice((*JUMPS, 3600, 7200)))
    until = dice.choice([None, walk.clock.second + around, walk.clock.second - around])
    return dice.choice([
        {"embargo_until": until}, {"delay_until": until}, {"embargo_until": until},
        {"embargo_until": None, "delay_until": until}, {"embargo_until": None},
        {"is_sensitive": dice.random() < 0.2}, {"precision": dice.randint(1, 4)},
        {"signing": dice.choice([*OPENNESS])},
    ])  # fmt: skip


def shared(walk: Walk, folder, fields: dict, what: str, by: str) -> None:
    now = walk.clock.at
    if any(sheet.state == "published" for sheet in folder.sheets):
        opener = OPENNESS[fields.get("signing", "desk")] > OPENNESS[folder.signing]
        hold(4, not opener, f"{what}: signed more openly")
        hold(4, fields.get("precision", 0) <= folder.precision, f"{what}: a finer place")
    promised = [fields.get(name) for name in ("embargo_until", "delay_until")]
    if any(sheet.is_out(now) for sheet in folder.sheets):
        hold(5, not any(until and until > now for until in promised), f"{what}: it is out")
    walk.came["share"] += 1
    unmarked = folder.is_sensitive and not fields.get("is_sensitive", True)
    hold(2, not unmarked or walk.roles[by] == "chief", f"{what}: the mark taken away")
    before, was_sensitive = folder.earliest(), folder.is_sensitive
    for name, value in fields.items():
        setattr(folder, {"embargo_until": "embargo", "delay_until": "delay"}.get(name, name), value)
    take_off(walk, folder, before)
    if folder.is_sensitive and not was_sensitive and walk.roles[by] != "chief":
        for sheet in folder.sheets:
            if sheet.is_scheduled(walk.clock.at):
                sheet.take_off()
                walk.came["for the chief"] += 1


def take_off(walk: Walk, folder, before: datetime | None) -> None:
    """An embargo or delay that ends later than before puts the translations on hold."""
    for sheet in folder.sheets:
        earliest, now = folder.earliest(), walk.clock.at
        is_put_off = earliest and earliest > now and (before is None or before < earliest)
        if is_put_off and not sheet.is_original:
            if sheet.waits(now) and (not sheet.on_hold or sheet.is_held_along):
                sheet.put_on_hold(now)
                walk.came["held until"] += 1
        elif sheet.is_scheduled(walk.clock.at) and earliest and sheet.published_at < earliest:
            sheet.take_off()
            sheet.take_off_along(walk.clock.at)
            walk.came["taken off"] += 1


# Notices


def propose(walk: Walk, dice: Random) -> None:
    sheet, by = dice.choice(seen_by_readers(walk, dice)), dice.choice(CROWD)
    fields = some_notice(walk, dice)
    (edition, _), account = copy_of(walk, sheet, dice), walk.account(by)
    is_old = edition.notice_id != (sheet.notice and sheet.notice.pk)
    what = f"{by} proposes {walk.name(sheet)} {fields['kind']}"
    notice = walk.attempt(what, lambda: corrections.propose(edition, by=account, **fields))
    if notice:
        hold(2, may_propose(sheet, walk.roles[by], walk.clock.at) and not is_old, what)
        hold(1, sheet.state == "published" or fields["kind"] == "withdrawal", what)
        said = {name: fields[name] for name in ("kind", "said", "right")}
        sheet.notice, sheet.due = Notice(notice.pk, by=by, **said), None
        walk.came["propose"] += 1
        walk.came[fields["kind"]] += 1


def seen_by_readers(walk: Walk, dice: Random) -> list[Sheet]:
    """Mostly; else any."""
    seen = [sheet for sheet in walk.live() if sheet.state in ("published", "withdrawn")]
    return seen if seen and dice.random() < 0.9 else walk.live()


def some_notice(walk: Walk, dice: Random) -> dict:
    blank = dice.random() < 0.05
    return {
        "kind": dice.choice(KINDS),
        "said": "" if dice.random() < 0.1 else f"قلنا {walk.words('ar')}.",
        "right": "" if blank else f"الصواب {walk.words('ar')}. نعتذر.",
        "shows_comparison": dice.random() < 0.5,
    }


def discard(walk: Walk, dice: Random) -> None:
    waiting = [sheet for sheet in walk.live() if sheet.notice] or walk.live()
    sheet, by = dice.choice(waiting), dice.choice(CROWD)
    (edition, _), account = copy_of(walk, sheet, dice), walk.account(by)
    is_old = edition.notice_id != (sheet.notice and sheet.notice.pk)
    what = f"{by} discards {walk.name(sheet)}"
    if walk.attempt(what, lambda: corrections.discard(edition, by=account) or True):
        hold(2, may_propose(sheet, walk.roles[by], walk.clock.at) and not is_old, what)
        sheet.notice = sheet.due = None
        walk.came["discard"] += 1


def redact(walk: Walk, dice: Random) -> None:
    """The chief takes the last sentence out of a line."""
    lines = [pk for pk, line in walk.ledger.log.items() if line.right]
    if not lines:
        return
    pk, by = dice.choice(lines), dice.choice(CROWD)
    row, line, account = Correction.objects.get(pk=pk), walk.ledger.log[pk], walk.account(by)
    last = len(corrections.split(row.right)) - 1
    at = walk.clock.second
    if walk.attempt(
        f"{by} redacts {pk}",
        lambda: corrections.redact(row, by=account, at=at, said=[], right=[last]) or True,
    ):
        hold(2, walk.roles[by] == "chief", f"{by} redacts")
        kept = corrections.split(line.right)[:last]
        line.right = " ".join([*kept, corrections.REMOVED])
        walk.came["redact"] += 1


def delete_from_log(walk: Walk, dice: Random) -> None:
    """By whatever means: the database refuses."""
    if not walk.ledger.log:
        return
    pk = dice.choice([*walk.ledger.log])
    rows = Correction.objects.filter(pk=pk)
    means = [
        rows.delete, rows.get().delete, lambda: rows._raw_delete("default"),
        lambda: sql("DELETE FROM articles_correction WHERE id = %s", pk),
        lambda: sql("UPDATE articles_correction SET published_at = NULL WHERE id = %s", pk),
        lambda: rows.update(kind="note", right="غيره"),
    ]  # fmt: skip
    walk.trail.append(f"somebody deletes the line {pk}")
    try:
        with transaction.atomic():
            dice.choice(means)()
    except DatabaseError:
        walk.came["delete refused"] += 1
        walk.watch.nothing_changed()
    else:
        hold(6, False, "a line of the log was deleted")


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# Time


def turn(walk: Walk, dice: Random) -> None:
    """By a bit or by weeks, or to the very second at which something comes, or just before."""
    now = walk.clock.at
    times = [sheet.published_at for sheet in walk.live() if sheet.published_at]
    times += [sheet.due.at for sheet in walk.live() if sheet.due]
    times += [folder.earliest() for folder in walk.ledger.folders if folder.earliest()]
    edges = [at - timedelta(microseconds=dice.choice((0, 1))) for at in times]
    coming = [at for at in edges if at > now]
    if coming and dice.random() < 0.5:
        walk.clock.at = dice.choice(coming)
    else:
        walk.clock.turn(seconds=dice.choice(JUMPS))
    walk.trail.append(f"it is {walk.clock.at}")


def work(walk: Walk, dice: Random) -> None:
    """The worker looks once; whatever is due by now is brought, or left with a line."""
    now, before = walk.clock.at, walk.watch.told
    due = {sheet.pk: sheet for sheet in walk.ledger.sheets() if sheet.due and sheet.due.at <= now}
    walk.trail.append(f"the worker looks at {now}, {len(due)} due")
    done, failed = do_all(now)
    lines = list(Transition.objects.filter(pk__gt=before).order_by("pk"))
    hold(7, sorted(line.object_id for line in lines) == sorted(due), "each due change once")
    hold(7, (done, failed) == (sum(line.verb != "late" for line in lines), 0), (done, failed))
    for line in lines:
        worked(walk, due[line.object_id], line)


def worked(walk: Walk, sheet: Sheet, line: Transition) -> None:
    due, now = sheet.due, walk.clock.at
    hold(7, line.by_id == walk.people[due.by].pk, "in another's name")
    hold(7, (due.latest, due.notice) == (sheet.latest.pk, sheet.notice), "not as it was set")
    walk.trail.append(f"the worker: {line.verb} {walk.name(sheet)}")
    if line.verb == "late":
        hold(7, bool(line.note), "left without a reason")
        sheet.due = None
    else:
        hold(7, line.verb in ("update", "correct") and due.at <= now, line.verb)
        check_and_keep(walk, sheet, line, due.by)
    walk.came["late" if line.verb == "late" else "worker"] += 1


def check_and_keep(walk: Walk, sheet: Sheet, line: Transition, by: str) -> None:
    came_through(walk, Try(sheet, line.verb, by, walk.roles[by], walk.clock.at))


def change_roles(walk: Walk, dice: Random) -> None:
    """The second editor loses their role, or has it back."""
    has = walk.roles["second"]
    if has and dice.random() < 0.5:
        return
    walk.people["second"].groups.set([] if has else [Group.objects.get(name="editor")])
    walk.roles["second"] = None if has else "editor"
    walk.trail.append(f"second is {walk.roles['second']}")


#: step -> how often it is taken.
STEPS = {
    try_move: 50, write: 11, propose: 10, share: 6, turn: 8, work: 4, override: 5, discard: 1,
    start_language: 2, change_roles: 4, redact: 1, delete_from_log: 2,
}  # fmt: skip
