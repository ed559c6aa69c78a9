//! The metrics in the text format of Prometheus.

use std::fmt::Write as _;
use std::sync::atomic::Ordering;

use super::super::app::App;
use crate::store::Distribution;

/// All metrics of a running service.
pub(super) fn text(app: &App) -> String {
    let mut page = Page::default();
    requests(&mut page, app);
    connections(&mut page, app);
    writer(&mut page, app);
    memory(&mut page, app);
    work(&mut page, app);
    process(&mut page);
    page.0
}

fn requests(page: &mut Page, app: &App) {
    let requests = app.metrics.requests();
    page.head("waterline_http_requests_total", "counter", "Requests that were answered, by route, method and status.");
    for counted in &requests {
        for (status, count) in &counted.by_status {
            let labels =
                format!("{{route=\"{}\",method=\"{}\",status=\"{status}\"}}", escaped(&counted.route), counted.method);
            page.value("waterline_http_requests_total", &labels, *count as f64);
        }
    }
    let name = "waterline_http_request_duration_seconds";
    page.head(name, "histogram", "Seconds from the head of a request to the head of its answer.");
    for counted in &requests {
        let labels = format!("route=\"{}\",method=\"{}\"", escaped(&counted.route), counted.method);
        page.distribution(name, &labels, &counted.seconds);
    }
}

fn connections(page: &mut Page, app: &App) {
    let traffic = &app.metrics.traffic;
    let (opened, closed) = (traffic.opened.load(Ordering::Relaxed), traffic.closed.load(Ordering::Relaxed));
    let gauges = opened.saturating_sub(closed);
    page.gauge("waterline_connections", "Open connections.", gauges as f64);
    page.counter("waterline_connections_total", "Connections that were taken.", opened);
    let refused = traffic.refused.load(Ordering::Relaxed);
    page.counter("waterline_connections_refused_total", "Connections for which there was no place.", refused);
    let sent_away = traffic.sent_away.load(Ordering::Relaxed);
    page.counter("waterline_connections_sent_away_total", "Idle connections that had to make room.", sent_away);
}

fn writer(page: &mut Page, app: &App) {
    let figures = app.store.figures();
    page.gauge("waterline_writer_waiting", "Writes that wait for the writer.", figures.waiting as f64);
    let name = "waterline_writer_requests_per_commit";
    page.head(name, "histogram", "Writes that shared a commit.");
    page.distribution(name, "", &figures.requests_in_a_commit);
    let name = "waterline_writer_commit_seconds";
    page.head(name, "histogram", "Seconds that a commit took, with the wait for the disk.");
    page.distribution(name, "", &figures.commit_seconds);
    page.counter("waterline_writer_refused_total", "Writes that were refused or failed.", figures.refused);
    page.gauge("waterline_maps", "Accounts whose maps are in memory.", figures.maps as f64);
    page.gauge("waterline_maps_bytes", "About how many bytes these maps take.", figures.map_bytes as f64);
}

fn memory(page: &mut Page, app: &App) {
    page.gauge("waterline_answers_bytes", "Bytes of answers that are kept in memory.", app.answers.bytes() as f64);
}

fn work(page: &mut Page, app: &App) {
    let jobs = app.jobs();
    page.head("waterline_jobs", "gauge", "Long work that is being done, by kind.");
    for (kind, running) in jobs {
        page.value("waterline_jobs", &format!("{{kind=\"{kind}\"}}"), running as f64);
    }
}

/// What Linux tells of this process; elsewhere nothing.
fn process(page: &mut Page) {
    page.head("waterline_build_info", "gauge", "The version that runs.");
    page.value("waterline_build_info", &format!("{{version=\"{}\"}}", env!("CARGO_PKG_VERSION")), 1.0);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = resident.and_then(|text| text.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    if let Some(kibibytes) = kibibytes {
        page.gauge("process_resident_memory_bytes", "Memory of this process.", kibibytes * 1024.0);
    }
    if let Ok(files) = std::fs::read_dir("/proc/self/fd") {
        page.gauge("process_open_fds", "Open files of this process.", files.count() as f64);
    }
}

/// The text so far.
#[derive(Default)]
struct Page(String);

impl Page {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}").expect("a text takes any text");
    }

    fn value(&mut self, name: &str, labels: &str, value: f64) {
        writeln!(self.0, "{name}{labels} {value}").expect("a text takes any text");
    }

    fn gauge(&mut self, name: &str, help: &str, value: f64) {
        self.head(name, "gauge", help);
        self.value(name, "", value);
    }

    fn counter(&mut self, name: &str, help: &str, value: u64) {
        self.head(name, "counter", help);
        self.value(name, "", value as f64);
    }

    fn distribution(&mut self, name: &str, labels: &str, counted: &Distribution) {
        let comma = if labels.is_empty() { "" } else { "," };
        for (bound, count) in &counted.at_most {
            self.value(&format!("{name}_bucket"), &format!("{{{labels}{comma}le=\"{bound}\"}}"), *count as f64);
        }
        self.value(&format!("{name}_bucket"), &format!("{{{labels}{comma}le=\"+Inf\"}}"), counted.count as f64);
        let labels = if labels.is_empty() { String::new() } else { format!("{{{labels}}}") };
        self.value(&format!("{name}_sum"), &labels, counted.sum);
        self.value(&format!("{name}_count"), &labels, counted.count as f64);
    }
}

/// The value of a label.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
