//! The API as each of its users meets it: the customer, another customer, an agent, nobody.

mod bucket;
mod cases;
mod clock;
mod drafts;
mod figures;
mod files;
mod keys;
mod lists;
mod live;
mod load;
mod privacy;
mod sessions;
mod settings;
mod timeline;
