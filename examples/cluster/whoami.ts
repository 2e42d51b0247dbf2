/** A web service that tells who asked: a deployment, a service and an ingress of Kubernetes. */
export function whoami(host: string, replicas: number): Record<string, any>[] {
  const labels = { app: 'whoami' };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'whoami', labels },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'whoami', image: 'traefik/whoami:v1.11', ports: [{ containerPort: 80 }] }] },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'whoami' },
      spec: { selector: labels, ports: [{ port: 80 }] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'whoami' },
      spec: {
        rules: [
          {
            host,
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name: 'whoami', port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    },
  ];
}
