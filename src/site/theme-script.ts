/** Puts the remembered theme on the page before anything is painted: so small that it stands in the page itself. */
export const themeScript = `try{document.documentElement.dataset.theme=localStorage.getItem('lectern:theme')||'auto'}catch{document.documentElement.dataset.theme='auto'}`;
