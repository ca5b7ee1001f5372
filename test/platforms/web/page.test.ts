import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(process.cwd(), 'src/platforms/web/public');
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

describe("the playground's page", () => {
  it('never turns words into markup', () => {
    const scripts = files.filter(({ name }) => name.endsWith('.js'));
    assert.ok(scripts.length > 10);
    for (const { name, text } of scripts) {
      assert.doesNotMatch(
        text,
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|\beval\(|new Function/,
        name,
      );
    }
  });

  it('has neither script nor style inside it', () => {
    for (const { name, text } of files.filter((file) => /\.(html|svg)$/.test(file.name))) {
      assert.doesNotMatch(text, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/i, name);
    }
  });

  it('asks no other site for anything', () => {
    const namespace = 'http://www.w3.org/2000/svg';
    for (const { name, text } of files) {
      assert.doesNotMatch(text.replaceAll(namespace, ''), /https?:\/\/|\burl\(|@import/, name);
    }
  });
});
