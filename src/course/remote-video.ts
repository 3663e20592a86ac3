/** A video that another host has, as a course may show it. */
export interface RemoteVideo {
  /** As `course.yaml` names who has it: `youtube`, `vimeo`, or the address of a PeerTube server. */
  readonly provider: string;
  /** Who has it, as people call it. */
  readonly host: string;
  /** Its page. */
  readonly page: string;
  /** Its player, asked to begin at once and to keep as little as it can about who watches. */
  readonly player: string;
}

/** What an address of a host with videos is that leads to none of them: a channel, a list, a search. */
export interface NoVideo {
  readonly provider: string;
  readonly host: string;
  readonly page: undefined;
}

/** The video that an address leads to. Undefined for addresses of hosts that have none, as far as can be seen. */
export function remoteVideo(address: string): RemoteVideo | NoVideo | undefined {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    return undefined;
  }
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const host = url.hostname.replace(/^(?:www|m|music)\./, '');
  if (/^(?:youtube(?:-nocookie)?\.com|youtu\.be)$/.test(host)) return onYouTube(url, host);
  if (/^(?:player\.)?vimeo\.com$/.test(host)) return onVimeo(url);
  return onPeerTube(url);
}

function onYouTube(url: URL, host: string): RemoteVideo | NoVideo {
  const [first = '', second = ''] = url.pathname.split('/').filter((part) => part !== '');
  const found =
    host === 'youtu.be'
      ? first
      : first === 'watch'
        ? (url.searchParams.get('v') ?? '')
        : /^(?:embed|shorts|live|v)$/.test(first)
          ? second
          : '';
  const own = { provider: 'youtube', host: 'YouTube' };
  if (!/^[\w-]{11}$/.test(found)) return { ...own, page: undefined };
  const start = startOf(url);
  return {
    ...own,
    page: `https://www.youtube.com/watch?v=${found}${start === 0 ? '' : `&t=${start}s`}`,
    player: `https://www.youtube-nocookie.com/embed/${found}?autoplay=1&rel=0${start === 0 ? '' : `&start=${start}`}`,
  };
}

function onVimeo(url: URL): RemoteVideo | NoVideo {
  // Those that only people with the address may see have a second part, the key.
  const [, id, key = url.searchParams.get('h') ?? ''] =
    /^\/(?:video\/|channels\/[^/]+\/|groups\/[^/]+\/videos\/)?(\d{5,12})(?:\/([\da-f]{8,12}))?\/?$/.exec(
      url.pathname,
    ) ?? [];
  const own = { provider: 'vimeo', host: 'Vimeo' };
  if (id === undefined || !/^[\da-f]*$/.test(key)) return { ...own, page: undefined };
  const start = startOf(url) === 0 ? '' : `#t=${startOf(url)}s`;
  return {
    ...own,
    page: `https://vimeo.com/${id}${key === '' ? '' : `/${key}`}${start}`,
    player: `https://player.vimeo.com/video/${id}?dnt=1&autoplay=1${key === '' ? '' : `&h=${key}`}${start}`,
  };
}

/** Every server of PeerTube has the same paths, whatever it is called. */
function onPeerTube(url: URL): RemoteVideo | undefined {
  const [, id] =
    /^\/(?:w|videos\/(?:watch|embed))\/([\dA-Za-z]{20,24}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/?$/.exec(
      url.pathname,
    ) ?? [];
  if (id === undefined) return undefined;
  const provider = `https://${url.host}`;
  const start = startOf(url);
  return {
    provider,
    host: url.host,
    page: `${provider}/w/${id}${start === 0 ? '' : `?start=${start}`}`,
    // Without `p2p=0` those who watch would send parts of it to each other, and so see each other's addresses.
    player: `${provider}/videos/embed/${id}?autoplay=1&p2p=0${start === 0 ? '' : `&start=${start}`}`,
  };
}

/** From which second on it is shown: `t=90`, `t=1m30s`, `start=90`, `#t=90s`. */
function startOf(url: URL): number {
  const written = url.searchParams.get('t') ?? url.searchParams.get('start') ?? /^#t=(.*)$/.exec(url.hash)?.[1] ?? '';
  const [whole, hours = '0', minutes = '0', seconds = '0'] =
    /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?$/.exec(written) ?? [];
  return whole === undefined || whole === '' ? 0 : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
