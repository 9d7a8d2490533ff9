// The real nginx, 1.26.3 of Debian. Left out: all but a proxy with a limit for bodies.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PeerServer, startPeerServer } from './peer-server.ts';

interface NginxOptions {
  /** The URL that requests are passed on to. */
  upstream: string;
  /** The size in bytes from which a request's body is refused with 413; no limit unless told. */
  bodyLimit?: number;
}

// Its own folders instead of those compiled in, which need root.
function configuration(folder: string, host: string, { upstream, bodyLimit = 0 }: NginxOptions): string {
  const bodies = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
master_process off;
pid ${join(folder, 'nginx.pid')};
error_log stderr error;
events {}
http {
  ${bodies.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join('\n  ')}
  access_log ${join(folder, 'access.log')};
  server {
    listen ${host};
    client_max_body_size ${bodyLimit};
    location / {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
    }
  }
}
`;
}

/** Starts a real nginx in front of a registry, as a proxy with a limit for bodies. */
export function startNginx(options: NginxOptions): Promise<PeerServer> {
  return startPeerServer('nginx', {
    prepare: async (folder, host) => {
      const file = join(folder, 'nginx.conf');
      await writeFile(file, configuration(folder, host, options));
      return ['-e', 'stderr', '-p', folder, '-c', file];
    },
    logFile: 'access.log',
  });
}
