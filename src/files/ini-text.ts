import type { IniLists } from './ini-file';
import { isObject } from './plain-data';
import { Refuse } from '../app/refuse';
import { formatKeyPath } from '../nix/error';

/** Refuse what an INI file has no place for. */
export function checkIni(data: unknown, lists: IniLists | undefined, refuse: Refuse): void {
  if (!isObject(data)) {
    refuse('FILE_INI', 'an INI file is made of sections', 'give an object of objects', 'data');
    return;
  }
  for (const [name, value] of Object.entries(data)) {
    if (!isObject(value)) {
      checkEntry(['data'], name, value, lists, refuse);
      continue;
    }
    if (name === '' || name !== name.trim() || /[[\]\r\n]/.test(name)) {
      refuse(
        'FILE_INI',
        `${JSON.stringify(name)} cannot name a section`,
        'give a name without brackets, line breaks and spaces at its ends',
        formatKeyPath(['data', name]),
      );
    }
    for (const [key, entry] of Object.entries(value)) checkEntry(['data', name], key, entry, lists, refuse);
  }
}

function checkEntry(
  above: readonly string[],
  key: string,
  value: unknown,
  lists: IniLists | undefined,
  refuse: Refuse,
): void {
  const path = [...above, key];
  if (key === '' || key !== key.trim() || /[=\r\n]/.test(key) || /^[#;[]/.test(key)) {
    refuse(
      'FILE_INI',
      `${JSON.stringify(key)} cannot be a key`,
      'give one without =, line breaks and spaces at its ends, that does not begin with # ; or [',
      formatKeyPath(path),
    );
  }
  if (!Array.isArray(value)) {
    checkValue(path, value, refuse);
  } else if (lists === undefined) {
    refuse(
      'FILE_INI',
      'INI has no lists of its own',
      'say how the program reads them, with lists: IniLists.REPEAT or IniLists.COMMA, or give one string',
      formatKeyPath(path),
    );
  } else {
    value.forEach((item, index) => {
      checkValue([...path, index], item, refuse);
      if (lists !== 'comma' || typeof item !== 'string' || !item.includes(',')) return;
      refuse(
        'FILE_INI',
        'a comma ends an item of the list',
        'use IniLists.REPEAT, or another item',
        formatKeyPath([...path, index]),
      );
    });
  }
}

function checkValue(path: readonly (string | number)[], value: unknown, refuse: Refuse): void {
  const at = formatKeyPath(path);
  if (value === null) refuse('FILE_INI', 'INI has no null', 'leave the key out, or give an empty string', at);
  if (Array.isArray(value) || isObject(value)) {
    refuse('FILE_INI', 'an INI file has sections and values, and nothing deeper', 'flatten the data, or use JSON', at);
  }
  if (typeof value !== 'string' || (value === value.trim() && !/[\r\n]/.test(value))) return;
  refuse(
    'FILE_INI',
    'the value has a line break, or spaces at its ends',
    'take them out, or write the value the way the program escapes it, in quotes for instance',
    at,
    'INI has no escapes that all its readers know',
  );
}

/** Values first, then each section, with an empty line before it. */
export function iniText(data: unknown, lists: IniLists | undefined): string {
  const all = Object.entries(data as Record<string, unknown>);
  const globals = all.filter(([, value]) => !isObject(value));
  const blocks = globals.length > 0 ? [entries(globals, lists)] : [];
  for (const [name, section] of all) {
    if (isObject(section)) blocks.push(`[${name}]\n${entries(Object.entries(section), lists)}`);
  }
  return blocks.join('\n');
}

function entries(list: readonly (readonly [string, unknown])[], lists: IniLists | undefined): string {
  return list
    .flatMap(([key, value]) => {
      if (!Array.isArray(value)) return [`${key}=${String(value)}\n`];
      return lists === 'comma' ? [`${key}=${value.join(',')}\n`] : value.map((item) => `${key}=${String(item)}\n`);
    })
    .join('');
}
