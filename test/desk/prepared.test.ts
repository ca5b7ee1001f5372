import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Prepared, prepare } from '../../src/desk/prepared.js';
import { keepPrepared, madeOf, readPrepared } from '../../src/desk/prepared-file.js';
import { packageRoot } from '../../src/package-root.js';
import { copyDist, type DistCopy } from '../support/dist-copy.js';

describe('what a build prepares', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-prepared-'));
  const file = join(folder, 'prepared.bin');
  let prepared: Prepared;
  before(async () => {
    prepared = await prepare();
    keepPrepared(prepared, file);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is read back as it was learnt, to the last bit', () => {
    assert.deepEqual(readPrepared(file), prepared);
  });

  it('is left alone where it is missing, empty, cut off or damaged', () => {
    const whole = readFileSync(file);
    const flipped = (at: number) => {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return bytes;
    };
    const damages = [Buffer.alloc(0), whole.subarray(0, 20), whole.subarray(0, whole.length - 1)];
    for (const bytes of [...damages, flipped(0), flipped(40), flipped(whole.length - 1)]) {
      const damaged = join(folder, 'damaged.bin');
      writeFileSync(damaged, bytes);
      assert.equal(readPrepared(damaged), undefined);
    }
    assert.equal(readPrepared(join(folder, 'missing.bin')), undefined);
  });

  it('counts every file of ours that reads the data or learns from it', () => {
    const counted = new Set(madeOf());
    // They say what is wrong and where the data lies: nothing of either is kept.
    const asides = ['src/desk/data-error.js', 'src/errors.js', 'src/package-root.js'];
    for (const name of asides) counted.add(join(packageRoot, 'dist', name));
    const left = [...importedBy(join(packageRoot, 'dist/src/desk/prepared.js'))].filter((one) => !counted.has(one));
    assert.deepEqual(left, []);
  });
});

describe('a start after a build', () => {
  let copy: DistCopy;
  before(() => {
    copy = copyDist([]);
    rmSync(join(copy.root, 'src'));
    // Three articles and no playbook: soon learnt.
    const articles = ['mobile-and-roaming', 'printer', 'vpn-connection'].map(
      (name) => `src/desk/knowledge/articles/${name}.md`,
    );
    for (const name of [...articles, 'src/desk/knowledge/beyond.yaml'])
      cpSync(join(packageRoot, name), join(copy.root, name));
    mkdirSync(join(copy.root, 'src/desk/playbooks/data'), { recursive: true });
    run('dist/src/cli/prepare-library.js');
  });
  after(() => copy.remove());

  const run = (...args: string[]) =>
    execFileSync(process.execPath, args, { cwd: copy.root, encoding: 'utf8', stdio: 'pipe' });
  /** Whether a process finds what was prepared, and what it answers. */
  const asked = (): [boolean, string] =>
    JSON.parse(
      run(
        ...['--input-type=module', '-e'],
        `import { readPrepared } from './dist/src/desk/prepared-file.js';
        import { loadLibrary } from './dist/src/desk/library.js';
        import { search } from './dist/src/desk/knowledge/search.js';
        const { index } = await loadLibrary();
        const [best] = search(index, 'my phone wants the puk');
        console.log(JSON.stringify([readPrepared() !== undefined, JSON.stringify(best)]));`,
      ),
    );

  it('takes what was prepared, and learns the same anew where the data or the program has changed since', () => {
    const [isPrepared, best] = asked();
    assert.equal(isPrepared, true);
    assert.match(best, /mobile-and-roaming.*puk/);

    appendFileSync(join(copy.root, 'src/desk/knowledge/beyond.yaml'), '\n# Nothing that is learnt from.\n');
    assert.deepEqual(asked(), [false, best]);
    run('dist/src/cli/prepare-library.js');
    assert.deepEqual(asked(), [true, best]);

    appendFileSync(join(copy.root, 'dist/src/desk/language/stem.js'), '\n// Another stem.\n');
    assert.deepEqual(asked(), [false, best]);
  });

  it('says what is wrong with data that has changed since, as a build does', () => {
    writeFileSync(join(copy.root, 'src/desk/knowledge/articles/printer.md'), 'No article.');
    assert.throws(asked, /printer\.md: begin with front matter/);
    assert.throws(
      () => run('dist/src/cli/prepare-library.js'),
      /^Error: Command failed.*\nprinter\.md: begin with front matter.*\n$/,
    );
  });
});

/** The file and every file of ours it imports, and those import. */
function importedBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import) '(\.[^']+)'/g))
    importedBy(resolve(dirname(file), path), found);
  return found;
}
