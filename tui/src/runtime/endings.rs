//! The ways in which the system asks the program to end.

/// The ways in which the system asks a process to end.
pub(super) struct Endings {
    #[cfg(unix)]
    signals: Vec<tokio::signal::unix::Signal>,
}

impl Endings {
    #[cfg(unix)]
    pub(super) fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()];
        Self { signals: kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect() }
    }

    /// Overlooks an interrupt that was meant for another program in the same terminal.
    #[cfg(unix)]
    pub(super) fn overlook_interrupt(&mut self) {
        if let Some(interrupt) = self.signals.last_mut() {
            let _ = futures_util::FutureExt::now_or_never(interrupt.recv());
        }
    }

    #[cfg(not(unix))]
    pub(super) fn overlook_interrupt(&mut self) {}

    #[cfg(not(unix))]
    pub(super) fn listen() -> Self {
        Self {}
    }

    #[cfg(unix)]
    pub(super) async fn next(&mut self) {
        if self.signals.is_empty() {
            return std::future::pending().await;
        }
        futures_util::future::select_all(self.signals.iter_mut().map(|signal| Box::pin(signal.recv()))).await;
    }

    #[cfg(not(unix))]
    pub(super) async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
