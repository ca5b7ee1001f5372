/** The keywords of JSON Schema that Slack's manifest schema uses; any other keyword is an error of its own. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

const silent = new Set(['$schema', '_note', 'default', 'definitions', 'description', 'format', 'regex', 'title']);

/** Every way in which a value breaks a schema, as `path: what`. Empty when it is valid. */
export function violations(value: unknown, schema: Schema, root: Schema = schema, path = '$'): string[] {
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    const check = checks[keyword];
    if (check !== undefined) return check({ value, rule, schema, root, path });
    return silent.has(keyword) ? [] : [`${path}: unknown keyword ${keyword}`];
  });
}

interface Check {
  readonly value: unknown;
  readonly rule: unknown;
  readonly schema: Schema;
  readonly root: Schema;
  readonly path: string;
}

const checks: Readonly<Record<string, (check: Check) => string[]>> = {
  $ref: ({ value, rule, root, path }) => violations(value, resolve(root, String(rule)), root, path),
  anyOf: ({ value, rule, root, path }) =>
    (rule as Schema[]).some((one) => violations(value, one, root, path).length === 0)
      ? []
      : [`${path}: fits no variant`],
  enum: ({ value, rule, path }) => ((rule as unknown[]).includes(value) ? [] : [`${path}: not in the list`]),
  type: ({ value, rule, path }) => (typeOf(value, String(rule)) ? [] : [`${path}: not of type ${rule}`]),
  required: ({ value, rule, path }) =>
    isRecord(value) ? (rule as string[]).filter((key) => !(key in value)).map((key) => `${path}: lacks ${key}`) : [],
  properties: ({ value, rule, root, path }) => {
    if (!isRecord(value)) return [];
    const known = rule as Record<string, Schema>;
    return Object.entries(value).flatMap(([key, item]) => {
      const one = known[key];
      return one === undefined ? [] : violations(item, one, root, `${path}.${key}`);
    });
  },
  patternProperties: ({ value, rule, root, path }) => {
    if (!isRecord(value)) return [];
    return Object.entries(rule as Record<string, Schema>).flatMap(([pattern, one]) =>
      Object.entries(value)
        .filter(([key]) => new RegExp(pattern).test(key))
        .flatMap(([key, item]) => violations(item, one, root, `${path}.${key}`)),
    );
  },
  additionalProperties: ({ value, rule, schema, path }) => {
    if (rule !== false || !isRecord(value)) return [];
    const patterns = Object.keys((schema.patternProperties as object | undefined) ?? {}).map((one) => new RegExp(one));
    const known = (schema.properties as object | undefined) ?? {};
    return Object.keys(value)
      .filter((key) => !(key in known) && !patterns.some((pattern) => pattern.test(key)))
      .map((key) => `${path}: may not have ${key}`);
  },
  items: ({ value, rule, root, path }) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => violations(item, rule as Schema, root, `${path}[${index}]`))
      : [],
  pattern: ({ value, rule, path }) =>
    typeof value !== 'string' || new RegExp(String(rule)).test(value) ? [] : [`${path}: does not match ${rule}`],
  minLength: ({ value, rule, path }) => atLeast(typeof value === 'string' ? value.length : undefined, rule, path),
  maxLength: ({ value, rule, path }) => atMost(typeof value === 'string' ? value.length : undefined, rule, path),
  minItems: ({ value, rule, path }) => atLeast(Array.isArray(value) ? value.length : undefined, rule, path),
  maxItems: ({ value, rule, path }) => atMost(Array.isArray(value) ? value.length : undefined, rule, path),
  minProperties: ({ value, rule, path }) => atLeast(keysOf(value), rule, path),
  maxProperties: ({ value, rule, path }) => atMost(keysOf(value), rule, path),
  uniqueItems: ({ value, rule, path }) =>
    rule === true && Array.isArray(value) && new Set(value).size < value.length ? [`${path}: repeats an item`] : [],
};

function resolve(root: Schema, ref: string): Schema {
  const name = ref.replace('#/definitions/', '');
  const found = (root.definitions as Record<string, Schema> | undefined)?.[name];
  if (found === undefined) throw new Error(`the schema has no definition ${ref}`);
  return found;
}

function typeOf(value: unknown, type: string): boolean {
  if (type === 'object') return isRecord(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keysOf(value: unknown): number | undefined {
  return isRecord(value) ? Object.keys(value).length : undefined;
}

function atLeast(size: number | undefined, rule: unknown, path: string): string[] {
  return size !== undefined && size < Number(rule) ? [`${path}: smaller than ${rule}`] : [];
}

function atMost(size: number | undefined, rule: unknown, path: string): string[] {
  return size !== undefined && size > Number(rule) ? [`${path}: larger than ${rule}`] : [];
}
