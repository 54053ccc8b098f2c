// A user's service that uses the whole server's half; what must not compile says so.
import {
  type DefenderApiError,
  type ErrorBodyOf,
  type ErrorUnion,
  Http404Error,
  isDefenderApiError,
  MaximumBatchSizeExceededError,
  NotFoundError,
  ResourceNotFoundError,
} from "defender-errors";
import * as server from "defender-errors/server";

declare function use(...values: unknown[]): void;
declare const sent: string;

// The error of a code or a class, with all of its parameters.
export const byCode: ResourceNotFoundError = server.makeError("ResourceNotFound", { requestedResource: "m1" });
export const byClass: MaximumBatchSizeExceededError = server.makeError(MaximumBatchSizeExceededError, {
  batchSizeAllowed: 10,
  batchSizeReceived: "11",
});
export const plain: NotFoundError = server.makeError("NotFound");
export const base: Http404Error = server.makeError(Http404Error, undefined, { message: "m" });
export const more: NotFoundError = server.makeError("NotFound", {}, { status: 410, correlationId: "c", retryAfter: 1.5, cause: 1 });
server.makeError("InvalidHashValue", { invalidHash: "x" }, { message: "Say it so.", status: undefined });
// @ts-expect-error: its parameters are missing
server.makeError("InvalidHashValue");
// @ts-expect-error: one of two is missing
server.makeError("MaximumBatchSizeExceeded", { batchSizeAllowed: 10 });
// @ts-expect-error: a parameter is misspelt
server.makeError("InvalidHashValue", { invalidhash: "x" });
// @ts-expect-error: one too many
server.makeError("InvalidHashValue", { invalidHash: "x", colour: "red" });
// @ts-expect-error: no text and no number
server.makeError("InvalidHashValue", { invalidHash: undefined });
// @ts-expect-error: this one has none
server.makeError("NotFound", { invalidHash: "x" });
// @ts-expect-error: a class knows its parameters as well
server.makeError(ResourceNotFoundError, { invalidHash: "x" });
// @ts-expect-error: a base has none
server.makeError(Http404Error, { invalidHash: "x" });
// @ts-expect-error: no documented code
server.makeError("NotFoud");
// @ts-expect-error: any code at all is no documented one
server.makeError(sent);
// @ts-expect-error: another class
export const other: NotFoundError = server.makeError("Forbidden");
// @ts-expect-error: an option that is not there
server.makeError("NotFound", {}, { correlation: "c" });

// What is sent of it.
export const body: ErrorBodyOf<"NotFound"> = server.toBody(plain);
export const code: "NotFound" = server.toBody(plain).error.code;
export const wait: string | undefined = server.toHeaders(plain)["Retry-After"];
export const problem: server.Problem = server.toProblem(byClass);
export const status: number = server.toResponse(byCode).status;
// @ts-expect-error: no error of this API
server.toBody(new Error("m"));

// Any error of the API, as a handler has it.
export function handle(error: unknown): string | undefined {
  if (!isDefenderApiError(error)) return undefined;
  const union: ErrorUnion = error;
  const root: DefenderApiError = error;
  use(server.toBody(union).error, server.toResponse(root));
  // @ts-expect-error: one without a code has none in its body
  use(server.toBody(root).error.code);
  return server.toBody(root).error?.message;
}
