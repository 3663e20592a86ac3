/** The logo of every course as a standalone image: two sides and the line between them, for any background. */
export const markSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>.p{fill:#fbfaf6}.l{stroke:#006854}.c{fill:#a94a08}.s{fill:#2457b8}@media (prefers-color-scheme:dark){.p{fill:#0d1016}.l{stroke:#5fceaf}.c{fill:#f29b61}.s{fill:#85aefb}}</style><rect class="p" width="32" height="32" rx="7"/><path class="l" d="M8 16h16" stroke-width="4"/><circle class="c" cx="8" cy="16" r="6"/><circle class="s" cx="24" cy="16" r="6"/></svg>\n`;

/** The favicon as a data URL: small, suitable for light and dark, without a request. */
export const markInPage = `data:image/svg+xml,${"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 4 32 24'><path d='M8 16h16' stroke='#2a8f78' stroke-width='4'/><circle fill='#c4632a' cx='8' cy='16' r='7'/><circle fill='#4a78d0' cx='24' cy='16' r='7'/></svg>".replaceAll('#', '%23')}`;
