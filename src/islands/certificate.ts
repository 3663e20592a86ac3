import css from '../styles/certificate.css?inline';
import { checkCode, plainName, type HandedIn } from '../learner/check-code.ts';
import { examKeys } from './base.ts';
import { adoptStyles } from './ending.ts';

/** A passed exam. */
export interface Passed extends Omit<HandedIn, 'name'> {
  readonly quiz: HTMLElement;
  readonly lang: string;
  /** The points, of 1. */
  readonly share: number;
  /** When it was handed in, in milliseconds since 1970. */
  readonly at: number;
}

// No module is called so.
const nameKey = `${examKeys}:name`;

/** Shows a certificate to fill in with a name, which stays in this browser, and to print. */
export function showCertificate({ quiz, lang, module, answers, share, at }: Passed): void {
  adoptStyles(document, css);
  const parts = quiz.querySelector<HTMLTemplateElement>('.certificate-parts')?.content.cloneNode(true) as HTMLElement;
  const dialog = parts.querySelector('dialog') as HTMLDialogElement;
  const field = dialog.querySelector('input') as HTMLInputElement;
  const print = dialog.querySelector('.certificate-print') as HTMLButtonElement;
  const put = (name: string, text: string) => dialog.querySelector(`[data-value=${name}]`)?.replaceChildren(text);
  put('score', share.toLocaleString(lang, { style: 'percent', maximumFractionDigits: 1 }));
  put('date', new Date(at).toLocaleDateString(lang, { dateStyle: 'long' }));
  const fill = async () => {
    const name = plainName(field.value);
    print.disabled = name === '';
    put('name', name);
    keepName(name);
    // Only pages that are served over HTTPS have hash functions.
    const code = name === '' || !isSecureContext ? '…' : await checkCode({ module, name, answers });
    if (name === plainName(field.value)) put('code', code);
  };
  field.value = keptName();
  field.addEventListener('input', () => void fill());
  print.addEventListener('click', () => globalThis.print());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  void fill();
}

function keptName(): string {
  try {
    return localStorage.getItem(nameKey) ?? '';
  } catch {
    return '';
  }
}

function keepName(name: string): void {
  try {
    localStorage.setItem(nameKey, name);
  } catch {
    // It is typed again next time.
  }
}
