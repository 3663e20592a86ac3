import { spawn } from 'node:child_process';
import process from 'node:process';
import { Obstacle } from './obstacle.mjs';

const noNetwork =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;
const notWritable = /\b(EACCES|EROFS|EPERM)\b/;

/**
 * Runs npm and waits for it. Its output goes to standard error; standard output is reserved for the command.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, purpose: string }} options `purpose` completes “npm could not …”.
 * @throws {Obstacle} if npm fails, with specific messages for common causes.
 */
export async function npm(args, { cwd, purpose }) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  const impatient = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const script = process.env.npm_execpath;
  const viaScript = script !== undefined && /npm-cli\.[cm]?js$/.test(script);
  const child = viaScript
    ? spawn(process.execPath, [script, ...args, ...quiet, ...impatient], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    : // On Windows npm is a batch file, which needs a shell; no argument here is user input.
      spawn('npm', [...args, ...quiet, ...impatient], {
        cwd,
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
      });

  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
    process.stderr.write(text);
  });
  const outcome = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.code === 'ENOENT' ? 'no npm' : error.message));
    child.once('close', (code) => resolve(code));
  });

  if (outcome === 0) return;
  if (outcome === 'no npm')
    throw new Obstacle(`There is no npm to ${purpose}.`, 'It comes with Node: https://nodejs.org');
  if (noNetwork.test(said))
    throw new Obstacle(
      `npm could not ${purpose}: the package registry cannot be reached.`,
      'Connect to the network (or check the proxy), then run the same command again.',
    );
  if (notWritable.test(said))
    throw new Obstacle(
      `npm could not ${purpose}: a file or folder below ${cwd} cannot be written.`,
      'Make it writable, or copy the project to a folder that is yours.',
    );
  throw new Obstacle(`npm could not ${purpose} (it ended with ${outcome}).`, 'What npm said above tells more.');
}
