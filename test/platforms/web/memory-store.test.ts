import { createMemoryStore } from './memory-store.js';
import { describePlaygroundStore } from './store-contract.js';

describePlaygroundStore('in memory', async () => createMemoryStore());
