/** How much of a file tells what it is. */
export const pictureHeadBytes = 512;

/** What files are that lie under the name of a picture and are none that browsers show, by how they begin. */
const others: readonly { readonly what: string; readonly isIt: (head: string) => boolean }[] = [
  { what: 'nothing', isIt: (head) => head === '' },
  { what: 'a pointer of Git LFS', isIt: (head) => head.startsWith('version https://git-lfs.github.com/') },
  { what: 'a web page', isIt: (head) => /^\s*(?:<!doctype html|<html\b|<head\b)/i.test(head) },
  { what: 'a PDF', isIt: (head) => head.startsWith('%PDF-') },
  { what: 'a TIFF', isIt: (head) => head.startsWith('II*\0') || head.startsWith('MM\0*') },
  { what: 'a photo in HEIC', isIt: (head) => /^.{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1(?!.*avif))/s.test(head) },
  { what: 'a drawing of Photoshop', isIt: (head) => head.startsWith('8BPS') },
  { what: 'an archive', isIt: (head) => head.startsWith('PK\u0003\u0004') || head.startsWith('\u001f\u008b') },
  { what: 'a video', isIt: (head) => /^.{4}ftyp(?:isom|iso\d|mp4\d|avc1|qt {2}|M4V)/s.test(head) },
];

/**
 * What a file holds in place of a picture, by its first bytes: `a web page`, `nothing`. Undefined where it may well be one
 * that browsers show: they look at the bytes, too, and not at the name.
 */
export function notAPicture(head: Uint8Array): string | undefined {
  const text = String.fromCharCode(...head.subarray(0, pictureHeadBytes)).replace(/^\u00ef\u00bb\u00bf/, '');
  return others.find(({ isIt }) => isIt(text))?.what;
}
