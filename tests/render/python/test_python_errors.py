"""Errors of a generated package: raised, shown, copied, pickled, registered."""

from __future__ import annotations

import asyncio
import builtins
import copy
import dataclasses
import gc
import http
import importlib
import json
import logging
import pickle
import pydoc
import sys
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any
from unittest.mock import Mock

import httpx
import pytest
import requests

from tests import python_package

KEYS = list(python_package.CATALOGUES)
EXAMPLE = (
    b'{"error": {"code": "ResourceNotFound", "message": "Machine 123123123 was not found", '
    b'"target": "43f4cb08-8fac-4b65-9db1-745c2ae65f3a"}}'
)


@pytest.fixture(scope="module")
def api() -> Any:
    return python_package.package("defender")


def every(key: str) -> list[type[Exception]]:
    """All classes: codes, statuses, families, root."""
    package = python_package.package(key)
    found = vars(package).values()
    return [one for one in found if isinstance(one, type) and issubclass(one, Exception)]


def same(one: Any, other: Any) -> bool:
    """Whether two errors are of one class and say the same."""
    return (type(one), one.args, vars(one), str(one)) == (
        *(type(other), other.args, vars(other), str(other)),
    )


@pytest.mark.parametrize("key", KEYS)
def test_every_class_survives_pickle_copy_notes_and_subclass(key: str) -> None:
    for error_class in every(key):
        error: Any = error_class("It failed.", status=418, correlation_id="7", retry_after=1.5)  # type: ignore[call-arg]
        error.add_note("a note")
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert same(pickle.loads(pickle.dumps(error, protocol)), error)
        for copied in (copy.copy(error), copy.deepcopy(error)):
            assert same(copied, error)
            copied.add_note("another")
            assert error.__notes__ == ["a note"]
        assert error == error
        assert error != copy.copy(error)
        assert len({error, error, copy.copy(error)}) == 2
        child = type("Child", (error_class,), {"__init__": lambda self, *, needed: None})
        assert child(needed=1).code == error.code


def echo(error: BaseException) -> BaseException:
    return error


def fail(error: BaseException) -> None:
    raise error


def test_every_class_crosses_a_process_pool() -> None:
    """As a value and as what a worker raises, with the start method that inherits nothing."""
    errors = [error_class("It failed.", status=418) for key in KEYS for error_class in every(key)]  # type: ignore[call-arg]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        for sent, back in zip(errors, pool.map(echo, errors, chunksize=200), strict=True):
            assert same(back, sent)
        raised = pool.submit(fail, errors[0]).exception()
    assert type(raised) is type(errors[0])


def test_a_subclass_with_an_init_of_its_own_can_be_pickled() -> None:
    error = Missing(7)
    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (copied.machine, copied.message, copied.args) == (
            7,
            "no machine 7",
            ("no machine 7",),
        )


class Missing(python_package.package("defender").ResourceNotFoundError):  # type: ignore[misc]
    def __init__(self, machine: int) -> None:
        super().__init__(f"no machine {machine}")
        self.machine = machine


BESIDES = [
    one
    for name, one in vars(builtins).items()
    if isinstance(one, type) and issubclass(one, Exception) and one.__name__ == name
    # These two cannot be made of a message.
    and not issubclass(one, ExceptionGroup | UnicodeError)
]


class LateError(python_package.package("defender").TooManyRequestsError, TimeoutError):  # type: ignore[misc]
    """What a program's own `except TimeoutError` catches as well."""


class LaterError(LateError):
    def __init__(self, needed: int) -> None:
        super().__init__(f"late by {needed}", status=503, retry_after=1.5)


@pytest.mark.parametrize(
    "error", [LateError("m", correlation_id="7"), LaterError(3)], ids=["plain", "child"]
)
def test_an_error_that_is_a_timeout_too_can_be_copied_and_pickled(error: Any) -> None:
    error.add_note("a note")
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert same(pickle.loads(pickle.dumps(error, protocol)), error)
    for copied in (copy.copy(error), copy.deepcopy(error)):
        assert same(copied, error)
        assert "args" not in vars(copied)
        assert isinstance(copied, TimeoutError)
    assert len(pickle.dumps(LateError("m"))) <= 300


@pytest.mark.parametrize("builtin", BESIDES)
def test_an_error_can_be_any_builtin_besides(registry: Any, builtin: type[Exception]) -> None:
    """Made by its class, decoded from a body, copied."""
    child = type("Child", (registry.NotFoundError, builtin), {})
    for error in (child("m"), decoded(registry, child)):
        assert (error.message, error.args, error.code) == ("m", ("m",), "NotFound")
        for copied in (copy.copy(error), copy.deepcopy(error)):
            assert same(copied, error)


def decoded(package: Any, error_class: Any) -> Any:
    package.register(error_class)
    body = {"error": {"code": error_class.code, "message": "m"}}
    found = package.from_payload(None, body)
    assert type(found) is error_class
    return found


def test_a_class_that_is_made_in_a_way_of_its_own_is_decoded(registry: Any) -> None:
    """Neither its `__new__` nor its `__init__` is asked for what a response cannot say."""

    class Own(registry.NotFoundError):  # type: ignore[misc, name-defined]
        def __new__(cls, *, needed: int) -> Any:
            return super().__new__(cls)

        def __init__(self, *, needed: int) -> None:
            super().__init__("made")

    error = decoded(registry, Own)
    assert same(copy.deepcopy(error), error)


def test_a_small_error_is_a_small_pickle(api: Any) -> None:
    error = api.from_body(404, EXAMPLE, {"Authorization": "Bearer secret", "X": "y"})
    data = pickle.dumps(error)
    assert len(data) <= 300
    assert b"secret" not in data


def test_a_pickle_of_another_version_is_taken_as_it_is(api: Any) -> None:
    """Attributes that this version does not know stay; ones that it has since are there."""
    error = api.ServerError.__new__(api.ServerError, "It failed.")
    error.__setstate__({"severity": 3, "retryable": True, "target": "t", "parameters": {}})
    assert error.severity == 3
    assert (error.message, error.details, error.retryable) == ("", (), False)
    error.__setstate__(None)


def test_an_error_says_what_it_is_in_one_line(api: Any) -> None:
    error = api.from_body(404, EXAMPLE)
    assert str(error) == (
        "ResourceNotFound (404): Machine 123123123 was not found "
        "[target: 43f4cb08-8fac-4b65-9db1-745c2ae65f3a]"
    )
    assert str(api.ResourceNotFoundError("")) == "ResourceNotFound (404)"
    assert str(api.DefenderApiError()) == "DefenderApiError"
    assert str(api.from_body(502, b"<h1>\x1b[31mBad\r\nGateway</h1>")) == (
        "HTTP 502: <h1> [31mBad Gateway</h1>"
    )
    numeric = python_package.package("numeric")
    assert str(numeric.from_payload(None, {"code": 10003})) == "10003"


@pytest.mark.parametrize("key", KEYS)
def test_a_repr_says_as_much_as_a_line(key: str) -> None:
    for error_class in every(key):
        error = error_class("It failed.", correlation_id="7")  # type: ignore[call-arg]
        assert repr(error) == f"<{error_class.__name__}: {error}>"
        assert "It failed. [" in repr(error)
    package = python_package.package(key)
    assert repr(package.from_body(502, b"a\x1b\nb")) == "<ServerError: HTTP 502: a b>"


def test_a_line_is_short_whatever_is_said(api: Any) -> None:
    long = "x" * 10_000
    payload = {"error": {"code": long, "message": long, "target": long}}
    assert len(str(api.from_payload(400, payload))) <= 400
    assert len(str(api.ServerError(long, correlation_id=long))) <= 400


def test_what_is_documented_is_on_the_class(api: Any) -> None:
    found = api.ResourceNotFoundError
    assert (found.code, found.documented_status, found.retryable) == (
        "ResourceNotFound",
        404,
        False,
    )
    assert found.parameter_names == ("requested_resource",)
    assert api.TooManyRequestsError.retryable
    assert api.InvalidHashValueError.hints == ("大文字と小文字が区別されます。",)


def test_what_is_received_wins_over_what_is_documented(api: Any) -> None:
    assert api.from_body(400, EXAMPLE).status == 400
    assert api.from_body(None, EXAMPLE).status == 404
    assert api.ResourceNotFoundError().status == 404
    assert api.ResourceNotFoundError(status=410).status == 410


def test_the_correlation_id_has_the_name_of_the_envelope(api: Any) -> None:
    error = api.from_body(404, EXAMPLE)
    assert error.target == error.correlation_id == "43f4cb08-8fac-4b65-9db1-745c2ae65f3a"
    assert not hasattr(python_package.package("numeric").GatewayApiError, "target")


def test_errors_can_be_matched(api: Any) -> None:
    match api.from_body(404, EXAMPLE):
        case api.DefenderApiError("ResourceNotFound", 404, message):
            assert message.startswith("Machine")
        case _:
            pytest.fail("no match")


def test_parameters_are_found_where_the_message_is_as_documented(api: Any) -> None:
    error = api.MaximumBatchSizeExceededError("受信済み: 700, allowed: 500.")
    assert error.parameters == {"batch_size_received": "700", "batch_size_allowed": "500"}
    assert error.parameters["batch_size_allowed"] == "500"
    assert api.BadRequestError("x").parameters["batch_size_allowed"] is None
    assert "batch_size_allowed" not in api.BadRequestError("x").parameters
    assert api.from_body(404, EXAMPLE).parameters == {}
    assert api.BadRequestError("x").parameters == {}


def test_parameters_are_found_in_linear_time(api: Any) -> None:
    hostile = "受信済み: " + ", allowed: " * 100_000
    assert api.MaximumBatchSizeExceededError(hostile).parameters == {}


def test_retryable_is_documented_or_follows_the_status(api: Any) -> None:
    assert api.from_body(500, b'{"error": {"code": "InternalServerError"}}').retryable
    assert api.from_body(503, b"").retryable
    assert not api.from_body(418, b"").retryable
    assert not api.from_body(503, b'{"error": {"code": "NotFound"}}').retryable
    numeric = python_package.package("numeric")
    assert numeric.from_payload(429, {"code": 10003}).retryable
    with pytest.raises(AttributeError, match="follows from the status"):
        api.from_body(503, b"").retryable = False


@pytest.mark.parametrize("key", KEYS)
def test_retryable_is_plain_on_every_class(key: str) -> None:
    package, doubles = python_package.package(key), python_package.doubles(key)
    documented = {e.code: e.retryable for e in python_package.CATALOGUES[key].errors}
    for error_class in every(key):
        known = documented.get(error_class.code)  # type: ignore[attr-defined]
        status = error_class.status  # type: ignore[attr-defined]
        by_status = status in {408, 425, 429, 500, 502, 503, 504}
        wanted = by_status if known is None or known.evidence == "unknown" else known.value
        assert error_class.retryable is wanted  # type: ignore[attr-defined]
        assert error_class("m").retryable is wanted  # type: ignore[attr-defined]
    assert not package.ServerError.retryable
    assert package.ServerError("m", status=503).retryable
    for status in (400, 429, 503):
        for code in ("Brand-new", next(iter(package.ERRORS))):
            error = doubles.error(code, status=status)
            fixed = documented.get(error.code)
            follows = fixed is None or fixed.evidence == "unknown"
            assert error.retryable == ((status != 400) if follows else fixed.value)  # type: ignore[union-attr]


def test_a_log_has_what_an_error_says(api: Any, caplog: pytest.LogCaptureFixture) -> None:
    """As the documentation of `to_dict` says; a record refuses to have its keys."""
    error = api.from_body(404, EXAMPLE)
    with caplog.at_level(logging.ERROR):
        logging.getLogger("a").error("it failed", extra={"api_error": error.to_dict()})
    assert caplog.records[-1].api_error == error.to_dict()  # type: ignore[attr-defined]
    assert 'extra={"api_error": error.to_dict()}' in api.DefenderApiError.to_dict.__doc__


@pytest.mark.parametrize("key", ["defender", "large"])
def test_the_help_of_a_package_fits_a_few_screens(key: str) -> None:
    """The root and the functions; a class is there where somebody asks for it."""
    package = python_package.package(key)
    shown = pydoc.plain(pydoc.render_doc(package))
    assert len(shown.split("\n")) < 250
    for name in package.__all__:
        assert name in shown
    for error_class in every(key):
        assert getattr(package, error_class.__name__) is error_class


def test_a_dict_and_a_problem_are_json(api: Any) -> None:
    error = api.from_body(404, EXAMPLE, {"Retry-After": "3"})
    assert json.loads(json.dumps(error.to_dict())) == {
        "error": "ResourceNotFoundError",
        "code": "ResourceNotFound",
        "raw_code": "ResourceNotFound",
        "status": 404,
        "message": "Machine 123123123 was not found",
        "correlation_id": "43f4cb08-8fac-4b65-9db1-745c2ae65f3a",
        "retryable": False,
        "retry_after": 3.0,
        "parameters": {},
        "details": [],
        "innererror": None,
        "errors": [],
        "extra": {},
        "doc_url": "",
    }
    assert error.to_problem() == {
        "type": "about:blank",
        "title": "ResourceNotFound",
        "status": 404,
        "detail": "Machine 123123123 was not found",
        "code": "ResourceNotFound",
        "correlation_id": "43f4cb08-8fac-4b65-9db1-745c2ae65f3a",
        "retry_after": 3.0,
    }


@pytest.fixture
def registry() -> Any:
    """The classes by their codes, put back afterwards."""
    package = python_package.package("several")
    kept = dict(package.ERRORS)
    yield package
    package.ERRORS.clear()
    package.ERRORS.update(kept)
    importlib.import_module("made_several._registry")._spellings.clear()


def test_a_code_of_ones_own(registry: Any) -> None:
    @registry.register
    class Active(registry.Http400Error):  # type: ignore[misc, name-defined]
        code = "ActiveRequestAlreadyExists"

        def __init__(self, needed: int) -> None:
            super().__init__(str(needed))

    error = registry.from_payload(400, {"error": {"code": "activerequestalreadyexists"}})
    assert type(error) is Active
    assert (error.code, error.raw_code) == (Active.code, "activerequestalreadyexists")


def test_a_documented_code_can_be_given_to_a_subclass_only(registry: Any) -> None:
    class Mine(registry.NotFoundError):  # type: ignore[misc, name-defined]
        pass

    class Other(registry.DefenderApiError):  # type: ignore[misc, name-defined]
        code = "NotFound"

    registry.register(Mine)
    assert type(registry.from_payload(404, {"error": {"code": "NotFound"}})) is Mine
    with pytest.raises(ValueError, match="NotFound belongs to Mine"):
        registry.register(Other)
    with pytest.raises(ValueError, match="Http404Error has no code"):
        registry.register(registry.Http404Error)


SPELT = ("notfound", " TooManyRequests", "TOOMANYREQUESTS\n", "INVALIDHASHVALUE")


@pytest.mark.parametrize("code", SPELT)
def test_a_code_that_is_documented_in_another_spelling_is_refused(registry: Any, code: str) -> None:
    before = dict(registry.ERRORS)
    known = type(registry.from_payload(400, {"code": code}))
    with pytest.raises(ValueError, match=f"belongs to {known.__name__}"):
        registry.register(own(registry, code=code))
    with pytest.raises(ValueError, match=f"is {known.code} in another spelling"):
        registry.register(type("Own", (known,), {"code": code}))
    assert before == registry.ERRORS
    assert type(registry.from_payload(400, {"code": code})) is known


def test_a_former_code_belongs_to_its_class() -> None:
    package = python_package.package("aged")
    with pytest.raises(ValueError, match="belongs to"):
        package.register(own(package, code="bad"))


SET = ("message", "status", "correlation_id", "retry_after", "details", "innererror")
SET += ("errors", "body")


@pytest.mark.parametrize("name", SET)
def test_a_class_on_which_decoding_could_set_nothing_is_refused(registry: Any, name: str) -> None:
    def refuse(self: object, *given: object) -> None:
        raise RuntimeError("no")

    frozen = dataclasses.dataclass(frozen=True)(own(registry, code="Own"))
    for made in (
        own(registry, code="Own", **{name: property(lambda self: 4)}),
        own(registry, code="Own", __setattr__=refuse),
        frozen,
    ):
        with pytest.raises(TypeError, match="of Own cannot be set"):
            registry.register(made)
    assert "Own" not in registry.ERRORS


def test_a_class_that_is_false_is_refused(registry: Any) -> None:
    kind = type("Kind", (type,), {"__bool__": lambda self: False})
    with pytest.raises(TypeError, match="Own must not be false"):
        registry.register(kind("Own", (registry.ClientError,), {"code": "Own"}))


@pytest.mark.parametrize(
    ("seconds", "kept"),
    [(1e60, 2_147_483.0), (float("inf"), 2_147_483.0), (5, 5), (0, 0)]
    + [(wrong, None) for wrong in (float("nan"), -1, -1e60, "5", None)],
)
def test_a_time_to_wait_can_be_waited(api: Any, seconds: Any, kept: float | None) -> None:
    assert api.NotFoundError("x", retry_after=seconds).retry_after == kept


def own(package: Any, **said: Any) -> Any:
    return type("Own", (package.ClientError,), said)


@pytest.mark.parametrize("code", [5, None, b"Own", 1.5, ["Own"], Exception], ids=repr)
def test_a_code_that_is_no_text_is_refused(registry: Any, code: object) -> None:
    with pytest.raises(TypeError, match="the code of Own must be text, not"):
        registry.register(own(registry, code=code))
    assert registry.from_payload(400, {"error": {"code": "NOTFOUND"}}).code == "NotFound"


def test_what_could_never_be_decoded_is_refused(registry: Any) -> None:
    for other in (int, Exception, "NotFound", None, registry.NotFoundError()):
        with pytest.raises(TypeError, match="is no class below DefenderApiError"):
            registry.register(other)
    with pytest.raises(ValueError, match="longer than 200"):
        registry.register(own(registry, code="x" * 201))
    group = type("Group", (registry.ClientError, ExceptionGroup), {"code": "Group"})
    with pytest.raises(TypeError):
        registry.register(group)
    assert not {"x" * 201, "Group"} & set(registry.ERRORS)


def test_a_code_is_known_while_others_are_registered(registry: Any) -> None:
    """At whichever line of a lookup another thread registers a class."""
    lookup = importlib.import_module("made_several._registry").lookup
    numbers = iter(range(10**6))

    def interrupting(frame: Any, event: str, argument: object) -> Any:
        if frame.f_globals["__name__"] != "made_several._registry" or event == "call":
            return interrupting
        sys.settrace(None)
        registry.register(own(registry, code=f"Own{next(numbers)}"))
        sys.settrace(interrupting)
        return interrupting

    before = sys.gettrace()
    sys.settrace(interrupting)
    try:
        found = [lookup(code) for code in ("NOTFOUND", "notfound", "NotFound", "OWN0")]
    finally:
        sys.settrace(before)
    assert [one and one.code for one in found] == ["NotFound"] * 3 + ["Own0"]


def test_a_code_is_known_in_every_thread(registry: Any) -> None:
    missed: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            error = registry.from_payload(404, {"error": {"code": "NOTFOUND"}})
            if type(error) is not registry.NotFoundError:
                missed.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for reader in readers:
            reader.start()
        for number in range(300):
            made = registry.register(own(registry, code=f"Own{number}"))
            body = {"error": {"code": f"OWN{number}"}}
            assert type(registry.from_payload(400, body)) is made
    finally:
        done.set()
        sys.setswitchinterval(interval)
        for reader in readers:
            reader.join()
    assert missed == []


@pytest.mark.parametrize("key", KEYS)
def test_doubles_of_every_class(key: str) -> None:
    package, doubles = python_package.package(key), python_package.doubles(key)
    made = python_package.CATALOGUES[key]
    undocumented = 200 if made.errors_in_success else 400
    for code, error_class in package.ERRORS.items():
        for kind in (code, error_class):
            assert type(doubles.error(kind, "m")) is error_class
            response = doubles.response(kind, "m", correlation_id="7")
            assert response.status_code == (error_class.documented_status or undocumented)
            if not made.envelope.xml:
                assert response.json() == doubles.payload(kind, "m", correlation_id="7")
            assert response.ok == (response.status_code < 400)
            with pytest.raises(error_class):
                package.raise_for_error(response)


def test_a_double_has_the_documented_message_and_its_values(api: Any) -> None:
    doubles = python_package.doubles("defender")
    error = doubles.error(api.InvalidHashValueError, invalid_hash="12", correlation_id="7")
    assert error.message == "ハッシュ値 12 が無効です。"
    assert (error.parameters, error.target) == ({"invalid_hash": "12"}, "7")
    assert doubles.error("InvalidHashValue").message == "ハッシュ値 <invalid_hash> が無効です。"
    assert doubles.error("New", status=404, headers={"Retry-After": "1"}).retry_after == 1.0


def test_a_double_of_a_status_or_a_family(api: Any) -> None:
    doubles = python_package.doubles("defender")
    assert type(doubles.error(api.Http404Error)) is api.Http404Error
    assert isinstance(doubles.error(api.ClientError), api.ClientError)
    assert type(doubles.error(api.ServerError, status=502)) is api.ServerError
    with pytest.raises(TypeError, match="no response becomes Missing"):
        doubles.error(Missing)


def test_all_is_well_below_400(api: Any) -> None:
    doubles = python_package.doubles("defender")
    fine = doubles.Response(204, None, {})
    assert api.raise_for_error(fine) is fine
    assert asyncio.run(api.raise_for_async_error(fine)) is fine
    assert fine.ok


class Answer:
    """A response with such a status."""

    def __init__(self, **said: object) -> None:
        vars(self).update(said)


async def forgotten() -> Answer:
    return Answer(status_code=500)


NO_STATUS: dict[str, Callable[[], Any]] = {
    "nothing": lambda: None,
    "a dict": lambda: {"status": 500},
    "a number": lambda: 500,
    "any object": object,
    "a mock": Mock,
    "a text": lambda: Answer(status_code="500"),
    "a line": lambda: Answer(status="404 Not Found"),
    "bytes": lambda: Answer(status=b"404"),
    "a float": lambda: Answer(status=404.0),
    "true": lambda: Answer(status=True),
    "a class": lambda: Answer,
}


@pytest.mark.parametrize("made", NO_STATUS.values(), ids=NO_STATUS)
def test_what_has_no_status_is_no_good_response(api: Any, made: Callable[[], Any]) -> None:
    for call in (api.raise_for_error, api.from_response):
        with pytest.raises(TypeError, match="is no response: it has no HTTP status"):
            call(made())
    for awaited in (api.raise_for_async_error, api.from_async_response):
        with pytest.raises(TypeError, match="is no response: it has no HTTP status"):
            asyncio.run(awaited(made()))


def test_an_exception_of_a_client_is_no_response(api: Any) -> None:
    """It has one, or none came."""
    failed = requests.HTTPError("404", response=requests.Response())
    failed.response.status_code = 404
    for error in (failed, requests.ConnectionError("no"), httpx.ConnectError("no")):
        with pytest.raises(TypeError) as caught:
            api.from_response(error)
        told = f"this {type(error).__name__} is no response: it has no HTTP status to be read"
        hint = "; its attribute `response` is one" if error is failed else ""
        assert str(caught.value) == told + hint
    assert type(api.from_response(failed.response)) is api.Http404Error


@pytest.mark.parametrize("status", [0, 1, 99, -1, 600, 999, 1000, 10**30])
def test_a_status_that_is_none_of_http_is_an_error_of_the_package(api: Any, status: int) -> None:
    """The server chooses it: aiohttp lets `HTTP/1.1 099` through."""
    with pytest.raises(api.DefenderApiError) as caught:
        api.raise_for_error(Answer(status=status))
    assert type(caught.value) is api.DefenderApiError
    assert caught.value.status == (status if 100 <= status <= 999 else None)
    with pytest.raises(api.NotFoundError):
        asyncio.run(
            api.raise_for_async_error(Answer(status=status, content=b'{"code": "NotFound"}'))
        )


def test_what_was_not_awaited_is_no_response_yet(api: Any) -> None:
    """The message says what to do, and Python does not complain besides."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(TypeError, match="this coroutine is no response yet: await it first"):
            api.raise_for_error(forgotten())
        with pytest.raises(TypeError, match="await it first"):
            asyncio.run(api.raise_for_async_error(forgotten()))
        with pytest.raises(TypeError, match="await it first"):
            api.from_response(forgotten())
        with pytest.raises(TypeError, match="await it first"):
            asyncio.run(api.from_async_response(forgotten()))
        gc.collect()


async def in_a_loop(api: Any) -> None:
    task = asyncio.ensure_future(forgotten())
    with pytest.raises(TypeError, match="this Task is no response yet"):
        api.raise_for_error(task)
    assert (await task).status_code == 500  # type: ignore[attr-defined]


def test_a_task_is_left_to_whoever_has_it(api: Any) -> None:
    asyncio.run(in_a_loop(api))


@pytest.mark.parametrize("name", ["status_code", "status", "code"])
def test_the_status_is_where_a_client_has_it(api: Any, name: str) -> None:
    fine = Answer(**{name: http.HTTPStatus.OK})
    assert api.raise_for_error(fine) is fine
    with pytest.raises(api.ServerError):
        api.raise_for_error(Answer(**{name: 502}))
    # One that is no number hides no other.
    with pytest.raises(api.ServerError):
        api.raise_for_error(Answer(status_code="502", status="Bad Gateway", code=502))
