import { Nix } from '../nix';
import { Site } from './proxy-site';

const FOLDER = '/var/lib/nginx-certificates';

/** The folder of a name's certificate and key. */
export function certificateFolder(hostName: string): string {
  return `${FOLDER}/${hostName.replace(/^\*/, '_')}`;
}

/** The unit that makes or fetches what nginx itself does not: from an authority of the machine, and from Tailscale. */
export function nginxCertificates(sites: readonly Site[]): Record<string, any> | undefined {
  const internal = sites.filter(({ certificate }) => certificate._kind === 'internal');
  const tailscale = sites.filter(({ certificate }) => certificate._kind === 'tailscale');
  if (internal.length + tailscale.length === 0) return undefined;
  const script = [
    ...(internal.length > 0 ? INTERNAL : []),
    ...(tailscale.length > 0 ? TAILSCALE : []),
    ...internal.map(
      ({ hostName, aliases }) => `internal '${hostName.replace(/^\*/, '_')}' '${[hostName, ...aliases].join(',')}'`,
    ),
    ...tailscale.map(({ hostName }) => `tailnet '${hostName}'`),
    'systemctl --no-block try-reload-or-restart nginx.service',
    '',
  ];
  return {
    description: 'Certificates for nginx',
    wantedBy: ['nginx.service'],
    before: ['nginx.service'],
    wants: tailscale.length > 0 ? ['tailscaled.service', 'network-online.target'] : undefined,
    after: tailscale.length > 0 ? ['tailscaled.service', 'network-online.target'] : undefined,
    startAt: 'daily',
    path: [
      ...(internal.length > 0 ? [Nix.pkg('minica'), Nix.pkg('openssl')] : []),
      ...(tailscale.length > 0 ? [Nix.pkg('tailscale')] : []),
    ],
    script: script.join('\n'),
    serviceConfig: {
      Type: 'oneshot',
      Group: 'nginx',
      StateDirectory: 'nginx-certificates',
      StateDirectoryMode: '0750',
      WorkingDirectory: FOLDER,
    },
  };
}

/** A month before its end a certificate is made anew; the authority stays. */
const INTERNAL = [
  'internal() {',
  '  if [ "$(cat "$1/names" 2> /dev/null)" != "$2" ] ||',
  '    ! openssl x509 -checkend 2592000 -noout -in "$1/cert.pem"; then',
  '    rm -rf "$1"',
  '    minica -domains "$2"',
  '    echo "$2" > "$1/names"',
  '    chmod -R g+rX "$1"',
  '  fi',
  '}',
];

const TAILSCALE = [
  'tailnet() {',
  '  mkdir -p "$1"',
  '  tailscale cert --cert-file "$1/cert.pem" --key-file "$1/key.pem" "$1"',
  '  chmod -R g+rX "$1"',
  '}',
];
