import { Refuse } from './refuse';

/** Refuse what is no whole number from `min` to `max`. */
export function checkInteger(
  refuse: Refuse,
  value: number | undefined,
  keyPath: string,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): void {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
  refuse(
    'NUMBER_OUT_OF_RANGE',
    `${String(value)} cannot be ${keyPath}`,
    max === Number.MAX_SAFE_INTEGER
      ? `give a whole number from ${min} on`
      : `give a whole number from ${min} to ${max}`,
    keyPath,
  );
}

/** Refuse what is no port. */
export function checkPort(refuse: Refuse, port: number, keyPath: string): void {
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return;
  refuse('PORT_OUT_OF_RANGE', `${String(port)} is no port number`, 'give a whole number from 1 to 65535', keyPath);
}

/** Refuse a value that is none of a few. */
export function checkOneOf(
  refuse: Refuse,
  value: string | undefined,
  allowed: readonly string[],
  keyPath: string,
): void {
  if (value === undefined || allowed.includes(value)) return;
  refuse('VALUE_UNKNOWN', `"${value}" cannot be ${keyPath}`, `give one of: ${allowed.join(', ')}`, keyPath);
}
