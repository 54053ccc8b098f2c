// A user's test that uses every double; what must not compile says so.
import {
  Http404Error,
  InvalidHashValueError,
  type ErrorUnion,
  MaximumBatchSizeExceededError,
  NotFoundError,
  ResourceNotFoundError,
} from "defender-errors";
import * as testing from "defender-errors/testing";

declare function use(...values: unknown[]): void;
declare const sent: string;

// The error of a code or a class, with its parameters.
export const byCode: ResourceNotFoundError = testing.error("ResourceNotFound");
export const byClass: NotFoundError = testing.error(NotFoundError, { status: 410, headers: { "Retry-After": "1" } });
export const base: Http404Error = testing.error(Http404Error, { message: "m", correlationId: "c" });
export const open: ErrorUnion = testing.error("ActiveRequestAlreadyExists");
export const any: ErrorUnion = testing.error(sent);
export const either: NotFoundError | InvalidHashValueError = testing.error(use.length ? "NotFound" : "InvalidHashValue");
testing.error("InvalidHashValue", { parameters: { invalidHash: "x" } });
testing.error(MaximumBatchSizeExceededError, { parameters: { batchSizeAllowed: "1", batchSizeReceived: "2" } });
testing.error("NotFound", { parameters: {}, message: undefined, status: undefined });
testing.error(404, { parameters: {}, retryAfter: 2 });
testing.error("InvalidHashValue", { parameters: { invalidHash: 7 } });
export const number: string = testing.payload(10003).error.code;
// @ts-expect-error: another code
export const other: NotFoundError = testing.error("ResourceNotFound");
// @ts-expect-error: another code's parameter
testing.error("InvalidHashValue", { parameters: { batchSizeAllowed: "1" } });
// @ts-expect-error: a class knows its parameters as well
testing.error(InvalidHashValueError, { parameters: { batchSizeAllowed: "1" } });
// @ts-expect-error: this one has none
testing.error("NotFound", { parameters: { invalidHash: "x" } });
// @ts-expect-error: an option that is not there
testing.error("NotFound", { colour: "red" });
// @ts-expect-error: no class of errors of this API
testing.error(Error);

// Its payload.
export const code: "NotFound" = testing.payload("NotFound").error.code;
export const same: "NotFound" = testing.payload(NotFoundError).error.code;
export const foreign: string = testing.payload(sent).error.code;
export const none: string | undefined = testing.payload(Http404Error).error?.message;
// @ts-expect-error: a class of many codes has none
use(testing.payload(Http404Error).error.code);
// @ts-expect-error: a body has no status
testing.payload("NotFound", { status: 404 });

// A response.
export const status: number = testing.response("NotFound").status;
export const text: Promise<string> = testing.response(NotFoundError, { parameters: {}, status: 410 }).text();
