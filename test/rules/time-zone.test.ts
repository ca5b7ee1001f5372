import assert from 'node:assert/strict';
import { isTimeZone } from '../../src/rules/time-zone.js';

describe('whether a time zone is known', () => {
  it('knows zones of the IANA database, and nothing else', () => {
    for (const name of ['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Australia/Lord_Howe', 'UTC'])
      assert.ok(isTimeZone(name), name);
    for (const name of ['', 'Fantasia/Castle', 'Europe/Berlin ', 'noon', '__proto__'])
      assert.ok(!isTimeZone(name), JSON.stringify(name));
  });

  // Spelt as no other test does: what one has asked is known to all.
  it('asks the system once about a zone, however often it is read', () => {
    const asked = dateFormatsMadeBy(() => {
      for (let times = 0; times < 1_000; times += 1) assert.ok(isTimeZone('pacific/CHATHAM'));
    });
    assert.equal(asked, 1);
  });
});

/** How many date formats are made while something is done. */
function dateFormatsMadeBy(act: () => void): number {
  const stock = Intl.DateTimeFormat;
  let made = 0;
  Intl.DateTimeFormat = new Proxy(stock, {
    construct(target, args) {
      made += 1;
      return Reflect.construct(target, args);
    },
  });
  try {
    act();
  } finally {
    Intl.DateTimeFormat = stock;
  }
  return made;
}
