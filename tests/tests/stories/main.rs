//! Stories told by the real programs over real sockets and terminals, and the rules of the house.

mod shape;
