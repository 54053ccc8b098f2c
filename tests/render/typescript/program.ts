// A user's program that uses every feature; what must not compile says so.
import {
  ClientError,
  DefenderApiError,
  ERROR_CODES,
  type ErrorBody,
  type ErrorByCode,
  type ErrorUnion,
  fromBody,
  fromJSON,
  fromResponse,
  hasCode,
  Http404Error,
  InvalidHashValueError,
  isDefenderApiError,
  type KnownCode,
  MaximumBatchSizeExceededError,
  ResourceNotFoundError,
  type UnknownError,
  type WireCode,
} from "defender-errors";
import { fromAxios } from "defender-errors/axios";
import { causesOf, hintsOf } from "defender-errors/hints";

declare function use(...values: unknown[]): void;

// Literal types, on the class and on the error.
export const code: "ResourceNotFound" = ResourceNotFoundError.code;
export const status: 404 = ResourceNotFoundError.documentedStatus;
export const first: "BadRequest" = ERROR_CODES[0];
export const error: ResourceNotFoundError = new ResourceNotFoundError("gone", { status: 410, cause: 1 });
export const kind: "ResourceNotFound" = error.kind;
export const documented: 404 = error.documentedStatus;
export const never: false = error.retryable;
export const byCode: ErrorByCode["ResourceNotFound"] = error;
export const base: ClientError = error;

// Codes: the documented ones are closed, those on the wire are open.
export const known: KnownCode = "NotFound";
export const wire: WireCode = "ActiveRequestAlreadyExists";
// @ts-expect-error: no documented code
export const misspelt: KnownCode = "NotFoud";
// @ts-expect-error: codes are constants
ERROR_CODES[0] = "NotFound";
// @ts-expect-error: there are nine
ERROR_CODES[9];

// Parameters are typed by code.
export const hash: string | undefined = new InvalidHashValueError().parameters.invalidHash;
const { batchSizeReceived, batchSizeAllowed } = new MaximumBatchSizeExceededError().parameters;
use(batchSizeReceived?.length, batchSizeAllowed?.length);
// @ts-expect-error: another code's parameter
use(new InvalidHashValueError().parameters.batchSizeAllowed);
// @ts-expect-error: a parameter may be missing
export const sure: string = new InvalidHashValueError().parameters.invalidHash;

// A switch over `kind` is checked for completeness.
export function complete(union: ErrorUnion): string {
  switch (union.kind) {
    case "BadRequest":
    case "Unauthorized":
    case "Forbidden":
    case "NotFound":
    case "InternalServerError":
      return union.kind;
    case "InvalidHashValue":
      return union.parameters.invalidHash ?? "?";
    case "MaximumBatchSizeExceeded":
      return union.parameters.batchSizeAllowed ?? "?";
    case "ResourceNotFound":
      return union.parameters.requestedResource ?? "?";
    case "TooManyRequests":
      return String(union.retryAfter ?? 1);
    case "unknown": {
      const unlisted: UnknownError = union;
      const sent: WireCode = unlisted.code;
      return sent;
    }
    default: {
      const nothing: never = union;
      return nothing;
    }
  }
}
export function incomplete(union: ErrorUnion): string {
  switch (union.kind) {
    case "NotFound":
      return "";
    default: {
      // @ts-expect-error: the others are left
      const nothing: never = union;
      return nothing;
    }
  }
}
export function impossible(union: ErrorUnion): boolean {
  // @ts-expect-error: no such kind
  return union.kind === "NotFoud";
}

// Guards narrow what was caught.
export function handle(caught: unknown): number | undefined {
  if (hasCode(caught, "InvalidHashValue", "ResourceNotFound")) {
    const found: "InvalidHashValue" | "ResourceNotFound" = caught.code;
    use(found);
    // @ts-expect-error: one of two codes has it
    use(caught.parameters.invalidHash);
  }
  if (hasCode(caught, "InvalidHashValue")) use(caught.parameters.invalidHash?.length);
  // @ts-expect-error: no documented code
  hasCode(caught, "NotFoud");
  if (caught instanceof DefenderApiError) use(hintsOf(caught), caught.docUrl, caught.correlationId);
  if (caught instanceof Http404Error) use(caught.documentedStatus satisfies 404);
  // @ts-expect-error: it may be anything
  use(caught.code);
  return isDefenderApiError(caught) ? caught.retryAfter : undefined;
}
export function unhandled(union: ErrorUnion): string {
  if (hasCode(union, "NotFound")) return "";
  // @ts-expect-error: it is none of these any more
  return union.kind === "NotFound" ? "" : union.name;
}

// What the page says of an error, or of one that came as JSON.
export const causes: readonly string[] = causesOf(error.toJSON());
// @ts-expect-error: it has to be narrowed first
hintsOf(null as unknown);

// Every way in.
interface Fetched {
  status: number;
  headers: { get(name: string): string | null };
  body: unknown;
  text(): Promise<string>;
}
export async function read(response: Fetched): Promise<ErrorUnion> {
  const errors = [fromAxios(error), fromBody(404, "{}"), fromBody(undefined, new Uint8Array()), fromJSON({})];
  use(errors, fromBody(429, "", { "Retry-After": "1" }), fromBody(429, "", [["Retry-After", "1"]]));
  use(fromBody(429, "", new Map([["Retry-After", "1"]]), { cause: error }));
  // @ts-expect-error: a status is a number
  fromBody("404", "");
  // @ts-expect-error: no response
  await fromResponse("404");
  return fromResponse(response, { cause: error });
}
// @ts-expect-error: it is a promise
export const soon: ErrorUnion = fromResponse({ status: 1, headers: [], text: async () => "" });

// An axios error becomes one of the API; whatever else was caught stays what it is.
export const axios: ErrorUnion | TypeError = fromAxios(new TypeError("a bug"), { keepBody: true });
export const caught: unknown = fromAxios(axios as unknown);
// @ts-expect-error: it may have come back as it was
export const certain: ErrorUnion = fromAxios(new TypeError("a bug"));
// @ts-expect-error: its cause is the axios error
fromAxios(error, { cause: error });

// All errors of a body, and what else it says.
export function all(union: ErrorUnion): readonly string[] {
  const field: unknown = union.extra["field"];
  const body: string | undefined = fromBody(404, "{}", null, { keepBody: true }).body;
  use(field, body, union.toJSON().errors.map((each) => each.extra));
  // @ts-expect-error: nobody knows what it is
  use(union.extra["field"].length);
  // @ts-expect-error: the errors stay as they are
  union.errors.push(union);
  return union.errors.map((each) => (hasCode(each, "NotFound") ? each.code : each.kind));
}
// @ts-expect-error: it is kept or not
fromBody(404, "", null, { keepBody: "yes" });
new DefenderApiError("", { errors: [error], extra: { field: 1 } });

// Whether to try again is a fact of a class as well.
export const again: boolean = ClientError.retryable && ResourceNotFoundError.retryable;
// @ts-expect-error: which does not change
ClientError.retryable = true;

// For those who parse JSON themselves.
export function parsed(body: ErrorBody): string {
  if (body.error.code === "ResourceNotFound") return body.error.message ?? "";
  // @ts-expect-error: no such member
  use(body.error.massage);
  return body.error.target ?? body.error.code;
}

// A class of one's own.
export class QuotaError extends DefenderApiError {
  constructor(message: string) {
    super(message, { code: "Quota", status: 429 });
  }
}
// @ts-expect-error: facts of an error do not change
error.status = 500;
// @ts-expect-error: an option that is not there
export const odd: DefenderApiError = new DefenderApiError("", { colour: "red" });
