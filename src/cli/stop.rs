//! Stopping when the program is told to: services gracefully, files that are being made without leaving anything.

use std::future::Future;

use super::Failure;

/// Ends when the program is interrupted, told to end, or left by its terminal; from the call on, not only once it is awaited.
pub(super) fn told_to_stop() -> impl Future<Output = ()> + Send {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()];
    let signals = kinds.map(signal);
    async move {
        match signals {
            [Ok(mut terminate), Ok(mut interrupt), Ok(mut hangup)] => {
                tokio::select! {
                    _ = terminate.recv() => (),
                    _ = interrupt.recv() => (),
                    _ = hangup.recv() => (),
                }
            }
            _ => std::future::pending().await,
        }
    }
}

/// Does work unless the program is told to stop meanwhile; what was being made is dropped then.
pub(super) async fn unless_stopped<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::select! {
        done = work => done,
        () = told_to_stop() => Err(Failure::worded(
            "已按要求中止，未留下任何未完成的文件",
            "stopped as it was told to; nothing unfinished was left behind",
        )),
    }
}
