// What the generated package does, seen from a program that uses it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { Readable } from "node:stream";
import { inspect } from "node:util";
import { spawnSync } from "node:child_process";
import { gzipSync } from "node:zlib";

import axios from "axios";
import * as api from "defender-errors";
import { fromAxios } from "defender-errors/axios";
import { causesOf, hintsOf } from "defender-errors/hints";

const cjs = createRequire(import.meta.url)("defender-errors");

const NOT_FOUND = { error: { code: "ResourceNotFound", message: "Machine 1 was not found", target: "t-1" } };
const SECRET = "Bearer s3cret";

describe("a documented code", () => {
  const error = api.fromBody(404, JSON.stringify(NOT_FOUND));

  it("has its class, under its status, under the root", () => {
    assert.equal(error.constructor, api.ResourceNotFoundError);
    assert.ok(error instanceof api.Http404Error);
    assert.ok(error instanceof api.ClientError);
    assert.ok(error instanceof api.DefenderApiError);
    assert.ok(error instanceof Error);
    assert.ok(!(error instanceof api.ServerError));
    assert.ok(!(error instanceof api.NotFoundError));
  });

  it("says what was sent and what is documented", () => {
    assert.equal(error.code, "ResourceNotFound");
    assert.equal(error.rawCode, "ResourceNotFound");
    assert.equal(error.kind, "ResourceNotFound");
    assert.equal(error.status, 404);
    assert.equal(error.documentedStatus, 404);
    assert.equal(error.message, "Machine 1 was not found");
    assert.equal(error.correlationId, "t-1");
    assert.equal(error.retryable, false);
  });

  it("has its name on the prototype, and it can be given another", () => {
    assert.equal(error.name, "ResourceNotFoundError");
    assert.ok(!Object.hasOwn(error, "name"));
    assert.ok(error.stack.startsWith("ResourceNotFoundError: Machine 1"));
    const other = new api.NotFoundError("x");
    other.name = "Renamed";
    assert.equal(String(other), "Renamed: x");
    assert.ok(!Object.keys(other).includes("name"));
  });

  it("keeps the status that was received", () => {
    const odd = api.fromBody(503, NOT_FOUND);
    assert.equal(odd.status, 503);
    assert.equal(odd.documentedStatus, 404);
    assert.equal(odd.constructor, api.ResourceNotFoundError);
    assert.equal(odd.retryable, false);
  });

  it("is known whatever the case it is sent in", () => {
    const shouted = api.fromBody(404, { error: { code: " RESOURCENOTFOUND" } });
    assert.equal(shouted.code, "ResourceNotFound");
    assert.equal(shouted.rawCode, " RESOURCENOTFOUND");
    assert.ok(api.hasCode(shouted, "ResourceNotFound"));
  });

  it("reads parameters from a message that is worded as documented", () => {
    const worded = api.fromBody(404, { error: { code: "ResourceNotFound", message: "リソース m-1 が見つかりませんでした。" } });
    assert.deepEqual(worded.parameters, { requestedResource: "m-1" });
    assert.deepEqual(error.parameters, {});
  });

  it("has hints where the page gives some, and an empty list elsewhere", () => {
    const hashed = new api.InvalidHashValueError();
    for (const each of [hashed, hashed.toJSON()]) assert.deepEqual(hintsOf(each), ["大文字と小文字が区別されます。"]);
    for (const each of [error, api.fromBody(400, { code: "constructor" })]) assert.deepEqual(hintsOf(each), []);
    assert.deepEqual(causesOf(hashed), []);
  });
});

describe("every class", () => {
  for (const code of api.ERROR_CODES) {
    it(`${code} is found by its code, in both module systems`, () => {
      for (const copy of [api, cjs]) {
        const error = copy.fromBody(undefined, { error: { code } });
        assert.equal(error.kind, code);
        assert.equal(error.constructor.code, code);
        assert.equal(error.name, error.constructor.name);
        assert.equal(error.status, error.documentedStatus);
        const again = copy.fromJSON(JSON.parse(JSON.stringify(error)));
        assert.equal(again.constructor, error.constructor);
        assert.deepEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(error)));
      }
    });
  }
});

describe("a code that is not documented", () => {
  it("is kept, on the class of the status", () => {
    const error = api.fromBody(400, { error: { code: "ActiveRequestAlreadyExists" } });
    assert.equal(error.constructor, api.Http400Error);
    assert.equal(error.code, "ActiveRequestAlreadyExists");
    assert.equal(error.kind, "unknown");
    assert.equal(error.message, "ActiveRequestAlreadyExists (400)");
  });

  for (const [status, name] of [[418, "ClientError"], [502, "ServerError"], [302, "DefenderApiError"], [undefined, "DefenderApiError"], [0, "DefenderApiError"], [NaN, "DefenderApiError"]]) {
    it(`with status ${status} is a ${name}`, () => {
      const error = api.fromBody(status, "");
      assert.equal(error.constructor.name, name);
      assert.equal(error.status, status || undefined);
      assert.equal(error.retryable, status === 502);
    });
  }

  it("can be one's own", () => {
    class QuotaError extends api.DefenderApiError {
      static family = "QuotaError";
    }
    const error = new QuotaError("No more.", { code: "Quota", status: 429, cause: "c" });
    assert.equal(String(error), "QuotaError: No more.");
    assert.equal(error.code, "Quota");
    assert.equal(error.retryable, true);
    assert.equal(error.cause, "c");
    assert.ok(api.isDefenderApiError(error));
  });
});

describe("a bad body never throws", () => {
  const thrower = new Proxy({}, { get() { throw new Error("no"); } });
  const loop = {};
  loop.innererror = loop;
  const bodies = {
    html: ["<!DOCTYPE html><title>502 Bad Gateway</title>", "", "<!DOCTYPE html><title>502 Bad Gateway</title>"],
    empty: ["", "", "HTTP 502"],
    blank: [" \n", "", "HTTP 502"],
    missing: [undefined, "", "HTTP 502"],
    null: ["null", "", "HTTP 502"],
    "a number": ["12", "", "12"],
    "a string": ['"It failed."', "", "It failed."],
    "an empty list": ["[]", "", "[]"],
    "a list of errors": [[{ code: "Unlisted", message: "m" }], "Unlisted", "m"],
    "a string under error": [{ error: "It failed badly." }, "", "It failed badly."],
    OAuth: [{ error: "invalid_client", error_description: "AADSTS7000215" }, "invalid_client", "AADSTS7000215"],
    OData: [{ error: { code: "", message: "m", details: [] } }, "", "m"],
    "problem details": [{ type: "https://example.org/problems/Unlisted", title: "t", detail: "d" }, "https://example.org/problems/Unlisted", "d"],
    "JSON-RPC": [{ jsonrpc: "2.0", error: { code: -32601, message: "m" } }, "-32601", "m"],
    "errors[0]": [{ errors: [{ code: "Unlisted", message: "m" }] }, "Unlisted", "m"],
    errorCode: [{ errorCode: "Unlisted", errorMessage: "m" }, "Unlisted", "m"],
    "a code that is an object": [{ error: { code: {}, message: "m" } }, "", "m"],
    "an inherited key": ['{"error":{"code":"constructor"}}', "constructor", "constructor (502)"],
    prototype: ['{"__proto__":{"code":"x"}}', "", '{"__proto__":{"code":"x"}}'],
    "deep nesting": ["[".repeat(200_000), "", `${"[".repeat(199)}…`],
    "deep objects": ['{"error":'.repeat(7_000), "", undefined],
    bytes: [new TextEncoder().encode('\uFEFF{"error":{"code":"Unlisted"}}'), "Unlisted", "Unlisted (502)"],
    "an ArrayBuffer": [new TextEncoder().encode("<p>").buffer, "", "<p>"],
    "no UTF-8": [new Uint8Array([0xff, 0xfe, 0x00]), "", undefined],
    "a byte order mark": ['\uFEFF{"error":{"code":"Unlisted"}}', "Unlisted", "Unlisted (502)"],
    "a huge text": ["x".repeat(5_000_000), "", `${"x".repeat(199)}…`],
    "a huge message": [{ error: { code: "Unlisted", message: "😀".repeat(300) } }, "Unlisted", `${"😀".repeat(199)}…`],
    "what throws": [thrower, "", "HTTP 502"],
    "escapes and line breaks": [{ code: "Unlisted", message: "\x1b[31mIt\r\n\u2028 failed\u0000" }, "Unlisted", "[31mIt failed"],
    "nothing but escapes": [{ code: "Un\x1blisted", message: "\x1b\n" }, "Un listed", "Un listed (502)"],
    "half of a pair": [{ code: "\uD800", message: "\uDFFF" }, "?", "?"],
    "a stream": [Readable.from(["x"]), "", "HTTP 502"],
    "a Map": [new Map([["code", "x"]]), "", "HTTP 502"],
    "deep lists": [JSON.parse("[".repeat(6_000) + "]".repeat(6_000)), "", undefined],
    "a million values": [Array(1_000_000).fill(0), "", `[${"0,".repeat(63)}0]`],
    "keys called as methods": [{ slice: 1, byteLength: 2, toString: 3, toJSON: 4, code: "Unlisted" }, "Unlisted", "Unlisted (502)"],
    "more than 64 KiB of JSON": [`{"code":"NotFound"}${" ".repeat(65_536)}`, "", undefined],
    "more than 64 KiB in bytes": [new TextEncoder().encode(`{"code":"NotFound","x":"${"é".repeat(33_000)}"}`), "", undefined],
    "what never ends": [loop, "", undefined],
  };
  for (const [name, [body, code, message]] of Object.entries(bodies)) {
    it(name, () => {
      const error = api.fromBody(502, body);
      assert.equal(error.constructor, api.ServerError);
      assert.equal(error.code, code);
      assert.equal(error.kind, "unknown");
      if (message !== undefined) assert.equal(error.message, message);
      assert.ok(error.message.length <= 400);
      assert.match(`${error}`, /^[^\p{C}\p{Zl}\p{Zp}]+$/u);
      assert.equal(cjs.fromBody(502, body).message, error.message);
    });
  }

  it("and a known code is found wherever services put it", () => {
    for (const body of [{ code: "NotFound" }, { error: "NotFound" }, [{ code: "NotFound" }], { errors: [{ errorCode: "NotFound" }] }, { type: "about:blank#NotFound" }, { error: { code: "General", innererror: { code: "Deep", innererror: { code: "NotFound" } } } }]) {
      assert.equal(api.fromBody(400, body).kind, "NotFound", JSON.stringify(body));
    }
  });

  it("and in an innererror, however deep it is", () => {
    for (const depth of [20, 1_000, 50_000]) {
      let inner = { code: "NotFound", innererror: { code: "Forbidden", innererror: { code: "y" } } };
      for (let level = 0; level < depth; level += 1) inner = { code: "x", innerError: inner };
      assert.equal(api.fromBody(400, { error: inner }).kind, "Forbidden");
      assert.equal(api.fromBody(400, { error: inner }, { "retry-after": "5" }).retryAfter, 5);
    }
    const text = `${'{"innererror":'.repeat(4_000)}{"code":"NotFound"}${"}".repeat(4_000)}`;
    assert.equal(api.fromBody(400, text).kind, "NotFound");
  });

  it("100,000 times", () => {
    const atoms = [null, true, -1, 1e99, "", "NotFound", "<", "\u0000", "\uD800", [], {}];
    const keys = ["error", "code", "message", "errors", "innererror", "target", "type", "length", "details", "extra", "__proto__"];
    let seed = 1;
    const pick = (from) => from[(seed = (seed * 48271) % 2147483647) % from.length];
    const value = (depth) => (depth && pick([0, 1, 1]) ? (pick([0, 1]) ? [value(depth - 1)] : Object.fromEntries([[pick(keys), value(depth - 1)], [pick(keys), value(depth - 1)]])) : pick(atoms));
    for (let i = 0; i < 100_000; i += 1) {
      const body = value(4);
      const text = JSON.stringify(body);
      const header = pick(["retry-after", "retry-after-ms", "ratelimit-reset", "x-ratelimit-remaining"]);
      const error = api.fromBody(pick([400, 404, 429, undefined]), pick([body, text, text.slice(0, -1)]), pick([undefined, null, {}, [], { [header]: text }]), { keepBody: pick([true, false]) });
      assert.ok(String(error).length <= 400);
      assert.ok(error.errors.length <= 64 && error.errors.every(api.isDefenderApiError));
      assert.ok(JSON.stringify(error.extra).length < 64 * 450);
    }
  });
});

describe("Retry-After", () => {
  const cases = {
    0: 0,
    120: 120,
    " 7 ": 7,
    1.5: 1.5,
    "Wed, 21 Oct 2015 07:28:00 GMT": 0,
    "Wed, 21 Oct 2015 07:28:00 -0000": 0,
    "Sunday, 06-Nov-94 08:49:37 GMT": 0,
    "Sun Nov  6 08:49:37 1994": 0,
    ...Object.fromEntries(["soon", "-5", "nan", "Infinity", "1e3", "0x10", "", "9".repeat(400), "Fri, 31 Dec 99999 23:59:59 GMT", "2015-10-21", "Wed, 99 Foo 2015 07:28:00 GMT"].map((text) => [text, undefined])),
  };
  for (const [text, wait] of Object.entries(cases)) {
    it(`${text.slice(0, 40)} is ${wait}`, () => assert.equal(api.fromBody(429, "", { "Retry-After": text }).retryAfter, wait));
  }

  it("is never longer than a timer waits", () => {
    for (const text of ["9".repeat(60), "9".repeat(64), "2147484", "Wed, 21 Oct 2999 07:28:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"]) {
      const wait = api.fromBody(429, "", { "Retry-After": text }).retryAfter;
      assert.equal(wait, 2_147_483);
      assert.ok(wait * 1000 < 2 ** 31);
    }
    assert.equal(api.fromBody(429, "", { "Retry-After": "2147483" }).retryAfter, 2_147_483);
  });

  it("counts from now", () => {
    const soon = new Date(Date.now() + 90_000);
    const asctime = soon.toUTCString().replace(/(\w+), (\d+) (\w+) (\d+) (.*) GMT/, "$1 $3 $2 $5 $4");
    for (const text of [soon.toUTCString(), asctime]) {
      const wait = api.fromBody(429, "", { "retry-after": text }).retryAfter;
      assert.ok(wait > 80 && wait <= 90, `${text}: ${wait}`);
    }
  });

  it("is read from headers of any shape", () => {
    for (const headers of [new Headers({ "Retry-After": "5" }), new Map([["RETRY-AFTER", 5]]), [["Retry-After", "5"]], { "retry-after": ["5"] }, { get: (name) => (name.toLowerCase() === "retry-after" ? "5" : null) }]) {
      assert.equal(api.fromBody(429, "", headers).retryAfter, 5);
    }
    for (const headers of [null, undefined, 3, "x", {}, [], [null], { get() { throw new Error("no"); } }]) {
      const error = api.fromBody(429, NOT_FOUND, headers);
      assert.equal(error.retryAfter, undefined);
      assert.equal(error.code, "ResourceNotFound");
    }
  });
});

describe("when to come back", () => {
  const at = (seconds) => `${Math.round(Date.now() / 1000) + seconds}`;
  const wait = (headers, status = 404) => api.fromBody(status, "", headers).retryAfter;

  it("is said in milliseconds by some", () => {
    assert.equal(wait({ "Retry-After-Ms": "1500", "Retry-After": "9" }), 1.5);
    assert.equal(wait(new Headers({ "x-ms-retry-after-ms": "250" })), 0.25);
    assert.equal(wait({ "retry-after-ms": "soon", "x-ms-retry-after-ms": "-1", "retry-after": "9" }), 9);
  });

  it("is when a quota is renewed, where that is used up", () => {
    for (const name of ["RateLimit-Reset", "X-RateLimit-Reset"]) {
      assert.equal(wait({ [name]: "12" }, 429), 12);
      assert.equal(wait({ [name]: "12" }), undefined);
      assert.equal(wait({ [name]: "12", "ratelimit-remaining": "0" }), 12);
      assert.equal(wait({ [name]: "12", "X-RateLimit-Remaining": "0" }), 12);
      assert.equal(wait({ [name]: "12", "x-ratelimit-remaining": "1" }), undefined);
      const [soon, inMilliseconds] = [wait({ [name]: at(90) }, 429), wait({ [name]: `${at(90)}000` }, 429)];
      assert.ok(soon > 80 && soon < 92 && inMilliseconds > 80 && inMilliseconds < 92, `${soon} ${inMilliseconds}`);
      assert.equal(wait({ [name]: at(-90) }, 429), 0);
      assert.equal(wait({ [name]: "later" }, 429), undefined);
      assert.equal(wait({ [name]: "12", "retry-after": "3" }, 429), 3);
    }
    assert.equal(wait([["RateLimit-Reset", 7], ["X-RateLimit-Reset", 8]], 429), 7);
  });
});

describe("all errors of a body", () => {
  const body = {
    errors: [
      { message: "m1", field: "a" },
      { code: "ResourceNotFound", message: "リソース m-1 が見つかりませんでした。", target: "t", field: "b" },
      { code: "Unlisted", message: "m3" },
      "x",
    ],
    traceId: "T",
  };
  const error = api.fromBody(404, body);

  it("are errors of their own classes, and the first known one is the error itself", () => {
    assert.equal(error.constructor, api.ResourceNotFoundError);
    assert.deepEqual(error.errors.map((each) => each.constructor), [api.Http404Error, api.ResourceNotFoundError, api.Http404Error]);
    assert.deepEqual(error.errors.map((each) => [each.code, each.message, each.status]), [["", "m1", 404], ["ResourceNotFound", error.message, 404], ["Unlisted", "m3", 404]]);
    assert.deepEqual(error.errors[1].parameters, { requestedResource: "m-1" });
    assert.equal(error.errors[1].correlationId, "t");
    assert.deepEqual(error.errors.map((each) => each.errors), [[], [], []]);
  });

  it("say what the envelope does not name", () => {
    assert.deepEqual(error.extra, { field: "b", traceId: "T" });
    assert.deepEqual(error.errors.map((each) => each.extra), [{ field: "a" }, { field: "b" }, {}]);
  });

  it("are none where a body has no array of objects", () => {
    for (const each of ["", "<html>", NOT_FOUND, { errors: ["x"] }, { errors: { a: [1] } }]) assert.deepEqual(api.fromBody(404, each).errors, []);
    assert.deepEqual(new api.NotFoundError("m").errors, []);
    assert.deepEqual(new api.NotFoundError("m").extra, {});
  });

  it("are at most 64", () => {
    const many = api.fromBody(404, { errors: Array.from({ length: 1000 }, (_, n) => ({ code: `C${n}` })) });
    assert.deepEqual([many.errors.length, many.code, many.errors[63].code], [64, "C0", "C63"]);
  });

  it("go with toJSON and come back", () => {
    const json = error.toJSON();
    assert.ok(json.errors.every((each) => !(each instanceof Error)));
    for (const again of [api.fromJSON(structuredClone(json)), api.fromJSON(JSON.parse(JSON.stringify(error))), cjs.fromJSON(json), api.fromJSON(error)]) {
      assert.deepEqual(again.toJSON(), json);
      assert.equal(again.errors[1].name, "ResourceNotFoundError");
    }
    const odd = [null, 5, "x", {}, [null], ["x"], [[]], [{ code: "NotFound", status: "x", errors: [{ code: "NotFound" }] }]];
    for (const errors of odd) {
      const made = api.fromJSON({ status: 503, errors });
      assert.ok(made.errors.every((each) => each.status === undefined || each.code === "NotFound"));
      assert.ok(made.errors.every((each) => each.errors.length === 0));
    }
    for (const extra of [null, 5, "x", [1], new Map([[1, 2]])]) assert.deepEqual(api.fromJSON({ extra }).extra, {});
  });
});

describe("what else a body says", () => {
  const extra = (payload) => api.fromBody(404, payload).extra;

  it("is bounded, plain and printable as JSON", () => {
    const deep = JSON.parse('{"a":'.repeat(9) + "1" + "}".repeat(9));
    assert.deepEqual(extra({ error: { code: "NotFound", deep } }), { deep: { a: { a: { a: { a: null } } } } });
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`k${n}`, n]));
    assert.equal(Object.keys(extra({ error: { code: "NotFound", ...wide } })).length, 64);
    assert.deepEqual(extra({ error: { code: "NotFound", ["k".repeat(300)]: "v".repeat(300) } }), { [`${"k".repeat(199)}…`]: `${"v".repeat(199)}…` });
    class Socket { token = SECRET; }
    assert.deepEqual(extra({ error: { code: "NotFound", a: new Socket(), b: () => 1, c: 1n, d: NaN, e: 1e300, f: true, g: null } }), { a: null, b: null, c: null, d: null, e: null, f: true, g: null });
    assert.deepEqual(Object.getPrototypeOf(extra('{"error":{"code":"NotFound","__proto__":{"a":1}}}')), Object.prototype);
  });

  it("stands with the inner over the outer, and without what is named", () => {
    assert.deepEqual(extra({ error: { code: "NotFound", message: "m", target: "t", x: 1, details: [{ a: 1 }] }, x: 2, y: 3 }), { x: 1, details: [{ a: 1 }], y: 3 });
    assert.deepEqual(extra({ code: "NotFound", message: "m", errors: { name: ["is taken"] } }), { errors: { name: ["is taken"] } });
    assert.deepEqual(extra("<html>"), {});
  });
});

describe("the body itself", () => {
  const sent = JSON.stringify(NOT_FOUND);

  it("is kept for those who ask, and in nothing that is written of the error", async () => {
    const kept = { keepBody: true };
    const errors = [
      api.fromBody(404, sent, {}, kept),
      api.fromBody(404, new TextEncoder().encode(`\ufeff${sent}`), {}, kept),
      api.fromBody(404, NOT_FOUND, {}, kept),
      await api.fromResponse(new Response(sent, { status: 404 }), kept),
      fromAxios({ response: { status: 404, data: NOT_FOUND } }, kept),
    ];
    for (const error of errors) {
      assert.equal(error.body, sent);
      assert.ok(!Object.keys(error).includes("body") && !("body" in error.toJSON()) && !JSON.stringify(error).includes('"body"'));
      assert.ok(!inspect(error).includes("body"));
      assert.equal(api.fromJSON(error).body, undefined);
    }
    assert.equal(api.fromBody(502, "<html>", {}, kept).body, "<html>");
    assert.equal(api.fromBody(502, "", {}, kept).body, "");
    assert.equal(api.fromBody(500, "x".repeat(1e6), {}, kept).body, "x".repeat(65_536));
    assert.equal(api.fromBody(500, { a: "x".repeat(1e6) }, {}, kept).body.length, 65_536);
  });

  it("is not kept unasked, nor what is none", () => {
    const loop = {};
    loop.loop = loop;
    for (const error of [api.fromBody(404, sent), api.fromBody(404, sent, {}, {}), api.fromBody(404, undefined, {}, { keepBody: true }), api.fromBody(404, loop, {}, { keepBody: true }), api.fromBody(404, new Readable(), {}, { keepBody: true }), api.fromJSON({ body: "x" }), new api.NotFoundError("m", { body: "x" })]) {
      assert.equal(error.body, undefined);
    }
  });
});

describe("retryable", () => {
  it("is a plain value of every class", () => {
    const classes = Object.values(api).filter((each) => typeof each === "function" && each.prototype instanceof Error);
    const retryable = classes.filter((each) => each.retryable === true);
    assert.ok(classes.every((each) => typeof each.retryable === "boolean"));
    assert.deepEqual(retryable.map((each) => each.family).sort(), ["Http429Error", "Http429Error", "Http500Error", "Http500Error"]);
  });

  it("is by the status that was received where none is documented", () => {
    for (const [status, retryable] of [[503, true], [502, true], [418, false], [425, true], [undefined, false]]) {
      assert.equal(api.fromBody(status, "").retryable, retryable);
    }
    assert.equal(api.fromBody(503, { error: { code: "NotFound" } }).retryable, false);
  });
});

describe("two copies of the package", () => {
  const theirs = cjs.fromBody(404, NOT_FOUND);

  it("recognise each other's errors", () => {
    assert.notEqual(cjs.DefenderApiError, api.DefenderApiError);
    assert.ok(theirs instanceof api.DefenderApiError);
    assert.ok(api.isDefenderApiError(theirs));
    assert.ok(api.hasCode(theirs, "NotFound", "ResourceNotFound"));
    assert.ok(new api.NotFoundError() instanceof cjs.DefenderApiError);
  });

  it("tell their classes apart", () => {
    assert.ok(!(theirs instanceof api.ResourceNotFoundError));
    assert.ok(theirs instanceof cjs.ResourceNotFoundError);
    assert.ok(!(theirs instanceof api.ClientError));
  });

  it("export the same names", () => assert.deepEqual(Object.keys(cjs).sort(), Object.keys(api).sort()));

  it("take nothing else for an error", () => {
    for (const value of [null, undefined, 0, "", {}, new Error("x"), api.DefenderApiError, api.DefenderApiError.prototype]) {
      assert.ok(!api.isDefenderApiError(value));
      assert.ok(!(value instanceof api.DefenderApiError));
      assert.ok(!api.hasCode(value, "NotFound"));
    }
  });
});

describe("what is kept", () => {
  const cause = Object.assign(new Error("Request failed"), {
    config: { headers: { Authorization: SECRET } },
    response: { status: 401, data: { error: { code: "Unauthorized" } }, headers: { "set-cookie": [SECRET] } },
  });
  const error = fromAxios(cause);

  it("is the cause without its request, and nothing secret is enumerable or printed", () => {
    assert.deepEqual([error.cause.name, error.cause.message, error.cause.stack], [cause.name, cause.message, cause.stack]);
    assert.ok(!Object.keys(error).includes("cause"));
    for (const shown of [JSON.stringify(error), inspect(error, { depth: 9 }), inspect({ error }, { depth: 9 }), inspect(error, { depth: 9, customInspect: false, showHidden: true }), JSON.stringify({ ...error }), String(error)]) {
      assert.ok(!shown.includes("s3cret"), shown);
    }
    assert.match(inspect(error), /\[cause\]: Error: Request failed/);
    assert.ok(inspect(error).includes("code: 'Unauthorized'"));
  });

  it("nothing secret is in what Node prints of an error that nobody catches", () => {
    const script = `
      import { fromAxios } from "defender-errors/axios";
      const cause = Object.assign(new Error("Request failed"), {
        config: { headers: { Authorization: "${SECRET}" } },
        response: { status: 401, data: { error: { code: "x\\x1b[31m\\nEVIL", target: "\\x1b[2Jt" } } },
      });
      throw fromAxios(cause);`;
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    assert.equal(status, 1);
    const printed = stderr.slice(stderr.indexOf("Http401Error:"));
    assert.match(printed, /\[cause\]: Error: Request failed/);
    assert.ok(!printed.includes("s3cret") && !printed.includes("\x1b"), printed);
  });

  it("any cause can be shown", () => {
    for (const cause of [Symbol("s"), Object.create(null), { get stack() { throw new Error("no"); } }, 5, null]) {
      const error = api.fromBody(404, "", {}, { cause });
      assert.equal(error.cause, cause);
      assert.match(inspect(error), /HTTP 404/);
    }
  });

  it("what throws when it is looked at says nothing", async () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const thrower = new Proxy({}, { get() { throw new RangeError("no"); } });
    const getter = (name, rest) => Object.defineProperty({ ...rest }, name, { get() { throw new RangeError("no"); }, enumerable: true });
    const odd = [null, undefined, 1, "x", Symbol("s"), proxy, thrower, Object.create(null)];
    for (const value of [...odd, getter("code"), getter("message"), getter("cause")]) {
      assert.equal(api.fromJSON(value).constructor, api.DefenderApiError);
      assert.equal(api.isDefenderApiError(value), false);
      assert.equal(api.hasCode(value, "NotFound"), false);
    }
    for (const response of [thrower, proxy, getter("status")]) {
      assert.equal(fromAxios({ response }).constructor, api.DefenderApiError);
    }
    assert.equal(fromAxios({ response: getter("data", { status: 404 }) }).status, 404);
    for (const value of [...odd.filter((each) => each !== thrower), getter("response"), getter("isAxiosError")]) {
      assert.equal(fromAxios(value), value);
    }
    assert.equal(fromAxios(getter("message", { isAxiosError: true })).constructor, api.DefenderApiError);
    for (const value of [...odd, getter("status", { body: null }), { status: "404" }, { status: 404.5 }]) {
      await assert.rejects(api.fromResponse(value), { name: "TypeError", message: "no HTTP status: await the response" });
    }
    for (const name of ["headers", "body", "text", "then"]) {
      assert.equal((await api.fromResponse(getter(name, { status: 404 }))).status, 404);
    }
  });

  it("a time to wait can be waited, whoever says it", () => {
    const waits = [[1e60, 2_147_483], [Infinity, 2_147_483], [5, 5], [0, 0], [NaN, undefined], [-1, undefined], ["5", undefined]];
    for (const [retryAfter, kept] of waits) assert.equal(new api.NotFoundError("x", { retryAfter }).retryAfter, kept);
  });

  it("what is printed of a response has no control characters", () => {
    const text = "a\x1b[31m\r\nb\x07\u2028\x9bc\u202e";
    const error = api.fromBody(400, { error: { code: text, message: text, target: text } });
    const again = api.fromJSON({ code: text, rawCode: text, message: text, correlationId: text });
    const own = new api.DefenderApiError(text, { code: text });
    for (const said of [error.code, error.rawCode, error.message, error.correlationId, again.code, again.rawCode, again.message, again.correlationId, own.code, own.message]) {
      assert.match(said, /^a \[31m b c ?$/);
    }
  });

  it("an axios error without a response is an error without a status, with its message", async () => {
    const refused = await axios.get("http://127.0.0.1:1", { headers: { Authorization: SECRET } }).catch((each) => each);
    const lost = fromAxios(refused);
    assert.equal(lost.constructor, api.DefenderApiError);
    assert.equal(lost.status, undefined);
    assert.equal(lost.code, "");
    assert.equal(lost.message, refused.message);
    assert.match(lost.message, /ECONNREFUSED/);
    assert.equal(lost.cause.message, refused.message);
    assert.equal(lost.cause.config, undefined);
    assert.ok(!inspect(lost, { depth: 9 }).includes("s3cret"));
  });

  it("what is no response of the API comes back as it was", () => {
    const mine = new TypeError("a bug of mine");
    assert.equal(fromAxios(mine), mine);
    const known = new api.NotFoundError("m");
    assert.equal(fromAxios(known), known);
    assert.equal(fromAxios(undefined), undefined);
    assert.equal(fromAxios(new Error("ECONNRESET")).message, "ECONNRESET");
  });

  it("fromJSON takes anything", () => {
    for (const json of [null, undefined, 1, "x", [], {}, { code: 5, status: "x" }, { code: null }]) {
      assert.ok(api.fromJSON(json) instanceof api.DefenderApiError);
    }
  });

  it("fromJSON keeps only what is of the right kind, bounded and printable", () => {
    const odd = ["404", 404.5, -404, 99, 1000, 1e99, null, true, [404], {}];
    for (const status of odd) assert.equal(api.fromJSON({ status }).status, undefined, `${status}`);
    for (const retryAfter of ["5", -1, null, true, [1], {}]) assert.equal(api.fromJSON({ retryAfter }).retryAfter, undefined);
    assert.equal(api.fromJSON({ retryAfter: 1e60 }).retryAfter, 2_147_483);
    for (const value of [5, null, true, [], {}, { toString: 1 }]) {
      const error = api.fromJSON({ code: value, message: value, rawCode: value, correlationId: value });
      assert.deepEqual([error.rawCode, error.correlationId], [value === 5 ? "5" : "", undefined]);
      assert.equal(error.message, value === 5 ? "5" : "");
    }
    const long = api.fromJSON({ code: "x".repeat(1e6), message: "m\n".repeat(1e6), rawCode: "r".repeat(1e6), correlationId: "i".repeat(1e6) });
    assert.deepEqual([long.code.length, long.rawCode.length, long.correlationId.length], [200, 200, 200]);
    assert.equal(long.message, `${"m ".repeat(99)}m…`);
    assert.equal(api.fromJSON({ code: "NotFound", cause: "why" }).cause, "why");
    assert.ok(!("cause" in api.fromJSON({ code: "NotFound" })));
    assert.equal(api.fromJSON(new api.NotFoundError("m")).message, "m");
  });

  it("a message of one's own is one printable line as well", () => {
    assert.equal(new api.NotFoundError("a\x1b[31m\n b").message, "a [31m b");
    assert.equal(new api.NotFoundError("x".repeat(1e6)).message, `${"x".repeat(199)}…`);
    assert.equal(new api.NotFoundError("\n", { status: 404 }).message, "NotFound (404)");
    assert.ok(!new api.NotFoundError("a\n    at evil").stack.startsWith("NotFoundError: a\n    at evil"));
  });
});

describe("over a real connection", () => {
  let server;
  let url;
  let sent = 0;

  before(async () => {
    server = createServer((request, response) => {
      if (request.url === "/endless") {
        response.writeHead(500);
        const block = "x".repeat(65_536);
        const more = () => {
          while (!response.destroyed && sent < 300_000_000) {
            sent += block.length;
            if (!response.write(block)) return response.once("drain", more);
          }
          return response.end();
        };
        return more();
      }
      if (request.url === "/bomb") {
        response.writeHead(500, { "Content-Encoding": "gzip" });
        return response.end(gzipSync("x".repeat(20_000_000)));
      }
      const [status, body] = {
        "/json": [404, JSON.stringify(NOT_FOUND)],
        "/html": [502, "<html>"],
        "/huge": [500, "x".repeat(3_000_000)],
        "/throttled": [429, '{"error":{"code":"TooManyRequests"}}'],
        "/empty": [403, ""],
      }[request.url] ?? [500, ""];
      response.writeHead(status, { "Retry-After": "30", "Content-Type": "text/plain" });
      if (request.url !== "/cut") return response.end(body);
      response.write('{"error":{"code":');
      setTimeout(() => response.destroy(), 50);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  for (const [path, name, code] of [["/json", "ResourceNotFoundError", "ResourceNotFound"], ["/html", "ServerError", ""], ["/huge", "Http500Error", ""], ["/throttled", "TooManyRequestsError", "TooManyRequests"], ["/empty", "Http403Error", ""]]) {
    it(`fetch ${path} and axios agree`, async () => {
      const fetched = await api.fromResponse(await fetch(url + path));
      const posted = fromAxios(await axios.get(url + path).catch((error) => error));
      for (const error of [fetched, posted]) {
        assert.equal(error.name, name);
        assert.equal(error.code, code);
        assert.equal(error.retryAfter, 30);
      }
      assert.equal(fetched.message, posted.message);
    });
  }

  it("a body that breaks off leaves the status", async () => {
    const error = await api.fromResponse(await fetch(`${url}/cut`));
    assert.equal(error.status, 500);
    assert.equal(error.constructor, api.Http500Error);
  });

  it("of an endless body little is read, with whatever client", async () => {
    const streams = {
      fetch: async () => (await fetch(`${url}/endless`)).body,
      "no iterator": async () => {
        const reader = (await fetch(`${url}/endless`)).body.getReader();
        return { getReader: () => reader };
      },
      "node-fetch": async () => Readable.fromWeb((await fetch(`${url}/endless`)).body),
      zipped: async () => (await fetch(`${url}/bomb`)).body,
    };
    for (const [name, open] of Object.entries(streams)) {
      sent = 0;
      const response = { status: 500, headers: {}, body: await open(), text: assert.fail };
      const error = await api.fromResponse(response);
      assert.equal(error.message, `${"x".repeat(199)}…`, name);
      await new Promise((resolve) => setTimeout(resolve, 50));
      const before = sent;
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(sent, before, `${name} has ended the stream`);
      assert.ok(sent < 40_000_000, `${name}: ${sent}`);
    }
  });

  it("64 KiB and no more are JSON", async () => {
    const body = (size) => {
      const bytes = new TextEncoder().encode('{"error":{"code":"NotFound","x":"é"}}'.padEnd(size - 1));
      return new Response(bytes, { status: 404 });
    };
    assert.equal((await api.fromResponse(body(65_536))).code, "NotFound");
    assert.equal((await api.fromResponse(body(65_537))).code, "");
  });

  it("a body that was read before leaves the status", async () => {
    const response = await fetch(`${url}/json`);
    await response.text();
    assert.equal((await api.fromResponse(response, { cause: "why" })).cause, "why");
  });

  it("what was not awaited is no response yet", async () => {
    const soon = fetch(`${url}/json`);
    await assert.rejects(api.fromResponse(soon), { name: "TypeError", message: "no HTTP status: await the response" });
    assert.equal((await api.fromResponse(await soon)).code, "ResourceNotFound");
  });

  it("a stream that gives nothing is asked so many times, and one that cannot be cancelled is left", async () => {
    let reads = 0;
    const never = () => new Promise(() => {});
    const read = async () => ({ done: (reads += 1) > 100_000, value: new Uint8Array(0) });
    const empty = { status: 404, headers: {}, body: { getReader: () => ({ read, cancel: never }) } };
    assert.equal((await api.fromResponse(empty)).status, 404);
    assert.ok(reads <= 1024, `${reads}`);
    const full = (cancel) => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(70_000)), cancel });
    for (const cancel of [never, async () => { throw new Error("no"); }, () => { throw new Error("no"); }]) {
      assert.equal((await api.fromResponse({ status: 404, headers: {}, body: full(cancel) })).status, 404);
    }
    await new Promise(setImmediate);
  });

  it("a double with no more than text() is a response", async () => {
    const response = { status: 404, headers: new Headers(), text: async () => JSON.stringify(NOT_FOUND) };
    assert.equal((await api.fromResponse(response)).code, "ResourceNotFound");
  });
});
