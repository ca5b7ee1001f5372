import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Route } from '../chat/platform.js';

/** Figures by name; read anew at every scrape. */
export type Figures = () => Promise<Readonly<Record<string, number>>>;

/** `/metrics` in Prometheus' text form: the process, and the desk's own figures as `deskhand_<name>`. */
export function metricsRoute(figures: Figures): Route {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    path: '/metrics',
    async handle(_request, response) {
      for (const [name, value] of Object.entries(await figures())) gauge(registry, `deskhand_${name}`).set(value);
      response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
    },
  };
}

function gauge(registry: Registry, name: string): Gauge {
  const known = registry.getSingleMetric(name);
  return known instanceof Gauge ? known : new Gauge({ name, help: name.replaceAll('_', ' '), registers: [registry] });
}
