import assert from 'node:assert/strict';
import { defaultMatrix, impacts, priorityMatrixSchema, priorityOf, urgencies } from '../../src/rules/priority.js';

describe('priorityOf', () => {
  it('reads the default matrix', () => {
    const read = impacts.map((impact) => urgencies.map((urgency) => priorityOf(impact, urgency)));
    assert.deepEqual(read, [
      ['P1', 'P2', 'P3'],
      ['P2', 'P3', 'P4'],
      ['P3', 'P4', 'P5'],
    ]);
  });

  it("reads an organisation's own matrix", () => {
    const matrix = { ...defaultMatrix, low: { high: 'P2', medium: 'P4', low: 'P5' } } as const;
    assert.equal(priorityOf('low', 'high', matrix), 'P2');
  });
});

describe('priorityMatrixSchema', () => {
  it('accepts a whole matrix and nothing less or more', () => {
    const { low: _, ...lacking } = defaultMatrix;
    assert.ok(priorityMatrixSchema.safeParse(defaultMatrix).success);
    assert.ok(!priorityMatrixSchema.safeParse(lacking).success);
    assert.ok(!priorityMatrixSchema.safeParse({ ...defaultMatrix, huge: defaultMatrix.high }).success);
    assert.ok(
      !priorityMatrixSchema.safeParse({ ...defaultMatrix, low: { high: 'P0', medium: 'P4', low: 'P5' } }).success,
    );
  });
});
