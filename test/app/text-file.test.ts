import { App, NixModule, TextFile } from '../../src/app';
import { Nix } from '../../src/nix';
import { appWith, hostOf } from '../support/small-estate';

describe('a generated text file', () => {
  test('stands beside the modules that name it, as a path or inside a string', () => {
    const app = appWith();
    const host = hostOf(app);
    const text = new TextFile(host, 'motd', { fileName: 'motd.txt', content: 'hello ${x}\n' });
    new NixModule(host, 'm', {
      options: { environment: { etc: { motd: { source: text.file } }, shellInit: Nix.str(['cat ', text.file]) } },
    });
    const files = app.render();
    expect(files['hosts/server/motd.txt']).toBe('hello ${x}\n');
    expect(files['hosts/server/m.nix']).toContain('source = ./motd.txt;');
    expect(files['hosts/server/m.nix']).toContain('shellInit = "cat ${./motd.txt}";');
  });

  test('can be told what is in it when the tree is complete', () => {
    const app = appWith();
    const text = new TextFile(hostOf(app), 'late', { fileName: 'late.txt' });
    expect(app.render()['hosts/server/late.txt']).toBe('');
    text._supply(() => 'now');
    expect(app.render()['hosts/server/late.txt']).toBe('now');
  });

  test.each(['', 'a/b', '../x', '.hidden', 'a b', 'x.nix', 'ä'])('is refused under the name %j', (fileName) => {
    expect(() => new TextFile(hostOf(appWith()), 't', { fileName })).toThrow(/TEXT_FILE_NAME/);
  });

  test('is refused where another has its name, or it stands in no System', () => {
    const app = appWith();
    const host = hostOf(app);
    for (const id of ['a', 'b']) new TextFile(host, id, { fileName: 'same.txt' });
    expect(() => app.render()).toThrow(/OUTPUT_FILE_TWICE.*hosts\/server\/same\.txt/);
    expect(() => new TextFile(new App({ projectRoot: '/tmp' }), 't', { fileName: 'x' })).toThrow(/SYSTEM_MISSING/);
  });
});
