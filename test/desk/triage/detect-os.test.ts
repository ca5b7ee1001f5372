import assert from 'node:assert/strict';
import { detectOs } from '../../../src/desk/triage/detect-os.js';

const CASES: readonly (readonly [text: string, os: string | undefined])[] = [
  ['Windows 11 23H2', 'windows'],
  ['win10 laptop', 'windows'],
  ['Windows', 'windows'],
  ["I'm on windows", 'windows'],
  ['macOS 15.1', 'macos'],
  ['my macbook', 'macos'],
  ["it's a Mac", 'macos'],
  ['Ubuntu 24.04', 'linux'],
  ['iPhone 15', 'ios'],
  ['iPadOS 18', 'ios'],
  ['my galaxy s23', 'android'],
  ['android phone', 'android'],
  ['the mac address of the printer', undefined],
  ['close all windows', undefined],
  ['my windows are open', undefined],
  ['works on my iphone but not on the mac', undefined],
  ['machine', undefined],
  ['', undefined],
];

describe('telling the system from a text', () => {
  for (const [text, os] of CASES) it(`reads "${text}" as ${os ?? 'nothing'}`, () => assert.equal(detectOs(text), os));
});
