"""Two catalogues, and responses held against one: every difference is told, and nothing else."""

from __future__ import annotations

import copy
import json
from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

from generator import audit, changes, record
from generator.catalogue import overlay
from generator.changes import changelog
from generator.changes.change import Change
from generator.cli import responses
from generator.diagnostics import draw, source
from generator.diagnostics.source import document
from generator.model import Catalogue, Envelope, Error, Message, Parameter, Retryable, Text, dotted
from generator.project import toml
from tests import anything, samples
from tests.anything import fuzz

Told = tuple[str, str, object, object, object]


def told(found: tuple[Change, ...]) -> Counter[Told]:
    return Counter((c.diagnostic.rule, c.diagnostic.level, c.code, c.old, c.new) for c in found)


def plain(dice: Random) -> Catalogue:
    """A catalogue in which nobody keeps former names, and nothing is retired."""
    made = anything.catalogue(dice, most=6)
    return replace(
        made,
        locales=made.locales[:1],
        errors=tuple(replace(e, aliases=(), retired=False) for e in made.errors),
    )


def another(dice: Random, made: Catalogue) -> Catalogue:
    """Another version of a catalogue: errors gone, new, moved, and with facts of others."""
    errors = [e for e in made.errors if dice.random() < 0.8]
    fresh = anything.catalogue(dice, most=3).errors
    errors += [e for e in fresh if e.code not in {one.code for one in errors}]
    for index, one in enumerate(errors):
        given = dice.choice((*fresh, *made.errors))
        fields = dice.sample(
            ("status", "messages", "parameters", "retryable", "hints", "class_name", "variants"),
            dice.choice((0, 0, 1, 2)),
        )
        errors[index] = replace(one, **{name: getattr(given, name) for name in fields})
    if dice.random() < 0.3:
        dice.shuffle(errors)
    shape = made.envelope if dice.random() < 0.7 else anything.envelope(dice)
    return replace(made, errors=tuple(errors), envelope=shape)


@fuzz(10)
def test_any_two_catalogues_can_be_compared(dice: Random) -> None:
    base = anything.catalogue(dice, most=6)
    new = another(dice, base) if dice.random() < 0.8 else anything.catalogue(dice)
    found = changes.compare(base, new)
    assert changes.bump(found) in ("none", "patch", "minor", "major")
    assert (changes.bump(found) == "none") == (not found)
    for problem in (*changes.mass(base, new, found), *changes.absent(base, new)):
        assert draw.draw(problem)
    assert changelog.write("x", changes.bump(found), found).count("\n- ") == len(found)
    for change in found:
        assert draw.draw(change.diagnostic)
    levels = [change.diagnostic.level for change in found]
    assert levels == sorted(levels, key=("error", "warning", "note").index)


@fuzz(4)
def test_a_catalogue_is_what_it_is_in_any_order_of_its_rows(dice: Random) -> None:
    made = anything.catalogue(dice, most=6)
    assert changes.compare(made, made) == ()
    errors = dice.sample(made.errors, len(made.errors))
    assert changes.compare(made, replace(made, errors=tuple(errors), title="x", pages=())) == ()


@fuzz(4)
def test_without_codes_that_come_or_go_the_order_of_rows_says_nothing(dice: Random) -> None:
    base = plain(dice)
    others = [anything.error(dice, error.code, base.locales) for error in base.errors]
    new = replace(base, errors=tuple(replace(e, aliases=(), retired=False) for e in others))
    mixed = replace(new, errors=tuple(dice.sample(new.errors, len(new.errors))))
    assert told(changes.compare(base, new)) == told(changes.compare(base, mixed))


BACK = {"code-added": "code-removed", "parameter-added": "parameter-removed"}
BACK |= {"code-succeeds": "success-fails", "success-added": "success-removed"}
BACK |= {there: here for here, there in BACK.items()}
# A class that has moved to another base may only gain by the way back; a name that is another
# code's now is told of the code that has it.
ONE_WAY = ("base-moved", "class-taken", "service-locale-changed")
# The way back of these is as grave as the way there.
EVEN = ("status-changed", "retryable-changed", "message-reworded", "class-renamed", "code-renamed")


@fuzz(10)
def test_the_way_back_is_the_way_there(dice: Random) -> None:
    base = plain(dice)
    new = replace(another(dice, base), envelope=Envelope())
    new = replace(new, errors=tuple(replace(e, aliases=(), retired=False) for e in new.errors))
    base = replace(base, envelope=Envelope())
    there, back = (
        [c for c in changes.compare(*sides) if c.diagnostic.rule not in ONE_WAY]
        for sides in ((base, new), (new, base))
    )
    renamed = {c.old: c.new for c in there if c.diagnostic.rule in ("code-renamed", "code-recased")}

    def turned(change: Change) -> tuple[object, ...]:
        rule = change.diagnostic.rule
        code = change.code if rule[:4] == "code" else renamed.get(change.code, change.code)
        code = change.old if rule in ("code-renamed", "code-recased") else code
        return BACK.get(rule, rule), code, change.new, change.old

    def straight(change: Change) -> tuple[object, ...]:
        return change.diagnostic.rule, change.code, change.old, change.new

    wayback = [replace(c, code=renamed.get(str(c.code), c.code)) for c in back]
    backward = {old: new for new, old in renamed.items()}
    assert Counter(map(turned, there)) == Counter(
        (rule, code if rule[:4] == "code" else renamed.get(code, code), old, new)
        for rule, code, old, new in map(straight, back)
    ), (wayback, backward)
    even = (
        Counter((c.diagnostic.rule, c.diagnostic.level) for c in side) for side in (there, back)
    )
    first, second = ({k: n for k, n in side.items() if k[0] in EVEN} for side in even)
    assert first == second


# Edits that are known before anybody compares

LOCALE = "en"


def orderly(dice: Random) -> list[Error]:
    """Errors of which no two can be taken for each other."""
    count = dice.randrange(6, 14)
    words = dice.sample(range(10_000), count)
    return [
        Error(
            f"{dice.choice(('Code', 'code_', 'E-', '', '-'))}{word}x{'Y' * (word % 3)}",
            class_name=f"Code{word}Error",
            slug=f"code{word}",
            status=dice.choice((400, 404, 409, 500, 503)),
            messages=(Message(LOCALE, f"It says {word}.", (f"It says {word}.",)),),
            parameters=tuple(Parameter(f"p{word}_{n}", "words") for n in range(word % 3)),
            retryable=Retryable(word % 2 == 0, "status"),
            hints=(Text(LOCALE, f"Hint {word}."),),
        )
        for word in words
    ]


Edited = tuple[list[Error], list[Told]]


def moved(error: Error, now: int | None) -> Told:
    """The class of an error hangs from that of another status, or from the root."""
    base = f"Http{now}Error" if now else "XApiError"
    return "base-moved", "error", error.code, f"Http{error.status}Error", base


def removed(error: Error, fresh: str) -> Edited:
    return [], [("code-removed", "error", error.code, error.code, None)]


def retired(error: Error, fresh: str) -> Edited:
    gone = replace(error, retired=True, messages=())
    return [gone], [("code-removed", "note", error.code, error.code, None)]


def retired_alone(error: Error, fresh: str) -> Edited:
    gone = replace(error, retired=True, status=None, parameters=(), class_name=fresh)
    return [gone], [
        ("code-removed", "note", error.code, error.code, None),
        ("status-changed", "error", error.code, error.status, None),
        moved(error, None),
        ("class-renamed", "error", error.code, error.class_name, fresh),
        *(("parameter-removed", "error", error.code, p.name, None) for p in error.parameters),
    ]


def added(error: Error, fresh: str) -> Edited:
    new = Error(fresh, class_name=f"{fresh}Error", slug=fresh, status=451)
    return [error, new], [("code-added", "note", fresh, None, fresh)]


def renamed(error: Error, fresh: str) -> Edited:
    return [replace(error, code=fresh)], [("code-renamed", "error", fresh, error.code, fresh)]


def renamed_with_an_alias(error: Error, fresh: str) -> Edited:
    now = replace(error, code=fresh, aliases=(error.code,), messages=(), hints=())
    return [now], [
        ("code-renamed", "note", fresh, error.code, fresh),
        ("message-reworded", "note", fresh, error.messages[0].text, ""),
        ("hint-changed", "note", fresh, (error.hints[0].text,), ()),
    ]


def recased(error: Error, fresh: str) -> Edited:
    code = error.code.swapcase()
    return [replace(error, code=code)], [("code-recased", "error", code, error.code, code)]


def of_another_status(error: Error, fresh: str) -> Edited:
    old = error.status or 0
    now = {400: 403, 404: 410, 409: 412, 500: 501, 503: 504}[old]
    told = ("status-changed", "warning", error.code, old, now)
    return [replace(error, status=now)], [told, moved(error, now)]


def of_another_family(error: Error, fresh: str) -> Edited:
    old = error.status or 0
    now = 504 if old < 500 else 410
    told = ("status-changed", "error", error.code, old, now)
    return [replace(error, status=now)], [told, moved(error, now)]


def tried_again(error: Error, fresh: str) -> Edited:
    now = not error.retryable.value
    changed = replace(error, retryable=Retryable(now, "overlay"))
    return [changed], [("retryable-changed", "warning", error.code, not now, now)]


def reworded(error: Error, fresh: str) -> Edited:
    changed = replace(error, messages=(Message(LOCALE, fresh, (fresh,)),))
    return [changed], [("message-reworded", "note", error.code, error.messages[0].text, fresh)]


def advised(error: Error, fresh: str) -> Edited:
    old = (error.hints[0].text,)
    return [replace(error, hints=())], [("hint-changed", "note", error.code, old, ())]


def with_one_more(error: Error, fresh: str) -> Edited:
    changed = replace(error, parameters=(Parameter(fresh, "words"), *error.parameters))
    return [changed], [("parameter-added", "note", error.code, None, fresh)]


def with_one_less(error: Error, fresh: str) -> Edited:
    gone = [p.name for p in error.parameters[-1:]]
    changed = replace(error, parameters=error.parameters[:-1])
    return [changed], [("parameter-removed", "error", error.code, name, None) for name in gone]


def with_another_one(error: Error, fresh: str) -> Edited:
    gone = [p.name for p in error.parameters[:1]]
    fresh_ones = tuple(Parameter(fresh, "words") for _ in gone)
    changed = replace(error, parameters=(*fresh_ones, *error.parameters[1:]))
    return [changed], [("parameter-renamed", "error", error.code, name, fresh) for name in gone]


def of_another_class(error: Error, fresh: str) -> Edited:
    changed = replace(error, class_name=fresh)
    return [changed], [("class-renamed", "error", error.code, error.class_name, fresh)]


EDITS = (
    *(removed, retired, added, renamed, renamed_with_an_alias, recased, of_another_status),
    *(of_another_family, tried_again, reworded, advised, with_one_more, with_one_less),
    *(with_another_one, of_another_class, retired_alone),
)


@fuzz(10)
def test_edits_are_told_exactly(dice: Random) -> None:
    errors = orderly(dice)
    base = replace(samples.catalogue("x", errors, locale=LOCALE), errors=tuple(errors))
    rows: list[Error] = []
    wanted: Counter[Told] = Counter()
    for number, error in enumerate(errors):
        chosen = dice.choice(EDITS) if dice.random() < 0.5 else None
        edited, said = chosen(error, f"Fresh{number}") if chosen else ([error], [])
        rows += edited
        wanted.update(said)
    shape = anything.envelope(dice) if dice.random() < 0.2 else base.envelope
    for key in ("code", "message", "correlation_id", "retry_after", "header", "xml", "wire"):
        value = getattr(shape, key)
        now = dotted(value) if isinstance(value, tuple) else str(value or "").lower()
        now = value if isinstance(value, str) else now
        wanted.update([("envelope-changed", "note", None, "", now)] if now else [])
    found = changes.compare(base, replace(base, errors=tuple(rows), envelope=shape))
    assert told(found) == wanted
    lost = [t for t in wanted if t[0] in ("code-removed", "code-renamed") and t[1] == "error"]
    assert bool(changes.mass(base, base, found)) == (len(lost) > max(len(errors) * 0.3, 1))


# Records


def disturbed(dice: Random, whole: Any) -> Any:
    """A value of JSON with a few of its parts gone, or others."""
    whole = copy.deepcopy(whole)
    for _ in range(dice.choice((1, 1, 2, 5))):
        place, keys = whole, []
        while isinstance(place, dict | list) and place and (not keys or dice.random() < 0.8):
            key = dice.choice(list(place) if isinstance(place, dict) else range(len(place)))
            keys.append((place, key))
            place = place[key]
        if keys:
            inside, key = keys[-1]
            inside[key] = dice.choice((anything.value(dice), None, [], {}, "x", 10**400, -1))
            if dice.random() < 0.3:
                del inside[key]
    return whole


@fuzz(4)
def test_any_record_is_read_or_refused(dice: Random) -> None:
    base = anything.catalogue(dice)
    text = json.dumps(disturbed(dice, record.write(base)))
    if dice.random() < 0.2:
        text = anything.mutated(dice, text)
    read, problems = record.read(document("x.json", text))
    assert (read is None) == bool(source.errors(problems))
    for problem in problems:
        assert draw.draw(problem)
    if read:
        found = changes.compare(base, read)
        assert changelog.write("", changes.bump(found), found)
        hold(
            dice,
            read,
            [audit.Observation("x", 1, observed(dice, read)) for _ in range(3)],
        )


# Responses that were observed


def observed(dice: Random, made: Catalogue) -> Any:
    """A response as somebody may have logged it."""
    codes = [*(e.code for e in made.errors), *(a for e in made.errors for a in e.aliases), "Other"]
    body: Any = {}
    for keys in (made.envelope.code, made.envelope.message):
        inner = body
        for key in keys[:-1]:
            inner = inner.setdefault(key, {}) if isinstance(inner, dict) else {}
        if keys and isinstance(inner, dict):
            inner[keys[-1]] = dice.choice((dice.choice(codes), anything.value(dice, 1)))
    if dice.random() < 0.2:
        body = anything.value(dice)
    status = dice.choice((404, 500, "404", "x", None, True, 10**9, "9" * 5000, 99.5, "٣٠٠"))
    wrapped = {"status": status, "body": dice.choice((body, json.dumps(body), "{"))}
    return dice.choice((body, wrapped, json.dumps(body)))


def hold(dice: Random, made: Catalogue, seen: list[audit.Observation]) -> audit.Findings:
    """What is found adds up."""
    found = audit.compare(made, iter(seen))
    unread = sum(one.logged for one in seen)
    assert len(seen) - unread <= found.read + found.bad <= len(seen), "a log has other lines"
    assert len(found.first_bad) == min(found.bad, 5)
    unknown = sum(one.count for one in found.unknown)
    assert found.codeless + unknown + found.more <= found.read
    codes = [error.code for error in made.errors if not error.retired]
    assert set(found.unseen) <= set(codes)
    assert found.codes + len(found.unseen) >= len(set(codes))
    assert bool(found.codeless) == (found.first_codeless is not None)
    for one in (*found.unknown, *found.statuses, *found.messages):
        assert 0 < one.count <= found.read
        assert one.place in [s.place for s in seen]
        assert sum(number for _, number in one.statuses) <= one.count
        assert one.code.encode()
    counts = [one.count for one in found.unknown]
    assert counts == sorted(counts, reverse=True)
    return found


@fuzz(10)
def test_any_responses_are_held_against_any_catalogue(dice: Random) -> None:
    made = anything.catalogue(dice)
    seen = [
        audit.Observation(
            "seen.jsonl", n, observed(dice, made), dice.choice(("", "", "", "no JSON"))
        )
        for n in range(1, dice.randrange(1, 12))
    ]
    found = hold(dice, made, seen)
    text, added, left = toml.add("", audit.pins(found.unknown))
    assert left == ()
    read, problems = overlay.read(document("x.toml", text))
    assert problems == ()
    assert {said.code for said in read.errors} == {pin.table[1] for pin in added}


@fuzz(10, rounds=50)
def test_any_file_of_responses_is_read(dice: Random) -> None:
    made = SAMPLE
    rows = [json.dumps(observed(dice, made)) for _ in range(dice.randrange(5))]
    text = dice.choice((f"[{', '.join(rows)}]", "\n".join(rows), "\n".join(rows)))
    if dice.random() < 0.5:
        text = anything.mutated(dice, text)
    content = text.encode("utf-8", "surrogatepass")
    if dice.random() < 0.1:
        content = dice.choice((b"\x1f\x8b", b"\xef\xbb\xbf", b"\xff\xfe")) + content
    size = dice.choice((1, 7, 1 << 20))
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    hold(dice, made, list(responses._observed("seen.jsonl", iter(pieces))))


SAMPLE = samples.defender()
