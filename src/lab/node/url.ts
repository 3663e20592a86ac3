/** `url`: the web platform's own classes, which are Node's, too. */
export const { URL, URLSearchParams } = globalThis;
export default { URL, URLSearchParams };
