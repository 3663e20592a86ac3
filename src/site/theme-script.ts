/** Applies the stored theme before first paint; small enough to be inlined. */
export const themeScript = `try{document.documentElement.dataset.theme=localStorage.getItem('lectern:theme')||'auto'}catch{document.documentElement.dataset.theme='auto'}`;
