import { expect, it } from 'vitest';
import { PageReader } from './page-reader.ts';

/**
 * Pages as the exporters and client libraries write them, two seconds apart: their own names, labels and types. A figure
 * that grows is written `[before, after]`.
 */

/** The first or the second of all pairs in a page. */
const at = (look: 0 | 1, text: string) =>
  text.replace(/\[(\S+), (\S+)\]/g, (_, before: string, after: string) => (look === 0 ? before : after));

/** What is seen at the second look: `role label` (or the chart, where it has no role) with the value. */
function seenIn(text: string): Record<string, number> {
  const reader = new PageReader();
  reader.measure(at(0, text), 0);
  return Object.fromEntries(
    reader
      .measure(at(1, text), 2000)
      .map(({ series, value }) => [`${series.role ?? series.chart} ${series.label}`, value]),
  );
}

it('reads what prom-client says of Node.js', () => {
  expect(
    seenIn(`# HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.
# TYPE process_cpu_seconds_total counter
process_cpu_seconds_total [10.5, 12]
process_start_time_seconds 1700000000
process_resident_memory_bytes 81920000
process_open_fds 24
process_max_fds 1048576
nodejs_eventloop_lag_seconds 0.004
nodejs_eventloop_lag_max_seconds 0.2
nodejs_eventloop_lag_mean_seconds 0.011
nodejs_eventloop_lag_p50_seconds 0.01
nodejs_eventloop_lag_p99_seconds 0.09
nodejs_active_handles{type="Socket"} 3
nodejs_active_handles_total 5
nodejs_active_requests_total 1
nodejs_heap_size_total_bytes 33000000
nodejs_heap_size_used_bytes 27000000
nodejs_external_memory_bytes 2100000
nodejs_heap_space_size_used_bytes{space="new"} 640000
nodejs_version_info{version="v24.1.0",major="24",minor="1",patch="0"} 1
# TYPE nodejs_gc_duration_seconds histogram
nodejs_gc_duration_seconds_bucket{le="0.001",kind="minor"} 5
nodejs_gc_duration_seconds_bucket{le="+Inf",kind="minor"} 6
nodejs_gc_duration_seconds_sum{kind="minor"} [0.02, 0.06]
nodejs_gc_duration_seconds_count{kind="minor"} 6
nodejs_gc_duration_seconds_sum{kind="major"} [0.1, 0.16]
nodejs_gc_duration_seconds_count{kind="major"} 2
`),
  ).toEqual({
    'process-cpu busy': 0.75,
    'process-start since 1970': 1_700_000_000,
    'resident-memory resident': 81_920_000,
    'open-files open': 24,
    'open-files-limit limit': 1_048_576,
    'event-loop-lag-mean mean': 0.011,
    'event-loop-lag-p99 p99': 0.09,
    'event-loop-lag-max longest': 0.2,
    'heap-used heap used': 27_000_000,
    'external-memory buffers': 2_100_000,
    'gc-share share of the time': expect.closeTo(0.05),
    'Handles and requests handles': 5,
    'Handles and requests requests': 1,
  });
});

it('reads what Micrometer says of a JVM, its pool and its routes', () => {
  expect(
    seenIn(`# TYPE jvm_memory_used_bytes gauge
jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 1.0E8
jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 5.0E7
jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 4.0E7
jvm_memory_max_bytes{area="heap",id="G1 Old Gen"} 4.294967296E9
jvm_memory_max_bytes{area="nonheap",id="Metaspace"} -1.0
jvm_gc_pause_seconds_count{action="end of minor GC",cause="G1 Evacuation Pause",gc="G1 Young Generation"} [3, 5]
jvm_gc_pause_seconds_sum{action="end of minor GC",cause="G1 Evacuation Pause",gc="G1 Young Generation"} [0.03, 0.09]
jvm_threads_live_threads 42.0
tomcat_threads_busy_threads{name="http-nio-8080"} 7.0
hikaricp_connections{pool="HikariPool-1"} 10.0
hikaricp_connections_max{pool="HikariPool-1"} 10.0
hikaricp_connections_active{pool="HikariPool-1"} 10.0
hikaricp_connections_pending{pool="HikariPool-1"} 23.0
hikaricp_connections_acquire_seconds_count{pool="HikariPool-1"} [100, 120]
hikaricp_connections_acquire_seconds_sum{pool="HikariPool-1"} [1, 9]
http_server_requests_seconds_count{error="none",method="GET",outcome="SUCCESS",status="200",uri="/products/{id}"} [50, 90]
http_server_requests_seconds_sum{error="none",method="GET",outcome="SUCCESS",status="200",uri="/products/{id}"} [5, 9]
`),
  ).toEqual({
    'heap-used heap used': 150_000_000,
    'memory-limit heap at most': 4_294_967_296,
    'gc-share share of the time': expect.closeTo(0.03),
    'threads live': 42,
    'Threads busy (Tomcat)': 7,
    'pool-size connections': 10,
    'pool-in-use in use': 10,
    'pool-waiting waiting': 23,
    'pool-wait-mean mean': expect.closeTo(0.4),
    'http-rate GET /products/{id}': 20,
    'http-mean GET /products/{id}': expect.closeTo(0.1),
  });
});

it("reads what Go's client says, and its database/sql", () => {
  expect(
    seenIn(`go_goroutines 312
go_gc_duration_seconds{quantile="0.5"} 0.0001
go_gc_duration_seconds_sum [0.5, 0.52]
go_gc_duration_seconds_count [40, 44]
go_memstats_heap_inuse_bytes 5.2e+07
go_sched_latencies_seconds_bucket{le="0.001"} [0, 0]
go_sched_latencies_seconds_bucket{le="0.01"} [0, 100]
go_sched_latencies_seconds_bucket{le="+Inf"} [0, 100]
go_sql_max_open_connections{db_name="shop"} 25
go_sql_in_use_connections{db_name="shop"} 25
go_sql_idle_connections{db_name="shop"} 0
process_cpu_seconds_total [1, 3]
process_resident_memory_bytes 9e+07
`),
  ).toEqual({
    'process-cpu busy': 1,
    'resident-memory resident': 90_000_000,
    'threads goroutines': 312,
    'heap-used heap in use': 52_000_000,
    'gc-share share of the time': expect.closeTo(0.01),
    'event-loop-lag-p99 p99': expect.closeTo(0.00991),
    'pool-size connections': 25,
    'pool-in-use in use': 25,
  });
});

it('reads what .NET says by its own names', () => {
  expect(
    seenIn(`# TYPE dotnet_gc_pause_time_seconds_total counter
dotnet_gc_pause_time_seconds_total{otel_scope_name="System.Runtime"} [1.2, 1.4]
dotnet_gc_last_collection_heap_size_bytes{gc_heap_generation="gen0"} 1000000
dotnet_gc_last_collection_heap_size_bytes{gc_heap_generation="gen2"} 9000000
dotnet_process_cpu_time_seconds_total{cpu_mode="user"} [10, 11]
dotnet_process_cpu_time_seconds_total{cpu_mode="system"} [2, 2.5]
dotnet_process_memory_working_set_bytes 150000000
dotnet_thread_pool_thread_count 12
dotnet_thread_pool_queue_length 80
http_server_request_duration_seconds_count{http_request_method="GET",http_route="/orders",http_response_status_code="200"} [10, 30]
http_server_request_duration_seconds_sum{http_request_method="GET",http_route="/orders",http_response_status_code="200"} [1, 3]
`),
  ).toEqual({
    'gc-share share of the time': expect.closeTo(0.1),
    'heap-used managed heap': 10_000_000,
    'process-cpu busy': 0.75,
    'resident-memory working set': 150_000_000,
    'threads pool threads': 12,
    'Threads work waiting': 80,
    'http-rate GET /orders': 10,
    'http-mean GET /orders': expect.closeTo(0.1),
  });
});

it('reads the exporter of nginx, and not the exporter itself', () => {
  expect(
    seenIn(`# HELP nginx_connections_accepted Accepted client connections
# TYPE nginx_connections_accepted counter
nginx_connections_accepted [10, 12]
nginx_connections_active 7
nginx_connections_handled [10, 12]
nginx_connections_reading 0
nginx_connections_waiting 5
nginx_connections_writing 2
nginx_http_requests_total [100, 300]
nginx_up 1
nginxexporter_build_info{commit="",date="",version="0.11.0"} 1
process_cpu_seconds_total [1, 3]
go_goroutines 9
`),
  ).toEqual({
    'server-connections active': 7,
    'Connections of nginx reading': 0,
    'Connections of nginx idle': 5,
    'Connections of nginx writing': 2,
    'Requests of nginx requests': 100,
  });
});

it('reads the exporter of PgBouncer', () => {
  expect(
    seenIn(`pgbouncer_exporter_build_info{branch="HEAD",goversion="go1.22",version="0.9.0"} 1
pgbouncer_up 1
pgbouncer_pools_client_active_connections{database="shop",user="app"} 20
pgbouncer_pools_client_waiting_connections{database="shop",user="app"} 35
pgbouncer_pools_client_maxwait_seconds{database="shop",user="app"} 1.5
pgbouncer_pools_client_maxwait_seconds{database="pgbouncer",user="pgbouncer"} 0
pgbouncer_pools_server_active_connections{database="shop",user="app"} 20
pgbouncer_pools_server_idle_connections{database="shop",user="app"} 0
process_resident_memory_bytes 1.5e+07
`),
  ).toEqual({
    'pool-in-use clients at work': 20,
    'pool-waiting clients waiting': 35,
    'pool-wait-p95 longest now': 1.5,
    'PgBouncer connections at work': 20,
    'PgBouncer connections idle': 0,
  });
});

it('reads node_exporter: the machine, and not the exporter itself', () => {
  expect(
    seenIn(`node_exporter_build_info{branch="debian/sid",goversion="go1.19.8",version="1.5.0"} 1
# TYPE node_cpu_seconds_total counter
node_cpu_seconds_total{cpu="0",mode="idle"} [100, 100.5]
node_cpu_seconds_total{cpu="0",mode="iowait"} [5, 5]
node_cpu_seconds_total{cpu="0",mode="user"} [50, 51.25]
node_cpu_seconds_total{cpu="0",mode="system"} [20, 20.25]
node_cpu_seconds_total{cpu="1",mode="idle"} [100, 101]
node_cpu_seconds_total{cpu="1",mode="user"} [50, 51]
node_load1 3.2
node_memory_MemAvailable_bytes 4e+09
node_memory_MemTotal_bytes 8e+09
node_network_receive_bytes_total{device="eth0"} [0, 2000]
node_network_receive_bytes_total{device="lo"} [0, 90000]
node_network_transmit_bytes_total{device="eth0"} [0, 4000]
node_sockstat_TCP_alloc 290
node_netstat_Tcp_OutSegs [0, 200]
node_netstat_Tcp_RetransSegs [0, 4]
node_disk_io_time_seconds_total{device="vda"} [10, 11]
node_disk_io_time_seconds_total{device="vdb"} [10, 10.5]
process_cpu_seconds_total [1, 3]
go_memstats_heap_inuse_bytes 3e+06
`),
  ).toEqual({
    'host-cpu busy': 1.25,
    'host-cpus in all': 2,
    'host-load 1 min': 3.2,
    'host-memory-available available': 4_000_000_000,
    'host-memory in all': 8_000_000_000,
    'host-received received': 1000,
    'host-sent sent': 2000,
    'host-sockets TCP': 290,
    'host-segments segments sent': 100,
    'host-retransmits sent again': 2,
    'Disks of the machine busiest': 0.5,
  });
});

it('reads cAdvisor: each container, and no limit where there is none', () => {
  expect(
    seenIn(`cadvisor_version_info{cadvisorRevision="1",cadvisorVersion="v0.49.1",dockerVersion="",kernelVersion="6.1"} 1
container_cpu_usage_seconds_total{cpu="total",id="/",image="",name=""} [500, 600]
container_cpu_usage_seconds_total{cpu="total",id="/docker/a",image="shop:1.0",name="shop"} [10, 13]
container_cpu_usage_seconds_total{cpu="total",id="/docker/b",image="redis:7",name="cache"} [1, 1.5]
container_memory_working_set_bytes{id="/docker/a",image="shop:1.0",name="shop"} 2.5e+08
container_spec_memory_limit_bytes{id="/docker/a",image="shop:1.0",name="shop"} 5.36870912e+08
container_spec_memory_limit_bytes{id="/docker/b",image="redis:7",name="cache"} 0
container_cpu_cfs_throttled_seconds_total{id="/docker/a",image="shop:1.0",name="shop"} [2, 3]
process_cpu_seconds_total [1, 3]
`),
  ).toEqual({
    'process-cpu shop': 1.5,
    'process-cpu cache': 0.25,
    'resident-memory shop': 250_000_000,
    'memory-limit shop': 536_870_912,
    'throttled-share shop': 0.5,
  });
});
