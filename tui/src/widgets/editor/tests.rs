use super::{Edit, Editor, Outcome};

#[test]
fn typing_and_deleting_keep_whole_characters() {
    let mut editor = Editor::block("", 100);
    editor.insert("a👩‍💻e\u{301}\nb");
    editor.edit(Edit::Backspace);
    editor.edit(Edit::Backspace);
    editor.edit(Edit::Backspace);
    assert_eq!(editor.text(), "a👩‍💻");
    editor.edit(Edit::Left);
    editor.edit(Edit::Delete);
    assert_eq!((editor.text().as_str(), editor.chars()), ("a", 1));
}

#[test]
fn what_does_not_fit_is_refused_whole() {
    let mut editor = Editor::line("abc", 5);
    assert_eq!(editor.insert("def"), Outcome::Full);
    assert_eq!(editor.insert("\u{1b}[2Jd\ne"), Outcome::Full);
    assert_eq!(editor.insert("\u{1b}[2J\n"), Outcome::Changed);
    assert_eq!(editor.text(), "abc ");
}

#[test]
fn a_deleted_word_can_be_taken_back() {
    let mut editor = Editor::block("one two\nthree", 100);
    editor.edit(Edit::DeleteWord);
    editor.edit(Edit::Backspace);
    editor.edit(Edit::DeleteToStart);
    assert_eq!(editor.text(), "");
    editor.edit(Edit::Undo);
    assert_eq!(editor.text(), "one two");
    editor.edit(Edit::Undo);
    assert_eq!(editor.text(), "one two\nthree");
}

#[test]
fn up_and_down_follow_the_rows_that_are_seen() {
    let mut editor = Editor::block("aaaa bbbb cccc\nd", 100);
    editor.shown_width.set(5);
    editor.edit(Edit::Up);
    assert_eq!((editor.row, editor.col), (0, 11));
    editor.edit(Edit::Up);
    editor.edit(Edit::Up);
    assert_eq!((editor.row, editor.col), (0, 1));
    editor.edit(Edit::Down);
    assert_eq!((editor.row, editor.col), (0, 6));
}
