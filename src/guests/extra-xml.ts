import { isElement, XmlElement } from './xml';
import { parseFragment, XmlError } from './xml-parse';

/** Further elements of a definition, by the path of the element that they go into. */
export interface ExtraXml {
  readonly into: readonly string[];
  readonly elements: readonly XmlElement[];
}

/** What is wrong with a fragment. */
export interface ExtraXmlProblem {
  readonly keyPath: string;
  readonly code: string;
  readonly message: string;
  readonly why?: string;
  readonly mend: string;
}

/** Attributes that would put a password where everyone can read it. */
const SECRETS = new Set(['passwd', 'password', 'secret']);

/** Reads the fragments of `extraXml`, by the path of the element that they go into. */
export function readExtraXml(fragments: Record<string, string>): ExtraXml[] | ExtraXmlProblem {
  const found: ExtraXml[] = [];
  for (const [path, text] of Object.entries(fragments)) {
    const keyPath = `extraXml.${path}`;
    if (!/^[A-Za-z_][\w.:-]*(\/[A-Za-z_][\w.:-]*)*$/.test(path)) {
      return {
        keyPath,
        code: 'GUEST_XML_PATH',
        message: `"${path}" is no path of elements`,
        mend: "give the names of elements below <domain>, such as 'devices' or 'features/kvm'; 'domain' for itself",
      };
    }
    try {
      const elements = parseFragment(text);
      const secret = elements.map(findSecret).find((name) => name !== undefined);
      if (secret !== undefined) {
        return {
          keyPath,
          code: 'GUEST_XML_SECRET',
          message: `the attribute ${secret} puts a password into the definition`,
          why: 'definitions lie in the Nix store, which everyone on the host can read',
          mend: 'let the screen listen on 127.0.0.1 and reach it through SSH',
        };
      }
      found.push({ into: path === 'domain' ? [] : path.split('/'), elements });
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      return {
        keyPath,
        code: 'GUEST_XML',
        message: `${error.message} (line ${error.line}, column ${error.column})`,
        mend: 'correct the XML',
      };
    }
  }
  return found;
}

function findSecret(element: XmlElement): string | undefined {
  for (const name of Object.keys(element.attributes)) {
    if (SECRETS.has(name.toLowerCase())) return `${name} of <${element.name}>`;
  }
  for (const child of element.children) {
    const found = isElement(child) ? findSecret(child) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
