/** Returns a text as a CSV cell: in double quotes if it holds a comma, a quote or a line break (RFC 4180). */
export function cellOf(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
