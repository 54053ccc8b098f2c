# ruff: noqa: B015, B018, UP035
"""A program that uses every feature; a line that must not pass says which checkers refuse it."""

from typing import Any, Literal, Mapping, assert_never, assert_type

import aiohttp
import httpx
import made_several as api
import made_soft
import requests
from made_several import testing
from made_several.errors import CLASSES


def handle(response: requests.Response) -> str:
    try:
        assert_type(api.raise_for_error(response), requests.Response)
    except api.ResourceNotFoundError as error:
        assert_type(error.code, Literal["ResourceNotFound"])
        assert_type(error.documented_status, Literal[404])
        assert_type(error.retryable, Literal[False])
        assert_type(error.parameters.get("requested_resource"), str | None)
        assert_type(error.parameters.get("requested_resource", ""), str)
        assert_type(error.parameters["requested_resource"], str | None)
        error.parameters["requested_resource"].lower()  # refused by mypy, pyright
        error.parameters["resource"]  # refused by mypy, pyright
        error.parameters.get("resource")  # refused by mypy, pyright
        error.code == "ResourceNotfound"  # refused by mypy, pyright
        return "".join(error.parameters.values()) + str(dict(error.parameters))
    except api.Http429Error as error:
        assert_type(error.documented_status, Literal[429])
        return f"{(error.retry_after or 0.0) + 1}"
    except (api.ClientError, api.ServerError) as error:
        assert_type(error.status, int | None)
        assert_type(error.correlation_id, str | None)
        assert_type(error.target, str | None)
        return error.code.lower() + error.message
    except api.DefenderApiError as error:
        assert_type(error.details, tuple[Mapping[str, Any], ...])
        assert_type(error.innererror, Mapping[str, Any] | None)
        assert_type(error.extra, Mapping[str, Any])
        assert_type(error.errors, tuple[api.DefenderApiError, ...])
        assert_type(error.body, str | None)
        assert_type(error.parameters["x"], str | None)
        assert_type(error.retryable, bool)
        assert_type(error.hints, tuple[str, ...])
        error.status + 1  # refused by mypy, pyright
        error.request  # refused by mypy, pyright
        return error.localized("en-US") + str(error.to_dict()) + str(error.to_problem())
    return ""


async def handle_async(response: aiohttp.ClientResponse, other: httpx.Response) -> None:
    assert_type(await api.raise_for_async_error(response), aiohttp.ClientResponse)
    assert_type(await api.from_async_response(other), api.DefenderApiError)
    api.from_async_response(other).code  # refused by mypy, pyright


Known = api.NotFoundError | api.ForbiddenError


def both(error: Known) -> int:
    match error:
        case api.NotFoundError(code, status, message):
            assert_type(code, Literal["NotFound"])
            return (status or 0) + len(message)
        case api.ForbiddenError():
            return 403
        case _:
            assert_never(error)


def half(error: Known) -> int:
    match error:
        case api.NotFoundError():
            return 404
        case _:
            assert_never(error)  # refused by mypy, pyright


@api.register
class MineError(api.Http400Error):
    code = "Mine"

    def __init__(self, needed: int) -> None:
        super().__init__(str(needed), status=400, correlation_id="1", retry_after=1.0)


api.register(int)  # refused by mypy, pyright
MineError("text")  # refused by mypy, pyright
api.ServerError(1)  # refused by mypy, pyright
api.NoSuchError  # refused by mypy, pyright
raise_it: type[api.DefenderApiError] = api.ERRORS["NotFound"]
assert_type(CLASSES, tuple[type[api.DefenderApiError], ...])
assert_type(MineError(1).raw_code, str)
assert_type(api.NotFoundError.code, Literal["NotFound"])
assert_type(api.from_body(404, b"", {"Retry-After": "1"}), api.DefenderApiError)
assert_type(api.from_body(None, memoryview(b"")), api.DefenderApiError)
assert_type(api.from_payload(404, {"error": {}}), api.DefenderApiError)
assert_type(api.from_response(object(), keep_body=True), api.DefenderApiError)
assert_type(api.Http429Error.retryable, bool)
assert_type(api.ForbiddenError.retryable, Literal[False])
assert_type(made_soft.error_of(200, b"", {}), made_soft.BillingApiError | None)
api.error_of(200, b"")  # refused by mypy, pyright
api.from_body("404", b"")  # refused by mypy, pyright
api.from_body(404, 5)  # refused by mypy, pyright
api.NotFoundError("m").localized("xx")  # refused by mypy, pyright
assert_type(testing.error(api.NotFoundError), api.NotFoundError)
assert_type(testing.error("NotFound", status=404), api.DefenderApiError)
assert_type(testing.payload(api.NotFoundError, correlation_id="1"), dict[str, Any])
testing.response("InvalidHashValue", headers={"Retry-After": "1"}, invalid_hash="1").json()
testing.payload(404)
assert_type(testing.error(10003, retry_after=1), api.DefenderApiError)
testing.payload(4.5)  # refused by mypy, pyright
assert_type(api.ResourceNotFoundError(requested_resource=7, status=410), api.ResourceNotFoundError)
made = api.MaximumBatchSizeExceededError(batch_size_received="1", batch_size_allowed=2.5)
assert_type(api.ResourceNotFoundError("m", retry_after=1).to_headers(), dict[str, str])
assert_type(made.to_body(), dict[str, Any])
api.ResourceNotFoundError()  # refused by mypy, pyright
api.ResourceNotFoundError(requested_resorce="x")  # refused by mypy, pyright
api.ResourceNotFoundError(requested_resource=None)  # refused by mypy, pyright
api.ResourceNotFoundError("m", requested_resource="x")  # refused by mypy, pyright
api.MaximumBatchSizeExceededError(batch_size_received=1)  # refused by mypy, pyright
api.MaximumBatchSizeExceededError("m", colour="red")  # refused by mypy, pyright
api.NotFoundError(requested_resource="x")  # refused by mypy, pyright
api.ServerError(colour="red")  # refused by mypy, pyright
api.NotFoundError()


def send(error: api.ResourceNotFoundError) -> None:
    if error.status:
        raise api.NotFoundError
    raise api.ResourceNotFoundError  # refused by mypy, pyright
