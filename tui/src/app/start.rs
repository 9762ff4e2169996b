//! What the last time left to show: the first list, at once, until the server says who is signed in and how things stand.

use caseport_shared::limits::PAGE_DEFAULT;
use caseport_shared::view::views;

use super::{App, Owner};
use crate::effect::{Answer, Call, HostOp, LocalStart, Route};
use crate::screens;

impl App {
    /// Shows what the last time left, unless the server was faster.
    pub(super) fn begin(&mut self, start: LocalStart) {
        if self.cx.me.is_some() || !self.layers.is_empty() || start.server != self.cx.server {
            return;
        }
        let call = Call::Cases { query: start.query, cursor: None, limit: start.limit };
        self.cache.put(&call, Answer::Cases(Box::new(start.page)), start.at);
        self.cx.me = Some(start.me);
        self.cx.read_as_said();
        self.is_provisional = true;
        self.push(screens::open(Route::Cases, &self.cx), None);
    }

    /// Has the first list kept for the next start.
    pub(super) fn keep_start(&mut self) {
        let Some(me) = self.cx.me.clone().filter(|_| !self.is_provisional && !self.is_ended) else { return };
        let query = views(me.side)[0].query.to_owned();
        let call = Call::Cases { query: query.clone(), cursor: None, limit: PAGE_DEFAULT };
        let Some((Answer::Cases(page), at)) = self.cache.get(&call) else { return };
        let page = (**page).clone();
        let start = LocalStart { server: self.cx.server.clone(), me, query, limit: PAGE_DEFAULT, page, at };
        self.host_call(Owner::Quiet, HostOp::KeepStart(Box::new(start)));
    }

    /// The sign-in of the last time has ended: what it showed is gone, from the screen and from this machine.
    pub(super) fn forget_start(&mut self) {
        self.is_provisional = false;
        self.layers.clear();
        self.cache.clear();
        self.cx.me = None;
    }
}
