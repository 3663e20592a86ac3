const vowelSpelledAsConsonant = /^(?:hour|honest|honou?r|heir|herb\b)/i;
const consonantSpelledAsVowel =
  /^(?:uni(?![nm]|d[eo])|u[bcfhjkqrst][aeiou]|use|usu|uti|eu|ew|one(?![a-z])|once|ouija|ubiq|uk|ufo|url|usb|utf|udp|u[- ]turn|uranium|ur[ei])/i;
const acronym = /^[A-Z][A-Z0-9]{1,4}(?![a-z])/;
const spokenAsWord =
  /^(?:NASA|NATO|JPEG|JSON|GIF|RAM|ROM|REST|SOAP|SQL|YAML|TOML|DOM|CORS|MIME|POSIX|LAN|WAN|NAT|UUID|UTF|SIM|LIFO|FIFO|CRUD|SAML|RAID|SAAS|PNG)/i;
const letterWithVowelSound = /^[AEFHILMNORSX]/;
const numberWithVowelSound = /^(?:8|11(?!\d)|18(?!\d)|11[,.]?\d{3}(?!\d)|18[,.]?\d{3}(?!\d))/;

/**
 * Whether a word starts with a vowel sound, so that it takes “an”. `undefined` if it has no letter or digit, or if
 * speakers differ (`SQL`, `URL` are settled; `herb` is not).
 */
export function startsWithVowelSound(text: string): boolean | undefined {
  const word = /[\p{L}\p{N}].*/u.exec(text)?.[0];
  if (word === undefined) return undefined;
  if (/^(?:SQL|FAQ|herb|LED)(?![a-z])/i.test(word)) return undefined;
  if (/^\d/.test(word)) return numberWithVowelSound.test(word);
  if (acronym.test(word) && !spokenAsWord.test(word)) return letterWithVowelSound.test(word);
  if (/^[a-z](?![a-z])/i.test(word)) return /^[aefhilmnorsx]/i.test(word);
  if (vowelSpelledAsConsonant.test(word)) return true;
  if (consonantSpelledAsVowel.test(word)) return false;
  return /^[aeiouàáâäèéêëìíîïòóôöùúûü]/i.test(word);
}
