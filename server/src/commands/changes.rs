//! What an edit changed, as small values for the journal.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// The fields that differ: before and after, and of lists what came and what went.
pub(super) fn between(before: &impl Serialize, after: &impl Serialize) -> Value {
    let of = |value: Result<Value, _>| match value {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let (mut before, after) = (of(serde_json::to_value(before)), of(serde_json::to_value(after)));
    let mut out = Map::new();
    for (field, to) in after {
        let from = before.remove(&field).unwrap_or_default();
        if from != to {
            out.insert(field, change(from, to));
        }
    }
    out.extend(before.into_iter().map(|(field, from)| (field, json!({"from": from, "to": null}))));
    Value::Object(out)
}

fn change(from: Value, to: Value) -> Value {
    match (from, to) {
        (Value::Array(from), Value::Array(to)) => {
            let without = |these: &[Value], those: &[Value]| these.iter().filter(|one| !those.contains(one)).cloned().collect::<Vec<_>>();
            json!({"added": without(&to, &from), "removed": without(&from, &to)})
        }
        (from, to) => json!({"from": from, "to": to}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_what_differs_and_nothing_else() {
        let before = json!({"name": "A", "seats": 5, "roles": ["owner", "member"], "gone": 1});
        let after = json!({"name": "A", "seats": 4, "roles": ["owner", "administrator"], "new": true});
        let expected = json!({
            "seats": {"from": 5, "to": 4}, "roles": {"added": ["administrator"], "removed": ["member"]},
            "new": {"from": null, "to": true}, "gone": {"from": 1, "to": null},
        });
        assert_eq!(between(&before, &after), expected);
        assert_eq!(between(&before, &before), json!({}));
    }
}
