import drawings from './icon-drawings.json' with { type: 'json' };
import { attributes } from './html.ts';

/**
 * Emoji that are replaced by a Lucide icon of the same meaning, so that markers of figures look consistent on every
 * system. Authors write emoji; those not listed here stay text.
 */
const iconOfEmoji: Readonly<Record<string, string>> = {
  '🔌': 'plug',
  '✅': 'check',
  '✔': 'check',
  '❌': 'x',
  '🔄': 'refresh-cw',
  '🔁': 'repeat',
  '🔚': 'log-out',
  '↔': 'arrow-left-right',
  '➡': 'arrow-right',
  '⬅': 'arrow-left',
  '🔒': 'lock',
  '🔓': 'lock-open',
  '🔑': 'key-round',
  '📨': 'mail',
  '📩': 'mail',
  '✉': 'mail',
  '📧': 'mail',
  '📬': 'mailbox',
  '📤': 'upload',
  '📥': 'download',
  '🌐': 'globe',
  '🌍': 'globe',
  '💻': 'laptop',
  '🖥': 'monitor',
  '📱': 'smartphone',
  '🗄': 'server',
  '💾': 'save',
  '🗃': 'database',
  '⏱': 'timer',
  '⏰': 'alarm-clock',
  '⏳': 'hourglass',
  '⌛': 'hourglass',
  '🔍': 'search',
  '🔎': 'search',
  '📦': 'package',
  '📝': 'file-pen',
  '📄': 'file-text',
  '📁': 'folder',
  '🧪': 'flask-conical',
  '🚀': 'rocket',
  '⚙': 'settings',
  '🔧': 'wrench',
  '🛠': 'wrench',
  '🏷': 'tag',
  '🔗': 'link',
  '📡': 'radio-tower',
  '🔔': 'bell',
  '👋': 'hand',
  '🤝': 'handshake',
  '⚡': 'zap',
  '🛑': 'octagon-x',
  '▶': 'play',
  '⏸': 'pause',
  '💬': 'message-circle',
  '🗣': 'message-circle',
  '👤': 'user',
  '👥': 'users',
  '🏁': 'flag',
  '📍': 'map-pin',
  '📖': 'book-open',
  '📚': 'library',
  '✍': 'pencil',
  '☁': 'cloud',
  '🗑': 'trash',
  '🧩': 'puzzle',
  '🎯': 'target',
  '❓': 'circle-question-mark',
  '💡': 'lightbulb',
  '⚠': 'triangle-alert',
  '📞': 'phone',
  '☎': 'phone',
};

/** Icons of the site itself. */
export const siteIcons = [
  'arrow-down',
  'arrow-left',
  'arrow-right',
  'chevron-down',
  'contrast',
  'languages',
  'maximize-2',
  'search',
  'x',
] as const;

/** All icons that Lectern shows, by Lucide's names: `npm run codegen` takes their drawings from there. */
export const iconNames: readonly string[] = [...new Set([...Object.values(iconOfEmoji), ...siteIcons])].toSorted();

const shapesOf: Readonly<
  Record<string, readonly (readonly [tag: string, values: Readonly<Record<string, string>>])[]>
> = drawings as never;

/** What is drawn inside the `svg` element of an icon. */
export const iconShapes = (name: string): string =>
  (shapesOf[name] ?? []).map(([tag, values]) => `<${tag}${attributes(values)}/>`).join('');

/** The icon for an emoji as inline SVG, or undefined. Variation selectors are ignored. */
export function drawnIcon(emoji: string): string | undefined {
  const name = emoji.replaceAll('\ufe0f', '');
  const icon = Object.hasOwn(iconOfEmoji, name) ? iconOfEmoji[name] : undefined;
  if (icon === undefined) return undefined;
  const shapes = iconShapes(icon);
  return `<svg viewBox="0 0 24 24">${shapes}</svg>`;
}
