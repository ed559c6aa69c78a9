//! Connections that are slow, idle or too many cost those who come to work nothing.

use std::net::SocketAddr;
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::client::Client;
use crate::program::{Folder, SERVE, Service, account, add_person, execute};

/// Lets this process open the thousands of connections of an attack; how many it may.
fn raise_open_files() -> usize {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // Root may raise the limit itself.
    let enough = maximum.map(|most| most.max(20_000));
    if setrlimit(Resource::Nofile, Rlimit { current: enough, maximum: enough }).is_err() {
        setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).unwrap();
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    usize::try_from(files.saturating_sub(500)).unwrap_or(usize::MAX)
}

/// Connects from one of this machine's own addresses.
async fn connect_from(address: &str, to: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::new(address.parse().unwrap(), 0))?;
    socket.connect(to).await
}

/// Sends `first`, then a byte a second, until the service closes the connection; how long that took.
async fn drip(from: &'static str, to: SocketAddr, first: String) -> Duration {
    let mut stream = connect_from(from, to).await.unwrap();
    let began = Instant::now();
    stream.write_all(first.as_bytes()).await.unwrap();
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    let mut buffer = [0; 1024];
    loop {
        tokio::select! {
            _ = ticks.tick() => if stream.write_all(b"x").await.is_err() { return began.elapsed() },
            read = stream.read(&mut buffer) => if matches!(read, Ok(0) | Err(_)) { return began.elapsed() },
        }
    }
}

/// Reads and writes by ordinary users, each on a new connection, until `until`; the milliseconds of each.
fn work(client: &Client, account: &str, until: Instant) -> Vec<f64> {
    let mut took = Vec::new();
    while Instant::now() < until {
        let mut client = client.again();
        let began = Instant::now();
        if took.len() % 10 == 9 {
            client.post(&format!("{account}/changes"), &add_person("Ben Rowe")).expect(201);
        } else {
            client.get(&format!("{account}/people")).expect(200);
        }
        took.push(began.elapsed().as_secs_f64() * 1000.0);
        std::thread::sleep(Duration::from_millis(20));
    }
    took
}

fn percentile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * share) as usize]
}

#[test]
fn s5_two_thousand_slow_connections_are_closed_and_users_do_not_feel_them() {
    assert!(raise_open_files() > 2000, "this test needs 2,500 open files");
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    let to: SocketAddr = service.address.parse().unwrap();
    // A body drips in whether or not its sender may send it: signed in, it is waited for.
    let body = format!(
        "POST {account}/changes HTTP/1.1\r\nhost: {to}\r\n{}content-type: application/json\r\ncontent-length: 5000\r\n\r\n{{",
        user.head()
    );
    let head = format!("GET /api/v1/me HTTP/1.1\r\nhost: {to}\r\nx-slow: ");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();

    let slow: Vec<_> = (0..2000)
        .map(|number| {
            let (from, first) = if number % 2 == 0 { ("127.0.0.2", head.clone()) } else { ("127.0.0.3", body.clone()) };
            runtime.spawn(drip(from, to, first))
        })
        .collect();
    let until = Instant::now() + Duration::from_secs(16);
    let took: Vec<f64> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(|| work(&user, &account, until))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });

    let p99 = percentile(took.clone(), 0.99);
    println!("{} requests of users beside 2,000 slow connections: p99 {p99:.0} ms", took.len());
    assert!(p99 <= 500.0, "p99 of users is {p99:.0} ms");
    let mut longest = Duration::ZERO;
    for slow in slow {
        longest = longest.max(runtime.block_on(slow).unwrap());
    }
    assert!(longest <= Duration::from_secs(15), "a slow connection lived for {longest:?}");
    assert!(longest >= Duration::from_secs(5), "slow connections were not waited for at all: {longest:?}");
}

#[test]
fn d8_users_are_served_while_ten_thousand_idle_connections_are_held_open() {
    let connections = raise_open_files().min(10_000);
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    let to: SocketAddr = service.address.parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();

    let idle: Vec<TcpStream> = runtime.block_on(async {
        let mut idle = Vec::new();
        for number in 0..connections {
            let from = format!("127.0.1.{}", 1 + number % 100);
            idle.push(connect_from(&from, to).await.unwrap());
        }
        idle
    });
    let took = work(&user, &account, Instant::now() + Duration::from_secs(4));

    let p99 = percentile(took, 0.99);
    assert!(p99 <= 500.0, "p99 of users is {p99:.0} ms beside {} idle connections", idle.len());
}

/// The seconds of processor that a process has used.
fn processor_seconds(id: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
    ticks / 100.0
}

#[test]
fn d8_out_of_open_files_users_are_served_and_accepting_does_not_burn_the_processor() {
    let folder = Folder::new();
    // Room for the service itself and a few connections.
    let mut command = Command::new("prlimit");
    let own = folder.command(&SERVE);
    command.arg("--nofile=48:48").arg(own.get_program()).args(own.get_args()).current_dir(&folder.0);
    command.env("WATERLINE_LOG", "off").env_remove("WATERLINE_DATABASE");
    let service = Service::start(command).unwrap();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    let to: SocketAddr = service.address.parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();

    let idle: Vec<TcpStream> = runtime.block_on(async {
        let mut idle = Vec::new();
        for _ in 0..200 {
            idle.push(connect_from("127.0.0.4", to).await.unwrap());
        }
        idle
    });
    let before = processor_seconds(service.child.id());
    std::thread::sleep(Duration::from_secs(3));
    let used = processor_seconds(service.child.id()) - before;
    let mut newcomer = user.again();
    let began = Instant::now();
    newcomer.get(&format!("{account}/people")).expect(200);

    assert!(used < 1.0, "{used} s of processor in 3 s with {} connections waiting", idle.len());
    assert!(began.elapsed() < Duration::from_secs(5), "a newcomer waited {:?}", began.elapsed());
    newcomer.post(&format!("{account}/changes"), &add_person("Ada Field")).expect(201);
}

#[test]
fn a_service_that_is_told_to_stop_finishes_what_it_has_begun() {
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    user.post(&format!("{account}/changes"), &add_person("Ada Field")).expect(201);

    assert_eq!(service.stop(), Some(0));

    assert!(!folder.0.join("waterline.db-wal").exists(), "the log of the database was taken in");
}

#[test]
fn a_service_that_still_looks_through_a_large_database_stops_as_cleanly() {
    let folder = Folder::new();
    let service = folder.serve();
    service.set_up();
    assert_eq!(service.stop(), Some(0));
    let rows = "with recursive row(n) as (select 1 union all select n + 1 from row where n < 300000)
        select n, hex(randomblob(40)) as text from row";
    execute(&folder.0.join("waterline.db"), &format!("create table padding as {rows}"));
    execute(&folder.0.join("waterline.db"), "create index padding_text on padding (text)");

    // It listens at once, and looks through the file meanwhile.
    assert_eq!(folder.serve().stop(), Some(0));

    assert!(!folder.0.join("waterline.db-wal").exists(), "the next start takes this one for broken off");
}
