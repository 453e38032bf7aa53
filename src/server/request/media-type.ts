/** The media type in a Content-Type header, the first of several that a proxy joined, in lower case; empty when the header is missing. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(/[;,]/, 1)[0].trim().toLowerCase();
}
