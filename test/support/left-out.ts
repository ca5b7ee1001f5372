/** Printed after `npm test`: what was not tested, and what tests it. */
const database = process.env.TEST_DATABASE_URL ? 'PostgreSQL only' : 'SQLite only, no PostgreSQL';
const redis = process.env.REDIS_URL ? 'a redis-server of its own' : 'the embedded queue only, no redis-server';
console.log(`Left out: ${database}; ${redis}; no processes killed (test/chaos); no browser (test/browser).`);
console.log('.ci/run tests all of it.\n');
