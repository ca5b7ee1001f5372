import assert from 'node:assert/strict';
import type { OrgId } from '../../../models/ids.js';
import { orgIdOf } from '../../../models/ids.js';
import { articleOf, markdownOf, readOrgArticle } from '../../../src/desk/knowledge/org-article.js';
import { orgLibraries } from '../../../src/desk/knowledge/org-libraries.js';
import { search } from '../../../src/desk/knowledge/search.js';
import { type Library, loadLibrary } from '../../../src/desk/library.js';
import { dropArticle, writeArticles } from '../../../src/operations/organisations/write-articles.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../../support/database.js';
import { startTestDesk } from '../../support/desk.js';
import { anOrg, modelsOf } from '../../support/factories.js';
import { playgroundPerson } from '../../support/playground-person.js';

const espresso = `---
id: espresso-machine
title: Espresso machine
category: other
keywords: [coffee, barista]
---

## The espresso machine shows a red light {#red-light}

Fill the water tank and press the button twice.
`;

const written = (text: string) => {
  const { article, source } = readOrgArticle('a.md', text);
  assert.ok(article);
  return { slug: article.id, title: article.title, category: article.category, source };
};

describe('articles an organisation wrote itself', () => {
  let fresh: FreshDatabase;
  let shipped: Library;
  let ours: OrgId;
  let theirs: OrgId;
  let at = 0;
  before(async () => {
    shipped = await loadLibrary();
  });
  beforeEach(async () => {
    fresh = await freshDatabase();
    ours = orgIdOf(await anOrg(fresh.database));
    theirs = orgIdOf(await anOrg(fresh.database));
  });
  afterEach(() => fresh.dispose());

  const work = <T>(orgId: OrgId, act: (of: Parameters<typeof writeArticles>[0]) => Promise<T>) =>
    fresh.database.write((tx) =>
      act({
        tx,
        models: modelsOf(fresh.database),
        orgId,
        now: new Date('2026-03-10T09:00:00.000Z'),
        touched: new Set(),
      }),
    );
  const write = (orgId: OrgId, ...texts: string[]) => work(orgId, (of) => writeArticles(of, texts.map(written)));
  const libraries = () =>
    orgLibraries({ database: fresh.database, shipped, clock: () => new Date(at), freshMs: 1_000 });

  it('count a version at each change and none where nothing changed', async () => {
    assert.deepEqual(await write(ours, espresso), ['created']);
    assert.deepEqual(await write(ours, espresso.replaceAll('\n', '\r\n')), ['unchanged']);
    assert.deepEqual(await write(ours, espresso.replace('twice', 'once')), ['updated']);
    assert.equal(await work(ours, (of) => dropArticle(of, 'espresso-machine')), true);
    assert.equal(await work(ours, (of) => dropArticle(of, 'espresso-machine')), false);
    assert.deepEqual(await write(ours, espresso.replace('twice', 'once')), ['updated']);
    const [row] = await rowsOf<{ version: number; is_withdrawn: number }>(fresh.database, 'article');
    assert.deepEqual([row?.version, row?.is_withdrawn], [4, 0]);
  });

  it('are read back from what they are exported as', async () => {
    for (const article of shipped.articles) {
      const again = readOrgArticle('a.md', markdownOf(article));
      assert.deepEqual(again.problems, []);
      const row = {
        ...written(markdownOf(article)),
        version: article.version,
        is_withdrawn: 0,
        updated_at: article.updated,
      };
      assert.deepEqual(articleOf(row), article);
    }
  });

  it('are found beside the shipped ones, by their organisation only, with their version', async () => {
    const of = libraries();
    const best = async (orgId: OrgId) => search((await of(orgId)).index, 'the espresso machine shows a red light')[0];
    assert.notEqual((await best(ours))?.articleId, 'espresso-machine');
    assert.equal(await of(ours), shipped);
    await write(ours, espresso);
    await write(ours, espresso.replace('twice', 'once'));
    at += 1_001;
    assert.deepEqual([(await best(ours))?.articleId, (await best(ours))?.version], ['espresso-machine', 2]);
    assert.notEqual((await best(theirs))?.articleId, 'espresso-machine');
    assert.equal(search((await of(ours)).index, 'my vpn keeps dropping')[0]?.articleId, 'vpn-connection');
  });

  it('take the place of a shipped one with the same id, until they are withdrawn', async () => {
    const of = libraries();
    await write(ours, espresso.replace('id: espresso-machine', 'id: vpn-connection'));
    const titleIn = async (orgId: OrgId) => (await of(orgId)).articles.find(({ id }) => id === 'vpn-connection')?.title;
    assert.deepEqual([await titleIn(ours), await titleIn(theirs)], ['Espresso machine', 'VPN connection']);
    await work(ours, (one) => dropArticle(one, 'vpn-connection'));
    at += 1_001;
    assert.equal(await titleIn(ours), 'VPN connection');
  });

  it('are indexed once for many who ask at the same time, and looked after now and then', async () => {
    await write(ours, espresso);
    const of = libraries();
    const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => of(ours)));
    for (const other of others) assert.equal(other, first);
    await write(ours, espresso.replace('twice', 'once'));
    assert.equal(await of(ours), first);
    at += 1_001;
    assert.notEqual(await of(ours), first);
  });

  it('answer people, cited with their version', async () => {
    const desk = await startTestDesk();
    try {
      const [org] = await rowsOf<{ org_id: string }>(desk.database, 'orgs');
      assert.ok(org);
      await desk.database.write((tx) =>
        writeArticles(
          { tx, models: modelsOf(desk.database), orgId: orgIdOf(org), now: desk.clock.now(), touched: new Set() },
          [written(espresso)],
        ),
      );
      const employee = playgroundPerson(desk, 'employee');
      await employee.says('the espresso machine shows a red light');
      assert.match(await employee.sees(), /Fill the water tank/);
      const cited = await rowsOf<{ citations_json: string }>(desk.database, 'messages', "WHERE citations_json <> '[]'");
      const [citation] = JSON.parse(cited[0]?.citations_json ?? '[]') as { article: string; version: number }[];
      assert.deepEqual([citation?.article, citation?.version], ['espresso-machine', 1]);
    } finally {
      await desk.dispose();
    }
  });
});
