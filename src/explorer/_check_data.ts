/**
 * Data as the page will have it.
 *
 * @throws {TypeError} naming the place, when something in it would be another thing after its way as JSON: a function, a
 * date, a map, a number that is not finite
 */
export function checkData<T>(data: T, action: string): T {
  check(data, "data", action, []);
  return JSON.parse(JSON.stringify(data ?? null)) as T;
}

function check(value: unknown, at: string, action: string, above: readonly object[]): void {
  const fail = (what: string) => {
    throw new TypeError(
      `${action}: ${at} must be text, a number, true or false, a list or a plain object, is ${what}`,
    );
  };
  if (
    value === null || value === undefined || typeof value === "string" || typeof value === "boolean"
  ) return;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) fail(String(value));
    return;
  }
  if (typeof value !== "object") return fail(`a ${typeof value}`);
  if (above.includes(value)) fail("inside itself");
  const inside = [...above, value];
  if (Array.isArray(value)) {
    value.forEach((item, i) => check(item, `${at}[${i}]`, action, inside));
    return;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    fail(`a ${prototype.constructor?.name ?? "object of a class"}`);
  }
  for (const [key, item] of Object.entries(value)) check(item, `${at}.${key}`, action, inside);
}
