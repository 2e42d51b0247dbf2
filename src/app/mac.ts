/** Whether a text is a MAC address: six bytes with colons between them. */
export function isMac(text: string): boolean {
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text);
}

/** Whether a text is the MAC address of one network card, and not of a group of them. */
export function isUnicastMac(text: string): boolean {
  return isMac(text) && /^[0-9a-f][02468ace]/i.test(text);
}
