import { Estate } from '../../app';
import { Secret, SecretStore, SopsStore } from '../../secrets';
import { GraphBuilder } from '../builder';

/** The stores with their secrets, and where each is decrypted. The stores come first: secrets go from them to machines. */
export function addSecrets(builder: GraphBuilder, estate: Estate, rest: () => void): void {
  const stores = estate.constructs.filter((one): one is SecretStore => SecretStore.isSecretStore(one));
  for (const store of stores) {
    if (store.secrets.length === 0) continue;
    const facts = [`in ${store.folder}`, store.admins.length > 0 && `administered by ${store.admins.join(', ')}`];
    const label = store instanceof SopsStore ? 'secrets by sops' : 'secrets by agenix';
    builder.node({ id: store.node.path, kind: 'store', topic: 'secrets', label, facts }, store);
  }
  const secrets = estate._all(Secret.isSecret);
  for (const secret of secrets) {
    const parent = builder.of(secret.store);
    const id = secret.node.path;
    builder.node({ id, kind: 'secret', topic: 'secrets', label: secret.secretName, parent }, secret);
  }
  rest();
  for (const secret of secrets) {
    for (const use of secret.uses) {
      const to = builder.of(use.place);
      if (to !== undefined) builder.edge('secret', secret.node.path, to);
    }
  }
}
