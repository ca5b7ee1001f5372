import assert from 'node:assert/strict';
import { loadImage } from '@napi-rs/canvas';
import type { Chart } from '../../src/chat/card.js';
import type { Reply } from '../../src/chat/outbound.js';
import { drawChart } from '../../src/delivery/draw-chart.js';
import { CHART_TYPE, chartDrawer } from '../../src/delivery/drawn-file.js';
import { withPictures } from '../../src/delivery/with-pictures.js';
import { openFile } from '../../src/start/open-file.js';
import { rowsOf } from '../support/database.js';
import { aScene, type Scene } from './scene.js';

const trend: Chart = {
  ...{ kind: 'chart', style: 'line', title: 'Opened and closed a week', finding: 'More than before.' },
  labels: ['2 Mar', '9 Mar', '16 Mar'],
  series: [
    { name: 'Opened', values: [4, 9, 7] },
    { name: 'Closed', values: [3, 5, 8] },
  ],
};
const bars = (...labels: string[]): Chart => ({
  ...{ kind: 'chart', style: 'bar', title: 'Opened by category', finding: 'Most are about e-mail.', labels },
  series: [{ name: 'Opened', values: labels.map((_, at) => at + 1) }],
});

describe('a chart as a picture', () => {
  it('is a PNG of its numbers, on paper that is white', async () => {
    for (const chart of [trend, bars('Network', 'E-mail'), bars()]) {
      const png = await drawChart(chart);
      assert.ok(png);
      const { width, height } = await loadImage(png);
      assert.deepEqual([width, height], [1_000, 500]);
      assert.ok(png.length > 3_000 && png.length < 100_000, `${png.length} bytes`);
    }
    assert.deepEqual(await drawChart(trend), await drawChart(trend));
    assert.notDeepEqual(await drawChart(bars('Network', 'E-mail')), await drawChart(bars('Network', 'Hardware')));
  });

  it('has the letters of Latin, Greek and Cyrillic, and stands whatever names there are', async () => {
    const pictures = [];
    for (const label of ['Zażółć', 'Ελλάδα', 'Почта', 'Việt', 'ネット', '\0\u202e<b>', 'x'.repeat(10_000)])
      pictures.push((await drawChart(bars(label)))?.toString('base64'));
    assert.equal(new Set(pictures).size, pictures.length);
    assert.ok(pictures.every(Boolean));
  });
});

describe('charts with pictures', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await aScene();
  });
  afterEach(() => scene.dispose());

  const reply: Reply = {
    text: 'Digest',
    card: { id: 'k', version: 1, title: 'Digest', parts: [{ kind: 'text', text: 'x' }, trend, bars('Network')] },
  };
  const pictures = async (publicUrl: string | undefined, outboxId: string) => {
    const row = await scene.row(outboxId);
    const { card } = await withPictures({ ...scene.delivery, publicUrl }, row, reply);
    return card?.parts.flatMap((part) => (part.kind === 'chart' ? [part.picture] : []));
  };

  it('link to files under the address of the desk, the same however often they are sent', async () => {
    const id = await scene.say(await scene.conversation('D1'), 'Digest');
    const found = await pictures('https://desk.example.com/it', id);
    assert.equal(found?.length, 2);
    for (const url of found ?? [])
      assert.match(url ?? '', /^https:\/\/desk\.example\.com\/it\/files\/[\w-]{32}\/chart\.png$/);
    assert.deepEqual(await pictures('https://desk.example.com/it', id), found);
    const files = await rowsOf<{ state: string; type: string; bytes: number }>(scene.database, 'file');
    assert.deepEqual(
      files.map(({ state, type }) => [state, type]),
      [
        ['stored', CHART_TYPE],
        ['stored', CHART_TYPE],
      ],
    );
    assert.ok(
      files.every(({ bytes }) => bytes < 1_000),
      'nothing is drawn yet',
    );
  });

  it('are drawn when they are fetched, and are PNG files then', async () => {
    const id = await scene.say(await scene.conversation('D1'), 'Digest');
    const [url] = (await pictures('https://desk.example.com', id)) ?? [];
    const open = openFile(scene.database);
    const token = new URL(url ?? '').pathname.split('/')[2] ?? '';
    const opened = await open(token);
    assert.equal(opened?.name, 'chart.png');
    const parts: Buffer[] = [];
    for await (const part of opened?.content() ?? []) parts.push(part);
    assert.deepEqual(Buffer.concat(parts), await drawChart(trend));
    assert.equal(opened?.bytes, parts[0]?.length);
  });

  it('are drawn once while they are at hand, and nowhere where they cannot be', async () => {
    let drawn = 0;
    const draw = chartDrawer(async () => {
      drawn += 1;
      return drawn === 1 ? Buffer.from('png') : undefined;
    });
    const content = Buffer.from(JSON.stringify(trend));
    const both = await Promise.all([draw('a', content), draw('a', content)]);
    assert.deepEqual([drawn, both.map(String)], [1, ['png', 'png']]);
    assert.equal(await draw('b', content), undefined);
    assert.equal(await draw('c', Buffer.from('{"kind":"chart"}')), undefined);
    for (let n = 0; n < 30; n += 1) await draw(`more ${n}`, content);
    const before = drawn;
    await draw('a', content);
    assert.equal(drawn, before + 1, 'the oldest were let go');
  });

  it('are none where nobody could fetch them', async () => {
    const id = await scene.say(await scene.conversation('D1'), 'Digest');
    for (const url of [undefined, 'http://127.0.0.1:3978'])
      assert.deepEqual(await pictures(url, id), [undefined, undefined]);
    assert.equal((await rowsOf(scene.database, 'file')).length, 0);
  });
});
