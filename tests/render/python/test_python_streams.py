"""Of a body that nobody has read yet the generated Python reads 64 KiB, with any client."""

from __future__ import annotations

import asyncio
import gc
import gzip
import http.client
import io
import json
import pickle
import tracemalloc
import urllib.error
import urllib.request
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock, MagicMock, Mock

import aiohttp
import httpx
import pytest
import requests
import urllib3

from tests import python_package, workshop

LIMIT = 65_536
TOTAL = 300_000_000
# What fills the buffers of two sockets while nobody reads, with a good margin.
SENT = 40_000_000
ALLOCATED = 8_000_000
BLOCK = b"x" * 65_536
BODY = {"error": {"code": "TooManyRequests", "message": "Slow down", "target": "43f4"}}
SMALL = json.dumps(BODY).encode()
MIDDLE = SMALL[:-2] + b',"x":"' + b"".join(b"%06x" % (n**3 % 2**24) for n in range(33_000)) + b'"}}'
LARGE = SMALL[:-2] + b',"x":"' + b"x" * 300_000 + b'"}}'


@cache
def bomb() -> bytes:
    """All of it, compressed."""
    packer, block = zlib.compressobj(9, wbits=31), b"x" * 1_000_000
    packed = [packer.compress(block) for _ in range(TOTAL // len(block))]
    return b"".join([*packed, packer.flush()])


class Handler(BaseHTTPRequestHandler):
    """Sends far too much, or a small body in several forms; counts what went out."""

    protocol_version = "HTTP/1.1"
    sent = 0

    def do_GET(self) -> None:
        *kept, page = self.path.strip("/").split("/")
        self.send_response(429)
        if not kept:
            self.send_header("Connection", "close")
        # Whoever has enough goes away.
        with suppress(OSError):
            getattr(self, page)()
        self.close_connection = not kept

    def out(self, data: bytes) -> None:
        if self.command == "HEAD":
            return
        self.wfile.write(data)
        Handler.sent += len(data)

    def headed(self, **headers: str) -> None:
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def chunk(self, data: bytes) -> None:
        self.out(b"%x\r\n" % len(data))
        self.out(data)
        self.out(b"\r\n")

    def endless(self) -> None:
        self.headed(Content_Length=str(TOTAL))
        for _ in range(TOTAL // len(BLOCK)):
            self.out(BLOCK)

    def chunked(self) -> None:
        self.headed(Transfer_Encoding="chunked")
        for _ in range(TOTAL // len(BLOCK)):
            self.chunk(BLOCK)

    def bomb(self) -> None:
        self.headed(Content_Encoding="gzip", Content_Length=str(len(bomb())))
        self.out(bomb())

    def small(self) -> None:
        self.headed(Content_Length=str(len(SMALL)))
        self.out(SMALL)

    def pieces(self) -> None:
        self.headed(Transfer_Encoding="chunked", Content_Encoding="gzip")
        packed = gzip.compress(SMALL)
        for start in range(0, len(packed), 7):
            self.chunk(packed[start : start + 7])
        self.out(b"0\r\n\r\n")

    def large(self) -> None:
        self.headed(Content_Length=str(len(LARGE)))
        self.out(LARGE)

    def double(self) -> None:
        data = gzip.compress(bomb())
        self.headed(Content_Encoding="gzip, gzip", Content_Length=str(len(data)))
        self.out(data)

    def wrong(self) -> None:
        self.headed(Content_Encoding="gzip")
        for _ in range(TOTAL // len(BLOCK)):
            self.out(BLOCK)

    def nothing(self) -> None:
        """Compressed, it has no end, and never gives a byte."""
        self.headed(Content_Encoding="gzip")
        self.out(bytes.fromhex("1f8b0800000000000003"))
        for _ in range(TOTAL // 65_000):
            self.out(b"\x00\x00\x00\xff\xff" * 13_000)

    def drops(self) -> None:
        self.headed(Transfer_Encoding="chunked")
        for _ in range(60_000):
            self.chunk(b" ")

    def empty(self) -> None:
        self.headed(Content_Length="0")

    def middle(self) -> None:
        packed = gzip.compress(MIDDLE)
        self.headed(Content_Encoding="gzip", Content_Length=str(len(packed)))
        self.out(packed)

    def short(self) -> None:
        self.headed(Content_Length="999")
        self.out(SMALL)

    def torn(self) -> None:
        self.headed(Transfer_Encoding="chunked")
        self.chunk(SMALL)
        self.out(b"zz\r\n")

    do_HEAD = do_GET  # noqa: N815

    def cut(self) -> None:
        self.headed(Content_Length="999")
        self.out(b"Bad gatew")

    def log_message(self, *args: object) -> None:
        """Nothing is logged."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    bomb()
    with workshop.served(Handler) as address:
        yield address


@pytest.fixture(scope="module")
def api() -> Any:
    return python_package.package("defender")


# Each calls `use` with the response, twice if it is asked what is left of it.
Use = Callable[[Any], Any]


def by_requests(url: str, use: Use) -> None:
    with requests.Session() as session:
        session.trust_env = False
        with session.get(url, stream=True) as response:
            use(response)


def by_httpx(url: str, use: Use) -> None:
    with httpx.Client(trust_env=False) as client, client.stream("GET", url) as response:
        use(response)


def by_urllib3(url: str, use: Use) -> None:
    with urllib3.PoolManager(retries=False) as pool:
        response = pool.request("GET", url, preload_content=False)
        use(response)
        response.close()


def by_http_client(url: str, use: Use) -> None:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host)
    try:
        connection.request("GET", f"/{path}")
        with connection.getresponse() as response:
            use(response)
    finally:
        connection.close()


def by_urllib(url: str, use: Use) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with pytest.raises(urllib.error.HTTPError) as caught:
        opener.open(url)
    with caught.value:
        use(caught.value)


CLIENTS: dict[str, Callable[[str, Use], None]] = {
    "requests": by_requests,
    "httpx": by_httpx,
    "urllib3": by_urllib3,
    "http.client": by_http_client,
    "urllib": by_urllib,
}


async def by_aiohttp(url: str, use: Use) -> None:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        await use(response)


async def by_httpx_async(url: str, use: Use) -> None:
    client = httpx.AsyncClient(trust_env=False)
    async with client, client.stream("GET", url) as response:
        await use(response)


AWAITED: dict[str, Callable[[str, Use], Any]] = {
    "aiohttp": by_aiohttp,
    "httpx, async": by_httpx_async,
}
ALL = [*CLIENTS, *AWAITED]


def errors(api: Any, name: str, url: str, then: Use = lambda response: None) -> list[Any]:
    """The error of a response, the error of it again, and what `then` finds in it."""
    found: list[Any] = []

    def use(response: Any) -> None:
        found.extend((api.from_response(response), api.from_response(response), then(response)))

    async def use_async(response: Any) -> None:
        found.append(await api.from_async_response(response))
        found.append(await api.from_async_response(response))
        value = then(response)
        found.append(await value if hasattr(value, "__await__") else value)

    if name in CLIENTS:
        CLIENTS[name](url, use)
    else:
        asyncio.run(AWAITED[name](url, use_async))
    return found


@pytest.mark.parametrize("page", ["endless", "chunked", "bomb", "double", "wrong", "nothing"])
@pytest.mark.parametrize("name", ALL)
def test_of_300_mb_little_is_sent_and_less_is_kept(
    api: Any, server: str, name: str, page: str
) -> None:
    if (name, page) == ("aiohttp", "nothing"):
        pytest.skip("aiohttp decompresses by itself, and tells nothing of what gives nothing")
    errors(api, name, f"{server}/small")
    Handler.sent = 0
    gc.collect()
    tracemalloc.start()
    try:
        first, *_ = errors(api, name, f"{server}/{page}")
        allocated = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert Handler.sent < SENT
    # aiohttp decompresses by itself what has come, before it is asked for anything.
    assert allocated < (5 * ALLOCATED if (name, page) == ("aiohttp", "bomb") else ALLOCATED)
    assert (first.status, first.code) == (429, "")
    assert page in ("double", "wrong", "nothing") or len(first.message) == 200


@pytest.mark.parametrize("page", ["endless", "bomb", "double", "wrong"])
@pytest.mark.parametrize("name", CLIENTS)
def test_a_response_that_need_not_be_awaited_is_no_larger_at_the_other_door(
    api: Any, server: str, name: str, page: str
) -> None:
    def use(response: Any) -> None:
        found.append(asyncio.run(api.from_async_response(response)))

    found: list[Any] = []
    CLIENTS[name](f"{server}/small", use)
    Handler.sent = 0
    gc.collect()
    tracemalloc.start()
    try:
        CLIENTS[name](f"{server}/{page}", use)
        allocated = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert Handler.sent < SENT
    assert allocated < ALLOCATED
    assert [type(error).__name__ for error in found] == ["TooManyRequestsError", "Http429Error"]


@pytest.mark.parametrize("name", ALL)
def test_a_stream_is_asked_so_many_times_however_little_it_gives(
    api: Any, server: str, name: str
) -> None:
    """How long it takes each time is up to the timeout of the client."""
    first, *_ = errors(api, name, f"{server}/drops")
    assert first.status == 429
    reads = 0

    class Slow:
        status_code = 429

        def read1(self, size: int) -> bytes:
            nonlocal reads
            reads += 1
            return b" "

        def iter_raw(self) -> Iterator[bytes]:
            while True:
                yield self.read1(1)

        async def aiter_raw(self) -> Any:
            while True:
                yield self.read1(1)

    assert api.from_response(Slow()).status == 429
    assert asyncio.run(api.from_async_response(Slow())).status == 429
    assert reads <= 2 * 1024


@pytest.mark.parametrize("page", ["short", "torn"])
@pytest.mark.parametrize("name", [*CLIENTS, "httpx, async"])
def test_what_had_come_of_a_body_that_breaks_off_is_kept(
    api: Any, server: str, name: str, page: str
) -> None:
    first, second, _ = errors(api, name, f"{server}/{page}")
    assert type(first) is type(second) is api.TooManyRequestsError


CONTENT: dict[str, Use] = {
    "requests": lambda response: (response.json(), response.content),
    "httpx": lambda response: (response.json(), response.content),
    "urllib3": lambda response: (response.json(), response.data),
}


@pytest.mark.parametrize("page", ["small", "pieces"])
@pytest.mark.parametrize("name", CONTENT)
def test_what_was_read_is_the_content_of_the_response(
    api: Any, server: str, name: str, page: str
) -> None:
    first, second, content = errors(api, name, f"{server}/{page}", CONTENT[name])
    assert content == (BODY, SMALL)
    assert type(first) is type(second) is api.TooManyRequestsError
    assert vars(first) == vars(second)


async def content_of_aiohttp(response: aiohttp.ClientResponse) -> tuple[Any, bytes]:
    return await response.json(content_type=None), await response.read()


@pytest.mark.parametrize("page", ["small", "pieces"])
@pytest.mark.parametrize("name", AWAITED)
def test_what_was_awaited_is_the_content_of_the_response(
    api: Any, server: str, name: str, page: str
) -> None:
    then = content_of_aiohttp if name == "aiohttp" else CONTENT["httpx"]
    first, second, content = errors(api, name, f"{server}/{page}", then)
    assert content == (BODY, SMALL)
    assert type(first) is type(second) is api.TooManyRequestsError
    assert vars(first) == vars(second)


@pytest.mark.parametrize("page", ["small", "large"])
@pytest.mark.parametrize("name", ALL)
def test_a_response_asked_twice_says_the_same(api: Any, server: str, name: str, page: str) -> None:
    first, second, _ = errors(api, name, f"{server}/{page}")
    assert (type(first), vars(first)) == (type(second), vars(second))
    assert first.code == ("TooManyRequests" if page == "small" else "")


@pytest.mark.parametrize("name", ALL)
def test_a_body_that_breaks_off_has_a_status(api: Any, server: str, name: str) -> None:
    """And what had come, where the client still tells it."""
    first, second, _ = errors(api, name, f"{server}/cut")
    assert type(first) is type(second) is api.Http429Error
    assert {first.message, second.message} <= {"", "Bad gatew"}


@pytest.mark.parametrize("page", ["large", "middle"])
def test_what_is_too_long_is_left_whole_to_its_client(api: Any, server: str, page: str) -> None:
    whole = LARGE if page == "large" else MIDDLE
    later: dict[str, Use] = {
        "requests": lambda response: response.content,
        "httpx": lambda response: response.read(),
        "urllib3": lambda response: response.data,
        "httpx, async": lambda response: response.aread(),
        "aiohttp": lambda response: response.read(),
    }
    for name, read in later.items():
        assert errors(api, name, f"{server}/{page}", read)[2] == whole


@pytest.mark.parametrize("name", CONTENT)
def test_what_is_too_long_can_be_streamed_and_closed(api: Any, server: str, name: str) -> None:
    found: list[bytes] = []

    def some(response: Any) -> None:
        by = getattr(response, "iter_content", None) or getattr(response, "iter_bytes", None)
        found.append(next(iter((by or response.stream)(100))))
        response.close()

    errors(api, name, f"{server}/middle", some)
    assert found == [MIDDLE[:100]]


def test_a_body_that_is_loaded_stays_as_it_is(api: Any, server: str) -> None:
    with requests.Session() as session:
        session.trust_env = False
        response = session.get(f"{server}/large")
    assert api.from_response(response).code == ""
    assert response.content == LARGE
    loaded = httpx.Response(429, content=LARGE)
    assert api.from_response(loaded).code == ""
    assert loaded.content == LARGE
    with urllib3.PoolManager(retries=False) as pool:
        other = pool.request("GET", f"{server}/large")
    assert api.from_response(other).code == ""
    assert other.data == LARGE


PAGES = {"pieces": SMALL, "empty": b"", "middle": MIDDLE, "large": LARGE}


@pytest.mark.parametrize("page", PAGES)
def test_a_hook_that_looks_at_an_error_leaves_the_response_to_its_client(
    api: Any, server: str, page: str
) -> None:
    """Clients call hooks before they read the body."""
    seen: list[Any] = []

    async def look(response: Any) -> None:
        seen.append(await api.from_async_response(response))

    async def get_async() -> Any:
        async with httpx.AsyncClient(trust_env=False, event_hooks={"response": [look]}) as client:
            return await client.get(f"{server}/{page}")

    with requests.Session() as session:
        session.trust_env = False
        session.hooks["response"] = [lambda r, **_: seen.append(api.from_response(r))]
        found = [session.get(f"{server}/{page}"), session.head(f"{server}/{page}")]
    hooks = {"response": [lambda r: seen.append(api.from_response(r))]}
    with httpx.Client(trust_env=False, event_hooks=hooks) as client:
        found += [client.get(f"{server}/{page}"), client.head(f"{server}/{page}")]
    found.append(asyncio.run(get_async()))
    assert [response.content for response in found] == [
        PAGES[page],
        b"",
        PAGES[page],
        b"",
        PAGES[page],
    ]
    assert page == "empty" or found[0].json() == found[2].json() == json.loads(PAGES[page])
    assert pickle.loads(pickle.dumps(found[2])).content == PAGES[page]
    assert len({(type(error), error.message) for error in (seen[0], seen[2], seen[4])}) == 1
    assert type(seen[0]) is (api.TooManyRequestsError if page == "pieces" else api.Http429Error)


@pytest.mark.parametrize("name", ["requests", "httpx"])
def test_an_empty_body_is_a_content(api: Any, server: str, name: str) -> None:
    assert errors(api, name, f"{server}/empty", lambda response: response.content)[2] == b""


def test_a_connection_is_used_again_when_all_was_read(api: Any, server: str) -> None:
    with requests.Session() as session, urllib3.PoolManager() as pool:
        session.trust_env = False
        for page in ("small", "empty", "pieces"):
            for _ in range(3):
                api.from_response(session.get(f"{server}/kept/{page}", stream=True))
                api.from_response(
                    pool.request("GET", f"{server}/kept/{page}", preload_content=False)
                )
        used = [*session.adapters["http://"].poolmanager.pools._container.values()]  # type: ignore[attr-defined]
        used += pool.pools._container.values()
        assert [each.num_connections for each in used] == [1, 1]


def test_a_file_is_read_only_as_far_as_it_is_needed(api: Any) -> None:
    file = io.BytesIO(b"x" * 1_000_000)
    response = SimpleNamespace(status=502, read=file.read)
    assert len(api.from_response(response).message) == 200
    assert file.tell() == LIMIT + 1


@pytest.mark.parametrize(
    "double",
    [
        Mock(status_code=429, content=SMALL),
        MagicMock(status_code=429, content=SMALL),
        MagicMock(status_code=429, **{"json.return_value": BODY}),
        Mock(status=429, **{"read.return_value": SMALL}),
        MagicMock(status=429, **{"read.return_value": SMALL}),
        AsyncMock(status=429, **{"read.return_value": SMALL}),
        AsyncMock(status=429, **{"json.return_value": BODY}),
    ],
)
def test_doubles_are_read_as_what_they_stand_for(api: Any, double: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        known = asyncio.run(api.from_async_response(double))
        assert isinstance(double, AsyncMock) or type(api.from_response(double)) is type(known)
        gc.collect()
    assert type(known) is api.TooManyRequestsError


class Odd:
    """What gives pieces that are no bytes, or none at all, for ever or with an error."""

    status_code = 502

    def __init__(self, pieces: Any) -> None:
        self.pieces = pieces

    def iter_content(self, size: int) -> Any:
        return self.pieces


@pytest.mark.parametrize("pieces", [[1, 2], ["text"], 5, None, iter([b"a", OSError]), [[256]]])
def test_a_stream_of_anything_raises_nothing(api: Any, pieces: Any) -> None:
    assert api.from_response(Odd(pieces)).status == 502


def test_a_response_that_takes_no_attribute_is_read_all_the_same(api: Any) -> None:
    class Slotted:
        __slots__ = ()
        status_code = 429

        def iter_content(self, size: int) -> Any:
            return iter([SMALL])

    assert type(api.from_response(Slotted())) is api.TooManyRequestsError


def test_the_response_of_a_subclass_that_is_made_in_another_way_is_read(api: Any) -> None:
    class Own(httpx.Response):
        def __init__(self, needed: object) -> None:
            super().__init__(429, content=iter([SMALL]))

    assert type(api.from_response(Own(1))) is api.TooManyRequestsError


def test_a_response_that_must_be_awaited_leaves_nothing_behind(api: Any, server: str) -> None:
    """Asked as if it were another, it has a status and no body; Python complains of nothing."""
    found: list[Any] = []

    async def use(response: Any) -> None:
        found.append(api.from_response(response))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for get in AWAITED.values():
            asyncio.run(get(f"{server}/small", use))
        gc.collect()
    assert [error.status for error in found] == [429, 429]
