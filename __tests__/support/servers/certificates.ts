// No server: paths of a test CA.
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'certificates');

/** Paths of the committed test CA and of the certificates it signed; `folder` also serves as skopeo's --cert-dir. */
export const certificates = {
  folder,
  caFile: join(folder, 'ca.crt'),
  serverCertFile: join(folder, 'server.pem'),
  serverKeyFile: join(folder, 'server-key.pem'),
  clientCertFile: join(folder, 'client.cert'),
  clientKeyFile: join(folder, 'client.key'),
};
