"""The lines that a help shows are TOML for any code: pasted where it says, they settle it."""

from __future__ import annotations

import re
import tomllib

import pytest

from generator import audit, catalogue, changes, markdown
from generator.audit import Observation
from generator.diagnostics import draw
from generator.diagnostics.rules import audit as audit_rules
from generator.diagnostics.source import Diagnostic, Problems, Span, document
from generator.model import Catalogue
from generator.project import toml
from generator.project.pins import Pin
from generator.project.settings import CatalogueSettings
from generator.render.views import former

CODES = {
    "a dot": "auth.gone",
    "a quote": 'a"b',
    "a backslash": "a\\b",
    "an apostrophe": "a'b",
    "a blank inside": "a b",
    "a letter that is not ASCII": "é",
    "a line end": "a\nb",
    "a tab": "a\tb",
    "a bar": "x|403",
    "a bracket": "a]b",
    "an equals sign": "a = b",
    "a number sign": "#a",
    "a number": "10003",
    "what looks empty": "\u200b",
    "a mark that moves what follows": "a\u202eb",
    "a hidden character beyond four digits": "a\U000e0001b",
}
every_code = pytest.mark.parametrize("code", CODES.values(), ids=CODES)

HEAD = "# Error codes\n\nError code|HTTP status code|Message\n---|---|---\n"
PLAIN = "NotFound|Not Found (404)|It is gone.\nBusy|Conflict (409)|It is {busy}.\n"
MACHINE = "---\nms.translationtype: MT\nms.contentlocale: ja-JP\n---\n"


def read(rows: str, overlay: str, head: str = HEAD) -> tuple[Catalogue, Problems]:
    """The catalogue of a page with these rows, and everything that is to be said about it."""
    page, trouble = markdown.read(document("page.md", head + rows))
    one = CatalogueSettings("my-errors", ("page.md",))
    found, problems = catalogue.read(one, [page], document("page.toml", overlay), [])
    assert found is not None, problems
    return found, (*trouble, *problems)


def shown(problem: Diagnostic, which: int = -1) -> str:
    """The lines of a file that the drawn help shows, as somebody copies them from a terminal.

    Where it shows several, `which` are meant: the last ones, unless somebody asks for others.
    """
    helped = draw.draw(problem).split(" = help: ")[1]
    block = re.findall(r"(?:^ {12,}\S.*\n?)+", helped, re.MULTILINE)[which]
    lines = re.findall(r"^ {12,}(\S.*)$", block, re.MULTILINE)
    return "".join(f"{line}\n" for line in lines).replace('"..."', '"Odd"')


def pasted(overlay: str, problem: Diagnostic) -> str:
    """An overlay with the lines that a help shows, in their table or at the end."""
    lines = shown(problem)
    assert tomllib.loads(lines), "the lines are TOML by themselves"
    header, rest = lines.split("\n", 1)
    if f"{header}\n" in overlay:
        return overlay.replace(f"{header}\n", f"{header}\n{rest}")
    return f"{overlay}\n{lines}"


def only(problems: Problems, rule: str) -> Diagnostic:
    found = [problem for problem in problems if problem.rule == rule]
    assert len(found) == 1, problems
    return found[0]


def settles(rule: str, rows: str, overlay: str = "", head: str = HEAD) -> None:
    """With what the help shows, the tool accepts the overlay and no longer says this."""
    _, before = read(rows, overlay, head)
    _, after = read(rows, pasted(overlay, only(before, rule)), head)
    new = {p.rule for p in after} - {p.rule for p in before}
    assert not [p for p in after if p.rule == rule or p.rule.startswith("overlay-")], after
    assert not new, after


def told(code: str, **values: str) -> str:
    """The table of an overlay that adds a code."""
    said = [Pin(("errors", code), key, value) for key, value in values.items()]
    return toml.lines(*said) + "\n"


def cell(text: str) -> str:
    """A text as a cell of a page has it."""
    marked = re.sub(r"([\\|#\[\]*_`<>])", r"\\\1", text)
    return marked.replace("\n", "<br>")


@every_code
def test_a_code_without_a_source(code: str) -> None:
    overlay = f"{toml.lines(Pin(('errors', code), 'status', 400))}\n"
    settles("overlay-source-missing", PLAIN, overlay)


@every_code
@pytest.mark.parametrize("said", ['actions = ["Wait."]', "status = 400", 'aliases = ["Older"]'])
@pytest.mark.parametrize("new", ["{}s", "another"])
def test_a_table_whose_code_the_page_has_renamed(code: str, said: str, new: str) -> None:
    """What is said goes on under the new code, and the old one is a former name of it."""
    code = f"TooMany {code}"
    overlay = f"{toml.header('errors', code)}\n{said}\n"
    rows = f"{PLAIN}{cell(new.format(code))}|400|It is odd.\n"
    before, problems = read(rows, overlay)
    called = next(e.code for e in before.errors if e.code not in ("NotFound", "Busy", code))
    helped = only(problems, "overlay-source-missing")
    likely = called != "another"
    assert ("give this table this header" in helped.help) == likely
    header = "" if likely else f"{toml.header('errors', called)}\n"
    rest = "" if "aliases" in said else said
    made, after = read(rows, f"{header}{shown(helped, 0)}{rest}\n")
    assert [p for p in after if p.level == "error" or p.rule.startswith("overlay-")] == []
    assert made.errors[2].code == called
    assert made.errors[2].aliases == (code, *(["Older"] if "aliases" in said else []))


@pytest.mark.parametrize(
    ("code", "said", "row"),
    [
        ("Error41", "hints = []", "Error42|400|It is odd."),
        ("TooManyCarts", 'parameters = ["a", "b"]', "TooManyCards|400|It is {odd}."),
        ("TooManyCarts", "hints = []\n[errors.TooManyCards]", "TooManyCards|400|It is odd."),
        ("TooManyCarts", "hints = []", "TooSmall|400|It is odd."),
    ],
    ids=["another number", "other parameters", "a table of its own", "unlike"],
)
def test_no_code_is_taken_for_the_new_one(code: str, said: str, row: str) -> None:
    _, problems = read(f"{PLAIN}{row}\n", f"[errors.{code}]\n{said}\n")
    assert "if the page has renamed it, give" in only(problems, "overlay-source-missing").help


def test_a_table_of_a_former_code() -> None:
    """The two say together what to do: what the alias says and what the table says."""
    overlay = '[errors.Busy]\naliases = ["Taken"]\n[errors.Taken]\nparameters = ["busy"]\n'
    made, problems = read(PLAIN, overlay)
    assert [p.rule for p in problems if p.level == "error"] == ["overlay-former"]
    assert [e.code for e in made.errors] == ["NotFound", "Busy"]
    moved, after = read(PLAIN, overlay.replace("[errors.Taken]\n", ""))
    assert not after
    assert moved.errors[1].parameters[0].evidence == "pinned"


def test_a_former_code_that_the_overlay_still_adds() -> None:
    added = told("Taken", source="x")
    for table in (added, "[retired.Taken]\nstatus = 409\n", '[retired]\nTaken = "long ago"\n'):
        alias = '[errors.Busy]\naliases = ["Taken"]\n'
        helped = only(read(PLAIN, f"{alias}{table}")[1], "alias-taken").help
        assert helped.endswith(
            "if it is called Busy now, delete what page.toml says of Taken itself"
        )
        assert [p for p in read(PLAIN, alias)[1] if p.level == "error"] == []


@every_code
def test_a_parameter_without_a_name(code: str) -> None:
    settles("parameter-unnamed", PLAIN, told(code, source="x", message="ハッシュ {無効}"))


def test_many_parameters_without_a_name() -> None:
    """The lines for the first of them settle these, and the rest is asked for then."""
    rows = "".join(f"Odd{letter}|400|ハッシュ {{無効}}\n" for letter in "ABCDE")
    _, before = read(rows, "")
    overlay = pasted("", only(before, "parameter-unnamed"))
    assert overlay.count("parameters = ") == 3
    _, after = read(rows, overlay)
    assert "OddD, OddE have" in only(after, "parameter-unnamed").message
    settles("parameter-unnamed", rows, overlay)


PHRASES = {
    "articles": "the a thing",
    "a keyword twice": "class} of {class",
    "sixty letters twice": f"{'x' * 60}}} of {{{'x' * 60}",
}


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES)
def test_a_parameter_without_a_name_beside_one_with_a_name(phrase: str) -> None:
    """The line names them all, so it has the names that words have made."""
    overlay = told("Busy", source="x", message=f"Is {{{phrase}}} and {{無効}}.")
    settles("parameter-unnamed", "NotFound|Not Found (404)|It is gone.\n", overlay)


@every_code
def test_a_class_without_a_name_of_its_own(code: str) -> None:
    both = (told(one, source="x", message="Unknown channel") for one in (code, f"{code}-"))
    settles("name-collision", PLAIN, "\n".join(both))


CELLS = {
    "translated": ("code-translated", "権限{} (Unauthorized)", "承認 (401)"),
    "not to be read": ("code-unreadable", "山と川 {}", "要求 (429)"),
}


@pytest.mark.parametrize(("rule", "text", "status"), CELLS.values(), ids=CELLS)
@every_code
def test_a_cell_that_was_translated(rule: str, text: str, status: str, code: str) -> None:
    settles(rule, f"{PLAIN}{cell(text.format(code))}|{status}|x\n", head=MACHINE + HEAD)


@pytest.mark.parametrize("code", ["Ugyldigform", "Ugyldig.form"])
def test_a_cell_that_may_be_damaged(code: str) -> None:
    """What is doubted is spelt like a code."""
    rows = f"{PLAIN}{code}|Bad (400)|Ugyldig form.\n"
    settles("code-doubtful", rows, head=MACHINE.replace("ja-JP", "da-DK") + HEAD)


def test_two_cells_that_say_the_same_are_pinned_with_their_status() -> None:
    rows = "禁止|禁止 (401)|x\n禁止|禁止 (403)|y\n"
    overlay = ""
    for problem in read(rows, overlay, MACHINE + HEAD)[1]:
        overlay = pasted(overlay, problem)
    assert overlay == '\n[codes]\n"禁止|403" = "Forbidden"\n"禁止|401" = "Unauthorized"\n'
    assert read(rows, overlay, MACHINE + HEAD)[1] == ()


@pytest.mark.parametrize("code", ["auth.gone", "a10003", "a-b"])
def test_an_example_with_a_code_that_the_table_lacks(code: str) -> None:
    """An example's code that is not spelt like one is not asked for."""
    example = f'\n```json\n{{"error": {{"code": "{code}", "message": "Gone"}}}}\n```\n'
    settles("example-code-missing", PLAIN + example)


@pytest.mark.parametrize("code", ["OK", "0", "S.OK", "all ok"])
def test_a_code_that_is_no_error(code: str) -> None:
    rows = f"{PLAIN}{cell(code)}|None|Success\n"
    settles("success-left", rows)
    assert code in {error.code for error in read(rows, f'[errors."{code}"]\n')[0].errors}


@pytest.mark.parametrize("text", ["TBD", "{{CODE}}", "4xx", "see below", "N/A", '<a "b">', "x y.z"])
def test_a_row_without_a_single_code(text: str) -> None:
    rows = f"{PLAIN}NoBox|404|No box.\n{cell(text)}|400|It is odd.\n"
    settles("entry-skipped", rows)
    assert read(rows, toml.lines(Pin(("rows",), text, "ignore")))[1] == ()


def compared(rule: str, base: Catalogue, overlay: str) -> None:
    """With what the help shows, nothing of the kind breaks anybody."""
    found = changes.compare(base, read(PLAIN, overlay)[0])
    said = only([change.diagnostic for change in found if change.diagnostic.level == "error"], rule)
    new, problems = read(PLAIN, pasted(overlay, said))
    assert not [p for p in problems if p.rule.startswith("overlay-")], problems
    after = changes.compare(base, new)
    assert [c for c in after if c.diagnostic.rule == rule and c.diagnostic.level == "error"] == []


@every_code
def test_a_code_that_is_gone(code: str) -> None:
    base, _ = read(PLAIN, told(code, source="x", message="Unknown"))
    compared("code-removed", base, "")


@every_code
def test_a_code_that_is_gone_keeps_its_class_as_it_was(code: str) -> None:
    """Its name, base and parameters, and what it says, in other languages as well."""
    texts = toml.lines(Pin(("errors", code, "messages"), "de", "{box} im {a_1}"))
    message = "Unknown channel {box} in {無効}"
    given = {"source": "x", "message": message, "status": 503, "retryable": False}
    pins = (Pin(("errors", code), key, value) for key, value in given.items())
    lines = f"{toml.lines(*pins, Pin(('errors', code), 'parameters', ('box', 'a_1')))}\n{texts}\n"
    base, problems = read(PLAIN, lines)
    assert not problems
    said = only([c.diagnostic for c in changes.compare(base, read(PLAIN, "")[0])], "code-removed")
    new, problems = read(PLAIN, pasted("", said))
    assert not problems
    was, now = base.error(code), new.error(code)
    assert was
    assert now
    assert (now.retired, now.class_name, now.status) == (True, was.class_name, 503)
    assert [p.name for p in now.parameters] == [p.name for p in was.parameters]
    assert [(m.locale, m.parts) for m in now.messages] == [
        (m.locale, m.parts) for m in was.messages
    ]
    assert now.retryable.value == was.retryable.value
    assert [c.diagnostic.level for c in changes.compare(base, new)] == ["note"]


RETIRED = {
    "in a line": "[retired]\nBox = 'since 2'\n",
    "in a table": "[retired.Box]\ndeprecated = 'since 2'\n",
}


@pytest.mark.parametrize("overlay", RETIRED.values(), ids=RETIRED)
@pytest.mark.parametrize("row", ["Box|503|No {box} here.\n", "Box|503|No box.\n"])
def test_what_a_retired_class_has_lost(overlay: str, row: str) -> None:
    """Each advice is followed until nothing breaks anybody."""
    base, _ = read(PLAIN + row, "")
    new, problems = read(PLAIN, overlay)
    assert [p.rule for p in problems] == ["retired-status"]
    followed = []
    while found := [c for c in changes.compare(base, new) if c.diagnostic.level == "error"]:
        followed.append(found[0].diagnostic.rule)
        overlay = pasted(overlay, found[0].diagnostic)
        new, problems = read(PLAIN, overlay)
        assert not problems
    assert followed == ["status-changed", "parameter-removed"][: 1 + row.count("{")]


def test_a_class_that_does_not_follow_from_its_code_is_kept_with_it() -> None:
    """Of a code that is gone, and of one that has another name."""
    table = "# Error codes\n\nError code|Name|HTTP status code|Message\n---|---|---|---\n"
    row = "10003|UNKNOWN_CHANNEL|404|No such channel is known here.\n"
    rest = "10001|NO_BOX|404|There is no box.\n10002|NO_LID|404|It has no lid.\n"
    base, _ = read(rest + row, "", table)
    for rows, rule in (
        (rest, "code-removed"),
        (rest + row.replace("10003|UN", "20003|NOT_"), "code-renamed"),
    ):
        (said,) = [c for c in changes.compare(base, read(rows, "", table)[0]) if c.bump == "major"]
        assert said.diagnostic.rule == rule
        new, problems = read(rows, pasted("", said.diagnostic), table)
        assert not problems
        names = {e.class_name for e in new.errors} | {a.old for a in former.classes(new)}
        assert "UnknownChannelError" in names
        assert [c for c in changes.compare(base, new) if c.bump == "major"] == []


@pytest.mark.parametrize("code", [code for code in CODES.values() if code.isprintable()])
def test_an_alias_that_another_class_has(code: str) -> None:
    both = [told(one, source="x", message="Very much unknown") for one in ("Taken", code)]
    overlay = "\n".join(both) + 'aliases = ["TakenError"]\n'
    settles("alias-taken", PLAIN, overlay)
    settled = pasted(overlay, only(read(PLAIN, overlay)[1], "alias-taken"))
    aliases = {alias.old: alias.new for alias in former.classes(read(PLAIN, settled)[0])}
    assert list(aliases) == ["TakenError"]


@every_code
def test_a_placeholder_that_is_no_parameter(code: str) -> None:
    texts = toml.lines(Pin(("errors", code, "messages"), "de", "{box} im {thing}: {kind}"))
    for message in ("Unknown {box}", "Unknown {a box} of {kind}", ""):
        settles("parameter-unknown", PLAIN, f"{told(code, source='x', message=message)}\n{texts}\n")


@every_code
def test_a_code_that_has_another_name(code: str) -> None:
    """The old one is kept beside the new one, as an alias."""
    both = [told(one, source="x", message="Very much unknown") for one in ("OldName", code)]
    for old, new in (both, reversed(both)):
        compared("code-renamed", read(PLAIN, old)[0], new)


@every_code
def test_a_class_that_has_another_name(code: str) -> None:
    base, _ = read(PLAIN, told(code, source="x", name="OldName"))
    compared("class-renamed", base, told(code, source="x", name="NewName"))


@every_code
def test_a_parameter_that_has_another_name(code: str) -> None:
    base, _ = read(PLAIN, told(code, source="x", message="Is {old}"))
    compared("parameter-renamed", base, told(code, source="x", message="Is {new}"))


@every_code
def test_a_code_that_was_observed(code: str) -> None:
    rows = PLAIN + '\n```json\n{"error": {"code": "NotFound"}}\n```\n'
    made, _ = read(rows, "")
    seen = [Observation("seen.jsonl", 1, {"status": 409, "body": {"error": {"code": code}}})]
    (sighting,) = audit.compare(made, seen).unknown
    lines = toml.lines(*audit.pins([sighting]))
    problem = audit_rules.audit_unknown(Span("seen.jsonl:1"), code, 1, "", lines)
    new, problems = read(rows, pasted("", problem))
    assert not [p for p in problems if p.rule.startswith("overlay-")], problems
    assert audit.compare(new, seen).unknown == ()
