import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlaybooks } from '../../../src/desk/playbooks/load.js';
import { matchPlaybook } from '../../../src/desk/playbooks/match.js';
import { packageRoot } from '../../../src/package-root.js';

describe('the example in docs/playbooks.md', () => {
  it('loads, and matches as the page says', () => {
    const page = readFileSync(join(packageRoot, 'docs/playbooks.md'), 'utf8');
    const example = /A short one, whole:\n\n```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'playbooks-'));
    try {
      writeFileSync(join(folder, 'printer.yaml'), example);
      const playbooks = loadPlaybooks(folder);
      const matched = (text: string) => matchPlaybook(playbooks, text)?.playbook.id;
      assert.equal(matched('the printer is jammed'), 'printer');
      assert.equal(matched('please order a printer'), undefined);
      assert.equal(matched('the 3D printer is offline'), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
