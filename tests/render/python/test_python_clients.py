"""The generated Python with real clients, over a real loopback server."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import aiohttp
import httpx
import pytest
import requests
import urllib3

from tests import python_package, workshop

BODY = {"error": {"code": "TooManyRequests", "message": "Slow down", "target": "43f4"}}
# path → status, headers, body
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/fine": (200, {}, b"{}"),
    "/error": (429, {"retry-after": "7"}, json.dumps(BODY).encode()),
    "/zipped": (429, {"Content-Encoding": "gzip"}, gzip.compress(json.dumps(BODY).encode())),
    "/html": (502, {"Content-Type": "text/html"}, b"<h1>Bad Gateway</h1>"),
    "/empty": (503, {}, b""),
    "/cut": (500, {"Content-Length": "999"}, b'{"error": {'),
    "/odd": (400, {"Content-Type": "text/plain; charset=nonsense"}, b"\xff\xfe\xfd"),
    "/large": (500, {}, b"x" * 300_000),
    "/several": (
        *(400, {"x-request-id": "7", "Retry-After-Ms": "1500"}),
        b'{"errors": [{"code": "New", "field": "a"}, {"code": "NotFound", "field": "b"}], "n": 1}',
    ),
    "/xml": (404, {}, b"<?xml version='1.0'?><Error><Code>NotFound</Code></Error>"),
    "/header": (404, {"X-MS-Error-Code": "NotFound"}, b""),
    "/soft": (200, {"RateLimit-Reset": "5"}, b'{"code": 1001, "msg": "Closed."}'),
    "/soft/fine": (200, {}, b'{"code": 0}'),
}


class Handler(BaseHTTPRequestHandler):
    """Answers with one of the pages."""

    def do_GET(self) -> None:
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing is logged."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with workshop.served(Handler) as address:
        yield address


@pytest.fixture(scope="module")
def api() -> Any:
    return python_package.package("defender")


def by_requests(api: Any, url: str) -> Any:
    with requests.Session() as session:
        session.trust_env = False
        with session.get(url, stream="cut" in url) as response:
            return api.raise_for_error(response)


def by_requests_streaming(api: Any, url: str) -> Any:
    with requests.Session() as session:
        session.trust_env = False
        with session.get(url, stream=True) as response:
            return api.raise_for_error(response)


def by_httpx(api: Any, url: str) -> Any:
    with httpx.Client(trust_env=False) as client, client.stream("GET", url) as response:
        if "cut" not in url:
            response.read()
        return api.raise_for_error(response)


def by_httpx_streaming(api: Any, url: str) -> Any:
    with httpx.Client(trust_env=False) as client, client.stream("GET", url) as response:
        return api.raise_for_error(response)


def by_urllib3(api: Any, url: str) -> Any:
    with urllib3.PoolManager(retries=False) as pool:
        return api.raise_for_error(pool.request("GET", url, preload_content="cut" not in url))


def by_http_client(api: Any, url: str) -> Any:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host)
    try:
        connection.request("GET", f"/{path}")
        with connection.getresponse() as response:
            return api.raise_for_error(response)
    finally:
        connection.close()


def by_urllib(api: Any, url: str) -> Any:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url) as response:
            return api.raise_for_error(response)
    except urllib.error.HTTPError as error:
        with error:
            raise api.from_response(error) from None


def by_aiohttp(api: Any, url: str) -> Any:
    async def get() -> Any:
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return await api.raise_for_async_error(response)

    return asyncio.run(get())


def by_httpx_async(api: Any, url: str) -> Any:
    async def get() -> Any:
        client = httpx.AsyncClient(trust_env=False)
        async with client, client.stream("GET", url) as response:
            return await api.raise_for_async_error(response)

    return asyncio.run(get())


CLIENTS: dict[str, Callable[[Any, str], Any]] = {
    "requests": by_requests,
    "requests, streaming": by_requests_streaming,
    "httpx": by_httpx,
    "httpx, streaming": by_httpx_streaming,
    "urllib3": by_urllib3,
    "http.client": by_http_client,
    "urllib": by_urllib,
    "aiohttp": by_aiohttp,
    "httpx, async": by_httpx_async,
}


@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
def test_an_error_of_the_service(api: Any, server: str, client: Callable[..., Any]) -> None:
    with pytest.raises(api.TooManyRequestsError) as caught:
        client(api, f"{server}/error")
    error = caught.value
    assert (error.status, error.message, error.target) == (429, "Slow down", "43f4")
    assert (error.retry_after, error.retryable) == (7.0, True)


@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
def test_all_is_well(api: Any, server: str, client: Callable[..., Any]) -> None:
    response = client(api, f"{server}/fine")
    assert 200 in (getattr(response, "status_code", 0), getattr(response, "status", 0))


@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
def test_all_that_a_response_says(api: Any, server: str, client: Callable[..., Any]) -> None:
    with pytest.raises(api.NotFoundError) as caught:
        client(api, f"{server}/several")
    error = caught.value
    assert (error.extra, error.retry_after) == ({"n": 1, "field": "b"}, 1.5)
    assert [(type(one), one.extra) for one in error.errors] == [
        (api.Http400Error, {"field": "a"}),
        (api.NotFoundError, {"field": "b"}),
    ]


@pytest.mark.parametrize("page", ["xml", "header"])
@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
def test_a_code_that_is_in_no_json(server: str, client: Callable[..., Any], page: str) -> None:
    api = python_package.package("told")
    with pytest.raises(api.NotFoundError):
        client(api, f"{server}/{page}")


# These have read a body before anybody asks for its error.
READ = ("requests", "httpx", "urllib3")


@pytest.mark.parametrize("name", CLIENTS)
def test_an_error_with_a_success(server: str, name: str) -> None:
    """Of a body that nobody has read, none is."""
    api, client = python_package.package("soft"), CLIENTS[name]
    assert client(api, f"{server}/soft/fine") is not None
    if name not in READ:
        response = client(api, f"{server}/soft")
        assert not getattr(response, "_content", False)
        assert not getattr(response, "_body", None)
        return
    with pytest.raises(api.ERRORS["1001"]) as caught:
        client(api, f"{server}/soft")
    assert (caught.value.status, caught.value.message) == (200, "Closed.")
    assert caught.value.retry_after is None


async def read_by_aiohttp(api: Any, url: str) -> Any:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        await response.read()
        return await api.raise_for_async_error(response)


async def read_by_httpx(api: Any, url: str) -> Any:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await api.raise_for_async_error(await client.get(url))


@pytest.mark.parametrize("client", [read_by_aiohttp, read_by_httpx])
def test_an_error_with_a_success_that_was_awaited(server: str, client: Callable[..., Any]) -> None:
    api = python_package.package("soft")
    assert asyncio.run(client(api, f"{server}/soft/fine")) is not None
    with pytest.raises(api.ERRORS["1001"]):
        asyncio.run(client(api, f"{server}/soft"))


@pytest.mark.parametrize("page", ["html", "empty", "cut", "odd", "large"])
@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
def test_what_no_service_meant_to_send(
    api: Any, server: str, client: Callable[..., Any], page: str
) -> None:
    """HTML of a proxy, nothing, half a body, a wrong charset, far too much."""
    with pytest.raises(api.DefenderApiError) as caught:
        client(api, f"{server}/{page}")
    assert caught.value.status == PAGES[f"/{page}"][0]
    assert caught.value.code == ""
    assert len(str(caught.value)) <= 400
    assert ("Bad Gateway" in str(caught.value)) == (page == "html")


@pytest.mark.parametrize("name", ["requests", "httpx", "urllib3", "aiohttp", "httpx, async"])
def test_a_compressed_body(api: Any, server: str, name: str) -> None:
    with pytest.raises(api.TooManyRequestsError):
        CLIENTS[name](api, f"{server}/zipped")
