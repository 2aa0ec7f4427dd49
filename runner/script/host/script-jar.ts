import { Cookies } from '../../http/cookies.ts';
import type { HostJar } from '../guest/host.ts';

/** Cookies that a script can look at and change. */
export class ScriptJar extends Cookies implements HostJar {
  cookies(url: string): string {
    return this.headerFor(url);
  }

  set(url: string, cookie: string): void {
    this.store(cookie, url);
  }
}
