import { Gauge, type Registry } from 'prom-client';

/** Gauges of the process itself; the answer reads them anew. Few, and without timers: the service idles on a Pi. */
export function processFigures(prefix: string, registers: Registry[]): () => void {
  const gauge = (name: string, help: string) => new Gauge({ name: `${prefix}${name}`, help, registers });
  const resident = gauge('process_resident_bytes', 'Memory of the process that is in RAM');
  const heap = gauge('process_heap_bytes', 'Memory that the main thread uses for objects');
  const processor = gauge('process_cpu_seconds', 'Processor time since the start');
  const started = gauge('process_start_timestamp_seconds', 'When the process started');
  started.set(Date.now() / 1000 - process.uptime());
  return () => {
    resident.set(process.memoryUsage.rss());
    heap.set(process.memoryUsage().heapUsed);
    const { user, system } = process.cpuUsage();
    processor.set((user + system) / 1e6);
  };
}
