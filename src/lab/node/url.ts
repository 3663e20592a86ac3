/** `url`: the web platform's classes, which Node shares. */
export const { URL, URLSearchParams } = globalThis;
export default { URL, URLSearchParams };
